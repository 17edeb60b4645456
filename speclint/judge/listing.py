"""List all that is not asked of a spec: what comments and front matter silence, what the text waives."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from speclint.judge.declared_waivers import is_over
from speclint.judge.engine import JudgedSuppression, Judgement
from speclint.judge.silencing import is_expired
from speclint.judge.suppression_policy import SuppressionPolicy
from speclint.judge.suppression_reports import days_left
from speclint.model import Evidence, Spec
from speclint.waived import ListedWaiver, WaiverState


def list_waivers(
    spec: Spec, judgement: Judgement, policy: SuppressionPolicy, today: date | None
) -> tuple[ListedWaiver, ...]:
    """List the suppressions and waivers of a judged spec in order of place."""
    suppressed = (
        _of_suppression(spec, judged, policy, today)
        for judged in judgement.suppressions
        if judged.suppression.directive != "enable"
    )
    listed = [*suppressed, *_of_declarations(spec, policy, today), *_of_text(spec)]
    return tuple(sorted(listed, key=lambda waiver: (waiver.span.line, waiver.span.column, waiver.dimension or "")))


def _of_suppression(
    spec: Spec, judged: JudgedSuppression, policy: SuppressionPolicy, today: date | None
) -> ListedWaiver:
    suppression = judged.suppression
    terms = suppression.terms
    return ListedWaiver(
        path=spec.path,
        span=suppression.span,
        origin="front-matter" if suppression.in_front_matter else "comment",
        state=_state(judged, policy, today),
        rules=tuple(dict.fromkeys(word.text for word in suppression.words if word.codes)) or ("all",),
        codes=tuple(sorted(suppression.codes)),
        features=_features(spec, judged),
        directive=None if suppression.in_front_matter else suppression.directive,
        reason=terms.reason,
        owner=terms.owner,
        until=terms.until.isoformat() if terms.until else None,
    )


def _features(spec: Spec, judged: JudgedSuppression) -> tuple[str, ...]:
    """Name the feature that a suppression is for, or those of the findings on the line that it is for."""
    suppression = judged.suppression
    if suppression.directive == "disable-feature":
        return tuple(feature.name for feature in spec.features if feature.slug == suppression.slug)
    if suppression.directive in ("disable-line", "disable-next-line"):
        return tuple(dict.fromkeys(finding.feature for finding in judged.findings if finding.feature))
    return ()


def _state(judged: JudgedSuppression, policy: SuppressionPolicy, today: date | None) -> WaiverState:
    """Give the state of a suppression; one of no use at all is unused, whether it has expired or not."""
    suppression = judged.suppression
    if judged.unused is not None and judged.unused.whole:
        return "unused"
    if is_expired(suppression, today):
        return "expired"
    if suppression.codes <= policy.forbid:
        return "forbidden"
    until = suppression.terms.until
    return "active" if until is None or days_left(until, today, policy) is None else "expires-soon"


def _of_declarations(spec: Spec, policy: SuppressionPolicy, today: date | None) -> Iterator[ListedWaiver]:
    for waiver in spec.waivers:
        soon = waiver.until is not None and days_left(waiver.until, today, policy) is not None
        yield ListedWaiver(
            path=spec.path,
            span=waiver.span,
            origin="declared",
            state="expired" if is_over(waiver, today) else "expires-soon" if soon else "active",
            dimension=waiver.dimension,
            features=tuple(feature.name for feature in spec.features if feature.slug == waiver.feature),
            reason=waiver.reason,
            owner=waiver.owner,
            until=waiver.until.isoformat() if waiver.until else None,
        )


def _of_text(spec: Spec) -> Iterator[ListedWaiver]:
    """Give what the text waives with a reason; what holds for several features is given once."""
    places: dict[tuple[str, Evidence], list[str]] = {}
    wide: set[tuple[str, Evidence]] = set()
    for feature in spec.features:
        for dimension, claim in feature.claims.items():
            if claim.verdict != "waived" or claim.scope == "declared" or not claim.evidence:
                continue
            place = (dimension, claim.evidence[0])
            places.setdefault(place, []).append(feature.name)
            if claim.scope == "document":
                wide.add(place)
    for (dimension, evidence), names in places.items():
        features = () if (dimension, evidence) in wide else tuple(names)
        yield ListedWaiver(
            path=spec.path,
            span=evidence.span,
            origin="text",
            state="active",
            dimension=dimension,
            features=features,
            reason=evidence.text,
        )
