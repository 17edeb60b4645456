"""A declared waiver holds up to its last day; then its dimension is asked again."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from speclint.api import check, check_text, extract, fix, waivers

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


@pytest.mark.parametrize(("today", "verdict"), [(date(2026, 11, 30), "waived"), (date(2026, 12, 1), "missing")])
def test_the_report_shows_an_expired_waiver_as_missing(today: date, verdict: str, tmp_path: Path) -> None:
    (tmp_path / "spec.md").write_text(SPEC, encoding="utf-8")
    (spec,) = check(tmp_path, isolated=True, today=today, select=CODES).specs
    (feature,) = spec.features
    assert (feature.claims["latency"].verdict, spec.claims["latency"].verdict) == (verdict, verdict)


def test_what_still_holds_for_another_feature_stays_waived_in_the_document() -> None:
    other = "  - name: Ticket triage\n    latency: {waived: {reason: nobody waits}}\n---\n"
    text = SPEC.replace("---\n# PRD", f"{other}# PRD") + "\n## Ticket triage\n\nThe ML classifier queues tickets.\n"
    (spec,) = check_text(text, isolated=True, today=date(2026, 12, 1), select=CODES).specs
    assert [feature.claims["latency"].verdict for feature in spec.features] == ["missing", "waived"]
    assert spec.claims["latency"].verdict == "waived"
    assert [piece.text for piece in spec.claims["latency"].evidence] == ["latency: {waived: {reason: nobody waits}}"]


def test_extract_knows_no_day_and_shows_what_is_written(tmp_path: Path) -> None:
    (tmp_path / "spec.md").write_text(SPEC.replace("2026-11-30", "2020-01-01"), encoding="utf-8")
    (spec,) = extract(tmp_path, isolated=True).specs
    assert spec.features[0].claims["latency"].verdict == "waived"


def test_a_document_with_an_expired_waiver_can_be_mended() -> None:
    text = SPEC + "\n<!-- speclint-disable-line SL150 -->\n"
    text = text.replace("an edit.", "an edit. Below a confidence of 0.7, or after 5 s, the agent writes the reply.")
    options: dict[str, Any] = {"isolated": True, "today": date(2026, 12, 1), "select": ["SL120", "SL150", "SL903"]}
    report = check_text(text, **options)
    assert [finding.code for finding in report.findings] == ["SL120", "SL903"]
    (repair,), errors = fix(report, text=text, **options)
    assert (errors, b"speclint-disable" in repair.after) == ((), False)


@pytest.mark.parametrize("until", ["someday", "2026-02-30", "''", "7", "[2027-01-01]", "", "30.11.2027"])
def test_a_waiver_whose_date_cannot_be_read_does_not_waive(until: str, tmp_path: Path) -> None:
    text = SPEC.replace("2026-11-30", until)
    findings = check_text(text, isolated=True, today=date(2026, 11, 1), select=[*CODES, "SL910"]).findings
    assert [(finding.span.line, finding.code) for finding in findings] == [(4, "SL910"), (8, "SL120")]
    assert "so that nothing is waived" in findings[0].message
    (chinese, _) = check_text(text, isolated=True, language="zh", select=["SL910", "SL120"]).findings
    assert "因此不作豁免" in chinese.message
    (tmp_path / "spec.md").write_text(text, encoding="utf-8")
    assert waivers(tmp_path, isolated=True).waivers == ()
