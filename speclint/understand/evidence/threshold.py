"""A threshold with an effect: the score at which behaviour changes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from speclint.model import Quantity
from speclint.understand.clauses import has_consequence, is_conditional, weight
from speclint.understand.evidence.given_score import cut_of_announced, is_followed
from speclint.understand.evidence.levels import cuts_levels, defines_levels, divides_scale, run_of
from speclint.understand.evidence.plain_cut import plain_cut
from speclint.understand.evidence.reading import Page, Reading, gap, gap_to, is_bare, nearest
from speclint.understand.evidence.setting import is_setting
from speclint.understand.knowledge import Dimension
from speclint.understand.utterances import Utterance

_NEAR = 60
_CLOSE = 25
_BY = 12
_COMPARED = frozenset({"<", "<=", ">", ">="})
_SCORES = frozenset({"rate", "number", "score"})
_COMPARING = re.compile(
    r"\b(?:below|under|above|over|less than|more than|at least|or more|or less|reaches|exceeds|"
    r"beyond|unless)\b|低于|高于|不到|达到|超过|大于|小于|以上|以下",
    re.I,
)
_BRANCH = re.compile(r"\W{0,3}(?:else |el)?if\b", re.I)  # control flow, which the words around it do not name
_ARROW = re.compile(r"->|=>|[→⇒➜]")
_BELOW = re.compile(r"\b(?:below|under|less than|lower than)\b|低于|不足|小于|以下", re.I)
# What may stand between the word "threshold" and its value, or behind the value that is one.
_TO_VALUE = re.compile(
    r"[\s`*\"']{0,3}(?:(?:values?|the|outputs?|scores?|probabilit(?:y|ies)|is|are|of|at|to|was|sits|stands|lies|"
    r"set|fixed|default|defaults|currently|start|为|是|取|"
    r"设为|设置为|设定为|定为|默认为?|"
    r"初始值?|建议值?|值)[\s`*\"']{0,2}){0,3}[\s（(\[:：=|`*\"'≥>≤<~≈$]{0,5}"
    r"(?:(?:default|defaults to|start|initially|e\.g\.|默认值?|如|例如)[\s:：=为]{0,3})?",
    re.I,
)
_TO_CUT = re.compile(r"[\s`*\"')]{0,3}(?:的|作为|为|as (?:the|a) )?(?:\w{1,15} ){0,2}", re.I)
_LEFT_OPEN = re.compile(r"\b(?:no|not|depends?|yours?|yet|open|left)\b|没有|不给|自己定|自定|视|未定|看情况|待", re.I)
_DEFAULT = re.compile(r"\s?[(（,，]?\s?(?:default|defaults to|by default|默认值?为?)\s?[:：=]?\s?", re.I)
_PERCENTILE = re.compile(
    r"\bp\d{2}\b|\b\d{1,2}(?:\.\d{1,3})?(?:st|nd|rd|th)[ -]percentile|"
    r"\b(?:top|highest|riskiest|likeliest|highest[- ]scor(?:ing|ed))[- ]\d{1,2}(?:\.\d{1,3})?\s?%|"
    r"前\s?\d{1,2}(?:\.\d{1,3})?\s?%|\d{1,2}(?:\.\d{1,3})?\s?%?\s?分位|alert budget",
    re.I,
)
_LABEL = 3  # words of a row's label that name a threshold and nothing else
_BESIDE = 6  # words beyond the comparison that are taken for its effect
_LEVELS = 1  # words beside a part of a scale that say what it is
_TOPS = frozenset({3, 4, 5, 7, 10, 15, 20, 25, 30, 40, 50, 100})  # where the scale of a mark ends


def read_threshold(utterance: Utterance, dimension: Dimension, page: Page) -> Reading | None:
    """A value of a confidence, probability or similarity with what happens on one side of it."""
    sure = _is_spoken(utterance, dimension.concept("strong"), dimension)
    if utterance.has(dimension.concept("not")) or (utterance.has(dimension.concept("topic")) and not sure):
        return None
    if page.kind == "model-card" and "data.headings" in utterance.heading_marks and not sure:
        return None  # what the training data were filtered by
    if "drift.headings" in utterance.heading_marks and not sure:
        return None  # the score of an alert is watched; no result is treated otherwise
    values = [q for q in utterance.quantities if _is_score(q, dimension)]
    reading = _read_values(utterance, dimension, page, values, sure) if values else None
    if reading is None and _is_percentile(utterance, dimension, page):
        return Reading((), 2.0)
    if reading is None or reading.reasons:
        if _is_levelled(utterance, dimension, page) or cuts_levels(utterance, dimension):
            return Reading((), 1.8, tuple(values))
        if defines_levels(utterance, dimension, page):
            return Reading((), 1.6)
    if reading is None or reading.reasons:
        plain = cut_of_announced(utterance, dimension, page) or plain_cut(utterance, dimension)
        reading = plain or reading
    return reading or _without_value(utterance, dimension, sure)


def _without_value(utterance: Utterance, dimension: Dimension, sure: bool) -> Reading | None:
    """A confidence that is spoken of, a model that is unsure, or a cut-off that is left open: none says from where."""
    if sure:
        return Reading(("no-number",), 0.8)
    left_open = utterance.has(dimension.concept("cut")) and _LEFT_OPEN.search(utterance.text)
    if utterance.block.kind != "code" and (utterance.has(dimension.concept("unsure")) or left_open):
        return Reading(("no-number",), 0.8, own_only=True)
    return None


def _read_values(
    utterance: Utterance, dimension: Dimension, page: Page, values: list[Quantity], sure: bool
) -> Reading | None:
    """What values that a score can have say: a setting, a comparison with an effect, or one of several levels."""
    terms = dimension.concept("terms")
    beside = utterance.label_marks | utterance.parent_marks
    headed = terms in beside or (is_bare(utterance) and terms in utterance.heading_marks)
    spoken = _places(utterance, terms, dimension)
    near = [q for q in values if headed or gap_to(spoken, q) <= _NEAR or _is_fraction(q, utterance)]
    shares = [q for q in near if _is_share(q)]
    setting = _setting(utterance, dimension, values, shares, beside, sure)
    if setting is not None:
        return setting
    prose = utterance.block.kind not in ("code", "row")
    measured = utterance.has("metric.quality")
    if shares and prose and is_bare(utterance) and headed and not measured and not _is_sum(utterance):
        return Reading((), 2.4, tuple(shares))
    fractions = [q for q in shares if _is_part(q)]
    if fractions and page.kind == "model-card" and _is_cut(utterance, dimension):
        return Reading((), 2.2, tuple(fractions))
    compared = [q for q in near if q.comparator in _COMPARED or _is_band(q) or _is_compared(q, utterance)]
    compared = [q for q in compared if not _is_certain(q)]
    if not _is_scored(utterance, dimension, sure):
        compared = [q for q in compared if _is_share(q) and gap_to(spoken, q) <= _BY]
    measures = "metric.quality" in utterance.label_marks and not is_conditional(utterance.text)
    if (sure and not measures) or not _is_metric_target(utterance):
        if compared and _has_effect(utterance, compared, page, sure):
            return Reading((), _strength(utterance, dimension, compared, sure), tuple(compared))
        if sure and compared:
            return Reading(("no-effect",), 1.0, tuple(compared))
    demanded = [q for q in shares if _is_demanded(q, utterance, dimension)]
    if demanded and not _is_metric_target(utterance):
        return Reading((), 2.2, tuple(demanded))
    believed = _believed(utterance, dimension, values, page)
    unnamed = believed or _unnamed(utterance, dimension, values)
    if unnamed:
        return Reading((), 2.6 if believed else 2.0, unnamed)
    return Reading(("no-effect",), 1.0, tuple(near)) if near and sure else None


def _is_demanded(quantity: Quantity, utterance: Utterance, dimension: Dimension) -> bool:
    """Whether a score has to come to a value for something to happen ("a hit needs a similarity of 0.95")."""
    if quantity.comparator in ("<", "<=", "≈") or not utterance.has(dimension.concept("demand")):
        return False
    scores = [p for c in ("strong", "score", "fraction") for p in _places(utterance, dimension.concept(c), dimension)]
    return (_is_part(quantity) or quantity.kind == "rate") and gap_to(sorted(scores), quantity) <= _CLOSE


def _is_compared(quantity: Quantity, utterance: Utterance) -> bool:
    """Whether a word that compares stands before a value that has no comparator ("below the threshold (0.7)")."""
    if quantity.comparator not in ("", "="):
        return False
    start, end = max(quantity.start - _NEAR, 0), quantity.end + _CLOSE
    return bool(_COMPARING.search(utterance.text[start:end]))


def _is_certain(quantity: Quantity) -> bool:
    """Whether a value is the end of the scale: less than certain is no threshold."""
    return quantity.value == 1 and quantity.high is None and quantity.comparator == "<"


def _is_scored(utterance: Utterance, dimension: Dimension, sure: bool) -> bool:
    """Whether what is compared is called a score or a confidence, not just measured against some threshold."""
    concepts = [dimension.concept(c) for c in ("strong", "score", "fraction", "belief")]
    beside = utterance.label_marks | utterance.parent_marks
    return sure or any(utterance.has(c) or c in beside for c in concepts)


def _is_levelled(utterance: Utterance, dimension: Dimension, page: Page) -> bool:
    """Whether it is a part of the scale of a score, and something is done or said of what falls into it."""
    barred = (dimension.concept("parameter"), "metric.quality", "metric.outcome", "metric.business")
    if any(utterance.has(c) for c in barred) or _BRANCH.match(utterance.text):
        return False
    concepts = [dimension.concept(c) for c in ("strong", "score", "fraction")]
    named = utterance.has(dimension.concept("level")) or bool(_ARROW.search(utterance.text))
    own = any(utterance.has(c) for c in concepts)
    beside = utterance.label_marks | utterance.parent_marks
    beside |= frozenset(c for u in run_of(utterance, page) if u.block.index == utterance.block.index for c in u.marks)
    banded = dimension.concept("bands") in utterance.announced
    scored = own or banded or any(c in beside for c in concepts) or _decides_by_points(utterance, page)
    told = named or utterance.has("effect") or weight(utterance.text) >= _LEVELS
    return scored and told and divides_scale(utterance, page, stacked=(own or banded) and named)


def _decides_by_points(utterance: Utterance, page: Page) -> bool:
    """Whether it is one of several parts of a scale of points, and what falls into one is reviewed ("60-80分: 复核").

    What is only graded by points ("≥90分: 优秀") is somebody's work, or a mark given to him.
    """
    pointed = any(q.kind == "score" and q.unit == "points" for q in utterance.quantities)
    return pointed and any(u.has("fallback.accept") and u.quantities for u in run_of(utterance, page))


def _setting(
    utterance: Utterance,
    dimension: Dimension,
    values: list[Quantity],
    shares: list[Quantity],
    beside: frozenset[str],
    sure: bool,
) -> Reading | None:
    """A value that is called the threshold, or the default of a confidence: it needs no effect beside it."""
    definite = dimension.concept("definite")
    scored = sure or utterance.has(dimension.concept("score"))
    cuts = _places(utterance, dimension.concept("cut"), dimension)
    held = [q for q in values if _is_share(q) and _is_held(q, utterance, cuts) and (scored or _is_part(q))]
    if held:
        return Reading((), 3.0 + 0.8 * scored, tuple(held))
    set_up = shares or [q for q in values if _is_part(q)]
    if set_up and is_setting(utterance.text):
        return Reading((), 3.0, tuple(set_up))
    if not shares:
        return None
    if utterance.has(definite):
        return Reading((), 3.0, tuple(shares))
    if definite in beside and not _is_sum(utterance):
        return Reading((), 3.0, tuple(shares))
    named = _places(utterance, dimension.concept("strong"), dimension)
    default = [q for q in shares if sure and _is_part(q) and _is_default(q, utterance, named)]
    return Reading((), 2.4, tuple(default)) if default else None


def _is_sum(utterance: Utterance) -> bool:
    """Whether something is worked out, of which the values are factors."""
    return "×" in utterance.text


def _is_part(quantity: Quantity) -> bool:
    """Whether a value is a part of one, as scores of a model are and hardly anything else is that has no unit."""
    return quantity.kind == "number" and 0 < quantity.value < 1


def _is_held(quantity: Quantity, utterance: Utterance, cuts: Sequence[tuple[int, int]]) -> bool:
    """Whether the word "threshold" stands right before a value, or right behind it."""
    return any(
        (end <= quantity.start and _TO_VALUE.fullmatch(utterance.text, end, quantity.start))
        or (quantity.end <= start and _TO_CUT.fullmatch(utterance.text, quantity.end, start))
        for start, end in nearest(cuts, quantity)
    )


def _is_default(quantity: Quantity, utterance: Utterance, named: Sequence[tuple[int, int]]) -> bool:
    """Whether a value is what a confidence is by default."""
    return any(
        end <= quantity.start and _DEFAULT.fullmatch(utterance.text, end, quantity.start)
        for _, end in nearest(named, quantity)
    )


def _unnamed(utterance: Utterance, dimension: Dimension, values: list[Quantity]) -> tuple[Quantity, ...]:
    """Parts of one that a rule compares something with and acts on: hardly anything but a model's score has such."""
    if utterance.block.kind == "code" or any(
        utterance.has(c)
        for c in (dimension.concept("parameter"), "metric.quality", "metric.outcome", "watch.statistic")
    ):
        return ()
    parts = [
        q
        for q in values
        if _is_part(q)
        and (q.comparator in _COMPARED or (utterance.has("effect") and q.high is not None and q.high < 1))
    ]
    if not parts or not (is_conditional(utterance.text) or utterance.has("effect")):
        return ()
    places = tuple((q.start, q.end) for q in parts)
    return tuple(parts) if utterance.has("effect") or has_consequence(utterance.text, places) else ()


