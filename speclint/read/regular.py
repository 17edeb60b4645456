"""Read files that a repository names: regular ones up to a size, since a device never ends and a pipe never answers."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from speclint.errors import SpeclintError
from speclint.told import told


class UnfitFileError(SpeclintError):
    """A file that is no regular one, or too large for what it is to be."""


def read_regular(path: str | Path, most: int, *, follow: bool = True) -> bytes:
    """Read a file of at most so many bytes, through links or not; raises `UnfitFileError` or `OSError`."""
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0)
    flags |= getattr(os, "O_NONBLOCK", 0)  # a pipe that nobody writes to must not keep us waiting
    if not follow:
        if Path(path).is_symlink():
            raise UnfitFileError(told("is a symbolic link, which is not followed here"))
        flags |= getattr(os, "O_NOFOLLOW", 0)
    with os.fdopen(os.open(path, flags), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise UnfitFileError(told("is no regular file: name one"))
        data = file.read(most + 1)
    if len(data) > most:
        raise UnfitFileError(told("is larger than {most} bytes: shorten it", most=most))
    return data
