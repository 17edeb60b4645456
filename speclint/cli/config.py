"""`speclint config`: show the settings that hold for a document."""

from __future__ import annotations

from typing import Any

import click

from speclint.cli.options import SETTINGS, choose_language, colour_option, config_options, language_option
from speclint.cli.output import style_for, write


@click.command(context_settings=SETTINGS)
@click.argument("path", default="./", metavar="[PATH]")
@click.option(
    "--output-format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="The format to print.",
)
@config_options
@colour_option
@language_option
def config(path: str, output_format: str, colour: str, language: str | None, **options: Any) -> None:
    """Show the settings that hold for a document or a folder, and where each comes from.

    PATH is the current folder where none is given. The settings are printed as a configuration file that would give
    them.
    """
    from pathlib import Path

    from speclint import api
    from speclint.show.config import Shown, config_json, config_toml

    place = f"{path.rstrip('/')}/" if Path(path).is_dir() else path
    effective = api.effective(place, **options)
    shown = [Shown(key, value, origin) for key, value, origin in effective.settings]
    if output_format == "json":
        write(config_json(path, shown, effective.rules))
    else:
        style = style_for(colour, choose_language(language, **options))
        write(config_toml(path, shown, effective.rules, style))
