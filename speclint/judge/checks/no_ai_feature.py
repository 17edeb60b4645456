"""The check for a document that is declared a PRD and in which no AI feature is found."""

from __future__ import annotations

from collections.abc import Iterator

from speclint.judge.checks.fact import DOCUMENT, Fact
from speclint.judge.rules import Rule
from speclint.model import Spec


def no_ai_feature(spec: Spec, rule: Rule, /) -> Iterator[Fact]:
    """Yield one fact for a declared PRD without an AI feature; undeclared documents owe nobody one."""
    if spec.declared_kind == "prd" and not spec.features and not spec.template:
        yield Fact(span=DOCUMENT, confidence="low" if spec.opaque or spec.language == "other" else "medium")
