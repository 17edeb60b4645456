#!/usr/bin/env python3
"""Make a fresh clone of this project in DESTINATION: its files as they are now, and nothing that is ignored.

    fresh_copy.py DESTINATION

What is built or tested in such a clone cannot lean on leftovers of the working tree, and the clone is clean where the
working tree is not yet committed. Standard library only, so that any python3 runs it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def git(*arguments: str, at: Path) -> str:
    """Run git in a folder, free of the variables that a surrounding git command or hook may have set."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    run = subprocess.run(
        ["git", *arguments], cwd=at, env=environment, check=True, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )
    return run.stdout


def project_files(root: Path = ROOT) -> list[str]:
    """Name the files that are tracked, or would be if all were added, relative to the root."""
    listed = git("ls-files", "-z", "--cached", "--others", "--exclude-standard", at=root)
    return sorted({name for name in listed.split("\0") if name and (root / name).is_file()})


def commit_all(folder: Path) -> None:
    """Make a folder a repository of one commit."""
    identity = ("-c", "user.name=speclint", "-c", "user.email=speclint@localhost", "-c", "commit.gpgsign=false")
    git("init", "--quiet", at=folder)
    git("add", "--all", "--force", at=folder)
    git(*identity, "commit", "--quiet", "--no-verify", "--message", "fresh copy", at=folder)


def fresh_copy(destination: Path, root: Path = ROOT) -> Path:
    """Copy the project's files to a new folder and commit them there."""
    for name in project_files(root):
        target = destination / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(root / name, target)
    commit_all(destination)
    return destination


def main() -> int:
    """Read the command line and make the copy."""
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    print(fresh_copy(Path(sys.argv[1]).resolve()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
