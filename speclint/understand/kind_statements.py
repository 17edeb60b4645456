"""What a document says of the dimensions, as signals of its kind: a spec states what a survey only talks about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from speclint.model import Kind
from speclint.understand.evidence import Page
from speclint.understand.features import Found
from speclint.understand.knowledge import Dimension, Knowledge
from speclint.understand.leanings import Leanings
from speclint.understand.reach import Reach
from speclint.understand.reads import Read, read_all

_SAID = 0.5  # how likely an utterance must be to state a dimension for the dimension to be said
_STRONGEST = 4.0
_ABOUT_AI = 2
_WEIGHT = 2.0  # few signals, which therefore count double beside the hundreds of words


@dataclass(frozen=True, slots=True)
class Trial:
    """A document read as if it were of a kind, which costs as much as reading it does."""

    page: Page
    found: tuple[Found, ...]
    reads: Mapping[Dimension, Sequence[Read]]

    def fits(self, kind: Kind, found: tuple[Found, ...]) -> bool:
        """Whether the document turned out to be just what it was read as."""
        return self.page.kind == kind and self.found is found

    @property
    def signals(self) -> dict[str, float]:
        """How clearly each dimension is stated and raised, between 0 and 2, and how many are stated."""
        signals: dict[str, float] = {}
        said = 0
        for dimension, reads in self.reads.items():
            states = [r.states or 0.0 for r in reads]
            signals[f"states:{dimension.name}"] = _most(states)
            signals[f"raises:{dimension.name}"] = _most(max(r.raises, r.states or 0.0) for r in reads)
            signals[f"reads:{dimension.name}"] = _most(_strength(r) for r in reads if r.bearing > 0)
            signals[f"reads.ai:{dimension.name}"] = _most(_strength(r) for r in reads if r.bearing == _ABOUT_AI)
            said += max(states, default=0.0) > _SAID
        return {**signals, "states.many": _WEIGHT * said / max(len(self.reads), 1)}


def tried(page: Page, found: tuple[Found, ...], knowledge: Knowledge, leanings: Leanings) -> Trial:
    """Read a page with the features found in it."""
    return Trial(page, found, read_all(page, knowledge.dimensions, Reach(found), leanings))


def _strength(read: Read) -> float:
    """How strong a reading is that lacks nothing, between 0 and 1."""
    return 0.0 if read.reading is None or read.reading.reasons else min(read.reading.strength / _STRONGEST, 1.0)


def _most(values: Iterable[float]) -> float:
    return _WEIGHT * max(values, default=0.0)