def _believed(utterance: Utterance, dimension: Dimension, values: list[Quantity], page: Page) -> tuple[Quantity, ...]:
    """Values of how sure something is, or how relevant or grounded, that are compared and acted on."""
    conditional = is_conditional(utterance.text)
    sure = _places(utterance, dimension.concept("belief"), dimension)
    fitting = _places(utterance, dimension.concept("fraction"), dimension)
    held = tuple(
        q
        for q in values
        if ((q.comparator in _COMPARED or _is_compared(q, utterance)) and gap_to(sure, q) <= _CLOSE)
        or (
            _is_part(q)
            and (q.comparator in ("<", "<=") or (conditional and q.comparator in _COMPARED))
            and gap_to(fitting, q) <= _CLOSE
        )
    )
    places = tuple((q.start, q.end) for q in held)
    acted = utterance.has("effect") or is_followed(utterance, page) or has_consequence(utterance.text, places)
    return held if held and acted else ()


def _is_percentile(utterance: Utterance, dimension: Dimension, page: Page) -> bool:
    """Whether the scores are cut at a percentile, or so many of the highest are acted on."""
    if any(q.kind == "duration" for q in utterance.quantities) or not _PERCENTILE.search(utterance.text):
        return False
    scored = any(utterance.has(dimension.concept(c)) for c in ("score", "cut", "fraction"))
    if page.kind != "model-card" and (utterance.has("metric.quality") or not utterance.has(dimension.concept("rank"))):
        return False
    return scored and (
        utterance.has("effect") or dimension.concept("cut") in utterance.heading_marks | frozenset(utterance.marks)
    )


