"""Mend documents on disk: all of a document or nothing, and never one that somebody else has changed meanwhile."""

from __future__ import annotations

import codecs
import os
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from speclint.errors import SourceError
from speclint.links import leads_out
from speclint.mend.fixes import Understand, mend
from speclint.model import Finding, Spec
from speclint.read.source import source_from_bytes
from speclint.told import reason, told
from speclint.understand.knowledge import Knowledge

_CHANGED = told("changed while it was checked, so it is left as it is; run again")


@dataclass(frozen=True, slots=True)
class Repair:
    """A document before and after its fixes, as bytes; `fixed` are the findings that they mend."""

    path: str
    before: bytes
    after: bytes
    fixed: tuple[Finding, ...]


def repair(
    spec: Spec,
    data: bytes,
    findings: Sequence[Finding],
    knowledge: Knowledge,
    understand: Understand,
    *,
    unsafe: bool,
) -> Repair:
    """Fix what was found in a document; raises `SourceError` where `data` is not what was read then."""
    source = source_from_bytes(spec.path, data)
    if understand(source) != spec:
        raise SourceError(spec.path, _CHANGED)
    mended = mend(source, findings, knowledge, understand, unsafe=unsafe)
    mark = data[: len(data) - len(source.text.encode())]  # a byte order mark, which no text holds
    if mark.strip(codecs.BOM_UTF8):
        raise SourceError(spec.path, told("cannot be mended: it does not begin as UTF-8 does"))
    return Repair(spec.path, data, mark + mended.text.encode(), mended.fixed)


def write(repair: Repair) -> None:
    """Put a repaired document in the place of the old one, at once and with its permissions.

    A link is followed, but not out of the repository: it may have come with a checkout.
    """
    if leads_out(repair.path):
        raise SourceError(repair.path, told("is left as it is: it is a link to elsewhere; name the real file"))
    path = Path(os.path.realpath(repair.path))
    try:
        if not os.access(path, os.W_OK):
            raise SourceError(repair.path, told("cannot be mended: it is write-protected"))
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    except OSError as error:
        raise SourceError(repair.path, told("cannot be mended: {reason}", reason=reason(error))) from None
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(repair.after)
            file.flush()
            os.fsync(file.fileno())
        _take_after(path, Path(name))
        if path.read_bytes() != repair.before:
            raise SourceError(repair.path, _CHANGED)
        Path(name).replace(path)
    except OSError as error:
        raise SourceError(repair.path, told("cannot be mended: {reason}", reason=reason(error))) from None
    finally:
        with suppress(FileNotFoundError):
            Path(name).unlink()


def _take_after(old: Path, new: Path) -> None:
    """Give a file the permissions of another and, where this process may, its owner."""
    state = old.stat()
    if hasattr(os, "chown"):
        with suppress(PermissionError):
            os.chown(new, state.st_uid, state.st_gid)
    new.chmod(state.st_mode)
