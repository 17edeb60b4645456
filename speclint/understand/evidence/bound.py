"""A bound of a unit kind: a time, a price, an amount of tokens, memory or accelerators."""

from __future__ import annotations

from speclint.model import Quantity
from speclint.understand.evidence.reading import Page, Reading, gap
from speclint.understand.knowledge import Dimension
from speclint.understand.utterances import Utterance

_LONGEST_WAIT = 6 * 3600.0  # a longer time is a schedule, a retention or a project, not a wait
_SHORT_WAIT = 60.0  # a bound this short, in a feature's own text, is a wait even where no word says so


def read_bound(utterance: Utterance, dimension: Dimension, page: Page) -> Reading | None:
    """Latency and cost: a quantity of the right unit where the words or the structure say what it bounds."""
    own = utterance.has(dimension.concept("terms"))
    announced = dimension.concept("headings") in utterance.announced or (
        dimension.concept("terms") in (utterance.parent_marks | utterance.label_marks)
    )
    done = utterance.has(dimension.concept("verbs"))
    other = utterance.has(dimension.concept("not")) or dimension.concept("not") in utterance.label_marks
    named = utterance.has("ai.name") or utterance.has("model.named")
    if dimension.concept("hardware") in utterance.marks and _is_training(utterance, dimension):
        return Reading((), 2.4, tuple(q for q in utterance.quantities if q.kind == "compute"))
    priced = any(q.kind == "money" and q.per for q in utterance.quantities) and "money" in dimension.quantities
    timed = any(
        q.kind == "duration" and q.comparator in ("<=", "<") and q.value <= _SHORT_WAIT for q in utterance.quantities
    )
    budgeted = "tokens" in dimension.quantities and any(
        q.kind == "tokens" and (q.per or q.comparator in ("<=", "<")) for q in utterance.quantities
    )
    done = done or budgeted or priced or (timed and "duration" in dimension.quantities)
    fitting = [q for q in utterance.quantities if _fits(q, dimension, utterance, own or announced, done)]
    if fitting and (own or announced or done or named) and not (other and not named):
        best = min(fitting, key=lambda q: gap(utterance, q, dimension.concept("terms")))
        strength = 2.0 + own + 0.5 * announced + 0.5 * bool(best.statistic) + 0.5 * bool(best.comparator) + named
        return Reading((), strength, tuple(fitting))
    weak = utterance.has(dimension.concept("weak"))
    if other and not weak:
        return None
    if own or weak or (announced and dimension.concept("terms") in utterance.label_marks):
        return Reading(("no-number",), 0.4 + 0.3 * own + 0.2 * weak + 0.2 * announced + 0.3 * named)
    return None


def _fits(quantity: Quantity, dimension: Dimension, utterance: Utterance, spoken: bool, done: bool) -> bool:
    if quantity.kind not in dimension.quantities or quantity.role == "baseline":
        return False
    if quantity.kind == "memory":
        return spoken and (_about_model(utterance) or dimension.name != "cost")
    if quantity.kind == "duration":
        return quantity.value <= _LONGEST_WAIT and (spoken or (done and quantity.comparator in ("<=", "<")))
    if quantity.kind == "throughput":
        return spoken or utterance.has("ai.name")
    if quantity.kind == "ratio":
        return spoken
    if quantity.kind == "money":
        return spoken or quantity.per is not None
    if quantity.kind == "tokens":
        return quantity.per is not None or quantity.comparator in ("<=", "<")
    return quantity.kind == "compute" or spoken


def _about_model(utterance: Utterance) -> bool:
    """Whether memory is that of a model or an accelerator, not of the whole application."""
    marks = frozenset(utterance.marks) | utterance.label_marks | utterance.parent_marks | utterance.heading_marks
    return bool(marks & {"ai.name", "model.named", "cost.hardware", "cost.accelerator"})


def _is_training(utterance: Utterance, dimension: Dimension) -> bool:
    """Whether the accelerator named is what a finished training run took."""
    training = dimension.concept("training")
    return utterance.has(training) or training in (utterance.label_marks | utterance.parent_marks)
