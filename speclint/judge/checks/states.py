"""The check behind the dimension rules: what does each AI feature state?"""

from __future__ import annotations

from collections.abc import Iterator

from speclint.judge.checks.fact import Fact
from speclint.judge.rules import Rule
from speclint.judge.unreadable import unreadable_for
from speclint.model import Claim, Fix, Found, Spec

_QUOTES = 3


def states(spec: Spec, rule: Rule, /) -> Iterator[Fact]:
    """Yield a fact for each feature whose claim on `dimension` has the verdict that the rule reports.

    Nothing is yielded for a document in a language that speclint does not read: it cannot tell what is absent there.
    """
    if spec.language == "other":
        return
    dimension, verdict = rule.option("dimension"), rule.option("verdict")
    for feature in spec.features:
        claim = feature.claims.get(dimension)
        if claim is None or claim.verdict != verdict:
            continue
        unreadable = unreadable_for(spec, feature, claim)
        yield Fact(
            span=feature.span,
            feature=feature,
            found=_quotes(claim),
            confidence="low" if unreadable else claim.confidence,
            dimension=dimension,
            verdict=claim.verdict,
            unreadable=unreadable,
            owed=claim.owed,
            fix=Fix("unsafe") if _wants_skeleton(spec, rule, claim) and unreadable is None else None,
        )


def _wants_skeleton(spec: Spec, rule: Rule, claim: Claim) -> bool:
    """Whether a statement may be asked for in the document itself: it is missing, owed, and not asked for there yet."""
    asked = claim.owed and rule.severity.get(spec.kind) != "info"
    return asked and claim.verdict == "missing" and not claim.evidence


def _quotes(claim: Claim) -> tuple[Found, ...]:
    return tuple(Found(item.text, item.span.line, item.reasons) for item in claim.evidence[:_QUOTES])