def _strength(utterance: Utterance, dimension: Dimension, compared: list[Quantity], sure: bool) -> float:
    """How surely a comparison with an effect is one of a model's score: by its words, and what stands next to it."""
    named = _places(utterance, dimension.concept("strong" if sure else "score"), dimension)
    close = any(gap_to(named, q) <= _CLOSE and q.comparator in _COMPARED for q in compared)
    clear = close and not _is_metric_target(utterance) and utterance.has("effect")
    return 2.6 + 0.4 * sure + clear


def _is_spoken(utterance: Utterance, concept: str, dimension: Dimension) -> bool:
    return utterance.has(concept) and bool(_places(utterance, concept, dimension))


def _places(utterance: Utterance, concept: str, dimension: Dimension) -> Sequence[tuple[int, int]]:
    """Where a concept is spoken of, but for phrases that mean something else by the same word."""
    places = utterance.marks.get(concept, ())
    others = list(utterance.marks.get(dimension.concept("other"), ()))
    if not any(q.comparator in _COMPARED for q in utterance.quantities):
        others += utterance.marks.get(dimension.concept("mood"), ())
    if not others:
        return places
    covered = {index for start, end in others for index in range(start, end)}
    return [place for place in places if covered.isdisjoint(range(*place))]


def _is_cut(utterance: Utterance, dimension: Dimension) -> bool:
    """Whether it is a row that says hardly more than which value is the threshold ("Threshold | 0.22")."""
    cells = utterance.block.cells
    return bool(cells) and dimension.concept("cut") in utterance.label_marks and weight(cells[0].text) <= _LABEL


