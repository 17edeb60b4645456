"""Mend a document by its findings: fixes with a place of their own, and skeletons of what is missing."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from speclint.mend.edits import Edit, apply, compatible, replacing
from speclint.mend.places import Site, place_for
from speclint.mend.skeletons import Skeleton, insertions
from speclint.model import Document, Finding, Source, Spec
from speclint.read.document import parse
from speclint.read.outline import outline
from speclint.read.source import source_from_text
from speclint.understand.knowledge import Knowledge
from speclint.understand.slots import MARK

Understand = Callable[[Source], Spec]

_HAN = re.compile(r"[㐀-鿿]")


@dataclass(frozen=True, slots=True)
class Mended:
    """A document's text after its fixes, and the findings that they mend or ask the document about."""

    text: str
    fixed: tuple[Finding, ...]


def mend(
    source: Source, findings: Sequence[Finding], knowledge: Knowledge, understand: Understand, *, unsafe: bool
) -> Mended:
    """Apply the fixes of a document's findings, the unsafe ones only where asked.

    `understand` reads a source as the findings' spec was read. A skeleton that would not be read as one, beside the
    feature that it asks about and with all else unchanged, is not written.
    """
    document, spec = parse(source), understand(source)
    wanted = [f for f in findings if f.fix is not None and (unsafe or f.fix.applicability == "safe")]
    local = {finding: edit for finding in wanted if (edit := _local(finding, document)) is not None}
    site = Site(document, spec, outline(source), knowledge, _language(spec))
    skeletons = _proven(_skeletons(site, [f for f in wanted if f not in local]), site, understand)
    edits = compatible([*local.values(), *insertions(skeletons, site)])
    made = set(edits)
    fixed = {finding for finding, edit in local.items() if edit in made} | {s.finding for s in skeletons}
    return Mended(apply(source.text, edits), tuple(finding for finding in findings if finding in fixed))


def _local(finding: Finding, document: Document) -> Edit | None:
    """The edit of a fix that knows its place."""
    if finding.fix is None or finding.fix.span is None:
        return None
    return replacing(document.source, finding.fix.span, finding.fix.replacement)


def _language(spec: Spec) -> str:
    """The language to ask in: that of a mixed document is what its first feature is named in."""
    if spec.language in ("en", "zh"):
        return spec.language
    return "zh" if spec.features and _HAN.search(spec.features[0].name) else "en"


def _skeletons(site: Site, findings: Sequence[Finding]) -> tuple[Skeleton, ...]:
    """Find each missing statement its place; those without one are left out."""
    features = {feature.slug: feature for feature in site.spec.features}
    rank = {dimension.name: number for number, dimension in enumerate(site.knowledge.dimensions)}
    places = {slug: place_for(site, features[slug]) for slug in {f.slug for f in findings} if slug in features}
    ordered = sorted(
        (finding for finding in findings if finding.dimension in rank and places.get(finding.slug or "") is not None),
        key=lambda finding: (features[finding.slug or ""].span.line, finding.slug, rank[finding.dimension or ""]),
    )
    return tuple(
        Skeleton(finding, features[slug], place)
        for finding in ordered
        if (slug := finding.slug or "") and (place := places[slug]) is not None
    )


def _proven(skeletons: tuple[Skeleton, ...], site: Site, understand: Understand) -> tuple[Skeleton, ...]:
    """Keep the skeletons that are read as such; one that is not is tried once more with its feature's name."""
    tried = skeletons
    for attempt in (True, False):
        if not tried:
            return ()
        unread = _unread(tried, site, understand)
        if not unread:
            return tried
        if attempt:
            tried = tuple(
                replace(s, place=replace(s.place, named=True)) if s.feature.slug in unread else s for s in tried
            )
        else:
            tried = tuple(s for s in tried if s.feature.slug not in unread)
    return tried if tried and not _unread(tried, site, understand) else ()


def _unread(skeletons: Sequence[Skeleton], site: Site, understand: Understand) -> frozenset[str]:
    """The features, by slug, beside which a skeleton once written is not read; all, where anything else changes."""
    source = site.document.source
    text = apply(source.text, tuple(insertions(skeletons, site)))
    after = understand(source_from_text(source.path, text))
    if _verdicts(after) != _verdicts(site.spec):
        return frozenset(skeleton.feature.slug for skeleton in skeletons)
    claims = {feature.slug: feature.claims for feature in after.features}
    asked = {(skeleton.feature.slug, skeleton.finding.dimension or "") for skeleton in skeletons}
    found = {
        (slug, name)
        for slug, of in claims.items()
        for name, claim in of.items()
        for evidence in claim.evidence
        if claim.verdict == "missing" and MARK in evidence.text
    }
    before = {
        (feature.slug, name)
        for feature in site.spec.features
        for name, claim in feature.claims.items()
        if claim.evidence
    }
    return frozenset(slug for slug, _ in (asked - found) | (found - asked - before))


def _verdicts(spec: Spec) -> tuple[object, ...]:
    """What must stay as it is: the document's kind, its features, and what is said of each."""
    return (
        spec.kind,
        spec.language,
        spec.template,
        tuple(
            (feature.slug, feature.task, feature.mode, {name: claim.verdict for name, claim in feature.claims.items()})
            for feature in spec.features
        ),
    )
