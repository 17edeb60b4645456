"""Writing new files, never over what is there."""

from __future__ import annotations

from pathlib import Path

from speclint.errors import UsageError


def write_new(path: Path, text: str) -> None:
    """Write a file that must not exist yet, and the folders that it stands in; raises `UsageError` with the mend."""
    try:
        if not path.parent.is_dir():
            path.parent.mkdir(parents=True)
    except OSError as error:
        raise UsageError(f"cannot make the folder {path.parent}: {error.strerror}: name another") from error
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError as error:
        raise UsageError(f"{path} exists and is not overwritten: name another file, or move that one") from error
    except OSError as error:
        raise UsageError(
            f"cannot write {path}: {error.strerror}: name a file in a folder that can be written"
        ) from error


def replace_text(path: Path, text: str) -> None:
    """Write what was made of a file's own text back to it, line ends as they are in the text."""
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror}: make it writable") from error
