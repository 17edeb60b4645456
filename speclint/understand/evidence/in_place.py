"""What people or older means do where a model gives nothing, said without a word for failing or falling back."""

from __future__ import annotations

import re

from speclint.understand.clauses import is_conditional
from speclint.understand.evidence.reading import Page, Reading
from speclint.understand.knowledge import Dimension
from speclint.understand.utterances import Utterance

# "No name is given", "no forecast for it is shown": the thing stands between, so that no term holds it.
_NONE_IS = re.compile(r"\bno (?:[a-z-]{2,20} ){1,4}(?:is|are|be) [a-z]{3,}(?:ed|en|wn|de|t)\b", re.I)
_WHERE = re.compile(r"^\W*(?:where|with|for|after|should)\b", re.I)
_GIVEN = 10  # characters between whom something is given to and what he does with it
_DECIDES = 80  # characters between what a person does to an output and that his word holds
_SCORES = ("number", "score")

Places = tuple[tuple[int, int], ...]


def read_in_place(utterance: Utterance, dimension: Dimension, page: Page, troubles: Places) -> Reading | None:
    """Nothing fits or too little is known, and something else or a person stands in; or a person has the last word."""
    if page.kind == "model-card" or utterance.block.kind in ("heading", "code"):
        return None

    def places(key: str) -> Places:
        return tuple(utterance.marks.get(dimension.concept(key), ()))

    aside, promised = places("part-aside"), places("graceful")
    withheld = places("withheld") + tuple(match.span() for match in _NONE_IS.finditer(utterance.text))
    person = _apart(places("hand"), promised) + _given(_apart(places("part-given"), aside), places("part-work"))
    instead = places("stand-in") + (() if promised else places("action"))
    scores = () if utterance.has("metric.quality") else _parts_of_one(utterance)
    lacks = troubles + places("lack")
    own_only = not (utterance.has("ai.name") or utterance.has("model.named"))
    if _follows(withheld, person) or (_follows(lacks, withheld) and _follows(lacks, person + instead)):
        return Reading((), 2.5, own_only=own_only)
    if _follows(lacks + scores, person):
        return Reading((), 2.2, own_only=own_only)
    conditional = is_conditional(utterance.text) or bool(_WHERE.search(utterance.text))
    told = conditional or troubles or places("stand-in")
    if _follows(withheld, instead) or (told and _follows(lacks, instead)):
        return Reading((), 2.0, own_only=own_only)
    measured = tuple((q.start, q.end) for q in utterance.quantities if q.comparator) if conditional else ()
    swapped = places("swap") if measured else _apart(places("swap"), aside)
    if _follows(lacks + scores + measured, withheld) or (conditional and swapped):
        return Reading((), 1.6, own_only=own_only)
    if places("records"):
        return None
    decided = places("change") + places("refuse") + places("accept")
    if any(max(b - d, c - a) <= _DECIDES for a, d in _apart(decided, places("say")) for b, c in places("say")):
        return Reading((), 1.8, own_only=own_only)
    return None


def _parts_of_one(utterance: Utterance) -> Places:
    """Where a value is a part of one, as scores are: "between 0.6 and 0.85", "得分 0.4 以下"."""
    return tuple((q.start, q.end) for q in utterance.quantities if q.kind in _SCORES and 0 < q.value < 1)


def _given(whom: Places, work: Places) -> Places:
    """Where something is given to somebody who then does it: "由店员填", "请老师批阅"."""
    return tuple((a, d) for a, b in whom for c, d in work if 0 < c - b <= _GIVEN)


def _follows(first: Places, second: Places) -> bool:
    """Whether one of the second stands behind one of the first, beyond its words."""
    return any(b <= c for _, b in first for c, _ in second)


def _apart(some: Places, others: Places) -> Places:
    """Those that no other one overlaps."""
    return tuple((a, b) for a, b in some if not any(a < d and c < b for c, d in others))
