"""How a model is watched after release, in everyday words: "each Monday 50 notes are keyed twice; under 95% …"."""

from __future__ import annotations

import re

from speclint.understand.evidence.reading import Reading
from speclint.understand.utterances import Utterance

_SEVERAL = 20
_MOVES = frozenset({"rate", "points", "score", "number", "duration"})
_OFTEN = re.compile(
    r"\b(?:[Ee]ach|[Ee]very|[Aa]fter each|[Aa]fter every) (?:first |second |last |working )?"
    r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|night|evening|morning|day|week|month|quarter|term|season|"
    r"year|harvest|shift)\b|\b(?:first|last) (?:\w{1,8} )?(?:day|Monday|Friday|week) of "
    r"(?:the|each|every) (?:month|week|quarter)\b"
    r"|每(?:个|一|两|半|隔)?[^，。；\d]{0,2}(?:天|日|周|月|季度?|年|学期|班|班次|星期)"
)


def read_plain_watch(utterance: Utterance) -> Reading | None:
    """What is looked at again and again with a level for it, or what is done to the model from a level on."""
    if utterance.block.kind == "code":
        return None
    often = utterance.has("watch.interval") or any(q.kind == "interval" for q in utterance.quantities)
    often = often or bool(_OFTEN.search(utterance.text))
    quality = utterance.has("metric.quality") or utterance.has("trial.figures")
    moved = any(q.kind in _MOVES for q in utterance.quantities)
    again = utterance.has("trial.again")
    if again and moved and (often or quality or utterance.has("watch.fall")):
        return Reading((), 2.1, own_only=not quality)
    rechecked = often and utterance.has("trial.recheck")
    if rechecked and moved and (again or (quality and utterance.has("watch.fall"))):
        return Reading((), 1.8, own_only=True)
    many = any(q.kind == "count" and q.value >= _SEVERAL for q in utterance.quantities)
    bounded = any(q.kind == "rate" and q.comparator for q in utterance.quantities)
    if rechecked and many and (bounded or utterance.has("trial.truth")):
        return Reading((), 1.6, own_only=True)
    return None
