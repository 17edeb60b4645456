"""Attribute evidence: which statement counts for which feature, and what each feature and the document claim."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from speclint.model import Claim, Confidence, Evidence, Scope, Verdict
from speclint.understand.candidates import words_of
from speclint.understand.evidence import READERS, Page, Reading
from speclint.understand.evidence.reading import waiver, weakened
from speclint.understand.features import Found
from speclint.understand.knowledge import Dimension
from speclint.understand.utterances import Utterance

_MOST = 5
_ABOUT_AI = 2
_SPOKEN = 0.65  # strength from which a vague statement uses the dimension's own words
_CLEAR = 0.8  # strength from which a line of a fence raises a dimension without stating it
_BY_NATURE = frozenset({"confidence", "evaluation", "model", "data"})  # nothing but a model has these


@dataclass(frozen=True, slots=True)
class Read:
    """A reading of one utterance, and how far it is about AI: 2 names it, 1 may cover it, 0 is about something else."""

    utterance: Utterance
    reading: Reading
    bearing: int


def read_dimension(page: Page, dimension: Dimension, features: Sequence[Found]) -> tuple[Read, ...]:
    """All utterances of a document that speak of a dimension."""
    reader = READERS[dimension.evidence]
    reads = []
    for utterance in page.utterances:
        if utterance.block.kind == "heading" and not utterance.quantities and dimension.evidence != "named-thing":
            continue
        terms = dimension.concept("terms")
        spoken = (
            utterance.has(terms)
            or terms in utterance.label_marks
            or dimension.concept("headings") in utterance.label_marks
        )
        reading = waiver(utterance, spoken) or weakened(utterance, reader(utterance, dimension, page))
        if reading is not None and not (
            utterance.block.kind == "code" and reading.reasons and reading.strength < _CLEAR
        ):
            bearing = bearing_of(utterance, dimension, reading, page, features)
            reads.append(Read(utterance, reading, bearing))
    return tuple(reads)


def bearing_of(
    utterance: Utterance, dimension: Dimension, reading: Reading, page: Page, features: Sequence[Found]
) -> int:
    """How far a statement is about an AI feature."""
    if page.kind == "model-card":
        return 2
    if reading.own_only:
        return 2 if is_inside(utterance, features) else 0
    if utterance.has("ai.name") or utterance.has("model.named"):
        return 2
    if is_inside(utterance, features):
        return 2
    if "ai.name" in utterance.label_marks | utterance.parent_marks | utterance.heading_marks:
        return 2
    if dimension.name in _BY_NATURE:
        return 2
    if dimension.name == "target" and utterance.has("metric.quality"):
        return 1 if utterance.has("plain") else 2
    plain = utterance.has("plain") or (
        "plain" in utterance.heading_marks and "section.document-wide" not in utterance.heading_marks
    )
    if dimension.name == "drift":
        return 2 if utterance.has("watch.strong") else 1
    if dimension.name == "cost" and any(q.per or q.kind == "compute" for q in reading.quantities):
        return 1
    if plain and not utterance.has("ai.weak"):
        return 0
    if "section.document-wide" in utterance.heading_marks or page.ai_document:
        return 1
    return 1 if utterance.has("ai.weak") else 0


def is_inside(utterance: Utterance, features: Sequence[Found]) -> bool:
    """Whether an utterance stands in the text of a feature."""
    line = utterance.span.line
    return any(first <= line <= last for found in features for first, last in found.extents)


def document_claims(reads: Mapping[str, Sequence[Read]]) -> dict[str, Claim]:
    """The best that is said of any AI feature, for each dimension."""
    return {name: _claim(name, [r for r in found if _counts(r)], "document") for name, found in reads.items()}


def _counts(read: Read) -> bool:
    """Whether a statement outside the features counts: it states something that may cover them, or it names AI.

    A loose word ("fast", "metrics") somewhere in a document raises nothing about its AI.
    """
    plain_spoken = not read.reading.reasons or read.reading.strength >= _SPOKEN
    return read.bearing == _ABOUT_AI or (read.bearing > 0 and plain_spoken)


def feature_claims(
    found: Found, features: Sequence[Found], reads: Mapping[str, Sequence[Read]], page: Page
) -> dict[str, Claim]:
    """What a feature's own text, statements that name it and document-wide ones say of it."""
    claims = {}
    for name, readings in reads.items():
        scoped: list[tuple[Scope, Read]] = []
        for read in readings:
            scope = scope_of(read, found, features, page)
            if scope is not None:
                scoped.append((scope, read))
        own = [r for s, r in scoped if s == "own"]
        named = [r for s, r in scoped if s in ("own", "named")]
        candidates: list[tuple[Scope, list[Read]]] = [
            ("own", own),
            ("named", named),
            ("document", [r for _, r in scoped]),
        ]
        claims[name] = _best([_claim(name, group, scope) for scope, group in candidates])
    return claims


_RANK = {"missing": 0, "vague": 1, "stated": 2, "waived": 2}


def _best(claims: Sequence[Claim]) -> Claim:
    return max(claims, key=lambda c: _RANK[c.verdict])


def scope_of(read: Read, found: Found, features: Sequence[Found], page: Page) -> Scope | None:
    """How a statement reaches a feature, None where it does not."""
    line = read.utterance.span.line
    if any(first <= line <= last for first, last in found.extents):
        return "own"
    if page.kind == "model-card":
        return "document"
    if any(first <= line <= last for other in features if other is not found for first, last in other.extents):
        return None
    names = words_of(read.utterance.text)
    mine = words_of(found.name)
    if mine and len(mine & names) / len(mine) >= 0.6 and (len(mine & names) >= 2 or len(mine) == 1):
        return "named"
    if any(_names(other, names) for other in features if other is not found):
        return None
    return "document" if _counts(read) else None


def _names(found: Found, words: frozenset[str]) -> bool:
    mine = words_of(found.name)
    return bool(mine) and len(mine & words) / len(mine) >= 0.75 and len(mine & words) >= 2


def _claim(name: str, reads: Sequence[Read], scope: Scope) -> Claim:
    if not reads:
        return Claim(name, "missing", None, "medium", ())
    ordered = sorted(
        reads, key=lambda r: (bool(r.reading.reasons), -r.reading.strength - 0.3 * r.bearing, r.utterance.index)
    )
    stated = [r for r in ordered if not r.reading.reasons]
    verdict: Verdict = "vague"
    if stated:
        verdict = "waived" if all(r.reading.waived for r in stated) else "stated"
    kept = ordered[:_MOST]
    confidence: Confidence = "high" if ordered[0].reading.strength >= 2.5 else "medium"
    return Claim(name, verdict, scope, confidence, tuple(_evidence(r) for r in kept))


def _evidence(read: Read) -> Evidence:
    utterance = read.utterance
    return Evidence(
        span=utterance.span,
        text=utterance.said,
        standing=utterance.standing,
        reasons=read.reading.reasons,
        quantities=read.reading.quantities,
        statement=utterance.index,
        strength=round(read.reading.strength, 2),
    )
