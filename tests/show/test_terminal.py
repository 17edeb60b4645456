"""A document can neither command the terminal nor hide text in it, and colour is decided as users expect."""

from __future__ import annotations

import pytest

from speclint.show.terminal import Style, visible, visible_line, wants_colour, without_commands


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[2J\x1b[31mfake", r"\x1b[2J\x1b[31mfake"),
        ("\x1b]0;title\x07", r"\x1b]0;title\x07"),
        ("\x9b31m", r"\x9b31m"),
        ("a\x08b\x7f", r"a\x08b\x7f"),
        ("\u202etxt.exe\u202c", r"\u202etxt.exe\u202c"),
        ("\u2066x\u2069\u200f", r"\u2066x\u2069\u200f"),
        ("pass\u200bword\ufeff", r"pass\u200bword\ufeff"),
        ("\U000e0041\U000e0042", r"\U000e0041\U000e0042"),
        ("bad\udc80name", r"bad\udc80name"),
        ("nul\x00", r"nul\x00"),
        ("a ##[error]b", r"a \x23#[error]b"),
        ("##vso[task.setvariable variable=x]y", r"\x23#vso[task.setvariable variable=x]y"),
        ("###teamcity[x]", r"#\x23#teamcity[x]"),
    ],
)
def test_what_deceives_is_shown_as_an_escape(text: str, shown: str) -> None:
    assert visible(text) == shown
    assert visible_line(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "p95 ≤ 800 ms",
        "延迟不超过 2 秒",
        "👩\u200d👩\u200d👧 ❤\ufe0f",
        "می\u200cخواهم",
        "e\u0301",
        "## [a](b)",
        "C# [x]",
    ],
)
def test_honest_text_stays_as_it_is(text: str) -> None:
    assert visible(text) == text


def test_breaks_and_tabs_become_spaces_in_prose_and_escapes_in_a_path() -> None:
    assert visible("one\r\n\ttwo") == "one two"
    assert visible_line("one\ntwo\t") == r"one\ntwo\t"


@pytest.mark.parametrize(
    ("report", "shown"),
    [
        ("::error::x\n", "\\x3a:error::x\n"),
        ("a\n\u3000 \t::warning::x\n", "a\n\u3000 \t\\x3a:warning::x\n"),
        ("\x1b[1m::error::x\x1b[0m", "\x1b[1m\\x3a:error::x\x1b[0m"),
        ("std::vector a::b\n :x\n", "std::vector a::b\n :x\n"),
    ],
)
def test_no_line_begins_as_a_command_to_the_log_of_a_run(report: str, shown: str) -> None:
    assert without_commands(report) == shown


@pytest.mark.parametrize("no_color", [None, "", "1"])
@pytest.mark.parametrize("force_color", [None, "", "1"])
@pytest.mark.parametrize("isatty", [True, False])
@pytest.mark.parametrize("choice", ["auto", "always", "never"])
def test_the_flag_then_no_color_then_force_color_then_the_terminal(
    choice: str, isatty: bool, force_color: str | None, no_color: str | None
) -> None:
    given = {"NO_COLOR": no_color, "FORCE_COLOR": force_color}
    environment = {name: value for name, value in given.items() if value is not None}
    if choice != "auto":
        expected = choice == "always"
    elif no_color == "1":
        expected = False
    else:
        expected = force_color == "1" or isatty
    assert wants_colour(choice, environment, isatty) is expected  # type: ignore[arg-type]


def test_a_dumb_terminal_is_not_coloured() -> None:
    assert not wants_colour("auto", {"TERM": "dumb"}, True)


def test_paint_adds_nothing_without_colour() -> None:
    assert Style().paint("error", "red") == "error"
    assert Style(colour=True).paint("error", "bold", "red") == "\x1b[1;31merror\x1b[0m"
