"""A threshold with an effect: the score at which behaviour changes."""

from __future__ import annotations

import re

from speclint.model import Quantity
from speclint.understand.clauses import has_consequence, weight
from speclint.understand.evidence.reading import Page, Reading, gap, is_bare
from speclint.understand.knowledge import Dimension
from speclint.understand.utterances import Utterance

_NEAR = 60
_COMPARED = frozenset({"<", "<=", ">", ">="})
_SCORES = frozenset({"rate", "number", "score"})
_COMPARING = re.compile(
    r"\b(?:below|under|above|over|less than|more than|at least|or more|or less|reaches|exceeds|"
    r"beyond)\b|低于|高于|不足|达到|超过|大于|小于|以上|以下",
    re.I,
)
_SETTING = re.compile(
    r"\b(?=\w{1,60}\b)\w*(?:min\w*_?(?:conf|score|prob|sim)|(?:conf|score|prob|sim)\w*_(?:thresh|min|cut))\w*\"?\s*[:=]",
    re.I,
)
_BELOW = re.compile(r"\b(?:below|under|less than|lower than)\b|低于|不足|小于|以下", re.I)
_LABEL = 3  # words of a row's label that name a threshold and nothing else
_BESIDE = 6  # words beyond the comparison that are taken for its effect


def read_threshold(utterance: Utterance, dimension: Dimension, page: Page) -> Reading | None:
    """A value of a confidence, probability or similarity with what happens on one side of it."""
    terms, strong = dimension.concept("terms"), dimension.concept("strong")
    if utterance.has(dimension.concept("not")):
        return None
    values = [q for q in utterance.quantities if _is_score(q, dimension)]
    sure = utterance.has(strong)
    if "drift.headings" in utterance.heading_marks and not sure:
        return None  # the score of an alert is watched; no result is treated otherwise
    if values:
        beside = utterance.label_marks | utterance.parent_marks
        headed = terms in beside or (is_bare(utterance) and terms in utterance.heading_marks)
        near = [q for q in values if headed or gap(utterance, q, terms) <= _NEAR or _is_fraction(q, utterance)]
        definite = dimension.concept("definite")
        shares = [q for q in near if _is_share(q)]
        if shares and (utterance.has(definite) or definite in beside or _is_setting(utterance)):
            return Reading((), 3.0, tuple(shares))
        prose = utterance.block.kind not in ("code", "row")
        if shares and prose and is_bare(utterance) and headed and not utterance.has("metric.quality"):
            return Reading((), 2.4, tuple(shares))
        parts = [q for q in shares if q.kind == "number" and q.value < 1]
        if parts and page.kind == "model-card" and _is_cut(utterance, dimension):
            return Reading((), 2.2, tuple(parts))
        comparing = bool(_COMPARING.search(utterance.text))
        compared = [
            q for q in near if q.comparator in _COMPARED or _is_band(q) or (comparing and q.comparator in ("", "="))
        ]
        if compared and not (_is_metric_target(utterance) and not sure):
            if _has_effect(utterance, compared, page, sure):
                return Reading((), 2.6 + 0.4 * sure, tuple(compared))
            return Reading(("no-effect",), 1.0, tuple(compared)) if sure else None
        bands = dimension.concept("bands")
        banded = [q for q in values if q.comparator in _COMPARED or _is_band(q)]
        if banded and (bands in utterance.announced or utterance.has(bands)) and not utterance.has("metric.quality"):
            return Reading((), 2.2, tuple(banded))
        if near and sure:
            return Reading(("no-effect",), 1.0, tuple(near))
    return Reading(("no-number",), 0.8) if sure else None


def _is_cut(utterance: Utterance, dimension: Dimension) -> bool:
    """Whether it is a row that says hardly more than which value is the threshold ("Threshold | 0.22")."""
    cells = utterance.block.cells
    return bool(cells) and dimension.concept("cut") in utterance.label_marks and weight(cells[0].text) <= _LABEL


def _is_setting(utterance: Utterance) -> bool:
    """Whether it is a configuration's key for a least confidence (`min_detection_confidence: 0.65`)."""
    return bool(_SETTING.search(utterance.text))


def scores_in(utterance: Utterance) -> tuple[tuple[int, int], ...]:
    """Where an utterance compares a confidence or similarity with a value, which makes a trigger."""
    if utterance.has("confidence.not"):
        return ()
    below = bool(_BELOW.search(utterance.text))
    return tuple(
        (q.start, q.end)
        for q in utterance.quantities
        if q.kind in _SCORES
        and (q.comparator in ("<", "<=") or (below and q.comparator in ("", "=")))
        and (gap(utterance, q, "confidence.terms") <= _NEAR or _is_fraction(q, utterance))
    )


def _is_fraction(quantity: Quantity, utterance: Utterance) -> bool:
    """Whether a value is a part of one beside the bare word "score", and the words name no metric of quality."""
    parted = quantity.kind == "number" and 0 < quantity.value < 1 and not utterance.has("metric.quality")
    return parted and gap(utterance, quantity, "confidence.fraction") <= _NEAR


def _has_effect(utterance: Utterance, compared: list[Quantity], page: Page, sure: bool) -> bool:
    if utterance.has("effect"):
        return True
    places = tuple((q.start, q.end) for q in compared)
    if sure and has_consequence(utterance.text, places):
        return True
    if any(u.has("effect") for u in (*page.beside(utterance), *page.below(utterance))):
        return True
    if sure or utterance.has("confidence.score") or "confidence.terms" in utterance.label_marks:
        return weight(utterance.text) >= _BESIDE and not utterance.has("metric.quality")
    return weight(utterance.text) >= _BESIDE + 3 and has_consequence(utterance.text, places, 3)


def _is_band(quantity: Quantity) -> bool:
    """A range that is a part of the scale, not the scale itself (0–1, 0–100%, 0–30 points)."""
    return quantity.high is not None and quantity.value > 0


def _is_score(quantity: Quantity, dimension: Dimension) -> bool:
    if quantity.kind not in dimension.quantities or (quantity.value == 0 and quantity.high is None):
        return False
    if quantity.kind == "number":
        return quantity.value <= 100
    return True


def _is_share(quantity: Quantity) -> bool:
    """Whether a value is one that a probability can have: 0.7, 70%, 4 of 5, or a part of the scale."""
    return quantity.kind != "number" or quantity.value <= 1 or _is_band(quantity)


def _is_metric_target(utterance: Utterance) -> bool:
    """A sentence on accuracy or satisfaction that names no score of the model's own."""
    measured = utterance.has("metric.quality") or utterance.has("metric.outcome")
    return measured and not utterance.has("confidence.score")
