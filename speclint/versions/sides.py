"""The two sides of `speclint diff`: files, folders and git revisions, read and compared."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from speclint.change.compare import compare
from speclint.change.difference import Difference
from speclint.change.metrics import Metrics
from speclint.errors import SourceError, UsageError
from speclint.model import FileError, Spec
from speclint.read.files import WALKED_SUFFIXES, find_files
from speclint.told import reason, told
from speclint.versions.git import GitError, Repository, has_hash, repository_of

Read = Callable[[str, bytes], "Spec | FileError"]
Load = Callable[[], bytes]

_ONLY = ""  # what the document of a side that is one file is called, so that it is paired whatever its name


@dataclass(frozen=True, slots=True)
class Version:
    """A document of a side: the path to show, the way to its bytes, and git's hash of them where it is known."""

    path: str
    load: Load
    blob: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """The documents of a side by the name that pairs them, and what the side is called."""

    label: str
    documents: Mapping[str, Version]
    errors: tuple[FileError, ...] = ()


def difference(old: str, new: str | None, read: Read, metrics: Metrics, excluded: Callable[[str], bool]) -> Difference:
    """Compare two sides; documents with equal bytes, or `excluded` by their path, are not read."""
    before, after = _sides(old, new)
    specs: tuple[dict[str, Spec], dict[str, Spec]] = ({}, {})
    errors = [*before.errors, *after.errors]
    for name in sorted({*before.documents, *after.documents}):
        pair = [side.documents.get(name) for side in (before, after)]
        if pair[0] and pair[1] and _are_same(pair[0], pair[1]):
            continue
        for version, found in zip(pair, specs, strict=True):
            spec = _read(version, read) if version and not excluded(version.path) else None
            if isinstance(spec, Spec):
                found[name] = spec
            elif spec is not None:
                errors.append(spec)
    told = tuple(sorted(set(errors), key=lambda error: (error.path, error.line or 0, error.message)))
    return Difference(before.label, after.label, compare(*specs, metrics), told)


def _are_same(one: Version, other: Version) -> bool:
    if one.blob and other.blob:
        return one.blob == other.blob
    try:
        if other.blob:
            return has_hash(one.load(), other.blob)
        return has_hash(other.load(), one.blob) if one.blob else one.load() == other.load()
    except SourceError:
        return False  # reading will say why


def _read(version: Version, read: Read) -> Spec | FileError:
    try:
        return read(version.path, version.load())
    except SourceError as error:
        return FileError(error.path, error.message, error.line)


def _sides(old: str, new: str | None) -> tuple[Side, Side]:
    if new is None:
        return _since(old)
    if _is_path(old) and _is_path(new):
        if Path(old).is_dir() != Path(new).is_dir():
            raise UsageError(
                told("{old} and {new} are a file and a folder: compare two files or two folders", old=old, new=new)
            )
        return _of_path(old), _of_path(new)
    if _is_path(new):  # the revision's version of this path, where it names none itself
        before = _of_revision(old, new)
        return before, _of_path(new, also=before)
    if _is_path(old):
        after = _of_revision(new, old)
        return _of_path(old, also=after), after
    return _of_revision(old), _of_revision(new)


def _since(old: str) -> tuple[Side, Side]:
    """Take apart what stands alone: a revision for the working tree, or two revisions with dots between."""
    if _is_path(old):
        raise UsageError(told("{old} is a path: say what to compare it with, as in speclint diff HEAD {old}", old=old))
    if "..." in old:
        one, _, other = old.partition("...")
        return _of_revision(one or "HEAD", base_with=other or "HEAD"), _of_revision(other or "HEAD")
    if ".." in old:
        one, _, other = old.partition("..")
        return _of_revision(one or "HEAD"), _of_revision(other or "HEAD")
    before = _of_revision(old)
    revision, colon, path = old.partition(":")
    place = os.path.relpath(_place(repository_of("."), path), os.path.realpath(".")) if colon else "."
    if not Path(place).exists():
        raise UsageError(
            told(
                "{place} is not in the working tree: say what to compare {revision}:{path} with",
                place=place,
                revision=revision,
                path=path,
            )
        )
    return before, _of_path(place, also=before, label="")


def _is_path(name: str) -> bool:
    return bool(name) and os.path.lexists(name)


def _of_path(path: str, *, also: Side | None = None, label: str | None = None) -> Side:
    """Take the Markdown of a path; `also` is a side whose documents count here even where .gitignore names them."""
    label = path if label is None else label
    if not Path(path).is_dir():
        return Side(label, {_ONLY: Version(Path(path).as_posix(), partial(_bytes, path))})
    found = find_files([path])
    files = {os.path.relpath(file, path).replace(os.sep, "/"): file for file in found.files}
    for name in also.documents if also else ():
        if name not in files and (Path(path) / name).is_file():
            files[name] = (Path(path) / name).as_posix()
    errors = () if files or also else found.errors  # a folder may have become empty, or been so
    return Side(label, {name: Version(file, partial(_bytes, file)) for name, file in files.items()}, errors)


def _bytes(path: str) -> bytes:
    from speclint.read.source import MAX_BYTES

    try:
        with Path(path).open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise SourceError(path, told("cannot be read: {reason}", reason=reason(error))) from None


def _of_revision(given: str, path: str | None = None, *, base_with: str = "") -> Side:
    """Take the Markdown of a revision: at the path behind its colon, or else at `path`, or below the current folder."""
    revision, colon, inside = given.partition(":")
    start = "." if path is None else path if Path(path).is_dir() else os.path.dirname(path) or "."  # noqa: PTH120
    try:
        repository = repository_of(start)
        commit = repository.merge_base(revision, base_with) if base_with else repository.commit(revision)
    except GitError as error:
        if not colon and not base_with and _looks_like_path(revision):
            raise UsageError(
                told("{given}: no such file or folder, and {error}", given=given, error=error.message)
            ) from None
        raise
    place = _place(repository, inside) if colon else os.path.realpath(start if path is None else path)
    inner = os.path.relpath(place, repository.top).replace(os.sep, "/")
    top = "" if inner == "." else inner
    here = os.path.realpath(".")
    documents: dict[str, Version] = {}
    for file, blob in repository.files(commit).items():
        if file == top:
            name = _ONLY
        elif Path(file).suffix.lower() in WALKED_SUFFIXES and (not top or file.startswith(top + "/")):
            name = file[len(top) + 1 :] if top else file
        else:
            continue
        shown = os.path.relpath(Path(repository.top) / file, here).replace(os.sep, "/")
        documents[name] = Version(shown, partial(repository.blob, blob), blob)
    if colon and not documents:
        raise UsageError(told("{given}: holds no Markdown; check the path", given=given))
    return Side(given if not base_with else revision, documents)


def _place(repository: Repository, path: str) -> str:
    """Give the real path of what stands behind a revision's colon: from the top, or from here where it begins with a
    dot, as git has it."""
    start = os.path.realpath(".") if path.startswith(("./", "../")) or path in (".", "..") else repository.top
    return os.path.normpath(os.path.join(start, path))  # noqa: PTH118


def _looks_like_path(name: str) -> bool:
    return Path(name).suffix.lower() in WALKED_SUFFIXES or "/" in name
