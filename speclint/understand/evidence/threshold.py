"""A threshold with an effect: the score at which behaviour changes."""

from __future__ import annotations

from speclint.model import Quantity
from speclint.understand.evidence.reading import Page, Reading, gap
from speclint.understand.knowledge import Dimension
from speclint.understand.utterances import Utterance

_NEAR = 60


def read_threshold(utterance: Utterance, dimension: Dimension, page: Page) -> Reading | None:
    """A value of a confidence, probability or similarity with what happens on one side of it."""
    terms, strong = dimension.concept("terms"), dimension.concept("strong")
    other = utterance.has(dimension.concept("not"))
    own = utterance.has(terms)
    announced = terms in (utterance.parent_marks | utterance.label_marks)
    values = [q for q in utterance.quantities if _is_score(q, dimension)]
    if values and not other:
        near = [q for q in values if gap(utterance, q, terms) <= _NEAR] if own else []
        definite = utterance.has(dimension.concept("definite"))
        effect = utterance.has("effect") or any(u.has("effect") for u in (*page.beside(utterance), *page.below(utterance)))
        if near and definite:
            return Reading((), 3.0 + 0.5 * effect, tuple(near))
        compared = [q for q in near if q.comparator not in ("", "≈") or q.high is not None]
        if compared and effect and not _is_metric_target(utterance, strong):
            return Reading((), 2.6, tuple(compared))
        banded = [q for q in values if q.comparator in ("<", "<=", ">", ">=") or q.high is not None]
        bands = dimension.concept("bands")
        if banded and (bands in utterance.announced or utterance.has(bands)) and not utterance.has("metric.quality"):
            return Reading((), 2.2 + 0.3 * announced, tuple(banded))
        if near and utterance.has(strong):
            return Reading(("no-effect",), 1.0, tuple(near))
    if utterance.has(strong) and not other:
        return Reading(("no-number",), 0.8)
    return None


def _is_score(quantity: Quantity, dimension: Dimension) -> bool:
    if quantity.kind not in dimension.quantities:
        return False
    if quantity.kind == "number":
        return 0 <= quantity.value <= 100
    return True


def _is_metric_target(utterance: Utterance, strong: str) -> bool:
    """A sentence on accuracy that has only a general word such as "score" or "probability" beside it."""
    return utterance.has("metric.quality") and not utterance.has(strong)
