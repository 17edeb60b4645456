"""Which features of a spec are as they were in an earlier version."""

from __future__ import annotations

from speclint.model import Claim, Feature, Spec


def changed_features(old: Spec, new: Spec) -> frozenset[str]:
    """Give the slugs of the features whose own text changed, or a statement for the whole document that covers them.

    Lines do not count, nor how paragraphs are wrapped.
    """
    before = {feature.slug: _wording(old, feature) for feature in old.features}
    return frozenset(feature.slug for feature in new.features if before.get(feature.slug) != _wording(new, feature))


def own_text(spec: Spec, feature: Feature) -> tuple[str, ...]:
    """Give what a feature's own part says, statement by statement."""
    return tuple(
        statement.text
        for statement in spec.statements
        if any(first <= statement.span.line <= last for first, last in feature.extents)
    )


def _wording(spec: Spec, feature: Feature) -> tuple[object, ...]:
    comments = tuple(
        " ".join(comment.text.split())
        for comment in spec.comments
        if any(first <= comment.span.line <= last for first, last in feature.extents)
    )
    claims = tuple(_said(feature.claims[name]) for name in sorted(feature.claims))
    return feature.name, feature.mode, own_text(spec, feature), comments, claims


def _said(claim: Claim) -> tuple[object, ...]:
    evidence = tuple((piece.path, piece.text, piece.standing, piece.reasons) for piece in claim.evidence)
    return claim.dimension, claim.verdict, claim.scope, claim.owed, evidence
