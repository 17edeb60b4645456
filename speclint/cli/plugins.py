"""`speclint plugins`: list the plugins, and what each gives."""

from __future__ import annotations

from typing import Any

import click

from speclint.cli import exit_codes
from speclint.cli.options import SETTINGS, choose_language, colour_option, config_options, language_option
from speclint.cli.output import style_for, write
from speclint.told import translated


@click.command(context_settings=SETTINGS)
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
def plugins(output_format: str, colour: str, language: str | None, **options: Any) -> None:
    """List the plugins with their versions, and what each gives.

    They are those of installed packages and the rule folders of the configuration. Ends with 2 where one is broken.
    """
    from speclint import api
    from speclint.show.plugins import PluginSummary, plugins_json, plugins_table

    given = api.plugins(**options)
    given.ask_all()
    language = choose_language(language, **options)
    listed = []
    for member in given.members():
        hooks = {hook: given.names_given(member, hook) for hook in given.hooks_of(member)}
        problem = next((note for note in given.notes if note.startswith(f"plugin {member.label} failed")), "")
        listed.append(PluginSummary(member.name, member.version, member.origin, hooks, translated(problem, language)))
    listed += [
        PluginSummary(name, "", "installed", {}, translated(problem, language))
        for name, problem in sorted(given.broken().items())
    ]
    style = style_for(colour, language)
    write(plugins_json(listed) if output_format == "json" else plugins_table(listed, style))
    failed = any(plugin.problem for plugin in listed)
    click.get_current_context().exit(exit_codes.FAILURE if failed else exit_codes.CLEAN)
