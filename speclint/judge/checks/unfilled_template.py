"""The check for a template that nobody has filled in."""

from __future__ import annotations

from collections.abc import Iterator

from speclint.judge.checks.fact import DOCUMENT, Fact
from speclint.judge.rules import Rule
from speclint.model import Found, Spec

_QUOTES = 3


def unfilled_template(spec: Spec, rule: Rule, /) -> Iterator[Fact]:
    """Yield one fact for a document that is an unfilled template, quoting its first open slots."""
    if not spec.template:
        return
    slots = [statement for statement in spec.statements if statement.standing == "placeholder"]
    yield Fact(
        span=DOCUMENT,
        found=tuple(Found(slot.text, slot.span.line, ("placeholder",)) for slot in slots[:_QUOTES]),
    )
