"""How good something must be, told without a metric's name: by a label, by counts, by what becomes of the outputs."""

from __future__ import annotations

import re

from speclint.model import Quantity
from speclint.understand.acts import capable, says_ai
from speclint.understand.clauses import is_conditional
from speclint.understand.evidence.reading import Reading, gap, stands_apart
from speclint.understand.knowledge import Dimension
from speclint.understand.utterances import Utterance

_BOUNDS = frozenset({"<", "<=", ">", ">="})
_LABEL = 4  # characters before a label at the head of a sentence, and words in it besides
_ENDS_LABEL = re.compile(r"[^:：。.|，,;；]{0,24}(?:[:：|]|。|\.|—|\s[-–]\s)")
_BY_SIGN = re.compile(r"/|%|％|‰|\bper ?cent|\bpct|成|分之", re.I)
_TIMES = re.compile(r"\btimes\b|\bonce\b|\btwice\b|[次回趟]", re.I)
_WAIT = 60  # seconds: what takes less is waited for
_FATE = 72  # characters between a share and what becomes of it
_FAULT = 16  # and between how many faults there may be and their name
_SPAN = re.compile(
    r"\s?[^.;。；|]{0,24}?(?:\b(?:an?|per|each|every|in)\s(?:\w{1,12}\s){0,2}(?:hour|shift|night|day|week|month|quarter|"
    r"\w{3,20}s?)\b)",
    re.I,
)
_EACH = re.compile(r"(?:每|一)(?:个)?(?:[晚天夜周月班季年]|小时|\d{1,4}|[百千万])[^。；，]{0,16}$")
_EACH_BACK = 32
_NO_AIM = ("latency.terms", "confidence.strong", "confidence.score", "cost.terms", "plain.money")


def aimed(utterance: Utterance, dimension: Dimension) -> Reading | None:
    """ "Good enough: in three incidents out of four the brief stands", "nine in ten", "kept in 80% of the lines"."""
    if not _may_aim(utterance, dimension):
        return None
    own_only = not says_ai(utterance)
    faults = tuple(q for q in utterance.quantities if _is_fault(q, utterance, dimension.concept("fault")))
    if faults:
        return Reading((), 1.9, faults, own_only=own_only)
    if utterance.has("watch.interval") or any(_is_wait(q, utterance.text) for q in utterance.quantities):
        return None  # it is looked at so often, or so many are this fast
    fate = dimension.concept("fate")
    anchored = capable(utterance) or any(utterance.has(concept) for concept in ("promise.case", "act.model", fate))
    wanted = [q for q in utterance.quantities if _is_wanted(q, utterance)]
    if _is_labelled(utterance, dimension.concept("aim")) or (
        anchored and _is_labelled(utterance, dimension.concept("goal"))
    ):
        kinds = ("rate",) if utterance.block.kind == "row" else ("rate", "points", "multiple", "score")
        numbers = tuple(q for q in wanted if q.kind in kinds and (q.kind == "rate" or q.comparator in _BOUNDS))
        if numbers:
            return Reading((), 2.1, numbers, own_only=own_only)
    shares = tuple(q for q in wanted if q.kind == "rate")
    told = tuple(q for q in shares if not _BY_SIGN.search(q.text) and (anchored or _is_of_times(q)))
    told = told or tuple(q for q in shares if gap(utterance, q, fate) <= _FATE)
    return Reading((), 2.0, told, own_only=own_only) if told else None


def _is_wait(quantity: Quantity, text: str) -> bool:
    """Whether a quantity is how long something takes; "within ten seconds of the cut" is how far off it is."""
    return quantity.kind == "duration" and quantity.value < _WAIT and not text.startswith(" of ", quantity.end)


def _is_of_times(quantity: Quantity) -> bool:
    """Whether a share is told of the times that something was tried ("nine times out of ten")."""
    return bool(_TIMES.search(quantity.text)) or quantity.comparator in _BOUNDS


def _may_aim(utterance: Utterance, dimension: Dimension) -> bool:
    """Whether a number in it may be of what the AI puts out: not set, not paid, not waited for, on no condition."""
    if utterance.block.kind == "code" or utterance.has("target.setting") or utterance.has(dimension.concept("shared")):
        return False
    if any(stands_apart(utterance, concept) for concept in _NO_AIM):
        return False
    return not (utterance.has("trigger") and is_conditional(utterance.text))


def _is_wanted(quantity: Quantity, utterance: Utterance) -> bool:
    if quantity.role == "baseline" or quantity.comparator.startswith("delta"):
        return False
    today = any(start < quantity.start for start, _ in utterance.marks.get("role.baseline", ()))
    return not today or quantity.comparator in _BOUNDS


def _is_labelled(utterance: Utterance, aim: str) -> bool:
    """Whether a label says that what stands here is aimed for: of its row or list, or at its own head."""
    if aim in utterance.label_marks:
        return True
    return any(
        start <= _LABEL and _ENDS_LABEL.match(utterance.text, end) is not None
        for start, end in utterance.marks.get(aim, ())[:_LABEL]
    )


def _is_fault(quantity: Quantity, utterance: Utterance, fault: str) -> bool:
    """Whether it bounds how many faults there may be in a time or among so many ("two false calls a night")."""
    if quantity.kind not in ("count", "number") or quantity.comparator not in _BOUNDS:
        return False
    if gap(utterance, quantity, fault) > _FAULT:
        return False
    ahead = _SPAN.match(utterance.text, quantity.end)
    back = utterance.text[max(quantity.start - _EACH_BACK, 0) : quantity.start]
    return quantity.per is not None or ahead is not None or _EACH.search(back) is not None
