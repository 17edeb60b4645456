"""The letters by which a document numbers its parts: of "F1 Search", "F2 Notes" and "F3 Alerts" none is an F1 score."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from speclint.model import Block
from speclint.understand.lexicon import Hit

Finder = Callable[[str], Sequence[Hit]]

_NUMBERED = re.compile(r"[^\w(（\[【]{0,4}([A-Z]{1,3})[-_ ]?(\d{1,2})(?![\w%]|\.\d|@)")
_SERIES = 3  # numbers of one letter, counted from 1, from which on they are no names of metrics or models
_HEADINGS = 2  # the same, where headings bear them


def series_of(blocks: Iterable[Block]) -> frozenset[str]:
    """The letters that the headings, items, rows and paragraphs of a document are numbered by."""
    numbers: dict[str, set[int]] = {}
    headed: dict[str, set[int]] = {}
    for block in blocks:
        if block.kind == "code":
            continue
        match = _NUMBERED.match(block.text.text)
        if match:
            numbers.setdefault(match[1], set()).add(int(match[2]))
            if block.kind == "heading":
                headed.setdefault(match[1], set()).add(int(match[2]))
    return frozenset(
        letter
        for letter, found in numbers.items()
        if set(range(1, _SERIES + 1)) <= found or set(range(1, _HEADINGS + 1)) <= headed.get(letter, set())
    )


def without_numbers(find: Finder, series: frozenset[str]) -> Finder:
    """Find terms as `find` does, but none within the number that a text of one of the series begins with."""
    if not series:
        return find

    def found(text: str) -> Sequence[Hit]:
        hits = find(text)
        match = _NUMBERED.match(text)
        if match is None or match[1] not in series:
            return hits
        return tuple(hit for hit in hits if hit.end > match.end())

    return found
