"""Where output goes: reports to standard output, all else to standard error, both in UTF-8."""

from __future__ import annotations

import io
import os
import shutil
import sys
from typing import TYPE_CHECKING, TextIO, cast

import click

if TYPE_CHECKING:
    from speclint.model import Report
    from speclint.show.terminal import ColourChoice, Style

WIDTH = 80
NARROWEST, WIDEST = 72, 100  # below 72 the matrix has no room for names


def use_utf8() -> None:
    """Write UTF-8 whatever the locale says: a report must not fail on the text that it quotes."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def style_for(colour: str = "auto", language: str = "en") -> Style:
    """Settle colour and width by the options, the environment and the terminal; a pipe always has 80 columns."""
    from speclint.show.terminal import Style, wants_colour

    # A process may be started without standard output.
    stream = cast("TextIO | None", sys.stdout)
    isatty = stream is not None and stream.isatty()
    columns = shutil.get_terminal_size((WIDTH, 24)).columns if isatty else WIDTH
    return Style(
        language=language,
        width=min(max(columns, NARROWEST), WIDEST),
        colour=wants_colour(cast("ColourChoice", colour), os.environ, isatty),
    )


def write(text: str) -> None:
    """Write a report to standard output; whether it is coloured was decided when it was made."""
    click.echo(text, nl=False, color=True)


def complain(message: str) -> None:
    """Write a line to standard error, harmless in a terminal."""
    from speclint.show.terminal import visible

    click.echo(visible(message), err=True)


def complain_of_files(report: Report, language: str) -> None:
    """Name the files that could not be read and what else a run has to say."""
    from speclint.show.words import say

    for error in report.errors:
        place = error.path if error.line is None else f"{error.path}:{error.line}"
        complain(say(language, "error", place=place, message=error.message))
    for note in report.notes:
        complain(say(language, "note", message=note))
