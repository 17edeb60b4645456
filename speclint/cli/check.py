"""`speclint check`: find what specs fail to state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from speclint.cli import exit_codes
from speclint.cli.options import SETTINGS, colour_option, kind_option, language_option
from speclint.cli.output import complain, complain_of_files, style_for, write

if TYPE_CHECKING:
    from speclint.model import Report
    from speclint.show.reporter import Reporter

RULES = "Rules by code, beginning of a code, name or group, separated by commas; may be repeated."


@click.command(context_settings=SETTINGS)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--select", multiple=True, metavar="RULES", help=f"Report these rules only. {RULES}")
@click.option("--ignore", multiple=True, metavar="RULES", help="Report all but these rules.")
@click.option(
    "--stage",
    type=click.Choice(["draft", "review", "launch"]),
    help="Judge every document at this stage; otherwise a document says its own, and review holds where it does not.",
)
@kind_option
@click.option(
    "--min-confidence",
    type=click.Choice(["low", "medium", "high"]),
    default="medium",
    show_default=True,
    help="Report only what is read with at least this confidence; what is left out is counted.",
)
@click.option("--exit-zero", is_flag=True, help="End with 0 whatever is found; with 2 still where speclint fails.")
@click.option(
    "--output-format", default="text", show_default=True, metavar="FORMAT", help="text, concise, json or a plugin's."
)
@colour_option
@language_option
def check(paths: tuple[str, ...], output_format: str, colour: str, exit_zero: bool, **choices: Any) -> None:
    """Find what specs fail to state.

    PATH is a Markdown file or a folder that is searched for Markdown; the current folder where none is given.
    Documents that are no spec are counted and left alone. Ends with 0 where nothing is amiss, with 1 where there is an
    error among the findings, and with 2 where speclint could not do its work.
    """
    from speclint import api

    reporter = _reporter(output_format)
    language: str = choices["language"]
    report = api.check(paths or (".",), **choices)
    write(reporter(report, style_for(colour, language)))
    complain_of_files(report, language)
    _say_that_nothing_was_checked(report, language)
    click.get_current_context().exit(_exit_code(report, exit_zero))


def _reporter(name: str) -> Reporter:
    from speclint import api

    reporters = api.plugins().reporters()
    if name in reporters:
        return reporters[name]
    from difflib import get_close_matches

    nearest = get_close_matches(name, reporters, n=1)
    hint = f"did you mean {nearest[0]}?" if nearest else f"there are {', '.join(sorted(reporters))}"
    raise click.BadParameter(f"no output format is called {name!r}: {hint}", param_hint="'--output-format'")


def _say_that_nothing_was_checked(report: Report, language: str) -> None:
    """Tell apart a run that found nothing amiss from one that looked at nothing."""
    from speclint.show.words import say

    if len(report.specs) == report.skipped and not report.errors:
        phrase = "nothing-checked" if report.skipped else "nothing-found"
        complain(say(language, phrase, n=report.skipped))


def _exit_code(report: Report, exit_zero: bool) -> int:
    if report.errors:
        return exit_codes.FAILURE
    failing = any(finding.severity == "error" for finding in report.findings)
    return exit_codes.FINDINGS if failing and not exit_zero else exit_codes.CLEAN
