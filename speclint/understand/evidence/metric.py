"""A metric with a number: how good what the AI puts out is, or what it brings about."""

from __future__ import annotations

import re

from speclint.model import Quantity
from speclint.understand.clauses import is_conditional
from speclint.understand.evidence.reading import Page, Reading, gap
from speclint.understand.knowledge import Dimension
from speclint.understand.utterances import Utterance

_BESIDE = 12
_NEAR = 40  # characters between a metric and a bare number that belongs to it
_OUTCOMES = frozenset({"rate", "multiple", "points", "score"})
_WANTED = frozenset({"target", "gate"})
_SLOT = re.compile(r"(?:\b[XN]{1,3}|[_＿]{1,6}|\bxx|[○●□])\s?[%％]")
_QUALITIES = frozenset({"rate", "score", "points", "multiple"})


def read_metric(utterance: Utterance, dimension: Dimension, page: Page) -> Reading | None:
    """A quality or outcome with its number, an absolute about quality, or a metric that lacks its number."""
    quality, outcome = dimension.concept("quality"), dimension.concept("outcome")
    beside = utterance.label_marks
    if utterance.block.kind == "front-matter":
        return _metadata(utterance)
    named = utterance.has("ai.name") or utterance.has("model.named")
    has_quality = utterance.has(quality) or quality in beside
    has_outcome = utterance.has(outcome) or outcome in beside
    about_else = utterance.has(dimension.concept("business")) or utterance.has(dimension.concept("service"))
    row = utterance.block.kind == "row"
    if has_quality and not (about_else and not utterance.has(quality)):
        numbers = [q for q in utterance.quantities if _measures(q, utterance, quality, row)]
        if numbers:
            targets = [q for q in numbers if q.role != "baseline"]
            if targets and _only_today(utterance, targets):
                return Reading(("baseline-only",), 1.0, tuple(targets))
            if targets:
                best = min(targets, key=lambda q: gap(utterance, q, quality))
                strength = 2.5 + 0.5 * bool(best.comparator) + 0.5 * (best.kind in _QUALITIES) + 0.5 * named
                return Reading((), strength, tuple(targets))
            return Reading(("baseline-only",), 1.0, tuple(numbers))
    if row and page.kind == "model-card" and _scoreboard(utterance):
        return Reading((), 2.2, _scoreboard(utterance))
    if utterance.has(dimension.concept("absolute")):
        return Reading((), 2.2)
    if has_outcome and not about_else:
        numbers = [q for q in utterance.quantities if _brought_about(q) and q.role != "baseline"]
        if numbers and (named or page.ai_document or page.kind == "model-card" or "ai.name" in utterance.heading_marks):
            return Reading((), 2.0 + 0.5 * named, tuple(numbers))
    shares = _shares(utterance) if not about_else else ()
    if shares and not has_quality:
        return Reading((), 1.7, shares, own_only=True)
    if utterance.standing == "placeholder" and _SLOT.search(utterance.text):
        return Reading(("no-number",), 0.7, own_only=not has_quality)
    saved = [q for q in utterance.quantities if q.kind == "duration" and q.comparator == "delta-"]
    if saved and not about_else:
        return Reading((), 1.8, tuple(saved))
    if utterance.has("standing.negated") and has_quality:
        return Reading(("negated",), 0.8)
    if utterance.has(quality):
        return Reading(("no-number",), 0.8 + 0.3 * named)
    if utterance.has(dimension.concept("weak")) and (named or "ai.name" in utterance.announced):
        return Reading(("no-metric",), 0.4 + 0.2 * named)
    if utterance.has(dimension.concept("terms")) and not about_else:
        return Reading(("no-metric",), 0.5)
    return None


_ELSEWHERE = (
    "latency.terms",
    "confidence.strong",
    "confidence.score",
    "watch.reaction",
    "cost.terms",
    "plain.money",
)


def _shares(utterance: Utterance) -> tuple[Quantity, ...]:
    """Bounds on a share of the outputs ("at most 2% of the answers contradict…") where nothing else is bounded."""
    if (
        utterance.block.kind == "code"
        or any(utterance.has(concept) for concept in _ELSEWHERE)
        or utterance.has("watch.interval")
        or (utterance.has("trigger") and is_conditional(utterance.text))
    ):
        return ()
    return tuple(
        q
        for q in utterance.quantities
        if q.kind == "rate" and (q.comparator in ("<", "<=", ">", ">=") or q.role in _WANTED) and q.role != "baseline"
    )


_RESULT_KEY = re.compile(r"(?:^|\.)metrics\.\d+\.value$")


def _metadata(utterance: Utterance) -> Reading | None:
    """A result in a card's `model-index`."""
    if _RESULT_KEY.search(utterance.block.info) and utterance.quantities:
        return Reading((), 2.6, utterance.quantities)
    return None


def _scoreboard(utterance: Utterance) -> tuple[Quantity, ...]:
    """The numbers of a results table whose columns or title name benchmarks."""
    numbers = tuple(q for q in utterance.quantities if q.kind in ("number", "rate", "score"))
    named = "evaluation.datasets" in utterance.label_marks or utterance.has("evaluation.datasets")
    return numbers if named and len(numbers) >= 1 else ()


def _measures(quantity: Quantity, utterance: Utterance, quality: str, row: bool) -> bool:
    """Whether a quantity is a value of the metric rather than of something else in the sentence."""
    if quantity.value == 0 and quantity.high in (1.0, 5.0, 10.0, 100.0):
        return False  # the metric's scale, not its value
    near = gap(utterance, quantity, quality)
    if min(gap(utterance, quantity, "metric.business"), gap(utterance, quantity, "metric.service")) < near:
        return False
    if quantity.kind in _QUALITIES:
        return True
    if quantity.kind == "number":
        if row and quantity.start > len(utterance.block.cells[0].text) and _heads(utterance, quantity, quality):
            return True
        return near <= _NEAR and (
            bool(quantity.comparator) or "." in quantity.text or utterance.block.kind == "front-matter"
        )
    return (
        quantity.kind == "count"
        and not quantity.unit.startswith(("metric", "指标", "decimal"))
        and bool(quantity.comparator)
        and near <= _BESIDE
    )


def _only_today(utterance: Utterance, numbers: list[Quantity]) -> bool:
    """Whether the one number is today's, and what is wanted has none."""
    if len(numbers) > 1 or numbers[0].comparator or numbers[0].role or not utterance.has("role.baseline"):
        return False
    return utterance.has("target.weak")


def _heads(utterance: Utterance, quantity: Quantity, quality: str) -> bool:
    """Whether a row's metric stands in its label, in a column's header or before the number."""
    places = utterance.marks.get(quality, ())
    return any(start < quantity.start for start, _ in places) or (not places and quality in utterance.label_marks)


def _brought_about(quantity: Quantity) -> bool:
    return quantity.kind in _OUTCOMES or (quantity.kind == "duration" and quantity.comparator.startswith("delta"))
