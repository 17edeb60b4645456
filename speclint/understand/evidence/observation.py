"""An observation with an interval, threshold or statistic: watching the AI's quality or data after release."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from speclint.model import Quantity
from speclint.understand.evidence.plain_watch import is_often, read_loose_watch, read_plain_watch
from speclint.understand.evidence.reading import Page, Reading, apart
from speclint.understand.knowledge import Dimension
from speclint.understand.utterances import Utterance

_ERRORS = re.compile(r"error|false|wrong|hallucinat|reject|correction|override|错误|误|漏|幻觉|驳回", re.I)
_LEVELS = frozenset({"rate", "points", "number", "score"})


def read_observation(utterance: Utterance, dimension: Dimension, page: Page) -> Reading | None:
    """Drift: what is watched, with how often, from which value on, or by which statistic."""
    watched = utterance.has(dimension.concept("object")) or dimension.concept("object") in utterance.label_marks
    watching = utterance.has(dimension.concept("verb")) or dimension.concept("verb") in utterance.label_marks
    strong = utterance.has(dimension.concept("strong"))
    announced = dimension.concept("headings") in utterance.heading_marks or dimension.concept("strong") in (
        utterance.parent_marks | utterance.heading_marks
    )
    other = utterance.has(dimension.concept("not")) or utterance.has("drift.not")
    statistic = utterance.has(dimension.concept("statistic"))
    intervals = [q for q in utterance.quantities if q.kind == "interval"]
    timed = (
        bool(intervals)
        or utterance.has("watch.interval")
        or (utterance.block.kind == "row" and "watch.interval" in utterance.label_marks)
    )
    levels = [q for q in utterance.quantities if _is_level(q)]
    row = utterance.block.kind == "row"
    quality = apart(utterance, ("metric.quality",), "drift.not") or "metric.quality" in utterance.label_marks
    if other and not strong and not quality:
        return None
    kept = strong or utterance.has("watch.after-release") or (timed and watching)
    if statistic or (utterance.has("watch.calibration") and kept):
        return Reading((), 2.8, tuple(levels))
    if strong and (timed or is_often(utterance) or (levels and watching)):
        return Reading((), 2.8, (*intervals, *levels))
    if watched and watching and (timed or (levels and quality and _alerts(utterance))):
        return Reading((), 2.5, tuple(intervals))
    if intervals and utterance.has("watch.refit") and _names_a_model(utterance):
        return Reading((), 2.3, tuple(intervals))
    stops = _alerts(utterance) and any(q.kind == "count" and q.comparator for q in utterance.quantities)
    if timed and utterance.has("watch.sample") and (stops or utterance.has("watch.output")):
        return Reading((), 2.4, tuple(intervals), own_only=not utterance.has("watch.output"))
    if timed and watching and _alerts(utterance) and any(q.kind in _LEVELS for q in utterance.quantities):
        return Reading((), 2.4, (*intervals, *levels), own_only=not (watched or quality))
    moved = utterance.has("watch.fall") and any(
        q.kind in ("rate", "points", "score") or _is_level(q) for q in utterance.quantities
    )
    of_one = utterance.has("confidence.given") and not (quality or strong or timed)  # "answers with a score under 0.6"
    if _alerts(utterance) and moved and not of_one:
        return Reading((), 2.2, tuple(levels), own_only=not (quality or strong))
    if quality and _is_alarm(utterance, levels):
        return Reading((), 2.3, tuple(levels))
    if row and quality and timed:
        return Reading((), 2.3, tuple(intervals))
    if announced and (watched or quality) and (timed or (levels and watching)):
        return Reading((), 2.2, (*intervals, *levels))
    plain = read_plain_watch(utterance, page)
    if plain is not None:
        return replace(plain, quantities=(*intervals, *levels))
    if strong:
        return Reading(("no-interval",), 0.9 + 0.2 * watching)
    loose = read_loose_watch(utterance)
    if loose is not None:
        return loose
    models = utterance.has("watch.model")
    if (
        watched
        and watching
        and (quality or models or utterance.has("ai.name") or utterance.has("ai.weak") or announced)
    ):
        return Reading(("no-interval",), 0.7 + 0.1 * utterance.has("watch.after-release") + 0.2 * (quality or models))
    return None


def _names_a_model(utterance: Utterance) -> bool:
    """Whether it is a model that is made anew, not its prompt."""
    return any(utterance.has(concept) for concept in ("model.generic", "model.named"))


def _alerts(utterance: Utterance) -> bool:
    """Whether something is done at the level, not only reached: an alert, a retraining, a rollback."""
    return utterance.has("watch.reaction")


def _is_alarm(utterance: Utterance, levels: Sequence[Quantity]) -> bool:
    """Whether a level is that of an alert by its column, the item above or the heading ("告警阈值", "Alert when").

    A target may stand there as well: an alert is raised below a level of what is good, or above one of errors.
    """
    above = utterance.label_marks | utterance.parent_marks | utterance.heading_marks
    worse = (">", ">=") if _ERRORS.search(utterance.text) else ("<", "<=")
    return "watch.reaction" in above and any(q.comparator in worse for q in levels)


def _is_level(quantity: Quantity) -> bool:
    return quantity.kind in _LEVELS and quantity.comparator not in ("", "≈", "=")
