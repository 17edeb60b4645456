"""`speclint rules`: list the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from speclint.cli.options import (
    SETTINGS,
    choose_language,
    colour_option,
    config_options,
    language_option,
    plugins_option,
)
from speclint.cli.output import complain_of_plugins, style_for, write

if TYPE_CHECKING:
    from speclint.judge.rules import Rule
    from speclint.show.rules import RuleSummary


@click.command(context_settings=SETTINGS)
@click.option(
    "--output-format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="The format to print.",
)
@config_options
@plugins_option
@colour_option
@language_option
def rules(output_format: str, colour: str, language: str | None, **options: Any) -> None:
    """List the rules with their severities: ours, those of plugins and of the configuration's folders."""
    from speclint import api
    from speclint.show.rules import rules_json, rules_table

    language = choose_language(language, config=options["config"], isolated=options["isolated"])
    given = api.plugins(**options)
    listed = [summary_of(rule, language) for rule in api.rules_of(given)]
    complain_of_plugins(given, language)
    write(rules_json(listed) if output_format == "json" else rules_table(listed, style_for(colour, language)))


def summary_of(rule: Rule, language: str) -> RuleSummary:
    """Give what a list of rules says of one."""
    from speclint.judge.rules import in_language
    from speclint.show.rules import RuleSummary

    return RuleSummary(rule.code, rule.name, rule.group, rule.severity, in_language(rule.summary, language))
