"""A real git repository in a temporary folder, made without the settings of whoever runs the tests."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

_SETTINGS = ("user.name=Tester", "user.email=tester@example.org", "commit.gpgsign=false", "core.autocrlf=false")


class GitRepository:
    """A folder under git, its branch called main."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *arguments: str, may_fail: bool = False) -> str:
        """Run git and give what it prints."""
        settings = [part for setting in _SETTINGS for part in ("-c", setting)]
        kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        done = subprocess.run(
            ["git", *settings, *arguments],
            cwd=self.folder,
            env={**kept, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert may_fail or done.returncode == 0, done.stderr
        return done.stdout

    def write(self, name: str, text: str) -> None:
        """Write a file, its folders with it."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def commit(self, message: str = "change") -> None:
        """Commit all that is there."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)
