"""Options that several commands share."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from speclint.told import told

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

Command = TypeVar("Command", bound=Callable[..., Any])

LANGUAGES = ("en", "zh")
SETTINGS = {"help_option_names": ["-h", "--help"]}


def kind_option(command: Command) -> Command:
    """Let the reader say what kind of document is given."""
    kinds = click.Choice(["prd", "model-card"])
    return click.option("--kind", type=kinds, help="Read every document as this kind.")(command)


def today_option(command: Command) -> Command:
    """Let the reader say which day it is, so that a run can be repeated."""
    text = "The day by which waivers expire, as YYYY-MM-DD; otherwise the current date."
    return click.option("--today", metavar="DATE", callback=_day, help=text)(command)


def _day(context: click.Context, parameter: click.Parameter, given: str | None) -> date:
    from datetime import date

    try:
        return date.fromisoformat(given) if given else date.today()
    except ValueError:
        raise click.BadParameter(told("{given!r} is no day: write it as 2027-03-31", given=given)) from None


def colour_option(command: Command) -> Command:
    """Let the reader decide on colour."""
    choices = click.Choice(["auto", "always", "never"])
    text = "Colour the output; auto heeds NO_COLOR, FORCE_COLOR and the terminal."
    return click.option("--color", "colour", type=choices, default="auto", show_default=True, help=text)(command)


def language_option(command: Command) -> Command:
    """Let the reader choose the language of messages."""
    languages = click.Choice(LANGUAGES)
    text = "The language of messages; otherwise that of the configuration, or of the locale."
    return click.option("--lang", "language", type=languages, help=text)(command)


def config_options(command: Command) -> Command:
    """Let the reader say which configuration holds."""
    command = click.option("--isolated", is_flag=True, help="Heed no configuration file.")(command)
    return click.option(
        "--config",
        multiple=True,
        metavar="FILE|SETTING",
        help="A configuration file instead of the nearest ones, or a setting such as 'severity.SL130 = \"warning\"'; "
        "may be repeated.",
    )(command)


def plugins_option(command: Command) -> Command:
    """Let the reader leave installed plugins out."""
    text = "Use no installed plugin, whatever the configuration says."
    return click.option("--no-plugins", "plugins", flag_value=False, default=True, help=text)(command)


def choose_language(given: str | None, **options: Any) -> str:
    """Give the language of messages: the one asked for, that of the configuration, or that of the locale."""
    from speclint import api

    return given or api.settings(**options).language or locale_language(os.environ)


def locale_language(environment: Mapping[str, str]) -> str:
    """Tell Chinese from all else by the first variable that says something, as gettext does."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name)
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"
