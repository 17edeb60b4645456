"""Levels of a score: ranges that divide its scale, and named levels with what puts a result in each."""

from __future__ import annotations

import re

from speclint.understand.clauses import weight
from speclint.understand.evidence.reading import Page
from speclint.understand.knowledge import Dimension
from speclint.understand.utterances import Utterance

_AROUND = 6  # sentences, items or rows on either side that one list of levels may take
_SEVERAL = 2
_CLOSE = 3  # characters between the name of a level and its bound
_COMPARED = frozenset({"<", "<=", ">", ">="})
_SCORES = frozenset({"rate", "number", "score"})
_MOST = 100  # where a scale ends that has bands
_RANGE = re.compile(
    r"(?<![A-Za-z0-9.\-–])(\d{1,3}(?:\.\d{1,3})?)\s?[%分]?\s?(?:[-–—~～至到]|\bto\b)\s?(\d{1,3}(?:\.\d{1,3})?)(?![A-Za-z0-9\-–]|\.\d)"
)
_STEPS = (0.0, 0.001, 0.01, 0.1, 1.0)  # from the end of one part of a scale to the start of the next
_NIL = 1e-6
_BEFORE = "|(（[:：,，、;；-–—•\"'`*"
_DEFINING = "(（:：=＝→|"

Bound = tuple[float | None, float | None]


def run_of(utterance: Utterance, page: Page) -> tuple[Utterance, ...]:
    """An utterance with those beside it in the same list, table, fence or paragraph."""
    around = page.utterances[max(utterance.index - _AROUND, 0) : utterance.index + _AROUND + 1]
    return tuple(u for u in around if _are_together(u, utterance))


def _are_together(one: Utterance, other: Utterance) -> bool:
    block, beside = one.block, other.block
    if block.index == beside.index:
        return True
    listed = block.kind == beside.kind and block.kind in ("item", "row", "code")
    return listed and (block.section, block.parents, block.table) == (beside.section, beside.parents, beside.table)


def divides_scale(utterance: Utterance, page: Page, *, stacked: bool) -> bool:
    """Whether it names a part of a scale that begins where another beside it ends (80–100, 50–79, below 50).

    With `stacked` also bounds one above the other (≥ 80, then ≥ 50), as goals in a list may be too.
    """
    own = _bounds(utterance)
    if not own:
        return False
    others = [bound for u in run_of(utterance, page) for bound in _bounds(u)]
    return any(_meet(one, other) or (stacked and _is_above(one, other)) for one in own for other in others)


def _bounds(utterance: Utterance) -> list[Bound]:
    """Where each part of a scale that it names begins and ends, None where it is open; a percentage in per cent."""
    found: list[Bound] = []
    taken: list[tuple[int, int]] = []
    for match in _RANGE.finditer(utterance.text):
        low, high = float(match[1]), float(match[2])
        if low < high <= _MOST:
            found.append((low, high))
            taken.append(match.span())
    for quantity in utterance.quantities:
        bound = quantity.kind in _SCORES and quantity.high is None and quantity.comparator in _COMPARED
        if bound and not any(start < quantity.end and quantity.start < end for start, end in taken):
            value = quantity.value * (100 if quantity.kind == "rate" else 1)
            found.append((value, None) if quantity.comparator in (">", ">=") else (None, value))
    return found


def _meet(one: Bound, other: Bound) -> bool:
    """Whether one part ends where the other begins."""
    return any(
        end is not None and start is not None and any(abs(start - end - step) < _NIL for step in _STEPS)
        for end, start in ((one[1], other[0]), (other[1], one[0]))
    )


def _is_above(one: Bound, other: Bound) -> bool:
    return one != other and (one[0] is None) == (other[0] is None) and None in one and None in other


def defines_levels(utterance: Utterance, dimension: Dimension, page: Page) -> bool:
    """Whether it is one of several named levels, each with what a result in it rests on."""
    strong = dimension.concept("strong")
    headed = strong in utterance.announced
    if not (headed or utterance.has(strong)) or not _is_grounded(utterance, dimension):
        return False
    if utterance.block.kind != "row" and len(_named(utterance, dimension)) >= _SEVERAL:
        return True
    if not headed:
        return False
    run = [_named(u, dimension) for u in run_of(utterance, page) if _is_grounded(u, dimension)]
    names = [name for found in run for name in found]
    return len(names) >= _SEVERAL and len(names) == len(set(names))  # a level that comes twice is given, not defined


def cuts_levels(utterance: Utterance, dimension: Dimension) -> bool:
    """Whether it names several levels, each with the bound of its score: "high (> 0.9), medium (> 0.7)".

    What names no score must be a fraction: a discount and a load are told in per cent, too.
    """
    if utterance.has("metric.quality"):
        return False
    scored = utterance.has(dimension.concept("terms"))
    ends = [end for _, end in utterance.marks.get(dimension.concept("level"), ())]
    bounds = [q for q in utterance.quantities if q.kind in _SCORES and q.comparator in _COMPARED]
    bounds = [q for q in bounds if 0 < q.value <= _MOST and (scored or (q.value < 1 and q.kind != "rate"))]
    return sum(any(0 <= q.start - end <= _CLOSE for end in ends) for q in bounds) >= _SEVERAL


def _is_grounded(utterance: Utterance, dimension: Dimension) -> bool:
    return utterance.has(dimension.concept("grounds")) and bool(_named(utterance, dimension))


def _named(utterance: Utterance, dimension: Dimension) -> set[str]:
    """The levels that are named and stand alone: a cell, before a colon or bracket, or with "confidence" behind."""
    text = utterance.text
    if weight(text) < _SEVERAL:
        return set()
    found = set()
    for start, end in utterance.marks.get(dimension.concept("level"), ()):
        before, behind = text[:start].rstrip()[-1:], text[end:].lstrip()[:1]
        word = text[start:end].strip("|（(：: =")
        if word.isascii():
            apart = (not before or before in _BEFORE) and not behind.isalnum() and behind != "/"
            alone = apart or (bool(behind) and behind in _DEFINING)
        else:
            alone = not ("\u4e00" <= before <= "\u9fff")  # "提高：" is no level
        if alone:
            found.add(word.lower())
    return found
