"""A declared waiver holds up to its last day; then its dimension is asked again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from speclint.api import check_text, waivers

SPEC = """\
---
ai-features:
  - name: Answer drafting
    latency: {waived: {reason: a nightly batch, owner: Mei, until: 2026-11-30}}
---
# PRD: support assistant

## Answer drafting

The LLM assistant drafts a reply to every support ticket with GPT-4o; at least 40% are sent without an edit.
"""
CODES = ["SL120", "SL904", "SL905"]


@pytest.mark.parametrize(
    ("today", "expected", "state"),
    [
        (date(2026, 11, 1), [], "active"),
        (date(2026, 11, 16), [(4, "SL905")], "expires-soon"),
        (date(2026, 11, 30), [(4, "SL905")], "expires-soon"),
        (date(2026, 12, 1), [(4, "SL904"), (8, "SL120")], "expired"),
    ],
)
def test_what_is_waived_is_asked_again_after_the_last_day(
    today: date, expected: list[tuple[int, str]], state: str, tmp_path: Path
) -> None:
    findings = check_text(SPEC, isolated=True, today=today, select=CODES).findings
    assert [(finding.span.line, finding.code) for finding in findings] == expected
    assert {finding.feature for finding in findings} <= {"Answer drafting"}
    (tmp_path / "spec.md").write_text(SPEC, encoding="utf-8")
    (listed,) = waivers(tmp_path, isolated=True, today=today).waivers
    assert (listed.origin, listed.state, listed.dimension, listed.owner) == ("declared", state, "latency", "Mei")
    assert (listed.reason, listed.until, listed.features) == ("a nightly batch", "2026-11-30", ("Answer drafting",))


def test_the_report_says_what_is_back() -> None:
    (expired, _) = check_text(SPEC, isolated=True, today=date(2026, 12, 1), select=CODES).findings
    assert expired.severity == "error"
    assert "the waiver of latency expired on 2026-11-30 (owner Mei), and what it silenced is back" in expired.message
