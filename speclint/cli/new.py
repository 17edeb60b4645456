"""`speclint new`: write a template in which every dimension has its place."""

from __future__ import annotations

from pathlib import Path

import click

from speclint.cli.options import SETTINGS, choose_language, language_option
from speclint.cli.output import complain, write
from speclint.told import told


@click.command(context_settings=SETTINGS)
@click.argument("kind", type=click.Choice(["prd", "model-card"]))
@click.option(
    "--output",
    type=click.Path(dir_okay=False, allow_dash=True),
    metavar="FILE",
    help="The file to write, prd.md or model-card.md where none is given; - is standard output.",
)
@click.option("--title", metavar="NAME", help="The name of the product or model, filled in at once.")
@language_option
def new(kind: str, output: str | None, title: str | None, language: str | None) -> None:
    """Write a template to fill in.

    A PRD or a model card in which every dimension that speclint asks for has its place, in English or in Chinese
    (--lang zh). Nothing is overwritten: where the file exists, the command ends with 2.
    """
    from speclint.adopt.files import write_new
    from speclint.adopt.templates import spec_template
    from speclint.show.words import say

    if title is not None and not title.strip():
        raise click.BadParameter(told("it is empty: give a name, or leave the option out"), param_hint="'--title'")
    language = choose_language(language)
    text = spec_template(kind, language, title)
    if output == "-":
        write(text)
        return
    path = output or f"{kind}.md"
    write_new(Path(path), text)
    complain(say(language, "new-written", path=path))
