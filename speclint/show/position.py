"""Gather all that was read on one line of a document, and all that it serves as evidence for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from speclint.model import Claim, Comment, Evidence, Feature, Opaque, Span, Spec, Statement


def read_position(spec: Spec, line: int, written: str) -> Position:
    """Look up a 1-based line; `written` is what stands there."""
    return Position(
        spec=spec,
        line=line,
        written=written,
        statements=tuple(statement for statement in spec.statements if _covers(statement.span, line)),
        servings=tuple(_servings(spec, line)),
        defined=tuple(feature for feature in spec.features if feature.span.line == line),
        within=tuple(feature for feature in spec.features if feature.span.line != line and _reaches(feature, line)),
        comments=tuple(comment for comment in spec.comments if _covers(comment.span, line)),
        opaque=tuple(opaque for opaque in spec.opaque if _covers(opaque.span, line)),
    )


@dataclass(frozen=True, slots=True)
class Serving:
    """A piece of evidence and its place in a claim, from 1; `feature` is None where the claim is the document's."""

    feature: Feature | None
    claim: Claim
    evidence: Evidence
    rank: int


@dataclass(frozen=True, slots=True)
class Position:
    """What a line holds: statements and their uses, features that it defines or belongs to, and what states nothing."""

    spec: Spec
    line: int
    written: str
    statements: tuple[Statement, ...]
    servings: tuple[Serving, ...]
    defined: tuple[Feature, ...]
    within: tuple[Feature, ...]
    comments: tuple[Comment, ...]
    opaque: tuple[Opaque, ...]


def _servings(spec: Spec, line: int) -> Iterator[Serving]:
    served = set()
    for feature in spec.features:
        for claim in feature.claims.values():
            for rank, evidence in enumerate(claim.evidence, 1):
                if _is_here(evidence, spec, line):
                    served.add((claim.dimension, evidence.span))
                    yield Serving(feature, claim, evidence, rank)
    # The document's claims repeat the best of its features'; what no feature can call its own is only there.
    for claim in spec.claims.values():
        for rank, evidence in enumerate(claim.evidence, 1):
            if _is_here(evidence, spec, line) and (claim.dimension, evidence.span) not in served:
                yield Serving(None, claim, evidence, rank)


def _is_here(evidence: Evidence, spec: Spec, line: int) -> bool:
    return evidence.path in ("", spec.path) and _covers(evidence.span, line)


def _covers(span: Span, line: int) -> bool:
    return span.line <= line <= span.end_line


def _reaches(feature: Feature, line: int) -> bool:
    extents = feature.extents or ((feature.span.line, feature.end_line),)
    return any(first <= line <= last for first, last in extents)
