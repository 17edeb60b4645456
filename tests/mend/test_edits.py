"""Edits: what is taken out takes its line along, and of two that touch only the first is made."""

from __future__ import annotations

import pytest

from speclint.mend.edits import Edit, apply, compatible, replacing
from speclint.model import Span
from speclint.read.source import source_from_text

COMMENT = "<!-- speclint-disable-line SL120 -->"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"one\n{COMMENT}\ntwo\n", "one\ntwo\n"),
        (f"one\r\n  {COMMENT} \r\ntwo", "one\r\ntwo"),
        (f"one\n{COMMENT}", "one\n"),
        (f"one {COMMENT}\ntwo\n", "one \ntwo\n"),
        ("one\n<!-- speclint-disable\nSL120 -->\ntwo\n", "one\ntwo\n"),
    ],
)
def test_a_comment_that_is_taken_out_takes_its_line_along(text: str, left: str) -> None:
    source = source_from_text("a.md", text)
    start = text.index("<!--")
    edit = replacing(source, source.span(start, text.index("-->") + 3), "")
    assert apply(text, (edit,)) == left


def test_of_edits_that_overlap_the_first_is_made_whatever_their_order() -> None:
    edits = [Edit(4, 7, "B"), Edit(0, 5, "A"), Edit(7, 7, "+"), Edit(0, 5, "A")]
    for order in (edits, edits[::-1]):
        assert apply("0123456789", compatible(order)) == "A56+789"


def test_insertions_at_one_place_keep_their_order() -> None:
    assert apply("ab", compatible([Edit(1, 1, "1"), Edit(1, 1, "2"), Edit(1, 2, "c")])) == "a12c"


def test_a_span_is_replaced_where_it_stands() -> None:
    source = source_from_text("a.md", "one\ntwo three\n")
    assert apply(source.text, (replacing(source, Span(2, 5, 2, 10), "four"),)) == "one\ntwo four\n"
