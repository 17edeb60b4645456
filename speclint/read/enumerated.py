"""Lines of a paragraph that their author meant for items of a list, though Markdown knows their marks not.

`1、`, `（1）`, `①` and `•` come from word processors and from Chinese keyboards, `2.1`, `(a)` and `FR-01` from
specifications and contracts; CommonMark runs such lines together.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_BOLD = re.compile(r"[ \t\u3000]*\*{0,2}")  # what may stand before a mark
_COUNT = r"\d{1,2}"
HAN_COUNT = "[一二三四五六七八九十]{1,3}"

# A mark that only counts or only begins, and is no part of what is said.
_BARE = re.compile(
    rf"(?P<point>{_COUNT}(?:[、．]|\.(?=[^\s\d]))[ \t]*)|(?P<paren>{_COUNT}[)）][ \t]*)|"
    rf"(?P<round>[（(]{_COUNT}[)）][ \t]*)|(?P<circle>[①-⑳⑴-⒇][、.．]?[ \t]*)|(?P<han>{HAN_COUNT}、[ \t]*)|"
    rf"(?P<hanround>[（(]{HAN_COUNT}[)）][ \t]*)|(?P<dotted>{_COUNT}(?:\.{_COUNT}){{1,3}}[ \t\u3000]+(?=\S))|"
    rf"(?P<slash>{_COUNT}/[ \t]+)|(?P<letter>[(（]?[a-z][)）][ \t]*)|"
    rf"(?P<bullet>[•·●○■□◆◇▪▫▸►▶➤][ \t]*)|(?P<dash>[–—−][ \t]+)"
)
# A mark that says something itself: a requirement's number, a tick.
_TELLING = re.compile(
    r"(?P<id>\[?(?:(?:[A-Z]{1,6}[-_‑–]){1,3}|[A-Z]{2,6}|F)\d{1,4}(?:\.\d{1,3}){0,3})(?![\w%％])|"
    r"(?P<sign>[\u2600-\u27bf\U0001f300-\U0001faff])"
)
_UNCOUNTED = frozenset({"bullet", "dash", "sign"})
# What may begin a line of a text that is broken at a width ("2.5 seconds", "a) or b)"): these must count upwards.
_COUNTED_UPWARDS = frozenset({"dotted", "slash", "letter"})
_DEEPEST = 4  # places of such a number


@dataclass(frozen=True, slots=True)
class Mark:
    """What begins a line: its `family`, and the `length` of what is no part of the item's text, in characters."""

    family: str
    length: int


def marks_of(lines: Sequence[str]) -> dict[int, Mark]:
    """The marks of the lines (by 0-based number) that begin items: at least two of a family, of different numbers."""
    found: dict[str, list[tuple[int, str, int]]] = defaultdict(list)
    for number, line in enumerate(lines):
        bold = _BOLD.match(line)
        start = bold.end() if bold else 0
        if match := _BARE.match(line, start):
            length = 0 if bold and bold[0].endswith("*") else match.end()
            found[str(match.lastgroup)].append((number, match[0].strip(), length))
        elif match := _TELLING.match(line, start):
            deeper = "." * match[0].count(".")  # FR-1.2 is below FR-1
            found[f"{match.lastgroup}{deeper}"].append((number, match[0], 0))
    return dict(sorted(_repeated(found, lines)))


def _repeated(found: dict[str, list[tuple[int, str, int]]], lines: Sequence[str]) -> Iterator[tuple[int, Mark]]:
    ids = {said for family, marked in found.items() if family.startswith("id") for _, said, _ in marked}
    for family, several in found.items():
        marked = _counted_upwards(several, lines) if family in _COUNTED_UPWARDS else several
        counted = ids if family.startswith("id") else {said for _, said, _ in marked}
        if len(marked if family in _UNCOUNTED else counted) > 1:
            yield from ((number, Mark(family, length)) for number, _, length in marked)


def _counted_upwards(marked: Sequence[tuple[int, str, int]], lines: Sequence[str]) -> list[tuple[int, str, int]]:
    """Those that count on from the one before; none where the first begins no paragraph and nothing announces it."""
    first = marked[0][0]
    if first and not lines[first - 1].rstrip().endswith((":", "：")):
        return []
    kept = [marked[0]]
    for one in marked[1:]:
        if _parts_of(one[1]) in _next_of(_parts_of(kept[-1][1])):
            kept.append(one)
    return kept


def _parts_of(number: str) -> tuple[int, ...]:
    return tuple(int(part) if part.isdigit() else ord(part) for part in re.findall(r"\d+|[a-z]", number))


def _next_of(number: tuple[int, ...]) -> set[tuple[int, ...]]:
    """What may count on from 2.3: 2.4 or 3, and what begins below these and below itself."""
    on = [(*number[:place], number[place] + 1) for place in range(len(number))]
    return {(*begun, *[1] * deeper) for begun in on for deeper in range(_DEEPEST)} | {(*number, 1)}


def depths_of(marks: Sequence[Mark]) -> list[int]:
    """How deep each item stands, from 0: a family that was not open yet begins one level deeper."""
    open_: list[str] = []
    depths = []
    for mark in marks:
        if mark.family in open_:
            del open_[open_.index(mark.family) + 1 :]
        else:
            open_.append(mark.family)
        depths.append(len(open_) - 1)
    return depths
