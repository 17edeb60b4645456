"""A metric with a number: how good what the AI puts out is, or what it brings about."""

from __future__ import annotations

import re

from speclint.model import Quantity
from speclint.understand.clauses import is_conditional
from speclint.understand.evidence.aims import aimed
from speclint.understand.evidence.counted import counted
from speclint.understand.evidence.effort import spared
from speclint.understand.evidence.reading import Page, Reading, gap, stands_apart
from speclint.understand.evidence.rightness import told_right
from speclint.understand.evidence.shares import ELSEWHERE, part_of_sample, share_of_cases
from speclint.understand.knowledge import Dimension
from speclint.understand.utterances import Utterance

_BESIDE = 12
_NEAR = 40  # characters between a metric and a bare number that belongs to it
_FAR = 120  # and between a metric and a share or mark of it
_AT = 4  # and between a setting and its value
_NAME = 40
_ASSIGNED = re.compile(r"\b[A-Za-z]\w{2,36}=$|\b[A-Za-z]\w{2,36} = $")  # a parameter and the sign before its value
_OUTCOMES = frozenset({"rate", "multiple", "points", "score"})
_BEST_RATING = 10
_WANTED = frozenset({"target", "gate"})
_SCORES = 2  # fractions in a row under "Evaluation" that are scores without a column's name for them
_SLOT = re.compile(r"(?:\b[XN]{1,3}|[_＿]{1,6}|\bxx|[○●□])\s?[%％]")
_OTHERS = ("metric.business", "metric.service", "target.annotation")  # whose value a number beside them is
_QUALITIES = frozenset({"rate", "score", "points", "multiple"})


def read_metric(utterance: Utterance, dimension: Dimension, page: Page) -> Reading | None:
    """A quality or outcome with its number, an absolute about quality, or a metric that lacks its number."""
    if utterance.block.kind == "front-matter":
        return _metadata(utterance)
    if utterance.has("evaluation.not") and not _names_ai(utterance):
        return None  # of unit tests, of load tests: how well the software was tested
    elsewhere = any(stands_apart(utterance, concept) for concept in _OTHERS)
    return (
        _measured(utterance, dimension, page, elsewhere)
        or _brought_about(utterance, dimension, page, elsewhere)
        or _taken_up(utterance, dimension)
        or (None if elsewhere else _unnamed(utterance, dimension, page))
        or _raised(utterance, dimension, elsewhere)
    )


def _unnamed(utterance: Utterance, dimension: Dimension, page: Page) -> Reading | None:
    """A share, a miss or work saved that no metric's name goes with."""
    return (
        spared(utterance, dimension, _is_credited(utterance, page))
        or told_right(utterance, dimension)
        or share_of_cases(utterance)
        or part_of_sample(utterance, dimension)
        or aimed(utterance, dimension)
        or counted(utterance, dimension)
        or _implied(utterance, dimension)
    )


def _speaks(utterance: Utterance, concept: str) -> bool:
    return utterance.has(concept) or concept in utterance.label_marks


def _is_quality(utterance: Utterance, quality: str) -> bool:
    """Whether a metric of quality is named that is no part of another's name ("coverage" in "test coverage")."""
    others = [place for concept in _OTHERS for place in utterance.marks.get(concept, ())]
    return any(not any(a <= start and end <= b for a, b in others) for start, end in utterance.marks.get(quality, ()))


def _names_ai(utterance: Utterance) -> bool:
    return utterance.has("ai.name") or utterance.has("model.named")


def _measured(utterance: Utterance, dimension: Dimension, page: Page, elsewhere: bool) -> Reading | None:
    """A metric of quality with its value, a scoreboard, or an absolute."""
    quality = dimension.concept("quality")
    row = utterance.block.kind == "row"
    if row and "target.configured" in utterance.label_marks:
        return None  # a parameter's default, whatever its name
    if _speaks(utterance, quality) and (_is_quality(utterance, quality) or not elsewhere):
        sifted = page.kind == "model-card" and utterance.has(dimension.concept("filter"))
        numbers = [
            q
            for q in utterance.quantities
            if _measures(q, utterance, quality, row) and not (sifted and q.comparator in (">", ">=", "<", "<="))
        ]
        targets = [q for q in numbers if q.role != "baseline"]
        if numbers and (not targets or _only_today(utterance, targets)):
            return Reading(("baseline-only",), 1.0, tuple(numbers))
        if targets:
            best = min(targets, key=lambda q: gap(utterance, q, quality))
            sure = 0.5 * bool(best.comparator) + 0.5 * (best.kind in _QUALITIES) + 0.5 * _names_ai(utterance)
            return Reading((), 2.5 + sure, tuple(targets))
    if row and page.kind == "model-card" and _scoreboard(utterance):
        return Reading((), 2.2, _scoreboard(utterance))
    return Reading((), 2.2) if utterance.has(dimension.concept("absolute")) else None


