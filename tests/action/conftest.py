"""A repository of someone else, with a good and a bad spec, and the action at hand."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from action_runner import Action

Git = Callable[..., str]


@pytest.fixture
def git() -> Git:
    """Run git in a folder, with nobody's configuration."""

    def run(folder: Path, *arguments: str) -> str:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        identity = {f"GIT_{who}_{what}": "dev" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        done = subprocess.run(
            ["git", *arguments],
            cwd=folder,
            env={**environment, **identity, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    return run


@pytest.fixture
def repository(root: Path, tmp_path: Path, git: Git) -> Path:
    """One commit on `main` with the good spec, and one on top of it, on `change`, with the bad one."""
    folder = tmp_path / "product"
    (folder / "good specs").mkdir(parents=True)
    (folder / "bad").mkdir()
    git(folder, "init", "--quiet", "--initial-branch=main")
    shutil.copy(root / "examples" / "support-reply-drafting.md", folder / "good specs" / "drafting.md")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "-m", "good")
    git(folder, "switch", "--quiet", "--create", "change")
    shutil.copy(root / "examples" / "meeting-transcription.md", folder / "bad" / "meeting.md")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "-m", "bad")
    return folder


@pytest.fixture
def action(root: Path, tmp_path: Path) -> Action:
    """The action, its installing step taken to have named the environment that the tests run in."""
    if shutil.which("bash") is None:
        pytest.skip("the steps of the action are bash, which is not installed")
    scripts = Path(sys.executable).parent
    if not (scripts / "speclint").exists():
        pytest.skip("speclint is not installed beside this Python: pip install -e .")
    work = tmp_path / "runner temp"
    work.mkdir()
    return Action(root / "action.yml", {"install": {"bin": str(scripts)}}, work)
