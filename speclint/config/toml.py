"""Read TOML, and tell on which line a key or a value stands."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

Path = tuple[str, ...]

_MOST_LINES = 1000

TOMLDecodeError = tomllib.TOMLDecodeError


def loads(text: str) -> dict[str, Any]:
    """Parse TOML; raises `TOMLDecodeError`, whose text names line and column."""
    data: dict[str, Any] = tomllib.loads(text)
    return data


@lru_cache(maxsize=8)
def lines_of(text: str) -> Mapping[Path, tuple[int, int]]:
    """Give for each key path, tables included, the 1-based first and last line of its statement.

    The beginning of a file up to the end of a statement is a file of its own; where it first has a key, that key's
    statement ends. So the parser itself says where things stand. Quadratic, for who must report an error.
    """
    lines = text.splitlines(keepends=True)
    first = next((number for number, line in enumerate(lines) if line.startswith("[tool.speclint")), 0)
    places: dict[Path, tuple[int, int]] = {}
    begin = first
    for end in range(first + 1, min(len(lines), first + _MOST_LINES) + 1):
        try:
            data = loads("".join(lines[first:end]))
        except TOMLDecodeError:
            continue
        for path in _paths(data):
            places.setdefault(path, (begin + 1, end))
        begin = end
    return places


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
