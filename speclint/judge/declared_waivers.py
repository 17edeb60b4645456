"""Waivers that a document declares as data: what has expired is asked again, and its end is told."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from speclint.judge.suppression_policy import SuppressionPolicy
from speclint.judge.suppression_reports import date_problem
from speclint.model import Claim, Feature, Finding, Problem, Spec, Waiver


def without_expired(spec: Spec, today: date | None) -> Spec:
    """Give a spec as it reads once the declared waivers that have expired are gone: their dimensions are missing."""
    gone = {(waiver.feature, waiver.dimension) for waiver in spec.waivers if is_over(waiver, today)}
    if not gone:
        return spec
    features = tuple(
        replace(
            feature,
            claims={
                name: Claim(name, "missing", None, claim.confidence, (), claim.owed)
                if (feature.slug, name) in gone and claim.verdict == "waived"
                else claim
                for name, claim in feature.claims.items()
            },
        )
        for feature in spec.features
    )
    return replace(spec, features=features, claims=_of_document(spec, features, {name for _, name in gone}))


def _of_document(spec: Spec, features: Sequence[Feature], gone: Collection[str]) -> dict[str, Claim]:
    """Give what the document claims: what only features waived that do so no longer is missing there too."""
    claims = dict(spec.claims)
    for name, claim in spec.claims.items():
        if name in gone and claim.verdict == "waived":
            still = [one.claims[name] for one in features if one.claims[name].verdict == "waived"]
            evidence = tuple(dict.fromkeys(piece for one in still for piece in one.evidence))
            claims[name] = (
                replace(claim, evidence=evidence) if still else Claim(name, "missing", None, claim.confidence, ())
            )
    return claims


def is_over(waiver: Waiver, today: date | None) -> bool:
    """Whether the last day of a waiver is over; without a day of today nothing ever is."""
    return today is not None and waiver.until is not None and waiver.until < today


def waiver_problems(
    spec: Spec, found: Iterable[Finding], policy: SuppressionPolicy, today: date | None, language: str
) -> Iterator[Problem]:
    """Tell which declared waivers have expired or will soon; `found` are the findings that may have come back."""
    back = {(finding.slug, finding.dimension) for finding in found}
    for waiver in spec.waivers:
        if waiver.until is None:
            continue
        problem = date_problem(
            waiver.dimension,
            waiver.span,
            waiver.owner,
            waiver.until,
            today,
            policy,
            language,
            back=int((waiver.feature, waiver.dimension) in back),
            meaning=f"{waiver.feature} {waiver.dimension}",
        )
        if problem is not None:
            yield replace(problem, feature=waiver.feature)
