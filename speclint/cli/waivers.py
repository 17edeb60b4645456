"""`speclint waivers`: list all suppressions and waivers."""

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
    today_option,
)
from speclint.cli.output import complain_of_files, style_for, write

if TYPE_CHECKING:
    from datetime import date

    from speclint.waived import WaiverList


@click.command(context_settings=SETTINGS)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@kind_option
@click.option("--fail-on-expired", is_flag=True, help="End with 1 where something has expired.")
@click.option(
    "--output-format",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    show_default=True,
    help="The format to print.",
)
@config_options
@plugins_option
@today_option
@colour_option
@language_option
def waivers(
    paths: tuple[str, ...],
    fail_on_expired: bool,
    output_format: str,
    colour: str,
    language: str | None,
    today: date,
    **options: Any,
) -> None:
    """List what is silenced and waived, by whom and until when.

    Comments and front matter that silence rules, and dimensions that the text waives with a reason, with their state:
    active, expires soon, expired, unused or forbidden. PATH is a Markdown file or a folder; the current folder where
    none is given. Documents that are no spec are left out. Ends with 2 where a file could not be read.
    """
    from speclint import api

    language = choose_language(language, config=options["config"], isolated=options["isolated"])
    listed = api.waivers(paths or (".",), today=today, language=language, **options)
    write(_written(listed, today, output_format, colour, language))
    complain_of_files(listed, language)
    expired = fail_on_expired and any(waiver.state == "expired" for waiver in listed.waivers)
    code = exit_codes.FINDINGS if expired else exit_codes.CLEAN
    click.get_current_context().exit(exit_codes.FAILURE if listed.errors else code)


def _written(listed: WaiverList, today: date, output_format: str, colour: str, language: str) -> str:
    from speclint.show.waivers import waivers_json, waivers_markdown, waivers_table

    if output_format == "json":
        return waivers_json(listed, today)
    if output_format == "markdown":
        return waivers_markdown(listed, style_for("never", language))
    return waivers_table(listed, style_for(colour, language))
