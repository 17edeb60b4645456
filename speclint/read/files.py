"""Finds the Markdown files that paths name: files as they are, folders walked, `.gitignore` honoured."""

from __future__ import annotations

import os
import shlex
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from speclint.model import FileError
from speclint.read.patterns import Patterns
from speclint.read.regular import UnfitFileError, read_regular
from speclint.told import placed, reason, told

WALKED_SUFFIXES = frozenset({".md", ".markdown"})
NAMED_SUFFIXES = WALKED_SUFFIXES | {".mdc", ".mdown", ".mdx", ".mkd", ".mkdn", ".qmd", ".rmd"}

# Hidden folders are walked, since tools keep specs in some (.kiro, .specify, .github); these hold none.
_SKIPPED_FOLDERS = frozenset(
    {".bzr", ".eggs", ".git", ".hg", ".jj", ".mypy_cache", ".nox", ".pytest_cache", ".ruff_cache", ".svn", ".tox"}
    | {".venv", "__pycache__", "node_modules", "site-packages"}
)

_MAX_IGNORE_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class FoundFiles:
    """The files to read in order, what is wrong with the paths, what is worth a word, and how many are excluded."""

    files: tuple[str, ...]
    errors: tuple[FileError, ...]
    notes: tuple[str, ...] = ()
    excluded: int = 0


@dataclass(frozen=True, slots=True)
class _Ignore:
    """The patterns of one `.gitignore` and the real path of the folder that they are relative to."""

    folder: str
    patterns: Patterns

    def verdict(self, path: str) -> bool | None:
        """Whether a real path (a folder's ends in a slash) is ignored; None where no pattern speaks of it."""
        return self.patterns.verdict(path[len(self.folder) :].lstrip("/"))


def find_files(paths: Sequence[str | Path], excludes: Callable[[str], bool] = lambda path: False) -> FoundFiles:
    """Find the Markdown files that paths name, each once, in the order of the paths and sorted within folders.

    `excludes` says of a file what is left out even where it is named.
    """
    files: list[str] = []
    errors: list[FileError] = []
    notes: list[str] = []
    seen: set[str] = set()
    excluded = 0
    for given in paths:
        if not str(given):  # `Path("")` is the current folder, which nobody named: a variable was empty
            errors.append(FileError('""', told("an empty path names nothing; give a file or a folder, or none at all")))
            continue
        path = Path(given)
        found = list(_files_of(path, errors, notes))
        for file in found:
            real = os.path.realpath(file)
            if real in seen:
                continue
            seen.add(real)
            if excludes(file):
                excluded += 1
            else:
                files.append(file)
    return FoundFiles(tuple(files), tuple(errors), tuple(notes), excluded)


def _files_of(path: Path, errors: list[FileError], notes: list[str]) -> Iterator[str]:
    name = path.as_posix()
    try:
        is_folder, exists = path.is_dir(), os.path.lexists(path)
    except (OSError, ValueError) as error:
        errors.append(FileError(name, told("is no valid path: {reason}", reason=reason(error))))
        return
    if not exists:
        closed = next((parent for parent in path.parents if parent.is_dir() and not os.access(parent, os.X_OK)), None)
        missing = told("no such file or folder; check the path")
        errors.append(FileError(name, missing if closed is None else _denied(closed)))
    elif not is_folder and path.suffix.lower() not in NAMED_SUFFIXES:
        errors.append(FileError(name, told("not Markdown; name a file that ends in .md or .markdown, or a folder")))
    elif not is_folder:
        yield name
    else:
        yield from _folder(path, errors, notes)


def _denied(folder: Path) -> str:
    name = folder.as_posix()
    return told(
        'permission denied for the folder {name}; open it, e.g. with "chmod u+rx {quoted}"',
        name=name,
        quoted=shlex.quote(name),
    )


