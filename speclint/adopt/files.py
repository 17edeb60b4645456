"""Writing new files, never over what is there."""

from __future__ import annotations

from pathlib import Path

from speclint.errors import UsageError
from speclint.links import leads_out
from speclint.told import reason, told


def write_new(path: Path, text: str) -> None:
    """Write a file that must not exist yet, and the folders that it stands in; raises `UsageError` with the mend."""
    refuse_way_out(path)
    try:
        if not path.parent.is_dir():
            path.parent.mkdir(parents=True)
    except OSError as error:
        raise UsageError(
            told("cannot make the folder {folder}: {reason}: name another", folder=path.parent, reason=reason(error))
        ) from error
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError as error:
        raise UsageError(
            told("{path} exists and is not overwritten: name another file, or move that one", path=path)
        ) from error
    except OSError as error:
        raise UsageError(
            told(
                "cannot write {path}: {reason}: name a file in a folder that can be written",
                path=path,
                reason=reason(error),
            )
        ) from error


def replace_text(path: Path, text: str) -> None:
    """Write what was made of a file's own text back to it, line ends as they are in the text."""
    refuse_way_out(path)
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
    except OSError as error:
        raise UsageError(
            told("cannot write {path}: {reason}: make it writable", path=path, reason=reason(error))
        ) from error


def refuse_way_out(path: Path) -> None:
    """Raise `UsageError` for a path that a link leads out of the repository."""
    if leads_out(path):
        raise UsageError(
            told(
                "{path} leads out of the repository by a link, so it is not written: name the real file, "
                "or delete the link",
                path=path,
            )
        )
