"""What an evidence kind makes of one utterance, and the page it is read on."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from speclint.model import Kind, Quantity
from speclint.understand.clauses import weight
from speclint.understand.utterances import Utterance

FORCELESS = {
    "negated": "negated",
    "deferred": "deferred",
    "placeholder": "placeholder",
    "example": "example-only",
    "optional": "optional",
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
    waived: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """The document as its utterances, for kinds of evidence that look beyond one of them."""

    utterances: tuple[Utterance, ...]
    kind: Kind
    language: str
    children: dict[int, tuple[int, ...]] = field(default_factory=dict)
    ai_document: bool = False
    sourced: bool = False  # whether it says where its data comes from, so that a split of it is a described one

    @classmethod
    def of(cls, utterances: tuple[Utterance, ...], kind: Kind, language: str, *, ai_document: bool) -> Page:
        """The page that a document's utterances make."""
        below: dict[int, list[int]] = {}
        for utterance in utterances:
            if utterance.block.parents:
                below.setdefault(utterance.block.parents[-1], []).append(utterance.index)
        return cls(utterances, kind, language, {block: tuple(found) for block, found in below.items()}, ai_document)

    def below(self, utterance: Utterance) -> tuple[Utterance, ...]:
        """The utterances of the blocks that stand directly under this one's block."""
        return tuple(self.utterances[i] for i in self.children.get(utterance.block.index, ())[:_AROUND])

    def beside(self, utterance: Utterance) -> tuple[Utterance, ...]:
        """The other sentences of the same block, of a long one those around."""
        around = utterance.siblings[max(utterance.sentence - _AROUND, 0) : utterance.sentence + _AROUND]
        return tuple(self.utterances[i] for i in around if i != utterance.index)


_AROUND = 100  # sentences before and behind, and below: of a longer text each would be looked at for each


def weakened(utterance: Utterance, reading: Reading | None) -> Reading | None:
    """A reading with the reason that the utterance's standing gives, which takes its force away."""
    if reading is None or utterance.standing == "asserted":
        return reading
    if utterance.standing in ("someone-else", "out-of-scope"):
        return None  # what others do, or what is not built, says nothing of the feature
    reason = FORCELESS[utterance.standing]
    strength = min(reading.strength, 1.0) * 0.9
    return Reading((*reading.reasons, reason), strength, reading.quantities, reading.own_only)


def is_bare(utterance: Utterance) -> bool:
    """Whether an utterance is little more than a number, so that only its heading says what it is."""
    return bool(utterance.quantities) and weight(utterance.text) <= _BARE


_BARE = 3


def apart(utterance: Utterance, kinds: tuple[str, ...], *other: str) -> bool:
    """Whether a term of the kinds stands in the text that is not within one of the other concepts."""
    others = [place for concept in other for place in utterance.marks.get(concept, ())]
    return any(
        not any(a <= start and end <= b for a, b in others)
        for kind in kinds
        for start, end in utterance.marks.get(kind, ())
    )


def stands_apart(utterance: Utterance, concept: str) -> bool:
    """Whether a concept is spoken of outside of the numbers: in "nine times out of ten" nothing times out."""
    return any(
        not any(q.start <= start and end <= q.end for q in utterance.quantities)
        for start, end in utterance.marks.get(concept, ())
    )


_LABEL_END = (":", "：")
_LABEL_START = 12  # characters of a number or a mark before a label: "FR-03.2  Time:"


def begins_with(utterance: Utterance, concept: str) -> bool:
    """Whether an utterance begins with a term of a concept and a colon, as a cell with its label does."""
    return any(
        start <= _LABEL_START and utterance.text.startswith(_LABEL_END, end)
        for start, end in utterance.marks.get(concept, ())
    )


def gap(utterance: Utterance, quantity: Quantity, concept: str) -> int:
    """How many characters lie between a quantity and the nearest term of a concept; large where there is none."""
    return gap_to(utterance.marks.get(concept, ()), quantity)


def gap_to(places: Sequence[tuple[int, int]], quantity: Quantity) -> int:
    """How many characters lie between a quantity and the nearest of some places; large where there is none."""
    return min(
        (max(start - quantity.end, quantity.start - end, 0) for start, end in nearest(places, quantity)), default=10_000
    )


def nearest(places: Sequence[tuple[int, int]], quantity: Quantity) -> Sequence[tuple[int, int]]:
    """Of places in their order, the few that may be nearest to a quantity."""
    after = bisect_left(places, (quantity.end,))
    return places[max(after - _OVERLAPPING, 0) : after + 1]


_OVERLAPPING = 8  # terms of one concept that may begin one after another before the first of them ends