def scores_in(utterance: Utterance) -> tuple[tuple[int, int], ...]:
    """Where an utterance compares a confidence or similarity with a value, which makes a trigger."""
    if any(utterance.has(f"confidence.{role}") for role in ("not", "topic", "other")):
        return ()
    below = bool(_BELOW.search(utterance.text))
    return tuple(
        (q.start, q.end)
        for q in utterance.quantities
        if q.kind in _SCORES
        and (q.comparator in ("<", "<=") or (below and q.comparator in ("", "=")))
        and (
            gap(utterance, q, "confidence.terms") <= _NEAR
            or gap(utterance, q, "confidence.belief") <= _CLOSE
            or _is_fraction(q, utterance)
        )
    )


def _is_fraction(quantity: Quantity, utterance: Utterance) -> bool:
    """Whether a value is a part of one beside the bare word "score", and the words name no metric of quality."""
    parted = quantity.kind == "number" and 0 < quantity.value < 1 and not utterance.has("metric.quality")
    return parted and gap(utterance, quantity, "confidence.fraction") <= _NEAR


def _has_effect(utterance: Utterance, compared: list[Quantity], page: Page, sure: bool) -> bool:
    if utterance.has("effect") or is_followed(utterance, page):
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
    """A range that is a part of the scale, not the scale itself (0–1, 0–100%, 0–30 or 1–5 points)."""
    if quantity.high is None or quantity.value == 0:
        return False
    return not (quantity.value == 1 and quantity.high in _TOPS)


def _is_score(quantity: Quantity, dimension: Dimension) -> bool:
    if quantity.kind not in dimension.quantities or (quantity.value == 0 and not _is_lowest(quantity)):
        return False
    if quantity.kind == "number":
        return quantity.value <= 100
    return True


def _is_lowest(quantity: Quantity) -> bool:
    """Whether a range from zero is the lowest part of a scale (0–0.3, 0–39), not the scale itself (0–1, 0–100)."""
    return quantity.high is not None and quantity.high != 1 and quantity.high not in _TOPS


def _is_share(quantity: Quantity) -> bool:
    """Whether a value is one that a probability can have: 0.7, 70%, 4 of 5, or a part of the scale."""
    return quantity.kind != "number" or quantity.value <= 1 or _is_band(quantity)


def _is_metric_target(utterance: Utterance) -> bool:
    """A sentence on accuracy or satisfaction that names no score of the model's own."""
    if utterance.has("metric.outcome"):
        return not (_starts(utterance, "confidence.score") - _starts(utterance, "confidence.graded"))
    return utterance.has("metric.quality") and not utterance.has("confidence.score")


def _starts(utterance: Utterance, concept: str) -> set[int]:
    return {start for start, _ in utterance.marks.get(concept, ())}
