"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])

SETTINGS = {"help_option_names": ["-h", "--help"]}


def kind_option(command: Command) -> Command:
    """Let the reader say what kind of document is given."""
    kinds = click.Choice(["prd", "model-card"])
    return click.option("--kind", type=kinds, help="Read every document as this kind.")(command)


def colour_option(command: Command) -> Command:
    """Let the reader decide on colour."""
    choices = click.Choice(["auto", "always", "never"])
    text = "Colour the output; auto heeds NO_COLOR, FORCE_COLOR and the terminal."
    return click.option("--color", "colour", type=choices, default="auto", show_default=True, help=text)(command)


def language_option(command: Command) -> Command:
    """Let the reader choose the language of messages."""
    languages = click.Choice(["en", "zh"])
    text = "The language of messages."
    return click.option("--lang", "language", type=languages, default="en", show_default=True, help=text)(command)
