"""Match paths against patterns as git does those of `.gitignore`, in time that no pattern can blow up.

A pull request may bring patterns: in its `.gitignore`, in its configuration. The libraries that know git's patterns
make one regular expression of each, which a few stars more keep busy for hours. Here a path is matched name by name,
and the standard library's `fnmatch`, which does not go back over a star, matches the names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import translate

_ANY_FOLDERS = "**"


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern by names; one that is None stands for any number of folders."""

    names: tuple[re.Pattern[str] | None, ...]
    negated: bool
    folder_only: bool

    def fits(self, names: Sequence[str]) -> bool:
        """Whether the names of a path fit, all of them."""
        last = len(self.names)
        states = self._ahead({0})
        for name in names:
            following: set[int] = set()
            for state in states - {last}:
                pattern = self.names[state]
                if pattern is None:
                    following.add(state)
                    if state + 1 == last:  # at the end it stands for all that is inside
                        following.add(last)
                elif pattern.match(name):
                    following.add(state + 1)
            states = self._ahead(following)
            if not states:
                return False
        return last in states

    def _ahead(self, states: set[int]) -> set[int]:
        """Add the states that are reached where `**` stands for no folder."""
        for state in sorted(states):
            ahead = state
            while ahead + 1 < len(self.names) and self.names[ahead] is None:
                ahead += 1
                states.add(ahead)
        return states


class Patterns:
    """The patterns of one file, of which the last that fits decides."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._patterns = tuple(reversed([pattern for line in lines if (pattern := _parsed(line))]))

    def verdict(self, path: str) -> bool | None:
        """Whether a relative path, a folder's if it ends in a slash, is meant; None where no pattern speaks of it."""
        names, is_folder = path.strip("/").split("/"), path.endswith("/")
        for pattern in self._patterns:
            if (is_folder or not pattern.folder_only) and pattern.fits(names):
                return not pattern.negated
        return None

    def cover(self, path: str) -> bool:
        """Whether a relative path of a file is meant, or a folder that holds it, inside of which nothing is exempt."""
        names = path.split("/")
        folders = ("/".join(names[:count]) + "/" for count in range(1, len(names)))
        return any(self.verdict(folder) for folder in folders) or bool(self.verdict(path))


def _parsed(line: str) -> Pattern | None:
    written = re.sub(r"(?<!\\)[ \t]+$", "", line.rstrip("\r\n"))
    if not written or written.startswith("#"):
        return None
    negated = written.startswith("!")
    written = written[negated:]
    folder_only = written.endswith("/")
    anchored = "/" in written.rstrip("/")
    names = [name for name in written.strip("/").split("/") if name]
    if not names:
        return None
    if not anchored:
        names.insert(0, _ANY_FOLDERS)
    try:
        return Pattern(tuple(_compiled(names)), negated, folder_only)
    except re.error:  # such as [z-a], which fits nothing
        return None


def _compiled(names: Sequence[str]) -> Iterator[re.Pattern[str] | None]:
    before = ""
    for name in names:
        if name != _ANY_FOLDERS:
            yield re.compile(translate(re.sub(r"\\(.)", _literal, name).replace("[^", "[!")))
        elif before != _ANY_FOLDERS:
            yield None
        before = name


def _literal(match: re.Match[str]) -> str:
    """Write an escaped character as fnmatch, which knows no backslash, takes it."""
    return f"[{match[1]}]" if match[1] in "*?[" else match[1]
