"""What a change does to the promises of specs, as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from speclint.model import Feature, FileError, Quantity, Stage, Verdict

Effect = Literal["weakened", "strengthened", "changed"]
Way = Literal["verdict", "value", "removed", "added", "reworded"]
Status = Literal["added", "removed", "renamed", "changed"]
Better = Literal["higher", "lower", ""]

EFFECTS: tuple[Effect, ...] = ("weakened", "changed", "strengthened")


@dataclass(frozen=True, slots=True)
class Promise:
    """A statement that promises something, with one of its quantities (None where it promises without a number).

    `words` is its text without any number, `statement` its index among the document's, -1 where it is none of them.
    `metric` is the name that the vocabulary gives to what is measured, and `better` which way of it is the better one;
    both are empty where it is not known. `beside` are the numbers of its text that no dimension takes, such as the
    size of a test set.
    """

    dimension: str
    text: str
    words: str
    line: int
    quantity: Quantity | None = None
    metric: str = ""
    better: Better = ""
    statement: int = -1
    beside: tuple[Quantity, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one promise, or of the verdict on a dimension."""

    dimension: str
    way: Way
    effect: Effect
    old: Promise | None
    new: Promise | None
    old_verdict: Verdict
    new_verdict: Verdict


@dataclass(frozen=True, slots=True)
class FeatureChange:
    """What became of a feature: `old` is None for a new one, `new` for one that is gone."""

    status: Status
    old: Feature | None
    new: Feature | None
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """What became of a document: the path is None on the side where it is not; so is a stage that is not said."""

    status: Status
    old_path: str | None
    new_path: str | None
    old_stage: Stage | None
    new_stage: Stage | None
    features: tuple[FeatureChange, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """All that differs between two sides, in order of path; `old` and `new` are what the sides were called."""

    old: str
    new: str
    documents: tuple[DocumentChange, ...]
    errors: tuple[FileError, ...] = ()

    def count(self, effect: Effect) -> int:
        """Count the changes that have an effect, each once however many features share it."""
        return sum(change.effect == effect for document in self.documents for change, _ in shared(document))

    def features(self, status: Status) -> int:
        """Count the features that were added, removed or renamed."""
        return sum(feature.status == status for document in self.documents for feature in document.features)


def shared(document: DocumentChange) -> tuple[tuple[Change, tuple[FeatureChange, ...]], ...]:
    """Give each change of a document once with the features that it is about: one statement may cover several."""
    together: dict[Change, list[FeatureChange]] = {}
    for feature in document.features:
        for change in feature.changes:
            together.setdefault(change, []).append(feature)
    return tuple((change, tuple(features)) for change, features in together.items())