def _folder(path: Path, errors: list[FileError], notes: list[str]) -> Iterator[str]:
    """The Markdown files of a folder; one that holds none is an error, one whose files are all ignored a note."""
    before = len(errors)
    count = 0
    for file in _walk(path, _outer_ignores(path), errors):
        count += 1
        yield file
    if count or len(errors) > before:
        return
    ignored = next(_walk(path, (), [], heed_ignores=False), None)
    if ignored is not None:
        problem = told("all of its Markdown is ignored by .gitignore; nothing to check")
        notes.append(placed(path.as_posix(), problem))
    else:
        errors.append(FileError(path.as_posix(), told("holds no Markdown (no .md or .markdown file)")))


def _walk(
    folder: Path, ignores: tuple[_Ignore, ...], errors: list[FileError], heed_ignores: bool = True
) -> Iterator[str]:
    """The Markdown files below a folder; links to folders are not followed, so that no loop can form."""
    top = os.path.realpath(folder).replace(os.sep, "/")
    ahead = [(folder, top.rstrip("/"), ignores, True)]  # a stack, since folders may nest deeper than functions do
    while ahead:
        path, real, ignores, is_folder = ahead.pop()
        if is_folder:
            found = _listed(path, real, ignores, errors, heed_ignores)
            ahead.extend(reversed(list(found)))
        else:
            yield path.as_posix()


def _listed(
    folder: Path, real: str, ignores: tuple[_Ignore, ...], errors: list[FileError], heed_ignores: bool
) -> Iterator[tuple[Path, str, tuple[_Ignore, ...], bool]]:
    """The Markdown files and the folders in a folder, each with its real path, what is ignored, and if it is one."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except PermissionError:
        errors.append(FileError(folder.as_posix(), _denied(folder)))
        return
    except OSError as error:
        errors.append(FileError(folder.as_posix(), told("cannot be listed: {reason}", reason=reason(error))))
        return
    names = {entry.name for entry in entries}
    if "pyvenv.cfg" in names:
        return
    if heed_ignores and ".gitignore" in names and (ignore := _read_ignore(real or "/")):
        ignores = (*ignores, ignore)
    for entry in entries:
        is_folder = entry.is_dir(follow_symlinks=False)
        if is_folder and entry.name in _SKIPPED_FOLDERS:
            continue
        if not is_folder and Path(entry.name).suffix.lower() not in WALKED_SUFFIXES:
            continue
        inner = f"{real}/{entry.name}"
        if ignores and _is_ignored(inner + "/" * is_folder, ignores):
            continue
        if is_folder or not _leads_to_folder(entry):
            yield folder / entry.name, inner, ignores, is_folder


def _leads_to_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link in a circle, say: whoever reads the file tells
        return False


def _is_ignored(path: str, ignores: tuple[_Ignore, ...]) -> bool:
    """Whether a path is ignored: the innermost `.gitignore` that speaks of it decides."""
    for ignore in reversed(ignores):
        verdict = ignore.verdict(path)
        if verdict is not None:
            return verdict
    return False


def _outer_ignores(folder: Path) -> tuple[_Ignore, ...]:
    """The `.gitignore` files above a folder up to its repository's root; none where they ignore the folder itself.

    Whoever names a folder wants it read.
    """
    real = Path(os.path.realpath(folder))
    if (real / ".git").exists():
        return ()
    above: list[Path] = []
    for parent in real.parents:
        above.append(parent)
        if (parent / ".git").exists():
            break
    else:
        return ()
    found = (_read_ignore(parent.as_posix()) for parent in reversed(above) if (parent / ".gitignore").is_file())
    ignores = tuple(ignore for ignore in found if ignore)
    inside = [path for path in [*reversed(above[:-1]), real] if _is_ignored(f"{path.as_posix()}/", ignores)]
    return () if inside else ignores


def _read_ignore(folder: str) -> _Ignore | None:
    try:
        data = read_regular(Path(folder) / ".gitignore", _MAX_IGNORE_BYTES, follow=False)  # nor does git follow a link
        return _Ignore(folder, Patterns(data.decode("utf-8", "replace").splitlines()))
    except (OSError, ValueError, UnfitFileError):
        return None
