"""Text is measured, cut and wrapped by the columns that a terminal gives it."""

from __future__ import annotations

import pytest

from speclint.show.width import centre, columns, fit, hang, wrap

MIXED = (
    "95% 的用户最多等多久？这个产品（版本 2.0）的“延迟预算”由产品经理与工程一起决定，请写明 p95 latency budget 的数值。"
)


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("latency", 7),
        ("延迟", 4),
        ("p95 延迟", 8),
        ("，（", 4),
        ("é", 1),
        ("e\u0301", 1),
        ("n\u0303\u0301", 1),
        ("한국", 4),
        ("ﾃｽﾄ", 3),
        ("🙂", 2),
        ("👍🏽", 2),
        ("👩\u200d👩\u200d👧", 2),
        ("🏃\u200d♂\ufe0f", 2),
        ("❤\ufe0f", 2),
        ("1\ufe0f\u20e3", 2),
        ("🇨🇳🇬🇧", 4),
        ("✓✗~", 3),
        ("", 0),
    ],
)
def test_columns_are_those_of_a_terminal(text: str, width: int) -> None:
    assert columns(text) == width


@pytest.mark.parametrize("width", [6, 9, 20, 33, 80])
def test_wrapped_lines_fit_and_lose_nothing(width: int) -> None:
    lines = wrap(MIXED, width)
    assert max(map(columns, lines)) <= width
    assert "".join(lines).replace(" ", "") == MIXED.replace(" ", "")


@pytest.mark.parametrize("width", [20, 21, 22, 23, 24])
def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(width: int) -> None:
    lines = wrap(MIXED, width)
    assert not [line for line in lines if line[0] in "，。？）”" or line[-1] in "（“"]


def test_latin_breaks_at_spaces_only() -> None:
    assert wrap("nobody states a latency budget", 12) == ["nobody", "states a", "latency", "budget"]


def test_a_word_longer_than_a_line_is_cut() -> None:
    assert wrap("see https://example.com/latency", 10) == ["see", "https://ex", "ample.com/", "latency"]


def test_an_emoji_is_never_torn_apart() -> None:
    family = "👩\u200d👩\u200d👧"
    assert wrap(family * 3, 4) == [family * 2, family]


def test_wrapping_an_empty_text_gives_one_empty_line() -> None:
    assert wrap("", 10) == [""]


def test_a_label_hangs_before_its_text() -> None:
    assert hang("ask: ", "how long may a user wait", 16, 2) == ["ask: how long", "  may a user", "  wait"]


def test_a_label_as_wide_as_the_line_stands_alone() -> None:
    assert hang("a long label: ", "text", 14, 2) == ["a long label: ", "  text"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("abc", "abc   "), ("abcdef", "abcdef"), ("abcdefg", "abcde…"), ("延迟", "延迟  "), ("延迟预算", "延迟… ")],
)
def test_a_cell_has_exactly_its_width(text: str, expected: str) -> None:
    assert fit(text, 6) == expected
    assert columns(fit(text, 6)) == 6


def test_a_mark_stands_in_the_middle() -> None:
    assert centre("✓", 6) == "  ✓   "
