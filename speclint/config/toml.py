"""Read TOML, and tell on which line a key or a value stands."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

from speclint.errors import SpeclintError
from speclint.told import told

Path = tuple[str, ...]

_MOST_DOTS = 20  # the parser takes memory by the square of a key's parts
_MOST_CHARACTERS = 2_000_000  # parsed to tell lines
# What is no key, as the parser reads it; what is left open reaches to where the parser gives up at the latest.
_STRING = re.compile(
    r""""{3}(?:[^"\\]|\\.?|"(?!""))*(?:"{3,5}|\Z)|'{3}(?:[^']|'(?!''))*(?:'{3,5}|\Z)"""
    r"""|"(?:[^"\\\n]|\\[^\n])*"?|'[^'\n]*'?|#[^\n]*""",
    re.DOTALL,
)
_KEY_LINE = re.compile(r"""[ \t]*([\w."'-]+)[ \t]*=""")
_TABLE_LINE = re.compile(r"""[ \t]*\[{1,2}([^][\n]+)\]""")

TOMLDecodeError = tomllib.TOMLDecodeError


class LongKeyError(SpeclintError):
    """A key of more parts than any setting has; `line` is 1-based."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


def loads(text: str) -> dict[str, Any]:
    """Parse TOML; raises `TOMLDecodeError`, whose text names line and column, or `LongKeyError`."""
    bare = _STRING.sub(lambda match: "\n" * match[0].count("\n"), text)
    for number, line in enumerate(bare.split("\n"), start=1):
        if line.count(".") > _MOST_DOTS and any(part.count(".") > _MOST_DOTS for part in re.split("[=,{}]", line)):
            raise LongKeyError(told("a key has more than {most} dots, which no setting has", most=_MOST_DOTS), number)
    data: dict[str, Any] = tomllib.loads(text)
    return data


@lru_cache(maxsize=8)
def lines_of(text: str) -> Mapping[Path, tuple[int, int]]:
    """Give for each key path, tables included, the 1-based first and last line of its statement.

    A statement ends at the line with which it first parses, so the parser itself says where things stand. As a long
    statement takes its square of time, no more than so many characters are parsed; below, lines are told by looks.
    """
    lines = text.splitlines(keepends=True)
    begin = next((number for number, line in enumerate(lines) if line.startswith("[tool.speclint")), 0)
    places: dict[Path, tuple[int, int]] = {}
    table: Path = ()
    left = _MOST_CHARACTERS
    for end in range(begin + 1, len(lines) + 1):
        statement = "".join(lines[begin:end])
        left -= len(statement)
        if left < 0:
            break
        try:
            paths = [(*table, *path) for path in _paths(tomllib.loads(statement))]
        except TOMLDecodeError:
            continue
        if statement.lstrip().startswith("["):
            paths = [path[len(table) :] for path in paths]
            table = paths[-1]
        for path in paths:
            places.setdefault(path, (begin + 1, end))
        begin = end
    for number, line in enumerate(lines[begin:] if left < 0 else [], start=begin + 1):
        if header := _TABLE_LINE.match(line):
            table = _parts(header[1])
            places.setdefault(table, (number, number))
        elif key := _KEY_LINE.match(line):
            places.setdefault((*table, *_parts(key[1])), (number, number))
    return places


def _parts(key: str) -> Path:
    return tuple(part.strip(" \t\"'") for part in key.split("."))


def line_of(text: str, path: Path, value: object = None) -> int:
    """Give the line of a key path, or of a value in its list; the nearest table's where the path is not there."""
    places = lines_of(text)
    while path and path not in places:
        path = path[:-1]
    first, last = places.get(path, (1, 1))
    if value is not None:
        written = str(value)
        for number, line in enumerate(text.splitlines()[first - 1 : last], start=first):
            if written in line:
                return number
    return first


def _paths(data: Mapping[str, Any], prefix: Path = ()) -> Iterator[Path]:
    for key, value in data.items():
        path = (*prefix, key)
        yield path
        if isinstance(value, Mapping):
            yield from _paths(value, path)