def _brought_about(utterance: Utterance, dimension: Dimension, page: Page, elsewhere: bool) -> Reading | None:
    """An outcome with its value, where the document credits the AI with it."""
    if elsewhere or not _speaks(utterance, dimension.concept("outcome")):
        return None
    numbers = [q for q in utterance.quantities if _is_outcome(q) and q.role != "baseline"]
    if not numbers:
        return None
    if not _is_credited(utterance, page):  # only where it stands, may it be the feature's
        return Reading((), 1.5, tuple(numbers), own_only=True)
    return Reading((), 2.0 + 0.5 * _names_ai(utterance), tuple(numbers))


def _taken_up(utterance: Utterance, dimension: Dimension) -> Reading | None:
    """How many of the users take up what the AI offers, where the sentence itself names the AI."""
    if not _names_ai(utterance) or not utterance.has(dimension.concept("adoption")):
        return None
    shares = tuple(q for q in utterance.quantities if q.kind == "rate" and q.role != "baseline")
    return Reading((), 1.6, shares) if shares else None


def _is_credited(utterance: Utterance, page: Page) -> bool:
    """Whether what comes about is said to come of the AI."""
    card = page.kind == "model-card"
    return card or page.ai_document or _names_ai(utterance) or "ai.name" in utterance.heading_marks


def _implied(utterance: Utterance, dimension: Dimension) -> Reading | None:
    """A share of the outputs, an unfilled share or time saved: what only a feature's own text makes a target."""
    spoken = _speaks(utterance, dimension.concept("quality"))
    shares = _shares(utterance)
    if shares and not spoken:
        return Reading((), 1.7, shares, own_only=not _names_ai(utterance))
    if utterance.standing == "placeholder" and _SLOT.search(utterance.text):
        return Reading(("no-number",), 0.7, own_only=not spoken)
    saved = [q for q in utterance.quantities if q.kind == "duration" and q.comparator == "delta-"]
    if saved:
        return Reading((), 1.8, tuple(saved))
    cut = tuple(
        q
        for q in utterance.quantities
        if q.kind == "rate" and q.comparator == "delta-" and q.role != "baseline" and not q.text.startswith(("-", "−"))
    )
    if any(q.kind == "money" for q in utterance.quantities):
        return None  # of a price
    if cut and not any(utterance.has(concept) for concept in ELSEWHERE if concept != "watch.reaction"):
        return Reading((), 1.4, cut, own_only=not _names_ai(utterance))
    return None


def _raised(utterance: Utterance, dimension: Dimension, elsewhere: bool) -> Reading | None:
    """A metric without its number, praise in its place, or the bare word."""
    named = _names_ai(utterance)
    if utterance.has("standing.negated") and _speaks(utterance, dimension.concept("quality")):
        return Reading(("negated",), 0.8)
    if _is_quality(utterance, dimension.concept("quality")):
        return Reading(("no-number",), 0.8 + 0.3 * named)
    if utterance.has(dimension.concept("weak")) and (named or "ai.name" in utterance.announced):
        return Reading(("no-metric",), 0.4 + 0.2 * named)
    if utterance.has(dimension.concept("terms")) and not elsewhere:
        return Reading(("no-metric",), 0.5)
    if utterance.has(dimension.concept("hoped")) and utterance.block.kind not in ("code", "heading"):
        return Reading(("no-metric",), 0.7, own_only=True)
    return None


def _shares(utterance: Utterance) -> tuple[Quantity, ...]:
    """Bounds on a share of the outputs ("at most 2% of the answers contradict…") where nothing else is bounded."""
    if (
        utterance.block.kind == "code"
        or utterance.has("target.setting")
        or any(utterance.has(concept) for concept in ELSEWHERE)
        or utterance.has("watch.interval")
        or (utterance.has("trigger") and is_conditional(utterance.text))
    ):
        return ()
    return tuple(
        q
        for q in utterance.quantities
        if q.kind == "rate"
        and (q.comparator in ("<", "<=", ">", ">=") or q.role in _WANTED)
        and q.role != "baseline"
        and not _IF.search(utterance.text, max(q.start - _CONDITION, 0), q.start)
    )


_CONDITION = 80
_IF = re.compile(
    r"\b(?:if|when|whenever|where|once|unless)\b[^,;.，；。]{0,80}$|(?:若|如果|当|一旦)[^，。；]{0,40}$", re.I
)


_SAMPLE = re.compile(r'"\s?:\s?$')
_RESULT_KEY = re.compile(r"(?:^|\.)metrics\.\d+\.value$")


