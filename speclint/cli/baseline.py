"""`speclint baseline`: record what is found now, so that only what is new is reported from here on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from speclint.cli import exit_codes
from speclint.cli.options import SETTINGS, choose_language, config_options, kind_option, language_option, plugins_option
from speclint.cli.output import complain, complain_of_errors, progress, write_file

if TYPE_CHECKING:
    from collections.abc import Sequence

    from speclint.judge.baseline import Entry

_NAMED = 10


@click.command(context_settings=SETTINGS)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "--output",
    metavar="FILE",
    help="The baseline to write: speclint-baseline.txt in the current folder, unless configured.",
)
@click.option("--prune", is_flag=True, help="Drop what is no longer found, and add nothing.")
@click.option(
    "--stage",
    type=click.Choice(["draft", "review", "launch"]),
    help="Judge every document at this stage, as check --stage does.",
)
@kind_option
@config_options
@plugins_option
@language_option
def baseline(paths: tuple[str, ...], output: str | None, prune: bool, language: str | None, **choices: Any) -> None:
    """Record what is found now, so that only what is new is reported.

    PATH is a Markdown file or a folder; the current folder where none is given. All findings there are written to FILE,
    and check --baseline FILE holds them back. Written again, the baseline forgets what is mended; what it names of
    documents elsewhere stays. Ends with 2 where a file could not be read.
    """
    from speclint import api
    from speclint.show.words import say

    language = choose_language(language, config=choices["config"], isolated=choices["isolated"])
    rewritten = api.baseline(
        paths or (".",), output, prune=prune, track=progress(language), language=language, **choices
    )
    existed = Path(rewritten.file).exists()
    if existed or rewritten.entries or not rewritten.errors:  # a path that does not exist makes no baseline
        write_file(rewritten.file, rewritten.text, "--output")
        complain(say(language, "baseline-written", file=rewritten.file, n=len(rewritten.entries)))
    if existed and not prune:
        _name("baseline-added", rewritten.added, language)
    _name("baseline-dropped", rewritten.dropped, language)
    complain_of_errors(rewritten.errors, language)
    click.get_current_context().exit(exit_codes.FAILURE if rewritten.errors else exit_codes.CLEAN)


def _name(phrase: str, entries: Sequence[Entry], language: str) -> None:
    from speclint.show.words import say

    if not entries:
        return
    complain(say(language, phrase, n=len(entries)))
    for entry in entries[:_NAMED]:
        complain(f"  {entry.path} {entry.feature} {entry.code}")
    if len(entries) > _NAMED:
        complain("  " + say(language, "baseline-more", n=len(entries) - _NAMED).lstrip(";； "))
