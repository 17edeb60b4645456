"""A comment over several lines is read whole where it begins behind another one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from speclint.api import check_text, waivers
from speclint.model import Document
from speclint.read.document import parse
from speclint.read.source import source_from_text


def read(text: str) -> Document:
    return parse(source_from_text("spec.md", text))


@pytest.mark.parametrize(
    ("text", "comments"),
    [
        ("<!-- a --> <!-- b\nc\n(d) -->\n## End\n", ["a", "b\nc\n(d)"]),
        ("<!-- a --><!-- b\n\nc -->\n## End\n", ["a", "b\n\nc"]),
        ("<!-- a\n--> <!-- b\nc --> <!-- d\ne -->\n## End\n", ["a", "b\nc", "d\ne"]),
        ("> <!-- a --> <!-- b\n> c -->\n\n## End\n", ["a", "b\nc"]),
        ("- <!-- a --> <!-- b\n  c -->\n\n## End\n", ["a", "b\nc"]),
        ("<!-- a --> <!-- b\r\nc -->\r\n## End\r\n", ["a", "b\nc"]),
    ],
)
def test_each_comment_is_whole_and_none_of_it_is_a_statement(text: str, comments: list[str]) -> None:
    document = read(text)
    assert [comment.text.replace("\r", "") for comment in document.comments] == comments
    assert all(comment.closed for comment in document.comments)
    assert [block.text.text for block in document.blocks] == ["End"]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("<!-- a --> <!-- b\nSome words.\n", ["Some words."]),  # nothing closes it
        ("<!-- a --> <!-- b\nSome words.\n<!-- c -->\n", ["Some words."]),  # what closes is another's
        ("- <!-- a --> <!-- b\n\nSome words. -->\n", ["Some words. -->"]),  # the item ends before
    ],
)
def test_a_comment_that_stays_open_takes_no_text_with_it(text: str, left: list[str]) -> None:
    assert [block.text.text for block in read(text).blocks if block.text.text] == left


SPEC = """\
# PRD: support assistant

<!-- agreed in March --> <!-- speclint-disable-next-line SL120:
nobody waits for it
(owner: @mei, until {until}) -->
## Answer drafting

The LLM assistant drafts a reply to every support ticket with GPT-4o; at least 40% are sent without an edit.
"""


def test_reason_owner_and_date_are_those_of_the_comment(tmp_path: Path) -> None:
    (tmp_path / "spec.md").write_text(SPEC.format(until="2027-03-31"), encoding="utf-8")
    (waiver,) = waivers(tmp_path, isolated=True, today=date(2026, 12, 1)).waivers
    assert (waiver.reason, waiver.owner, waiver.until) == ("nobody waits for it", "@mei", "2027-03-31")


def test_a_date_that_is_none_is_told() -> None:
    report = check_text(SPEC.format(until="2026-02-30"), isolated=True, select=["SL120", "SL902"])
    assert [(finding.code, finding.span.line) for finding in report.findings] == [("SL902", 3), ("SL120", 6)]
    assert "cannot read the date '2026-02-30'" in report.findings[0].message
