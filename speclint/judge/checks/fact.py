"""What a check yields, and what a check is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from speclint.judge.rules import Rule
from speclint.model import Confidence, Feature, Fix, Found, Opaque, Span, Spec, Verdict

DOCUMENT = Span(1, 1, 1, 1)


@dataclass(frozen=True, slots=True)
class Fact:
    """A rule broken at a place; the engine stamps code, severity, message and path.

    `parameters` fill the rule's message beside `{feature}`: a text, or one for each language. `meaning` tells two facts
    of one rule and feature apart where nothing else does, and must not change when lines move. `unreadable` is content
    that may hold what is missed. `owed` is false for what is mere information of this feature. `fix` says how
    `speclint check --fix` mends it.
    """

    span: Span
    feature: Feature | None = None
    parameters: Mapping[str, str | Mapping[str, str]] = field(default_factory=dict)
    found: tuple[Found, ...] = ()
    confidence: Confidence = "high"
    dimension: str | None = None
    verdict: Verdict | None = None
    meaning: str = ""
    unreadable: Opaque | None = None
    owed: bool = True
    fix: Fix | None = None


class Check(Protocol):
    """A registered check: pure, and blind to codes, severities and output."""

    def __call__(self, spec: Spec, rule: Rule, /) -> Iterable[Fact]:
        """Yield a fact for each place at which the spec breaks the rule."""
        ...
