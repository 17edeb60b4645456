"""A dimension that the text gives up, and whether it says why."""

from __future__ import annotations

import re

from speclint.understand.clauses import weight
from speclint.understand.evidence.reading import Reading
from speclint.understand.utterances import Utterance

_LABELLED = re.compile(r"[^:：|]{1,40}[:：|]\s*")  # what stands before "not applicable"
_OPENING = re.compile(r"\s*(?:[,，;；:：(（—–]|-\s)")  # of a reason right behind it
_PART = re.compile(r"[,，;；(（—–|-]")  # of a reason somewhere behind it
# What opens a line that denies: "no server cost", "there is no …", 不产生调用费用.
_NONE = re.compile(
    r"\W*(?:[^:：|]{1,30}[:：|]\s*)?(?:(?:there (?:is|will be)|we (?:have|set|need|plan|run)|it (?:has|needs)) )?"
    r"(?:no|zero)\s(?:[\w-]{1,20}\s){0,2}|\W*(?:[^:：|]{1,12}[:：|]\s*)?(?:(?:本|该|此|這|这)[一-鿿]{1,3})?(?:没有|无需?|不需要|不设|不产生|不收|不花|不必|沒有)[一-鿿]{0,4}",
    re.I,
)
# Right behind it, with what else belongs to the name; "since" and "as" tell other things, too.
_BECAUSE = re.compile(
    r"(?: (?:per|for each|a) [a-z]{2,10}| (?:threshold|budget|monitoring|check|target|limit|cost|set)){0,2}"
    r"(?: is (?:needed|set|planned|kept|run))?,?\s(?:because(?! of\b)|since(?!\s(?:v\d|version|\d|(?:last|this) |"
    r"the (?:release|launch|start)|[A-Z][a-z]{2,8} \d))|"
    r"as(?=\s(?:the|it|every|each|all|nothing|no)\s(?!above|below|rest)))\s|"
    r"[一-鿿]{0,4}[,，]?\s?(?:因为|由于)",
    re.I,
)
_FIRST = re.compile(r"\W*(?:[\w-]{1,20}\s){0,2}")  # what may stand before the name where it opens a line
_NEAR = 3  # characters
_SET = re.compile(r"\s?[:：=][^,，;；()（）]*")  # what an owner or a date is said to be
_HENCE = re.compile(
    r"(?:因此|所以|因而|\btherefore\b|\bhence\b|[,;] so\b)[^,，;；]{0,24}$", re.I
)  # of a reason right before
_REASONED = 2  # words that make a reason where it follows at once
_REASONED_LOOSELY = 4  # and where it is only somewhere behind
_PUT_OFF = ("standing.deferred", "standing.placeholder")
_EMPTY = (*_PUT_OFF, "waiver.because", "waiver.no-reason")


def waiver(utterance: Utterance, spoken: bool) -> Reading | None:
    """A dimension declared not applicable: stated where a reason follows, vague where none does."""
    end = _end(utterance) if spoken else None
    if end is None:
        return None
    return Reading((), 2.0, waived=True) if _is_reasoned(utterance, end) else Reading(("no-reason",), 0.9)


def needless(utterance: Utterance, terms: str) -> Reading | None:
    """A dimension of which a line says why there is none of it, by its `terms`; without a reason it admits a gap."""
    places = utterance.marks.get(terms)
    if not places or any(name in utterance.marks for name in _PUT_OFF):
        return None
    end = next((end for start, end in places if _is_denied(utterance, start, end)), None)
    if end is None or any(start >= end for start, _ in utterance.marks.get("waiver.owed", ())):
        return None
    if not _is_reasoned(utterance, end):
        return None
    return Reading((), 2.0, waived=True)


def _is_denied(utterance: Utterance, start: int, end: int) -> bool:
    """Whether a line opens with saying that there is none of what is named, and why, or that it does not matter."""
    text = utterance.text
    if _NONE.fullmatch(text, 0, start) and _BECAUSE.match(text, end):
        return True
    behind = any(0 <= at - end <= _NEAR for at, _ in utterance.marks.get("waiver.needless", ()))
    return behind and _FIRST.fullmatch(text, 0, start) is not None


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