def _metadata(utterance: Utterance) -> Reading | None:
    """A result in a card's `model-index`."""
    if _RESULT_KEY.search(utterance.block.info) and utterance.quantities:
        return Reading((), 2.6, utterance.quantities)
    return None


def _scoreboard(utterance: Utterance) -> tuple[Quantity, ...]:
    """The numbers of a results table: its columns or title name benchmarks, or it stands under an evaluation."""
    numbers = tuple(q for q in utterance.quantities if q.kind in ("number", "rate", "score"))
    if "evaluation.datasets" in utterance.label_marks or utterance.has("evaluation.datasets"):
        return numbers
    exact = [q for q in numbers if "." in q.text or q.kind == "rate"]
    if {"latency.terms", "cost.terms", "target.setting"} & (utterance.label_marks | utterance.marks.keys()):
        return ()
    if "evaluation.headings" in utterance.heading_marks and len(exact) >= _SCORES:
        return numbers
    if "model.named" in utterance.label_marks and len(exact) > _SCORES:
        return numbers  # models side by side
    titled = "target.headings" in utterance.heading_marks
    return numbers if titled and exact and "target.columns" in utterance.label_marks else ()


def _measures(quantity: Quantity, utterance: Utterance, quality: str, row: bool) -> bool:
    """Whether a quantity is a value of the metric rather than of something else in the sentence."""
    if quantity.value == 0 and quantity.high in (1.0, 5.0, 10.0, 100.0):
        return False  # the metric's scale, not its value
    near = gap(utterance, quantity, quality)
    if _is_setting(quantity, utterance, quality, near) or _is_cut(quantity, utterance, near):
        return False
    if utterance.block.kind == "code" and _SAMPLE.search(utterance.text, max(quantity.start - 4, 0), quantity.start):
        return False  # an answer of the service, shown as a sample
    if min(gap(utterance, quantity, other) for other in _OTHERS) < near:
        return False
    if quantity.kind in _QUALITIES:
        return row or near <= _FAR
    if quantity.kind == "number":
        if row and quantity.start > len(utterance.block.cells[0].text) and _heads(utterance, quantity, quality):
            return True
        return near <= _NEAR and (
            bool(quantity.comparator) or "." in quantity.text or utterance.block.kind == "front-matter"
        )
    if quantity.kind == "duration":
        return bool(quantity.comparator) and gap(utterance, quantity, "metric.error") <= _BESIDE
    return (
        quantity.kind == "count"
        and not quantity.unit.startswith(("metric", "指标", "decimal"))
        and bool(quantity.comparator)
        and near <= _BESIDE
    )


def _is_setting(quantity: Quantity, utterance: Utterance, quality: str, near: int) -> bool:
    """Whether a number is of a setting or of a split of the data ("threshold 0.7", "on a 20% held-out split")."""
    assigned = _ASSIGNED.search(utterance.text, max(quantity.start - _NAME, 0), quantity.start)
    if assigned:
        return not any(a < assigned.end() and assigned.start() < b for a, b in utterance.marks.get(quality, ()))
    setting = gap(utterance, quantity, "target.setting")
    if setting > _AT or setting >= near:
        return False
    places = utterance.marks["target.setting"]
    # "accuracy threshold: 90%" is the threshold of the metric itself
    return not any(0 <= start - end <= 1 for start, _ in places for _, end in utterance.marks.get(quality, ()))


def _is_cut(quantity: Quantity, utterance: Utterance, near: int) -> bool:
    """Whether a number is where a score is cut ("confidence < 0.7 goes to review; accuracy is low then")."""
    sure = gap(utterance, quantity, "confidence.strong")
    return sure <= _AT and sure < near and quantity.comparator in ("<", "<=")


def _only_today(utterance: Utterance, numbers: list[Quantity]) -> bool:
    """Whether the one number is today's, and what is wanted has none."""
    if len(numbers) > 1 or numbers[0].comparator or numbers[0].role or not utterance.has("role.baseline"):
        return False
    return utterance.has("target.weak")


def _heads(utterance: Utterance, quantity: Quantity, quality: str) -> bool:
    """Whether a row's metric stands in its label, in a column's header or before the number."""
    places = utterance.marks.get(quality, ())
    return any(start < quantity.start for start, _ in places) or (not places and quality in utterance.label_marks)


def _is_outcome(quantity: Quantity) -> bool:
    if quantity.kind == "number":  # a rating without its scale: "satisfaction >= 4.0"
        return bool(quantity.comparator) and 1 < quantity.value <= _BEST_RATING and "." in quantity.text
    return quantity.kind in _OUTCOMES or (
        quantity.kind == "duration" and (quantity.comparator.startswith("delta") or quantity.role in _WANTED)
    )
