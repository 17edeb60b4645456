"""A dimension that the text gives up, and whether it says why."""

from __future__ import annotations

import re

from speclint.understand.clauses import weight
from speclint.understand.evidence.reading import Reading
from speclint.understand.utterances import Utterance

_LABELLED = re.compile(r"[^:：|]{1,40}[:：|]\s*")  # what stands before "not applicable"
_OPENING = re.compile(r"\s*(?:[,，;；:：(（—–]|-\s)")  # of a reason right behind it
_PART = re.compile(r"[,，;；(（—–|-]")  # of a reason somewhere behind it
# Right before what there is none of: "no server cost", 不产生调用费用.
_NONE = re.compile(
    r"(?:\b(?:no|without|zero)\s(?:[\w-]{1,20}\s){0,2}|(?:没有|无需?|不需要|不设|不产生|不用|不必|沒有)[一-鿿]{0,4})$",
    re.I,
)
# A reason that is none, since the work was only not done.
_OWED = re.compile(
    r"\b(?:have|has|had)(?: not|n't)\b|\b(?:nobody|no one|no time|too busy|ran out of|not yet|still)\b|"
    r"还没|尚未|没时间|来不及|没人|没来得及",
    re.I,
)
_BEFORE, _NEAR = 40, 3  # characters
_SET = re.compile(r"\s?[:：=][^,，;；()（）]*")  # what an owner or a date is said to be
_HENCE = re.compile(
    r"(?:因此|所以|因而|\btherefore\b|\bhence\b|[,;] so\b)[^,，;；]{0,24}$", re.I
)  # of a reason right before
_REASONED = 2  # words that make a reason where it follows at once
_REASONED_LOOSELY = 4  # and where it is only somewhere behind
_PUT_OFF = ("standing.deferred", "standing.placeholder")
_EMPTY = (*_PUT_OFF, "waiver.because", "waiver.no-reason")


def waiver(utterance: Utterance, terms: str, *, spoken: bool) -> Reading | None:
    """A dimension declared not applicable: stated where a reason follows, vague where none does.

    That there is none of it, by its `terms`, waives it only with a reason: else it is a gap that the text admits.
    """
    end = _end(utterance) if spoken else None
    if end is not None:
        return Reading((), 2.0, waived=True) if _is_reasoned(utterance, end) else Reading(("no-reason",), 0.9)
    end = _end_of_denial(utterance, terms)
    if end is None or _OWED.search(utterance.text, end) or any(name in utterance.marks for name in _PUT_OFF):
        return None
    return Reading((), 2.0, waived=True) if _is_reasoned(utterance, end) else None


def _end_of_denial(utterance: Utterance, terms: str) -> int | None:
    """Where "no drift monitoring" ends that a word for a reason follows, or "latency does not matter"."""
    places = utterance.marks.get(terms)
    if not places:
        return None
    because = [start for start, _ in utterance.marks.get("waiver.because", ())]
    needless = utterance.marks.get("waiver.needless", ())
    for start, end in places:
        if any(place >= end for place in because) and _NONE.search(utterance.text[max(start - _BEFORE, 0) : start]):
            return end
        behind = [to for at, to in needless if 0 <= at - end <= _NEAR]
        if behind:
            return behind[0]
    return None


def _end(utterance: Utterance) -> int | None:
    """Where the words that give the dimension up end."""
    ends = [end for _, end in utterance.marks.get("waiver.anywhere", ())]
    for start, end in utterance.marks.get("waiver.label", ()):
        if _LABELLED.fullmatch(utterance.text, 0, start):
            ends.append(end)
    return min(ends, default=None)


def _is_reasoned(utterance: Utterance, end: int) -> bool:
    """Whether what follows says something beside that it is so, for now, or that somebody will say why."""
    text = utterance.text
    hence = _HENCE.search(text, 0, end)
    if hence is not None and weight(text[: hence.start()]) >= _REASONED:
        return True
    because = any(start >= end for start, _ in utterance.marks.get("waiver.because", ()))
    if not because and any(start >= end for name in _PUT_OFF for start, _ in utterance.marks.get(name, ())):
        return False
    said = weight(_without_empty(utterance, end))
    if because or _OPENING.match(text, end):
        return said >= _REASONED
    return bool(_PART.search(text, end)) and said >= _REASONED_LOOSELY


def _without_empty(utterance: Utterance, end: int) -> str:
    """What follows without the words that are no reason, nor a part of one."""
    text = utterance.text
    places = sorted(place for name in _EMPTY for place in utterance.marks.get(name, ()) if place[0] >= end)
    kept, last = [], end
    for start, stop in places:
        kept.append(text[last : max(start, last)])
        value = _SET.match(text, stop)
        last = max(last, value.end() if value else stop)
    return " ".join([*kept, text[last:]])
