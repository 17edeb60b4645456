"""What an evidence kind makes of one utterance, and the page it is read on."""

from __future__ import annotations

from dataclasses import dataclass, field

from speclint.model import Kind, Quantity
from speclint.understand.utterances import Utterance

FORCELESS = {
    "negated": "negated",
    "deferred": "deferred",
    "placeholder": "placeholder",
    "example": "example-only",
    "optional": "optional",
    "out-of-scope": "out-of-scope",
    "someone-else": "someone-else",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """An utterance read as speaking of a dimension: `reasons` why it is not enough (none: it states it).

    `strength` orders the evidence of one claim, the strongest first. `own_only`: the words alone do not say that it is
    about AI, so it counts only in a feature's own text.
    """

    reasons: tuple[str, ...]
    strength: float
    quantities: tuple[Quantity, ...] = ()
    own_only: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """The document as its utterances, for kinds of evidence that look beyond one of them."""

    utterances: tuple[Utterance, ...]
    kind: Kind
    language: str
    children: dict[int, tuple[int, ...]] = field(default_factory=dict)
    ai_document: bool = False

    def below(self, utterance: Utterance) -> tuple[Utterance, ...]:
        """The utterances of the blocks that stand directly under this one's block."""
        return tuple(self.utterances[i] for i in self.children.get(utterance.block.index, ()))

    def beside(self, utterance: Utterance) -> tuple[Utterance, ...]:
        """The other sentences of the same block."""
        return tuple(self.utterances[i] for i in utterance.siblings if i != utterance.index)


def weakened(utterance: Utterance, reading: Reading | None) -> Reading | None:
    """A reading with the reason that the utterance's standing gives, which takes its force away."""
    if reading is None or utterance.standing == "asserted":
        return reading
    reason = FORCELESS[utterance.standing]
    strength = min(reading.strength, 1.0) * 0.9
    return Reading((*reading.reasons, reason), strength, reading.quantities, reading.own_only)


def gap(utterance: Utterance, quantity: Quantity, concept: str) -> int:
    """How many characters lie between a quantity and the nearest term of a concept; large where there is none."""
    places = utterance.marks.get(concept, ())
    return min((max(start - quantity.end, quantity.start - end, 0) for start, end in places), default=10_000)
