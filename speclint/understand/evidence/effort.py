"""Work that people are spared: less time or effort than before, as a share or as what it comes down to."""

from __future__ import annotations

import re

from speclint.model import Quantity
from speclint.understand.evidence.reading import Reading, gap
from speclint.understand.knowledge import Dimension
from speclint.understand.utterances import Utterance

_BY = re.compile(
    r"(?:\bby (?:at least |up to |about |around |over |more than )?|缩短|减少|降低|压缩|节省|节约|缩减)$", re.I
)
_BACK = 24  # characters before a share in which it is told to be one of less
_WORK = 60  # seconds: what is shorter is no work but a wait
_NEAR = 60  # characters between the words of less and their number
_WAITS = ("latency.terms", "confidence.strong", "confidence.score", "plain.money")


def spared(utterance: Utterance, dimension: Dimension, credited: bool) -> Reading | None:
    """ "Reduce drafting time by 60%", "from an hour to less than ten minutes", 耗时由 3 天缩短至 10 分钟."""
    less = dimension.concept("less")
    roles = {q.role for q in utterance.quantities if q.kind == "duration"}
    before_and_after = {"baseline", "target"} <= roles and not utterance.has("plain")  # plain: a cache's hours
    if not utterance.has(less) or not (before_and_after or utterance.has(dimension.concept("labour"))):
        return None
    if utterance.block.kind == "code" or any(utterance.has(concept) for concept in _WAITS):
        return None
    numbers = tuple(q for q in utterance.quantities if gap(utterance, q, less) <= _NEAR and _is_less(q, utterance))
    return Reading((), 1.6, numbers, own_only=not credited) if numbers else None


def _is_less(quantity: Quantity, utterance: Utterance) -> bool:
    if quantity.role == "baseline":
        return False
    if quantity.kind == "rate":
        lead = utterance.text[max(quantity.start - _BACK, 0) : quantity.start]
        return quantity.comparator == "delta-" or bool(_BY.search(lead))
    told = quantity.comparator in ("<", "<=", "delta-") or quantity.role == "target"
    return quantity.kind == "duration" and quantity.value >= _WORK and told
