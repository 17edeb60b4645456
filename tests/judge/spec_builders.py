"""Specs made by hand, as the understanding room would give them."""

from __future__ import annotations

from typing import Any

from speclint.judge.rules import Rule
from speclint.model import CORE, Claim, Comment, Evidence, Feature, Opaque, Span, Spec, Statement, Verdict


def rule(code: str, name: str, **changes: Any) -> Rule:
    """Make a rule of the core group that reports a missing latency, with changes."""
    data: dict[str, Any] = {
        "code": code,
        "name": name,
        "group": "core",
        "severity": {"prd": "error", "model-card": "info"},
        "check": "states",
        "options": {"dimension": "latency", "verdict": "missing"},
        "message": {"en": "{feature} breaks " + code, "zh": "{feature} 违反 " + code},
        "question": {"en": "how long?", "zh": "多久？"},
        "summary": {"en": "a rule"},
        "path": f"core/{code}-{name}.md",
    }
    return Rule.from_mapping({**data, **changes})


def states(code: str, dimension: str, verdict: str = "missing", **changes: Any) -> Rule:
    """Make a rule on a dimension, named after it."""
    options = {"dimension": dimension, "verdict": verdict}
    return rule(code, f"{verdict}-{dimension}", options=options, **changes)


def claim(dimension: str, verdict: Verdict = "missing", *evidence: Evidence, **changes: Any) -> Claim:
    """Make a claim of the feature's own."""
    return Claim(
        **{"dimension": dimension, "verdict": verdict, "scope": "own", "confidence": "high"} | changes,
        evidence=evidence,
    )


def evidence(text: str, line: int, *reasons: str) -> Evidence:
    """Make a quotation."""
    return Evidence(Span(line, 1, line, len(text) + 1), text, "asserted", reasons, (), 0)


def feature(name: str = "Reply drafting", line: int = 3, **claims: Claim) -> Feature:
    """Make a feature of ten lines that states nothing but what is given."""
    return Feature(
        name=name,
        slug=name.lower().replace(" ", "-"),
        span=Span(line, 1, line, 1 + len(name)),
        end_line=line + 9,
        section=1,
        task="generate",
        mode="interactive",
        confidence="high",
        claims={dimension: claim(dimension) for dimension in CORE} | claims,
    )


def comment(text: str, line: int, end_line: int | None = None) -> Comment:
    """Make an HTML comment."""
    return Comment(text, Span(line, 1, end_line or line, len(text) + 8))


def opaque(kind: str, line: int) -> Opaque:
    """Make something that cannot be read."""
    return Opaque(kind, 1, Span(line, 1, line, 20))  # type: ignore[arg-type]


def statement(line: int, text: str = "Something is said.", **changes: Any) -> Statement:
    """Make an asserted statement."""
    made = {"index": 0, "block": 0, "text": text, "span": Span(line, 1, line, len(text) + 1), "section": 0}
    return Statement(**{**made, "headings": (), "quantities": (), "standing": "asserted", **changes})


def spec(*features: Feature, **changes: Any) -> Spec:
    """Make an English PRD of 40 lines with these features."""
    made: dict[str, Any] = {"path": "docs/prd.md", "kind": "prd", "language": "en", "features": features}
    empty = {"statements": (), "comments": (), "opaque": (), "problems": ()}
    return Spec(**{**made, "claims": {}, **empty, "lines": 40, **changes})
