"""Levels of a score: ranges that divide its scale, and named levels with what puts a result in each."""

from __future__ import annotations

from collections.abc import Sequence

from speclint.model import Quantity
from speclint.understand.clauses import weight
from speclint.understand.evidence.reading import Page
from speclint.understand.knowledge import Dimension
from speclint.understand.utterances import Utterance

_AROUND = 6  # sentences, items or rows on either side that one list of levels may take
_SEVERAL = 2
_COMPARED = frozenset({"<", "<=", ">", ">="})
_STEPS = (0.0, 0.001, 0.01, 0.1, 1.0)  # from the end of one part of a scale to the start of the next
_NIL = 1e-6
_BEFORE, _BEHIND = "|(（[:：,，、;；/-–—•\"'`*", "|)）]:：(（=＝-–—→\"'`*"


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


def parts_of_scale(
    utterance: Utterance, values: Sequence[Quantity], page: Page, *, stacked: bool
) -> tuple[Quantity, ...]:
    """Those of the values that are parts of one scale, each beginning where another ends (80–100, 50–79, below 50).

    With `stacked` also bounds one above the other (≥ 80, then ≥ 50), as goals in a list may be too.
    """
    own = [q for q in values if _bounds(q) is not None]
    if not own:
        return ()
    kinds = {q.kind for q in own}
    others = [q for u in run_of(utterance, page) for q in u.quantities if q.kind in kinds and _bounds(q) is not None]
    return tuple(
        one for one in own if any(_meet(one, other) or (stacked and _is_above(one, other)) for other in others)
    )


def _bounds(quantity: Quantity) -> tuple[float | None, float | None] | None:
    """Where a part of a scale begins and ends, None where it is open."""
    if quantity.high is not None:
        return quantity.value, quantity.high
    if quantity.comparator in (">", ">="):
        return quantity.value, None
    return (None, quantity.value) if quantity.comparator in ("<", "<=") else None


def _meet(one: Quantity, other: Quantity) -> bool:
    """Whether one part ends where the other begins."""
    first, second = _bounds(one), _bounds(other)
    if first is None or second is None:
        return False
    return any(
        end is not None and start is not None and any(abs(start - end - step) < _NIL for step in _STEPS)
        for end, start in ((first[1], second[0]), (second[1], first[0]))
    )


def _is_above(one: Quantity, other: Quantity) -> bool:
    return one.high is None and other.high is None and one.comparator == other.comparator and one.value != other.value


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
        alone = (not before or before in _BEFORE) and (not behind or behind in _BEHIND)
        if alone or (not word.isascii() and (not before or before in _BEFORE or text[start] == "|")):
            found.add(word.lower())
    return found
