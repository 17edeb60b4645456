"""What a terminal is given: colour where it belongs, and no character that could deceive its reader."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

ColourChoice = Literal["auto", "always", "never"]

# Control characters, format characters that reorder or hide text (bidi overrides, zero-width spaces, tags), line and
# paragraph separators, lone surrogates. The joiners U+200C and U+200D stay: emoji and Persian are written with them.
# Last the `##[`, `##vso[` and `##teamcity[` that the logs of GitHub, Azure and TeamCity obey anywhere in a line.
DECEPTIVE = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\ufff9-\ufffb\ufffe\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f\ud800-\udfff]"
    r"|#(?=#\w{0,10}\[)"
)
# GitHub obeys also `::` where it begins a line, blanks aside.
_LINE_COMMAND = re.compile(r"^((?:[^\S\n]|\x1b\[[\d;]*m)*):(?=:)", re.MULTILINE)
COLOURS = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "cyan": "36"}


@dataclass(frozen=True, slots=True)
class Style:
    """How a report is written: in which language, over how many columns, with colour or without."""

    language: str = "en"
    width: int = 80
    colour: bool = False

    def paint(self, text: str, *colours: str) -> str:
        """Colour a text of ours; the text of a document is made `visible` first."""
        if not self.colour or not text:
            return text
        return f"\x1b[{';'.join(COLOURS[colour] for colour in colours)}m{text}\x1b[0m"


def visible(text: str) -> str:
    """Show as escapes what a document could use to command a terminal or to hide text; breaks become spaces."""
    return DECEPTIVE.sub(_escape, re.sub(r"[ \t\r\n\f\v\u2028\u2029]+", " ", text))


def visible_line(text: str) -> str:
    """Show as escapes also the breaks and tabs, keeping each space: for paths and lines of code."""
    return DECEPTIVE.sub(_escape, text)


def without_commands(report: str) -> str:
    """Show a report's line that begins with `::` so that no log takes it for a command: a path or a quote may bring it.

    A wrapped quote may begin a line anywhere, so that only the finished report can be looked through.
    """
    return _LINE_COMMAND.sub(r"\1\\x3a", report)


def _escape(match: re.Match[str]) -> str:
    if match.group() == "#":
        return r"\x23"
    return match.group().encode("unicode_escape", "surrogatepass").decode("ascii")


def wants_colour(choice: ColourChoice, environment: Mapping[str, str], isatty: bool) -> bool:
    """Decide on colour: the flag, then NO_COLOR, then FORCE_COLOR (both only where not empty), then the terminal."""
    if choice != "auto":
        return choice == "always"
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return True
    return isatty and environment.get("TERM") != "dumb"
