"""A bound of a unit kind: a time, a price, an amount of tokens, memory or accelerators."""

from __future__ import annotations

from speclint.model import Quantity
from speclint.understand.evidence.reading import Page, Reading, gap
from speclint.understand.knowledge import Dimension
from speclint.understand.utterances import Utterance

_LONGEST_WAIT = 6 * 3600.0  # a longer time is a schedule, a retention or a project, not a wait
_UPPER = frozenset({"<=", "<", "≈", "", "="})


def read_bound(utterance: Utterance, dimension: Dimension, page: Page) -> Reading | None:
    """Latency and cost: a quantity of the right unit where the words or the structure say what it bounds."""
    own = utterance.has(dimension.concept("terms"))
    announced = dimension.concept("headings") in utterance.announced or (
        dimension.concept("terms") in (utterance.parent_marks | utterance.label_marks)
    )
    done = utterance.has(dimension.concept("verbs"))
    other = utterance.has(dimension.concept("not")) or dimension.concept("not") in utterance.label_marks
    named = utterance.has("ai.name") or utterance.has("model.named")
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
