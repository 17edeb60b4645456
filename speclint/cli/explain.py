"""`speclint explain`: print a rule's page, or tell what is read on a line of a document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import click

from speclint.cli.options import (
    SETTINGS,
    choose_language,
    colour_option,
    config_options,
    kind_option,
    language_option,
    plugins_option,
)
from speclint.cli.output import style_for, write
from speclint.cli.rules import summary_of
from speclint.told import told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from speclint.judge.rules import Rule
    from speclint.show.terminal import Style

# As `check` prints a place: a column behind the line is welcome and says nothing more.
PLACE = re.compile(r"(?P<path>.+?):(?P<line>\d+)(?::\d+)?:?")


@click.command(context_settings=SETTINGS)
@click.argument("subject", metavar="CODE|NAME|FILE:LINE")
@kind_option
@config_options
@plugins_option
@colour_option
@language_option
def explain(subject: str, colour: str, language: str | None, **options: Any) -> None:
    """Explain a rule, or a line of a document.

    With the code or name of a rule, print its page; with the beginning of codes, a group or a dimension, list its
    rules. With FILE:LINE, tell what is read on that line, as evidence for what it counts, and why it was enough or not.
    """
    style = style_for(colour, choose_language(language, config=options["config"], isolated=options["isolated"]))
    place = PLACE.fullmatch(subject)
    if place:
        write(_line(place["path"], int(place["line"]), style, options))
    else:
        options.pop("kind")
        write(_rule(subject, style, options))


def _line(path: str, line: int, style: Style, options: dict[str, Any]) -> str:
    from speclint import api
    from speclint.show.explain import position_report

    return position_report(api.explain_position(path, line, **options), style)


def _several(rules: Sequence[Rule], style: Style) -> str:
    """List the rules that the beginning of a code, a group or a dimension means."""
    from speclint.show.rules import rules_table

    return rules_table([summary_of(rule, style.language) for rule in rules], style)


def _rule(word: str, style: Style, options: dict[str, Any]) -> str:
    from pathlib import Path

    from speclint import api
    from speclint.judge.rules import in_language
    from speclint.judge.selection import codes_meant
    from speclint.show.page import rule_page

    if Path(word).exists():
        raise click.UsageError(told("{word} is a file: say which line of it to explain, as in {word}:1", word=word))
    known = api.rules(**options)
    meant = codes_meant(word, known) or {rule.code for rule in known if rule.options.get("dimension") == word}
    if len(meant) > 1:
        return _several([rule for rule in known if rule.code in meant], style)
    rule, markdown = api.explain_rule(word, **options)
    return rule_page(
        code=rule.code,
        name=rule.name,
        group=rule.group,
        severity=rule.severity,
        question=in_language(rule.question, style.language),
        summary=in_language(rule.summary, style.language),
        markdown=markdown,
        style=style,
    )
