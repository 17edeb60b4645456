"""What a document declares of its AI features as data, which outranks what its text says of them.

Imported only where a document declares something: it needs jsonschema.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from speclint.model import Claim, Document, Feature, Kind, Problem, Statement, Waiver
from speclint.understand.declared.claims import of_document, said_of
from speclint.understand.declared.contradictions import contradictions
from speclint.understand.declared.entries import read_entries
from speclint.understand.declared.faults import Fault
from speclint.understand.declared.places import Placed, place
from speclint.understand.features import Found
from speclint.understand.knowledge import Knowledge
from speclint.understand.utterances import Reader, Utterance

__all__ = ["Declarations"]

_MOST = 200  # faults of a document that are told: nobody mends more of them at a time


class Declarations:
    """The declarations of a document, asked in this order: where features stand, then what they claim."""

    def __init__(self, document: Document, knowledge: Knowledge, kind: Kind) -> None:
        self._document = document
        self._knowledge = knowledge
        self._kind = kind
        self._read = read_entries(document, knowledge, card=kind == "model-card")
        self._placed: tuple[Placed, ...] = ()
        self._faults: list[Fault] = list(self._read.faults)
        self._contradictions: list[Problem] = []
        self.statements: tuple[Statement, ...] = ()
        self.waivers: tuple[Waiver, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the declarations, and where the text contradicts them, each in order of place."""
        faults = sorted(self._faults, key=lambda fault: (fault.span.line, fault.span.column))
        return (*(fault.problem for fault in faults[:_MOST]), *self._contradictions)

    def place(self, found: Sequence[Found], utterances: Sequence[Utterance], reader: Reader) -> tuple[Found, ...]:
        """The features of the text and those that are only declared, in order of place."""
        self._placed, faults = place(self._read.entries, found, self._document, utterances, reader, self._kind)
        self._faults.extend(faults)
        return tuple(one.found for one in self._placed)

    def applied(self, features: Sequence[Feature], utterances: Sequence[Utterance]) -> list[Feature]:
        """The features with what is declared of them in the place of what the text says."""
        return [
            self._applied(feature, placed, utterances) if placed.entries else feature
            for feature, placed in zip(features, self._placed, strict=True)
        ]

    def _applied(self, feature: Feature, placed: Placed, utterances: Sequence[Utterance]) -> Feature:
        first = len(utterances) + len(self.statements)
        said, statements = said_of(placed.entries, self._knowledge.grammar, first)
        self.statements += statements
        self.waivers += said.waivers(feature.slug)
        block = placed.found.title.block
        title = block.text.text if block.kind == "heading" else ""
        found = contradictions(feature.slug, title, said, feature.claims, utterances, self._document)
        self._contradictions.extend(found)
        mode = next((entry.mode for entry in placed.entries if entry.mode), feature.mode)
        claims = said.claims(feature.claims)
        for dimension in self._knowledge.dimensions:
            owed = mode not in dimension.unasked_modes and not placed.found.title.has(dimension.unasked_names)
            claims[dimension.name] = replace(claims[dimension.name], owed=owed)
        task = next((entry.task for entry in placed.entries if entry.task), feature.task)
        return replace(feature, task=task, mode=mode, confidence="high", claims=claims)

    def document_claims(self, prose: Mapping[str, Claim], features: Sequence[Feature]) -> dict[str, Claim]:
        """The best that is said of any feature, declared or not."""
        return of_document(prose, [feature.claims for feature in features])
