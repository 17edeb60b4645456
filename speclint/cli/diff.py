"""`speclint diff`: tell what a change does to the promises of specs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from speclint.cli import exit_codes
from speclint.cli.options import (
    SETTINGS,
    choose_language,
    colour_option,
    config_options,
    kind_option,
    language_option,
    plugins_option,
)
from speclint.cli.output import complain_of_errors, style_for, write

if TYPE_CHECKING:
    from speclint.change.difference import Difference


@click.command(context_settings=SETTINGS)
@click.argument("old", metavar="OLD")
@click.argument("new", required=False, metavar="[NEW]")
@click.option(
    "--output-format",
    "output_format",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    show_default=True,
    help="The format to print; markdown is for a comment on a pull request.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["weakened", "changed"]),
    help="End with 1 where a promise is weakened, or where anything is told at all.",
)
@kind_option
@config_options
@plugins_option
@colour_option
@language_option
def diff(
    old: str,
    new: str | None,
    output_format: str,
    fail_on: str | None,
    colour: str,
    language: str | None,
    **choices: Any,
) -> None:
    """Tell what a change does to the promises of specs.

    OLD and NEW are files, folders, or git revisions, which a colon and a path may follow (main:docs). OLD alone is a
    revision to compare the working tree below the current folder with, or two revisions: main..HEAD, or main...HEAD for
    what HEAD did since it left main. Ends with 0, with 1 as --fail-on says, and with 2 where speclint could not do its
    work.
    """
    from speclint import api

    language = choose_language(language, config=choices["config"], isolated=choices["isolated"])
    difference = api.diff(old, new, language=language, **choices)
    write(_reported(difference, output_format, colour, language))
    complain_of_errors(difference.errors, language)
    click.get_current_context().exit(_exit_code(difference, fail_on))


def _reported(difference: Difference, output_format: str, colour: str, language: str) -> str:
    if output_format == "json":
        from speclint.show.diff_json import diff_json_report

        return diff_json_report(difference, style_for("never", language))
    if output_format == "markdown":
        from speclint.show.diff_markdown import diff_markdown_report

        return diff_markdown_report(difference, style_for("never", language))
    from speclint.show.diff_text import diff_text_report

    return diff_text_report(difference, style_for(colour, language))


def _exit_code(difference: Difference, fail_on: str | None) -> int:
    if difference.errors:
        return exit_codes.FAILURE
    failing = difference.count("weakened") if fail_on == "weakened" else len(difference.documents) if fail_on else 0
    return exit_codes.FINDINGS if failing else exit_codes.CLEAN
