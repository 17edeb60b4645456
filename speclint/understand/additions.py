"""What others add to the reading of a document: features and evidence, beside what is found here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from speclint.model import Claim, Document, Evidence, Feature, Scope, Span, Statement, Verdict
from speclint.understand.features import Found
from speclint.understand.utterances import Utterance

_STRENGTH = 2.0  # as evidence that uses a dimension's own words
_RANK: Mapping[Verdict, int] = {"missing": 0, "vague": 1, "stated": 2, "waived": 2}


@dataclass(frozen=True, slots=True)
class GivenFeature:
    """An AI feature that a plugin finds: its name, the 1-based line that defines it, and the last line of its text."""

    name: str
    line: int
    end_line: int


@dataclass(frozen=True, slots=True)
class GivenEvidence:
    """A place that a plugin reads as speaking of a dimension; it states it where there are no `reasons` against it.

    `feature` is the slug of the feature it speaks of; where empty, it speaks of all in whose text it stands, or of
    every feature where it stands in none's. Reasons are words such as `no-number`, as in `speclint extract`.
    """

    dimension: str
    span: Span
    reasons: tuple[str, ...] = ()
    feature: str = ""


@dataclass(frozen=True, slots=True)
class Additions:
    """How others are asked: for the features of a document, and for evidence once its features are known."""

    features: Callable[[Document], Sequence[GivenFeature]]
    evidence: Callable[[Document, Sequence[Feature]], Sequence[GivenEvidence]]


def with_features(
    found: Sequence[Found], given: Sequence[GivenFeature], utterances: Sequence[Utterance]
) -> tuple[Found, ...]:
    """Add features on lines that define none yet and hold some text."""
    taken = {one.title.span.line for one in found} | {one.line for one in found}
    titles: dict[int, Utterance] = {}
    for utterance in utterances:
        titles.setdefault(utterance.span.line, utterance)
    more = []
    for one in given:
        title = titles.get(one.line)
        if title is not None and one.line not in taken:
            taken.add(one.line)
            more.append(Found(one.name, title, one.line, ((one.line, one.end_line),), 1.0))
    return tuple(sorted((*found, *more), key=lambda one: one.line))


def with_evidence(
    features: Sequence[Feature],
    claims: Mapping[str, Claim],
    given: Sequence[GivenEvidence],
    document: Document,
    statements: Sequence[Statement],
) -> tuple[list[Feature], dict[str, Claim]]:
    """Add evidence to the claims of features and of the document; it raises a verdict and never lowers one."""
    extended = list(features)
    of_document = dict(claims)
    for one in given:
        evidence = _evidence(one, document, statements)
        of_document[one.dimension] = _joined(of_document[one.dimension], evidence, "document")
        standing = {index for index, feature in enumerate(features) if _holds(feature, one.span.line)}
        for index, feature in enumerate(features):
            if one.feature == feature.slug or (not one.feature and (index in standing or not standing)):
                claim = feature.claims[one.dimension]
                scope: Scope = "own" if index in standing else "named" if one.feature else "document"
                joined = _joined(claim, evidence, scope)
                extended[index] = replace(extended[index], claims={**extended[index].claims, one.dimension: joined})
    return extended, of_document


def _evidence(given: GivenEvidence, document: Document, statements: Sequence[Statement]) -> Evidence:
    source, span = document.source, given.span
    start = source.line_starts[span.line - 1] + span.column - 1
    end = source.line_starts[span.end_line - 1] + span.end_column - 1
    here = next((s for s in statements if s.span.line <= span.line <= s.span.end_line), None)
    return Evidence(
        span=span,
        text=source.text[start:end],
        standing=here.standing if here else "asserted",
        reasons=given.reasons,
        quantities=here.quantities if here else (),
        statement=here.index if here else -1,
        strength=_STRENGTH,
    )


def _holds(feature: Feature, line: int) -> bool:
    return any(first <= line <= last for first, last in feature.extents)


def _joined(claim: Claim, evidence: Evidence, scope: Scope) -> Claim:
    verdict: Verdict = "vague" if evidence.reasons else "stated"
    if _RANK[verdict] > _RANK[claim.verdict]:
        return replace(
            claim,
            verdict=verdict,
            scope=scope,
            confidence="high" if verdict == "stated" else claim.confidence,
            evidence=(evidence, *claim.evidence),
        )
    return replace(claim, evidence=(*claim.evidence, evidence))
