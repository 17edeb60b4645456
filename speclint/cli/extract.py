"""`speclint extract`: print what is read in documents as JSON."""

from __future__ import annotations

from typing import Any

import click

from speclint.cli import exit_codes
from speclint.cli.options import SETTINGS, choose_language, config_options, kind_option, plugins_option
from speclint.cli.output import complain_of_files, write


@click.command(context_settings=SETTINGS)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path())
@kind_option
@config_options
@plugins_option
@click.option(
    "--output-format", type=click.Choice(["json"]), default="json", show_default=True, help="The format to print."
)
def extract(paths: tuple[str, ...], output_format: str, **options: Any) -> None:
    """Print what is read in documents as JSON.

    For each AI feature and each dimension: its verdict, and the lines that it rests on. The answer is described by
    schemas/spec.schema.json. Ends with 2 where a file could not be read; the others are in the answer all the same.
    """
    from speclint import api
    from speclint.show.extract import extract_report

    report = api.extract(paths, **options)
    write(extract_report(report))
    language = choose_language(None, config=options["config"], isolated=options["isolated"])
    complain_of_files(report, language)
    click.get_current_context().exit(exit_codes.FAILURE if report.errors else exit_codes.CLEAN)
