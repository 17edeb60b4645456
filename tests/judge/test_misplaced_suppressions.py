"""A suppression in the wrong place is told the right one, and keeps its reason, owner and date."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from speclint.api import check_text, fix
from speclint.model import Finding

SPEC = """\
# PRD: support assistant

## AI features

{above}
### Answer drafting
{below}

The LLM assistant drafts a reply to every support ticket with GPT-4o; at least 40% are sent without an edit.{behind}

{between}
### Ticket triage

The ML classifier assigns each ticket to a queue. Accuracy is at least 90%. p95 latency is at most 300 ms.
"""
HEADING, BELOW = 6, 7
TERMS = "paid by platform (owner: @ops, until 2027-01-01)"
OPTIONS: dict[str, Any] = {"isolated": True, "today": date(2026, 12, 1), "min_confidence": "low"}


def filled(**places: str) -> str:
    return SPEC.format(**{"above": "", "below": "", "behind": "", "between": "", **places})


def unused(text: str, **options: Any) -> list[Finding]:
    return [finding for finding in check_text(text, **OPTIONS, **options).findings if finding.code == "SL903"]


def mended(text: str) -> str:
    repairs, _ = fix(check_text(text, **OPTIONS), text=text, **OPTIONS)
    return repairs[0].after.decode() if repairs else text


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "SL130 is reported on line 6: put this above that line (or use speclint-disable-feature)"),
        ("zh", "SL130 报告在第 6 行：请把这条注释移到该行上方（或改用 speclint-disable-feature）"),
    ],
)
def test_a_comment_below_the_heading_is_told_to_go_above_it(language: str, told: str) -> None:
    text = filled(below=f"<!-- speclint-disable-next-line SL130: {TERMS} -->")
    (finding,) = unused(text, language=language)
    assert finding.message.endswith(told)
    assert (finding.span.line, finding.fix) == (BELOW, None)
    assert TERMS in mended(text)


def test_moved_to_where_the_message_says_it_silences() -> None:
    text = filled(above=f"<!-- speclint-disable-next-line SL130: {TERMS} -->")
    findings = check_text(text, **OPTIONS).findings
    assert not unused(text)
    assert ("SL130", HEADING) not in [(finding.code, finding.span.line) for finding in findings]


@pytest.mark.parametrize(
    ("place", "comment", "told"),
    [
        ("below", "<!-- speclint-disable-next-line missing-cost: {} -->", "missing-cost is reported on line 6: put"),
        ("below", "<!-- speclint-disable-next-line SL120, SL130: {} -->", "SL120, SL130 are reported on line 6: put"),
        ("behind", " <!-- speclint-disable-line SL130: {} -->", "line 6: put this on that line"),
        ("below", "<!-- speclint-disable-next-line: {} -->", "reported on line 6: put this above that line"),
        ("between", "<!-- speclint-disable-feature SL140: {} -->", "line 12: put this below that line, into the"),
    ],
)
def test_the_message_goes_by_the_directive(place: str, comment: str, told: str) -> None:
    text = filled(**{place: comment.format(TERMS)})
    if place == "between":  # nothing of the feature above is to be silenced
        text = text.replace("without an edit.", "without an edit. Below a confidence of 0.7 the draft is not shown.")
    (finding,) = unused(text)
    assert told in finding.message
    assert mended(text) == text


def test_a_word_that_is_found_nowhere_is_named_beside() -> None:
    text = filled(below=f"<!-- speclint-disable-next-line SL130, SL110: {TERMS} -->")
    (finding,) = unused(text)
    assert "put this above that line (or use speclint-disable-feature); SL110 would find nothing" in finding.message
    assert TERMS in mended(text)


def test_what_is_reported_of_another_feature_keeps_nothing() -> None:
    stale = f"<!-- speclint-disable-next-line SL120: {TERMS} -->\n"
    text = filled(between=stale.rstrip())  # above triage, which states its latency; drafting above does not
    (finding,) = unused(text)
    assert finding.message.endswith("SL120 would find nothing here: take that out")
    assert stale not in mended(text)
