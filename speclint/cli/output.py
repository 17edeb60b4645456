"""Where output goes: reports to standard output, all else to standard error, both in UTF-8."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, cast

import click

from speclint.links import is_link
from speclint.told import reason, told, translated

if TYPE_CHECKING:
    from speclint.model import FileError, Report
    from speclint.plugins import Plugins
    from speclint.show.terminal import ColourChoice, Style
    from speclint.waived import WaiverList

WIDTH = 80
LONGEST_SUMMARY = 250_000  # characters, each of up to four bytes: GitHub takes no more than a mebibyte
MANY_FILES = 100  # read in about a second: who waits longer wants to know for what
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


def read_stdin(most: int) -> bytes:
    """Read a document from standard input, and one byte more than it may have, so that a longer one is noticed."""
    stream = cast("TextIO | None", sys.stdin)
    return stream.buffer.read(most + 1) if stream is not None else b""


def write(text: str, aside: bool = False) -> None:
    """Write a report to standard output, or `aside` to standard error; whether it is coloured is decided already."""
    click.echo(text, nl=False, color=True, err=aside)


def write_file(path: str, text: str, option: str = "--output-format") -> None:
    """Write to the file that an option names; raises `click.ClickException` with the reason where that cannot be.

    A link is not followed: it may have come with a checkout, and lead to any file of whoever runs us.
    """
    if is_link(path):
        raise click.BadParameter(
            told("{path} is a link, which is not followed: name the real file, or delete the link", path=path),
            param_hint=f"'{option}'",
        )
    try:
        with Path(path).open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise click.BadParameter(
            told("cannot write {path}: {reason}: name a file in a folder that exists", path=path, reason=reason(error)),
            param_hint=f"'{option}'",
        ) from error


def write_step_summary(markdown: str, language: str) -> None:
    """Add a summary to the page of the job, where GitHub gives a file for it."""
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if not path:
        return
    if len(markdown) > LONGEST_SUMMARY:
        markdown = markdown[:LONGEST_SUMMARY].rpartition("\n")[0] + "\n\n…\n"
    try:
        with Path(path).open("a", encoding="utf-8", newline="\n") as file:
            file.write(markdown)
    except OSError as error:
        from speclint.show.words import say

        message = told("cannot write the step summary: {reason}", reason=reason(error))
        complain(say(language, "note", message=translated(message, language)))


def progress(language: str) -> Callable[[Sequence[str]], Iterable[str]]:
    """Give a way to go through files that shows how far one is, where many are read before a terminal."""

    def track(files: Sequence[str]) -> Iterator[str]:
        stream = cast("TextIO | None", sys.stderr)
        if len(files) < MANY_FILES or stream is None or not stream.isatty():
            yield from files
            return
        from speclint.show.words import say

        # redrawn in place, and wiped away in the end: the report stands alone
        with click.progressbar(files, label=say(language, "checking"), file=stream, show_eta=False) as bar:
            yield from bar
        click.echo("\x1b[1A\x1b[2K", nl=False, file=stream, color=True)

    return track


def complain(message: str) -> None:
    """Write a line to standard error, harmless in a terminal."""
    from speclint.show.terminal import visible

    click.echo(visible(message), err=True)


def complain_of_plugins(plugins: Plugins, language: str) -> None:
    """Name the plugins that failed and that nobody requires."""
    from speclint.show.words import say

    for note in plugins.notes:
        complain(say(language, "note", message=translated(note, language)))


def complain_of_errors(errors: Iterable[FileError], language: str) -> None:
    """Name the files that could not be read."""
    from speclint.show.words import say

    for error in errors:
        place = error.path if error.line is None else f"{error.path}:{error.line}"
        complain(say(language, "error", place=place, message=translated(error.message, language)))


def complain_of_files(report: Report | WaiverList, language: str) -> None:
    """Name the files that could not be read and what else a run has to say."""
    from speclint.show.words import say

    complain_of_errors(report.errors, language)
    for note in report.notes:
        complain(say(language, "note", message=translated(note, language)))
