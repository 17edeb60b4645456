"""List the rules: as a table for people, as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import chain, groupby

from speclint.model import Kind, Severity
from speclint.show.serialise import VERSION, to_json
from speclint.show.terminal import Style, visible
from speclint.show.text import COLOURS
from speclint.show.width import columns, fit, wrap
from speclint.show.words import say, term


@dataclass(frozen=True, slots=True)
class RuleSummary:
    """What a list says of a rule; `severity` maps the kind of document to the severity at review."""

    code: str
    name: str
    group: str
    severity: Mapping[Kind, Severity]
    summary: str


def rules_json(rules: Iterable[RuleSummary]) -> str:
    """Write the rules as JSON."""
    return to_json({"version": VERSION, "rules": [{**asdict(rule), "severity": {**rule.severity}} for rule in rules]})


def rules_table(rules: Sequence[RuleSummary], style: Style) -> str:
    """Write the rules group by group, the summary wrapped in the last column."""
    titles = [say(style.language, f"rule-{name}") for name in ("code", "name", "severity", "summary")]
    severities = [term(style.language, "severity", severity) for severity in COLOURS]
    widths = [
        max(map(columns, cells))
        for cells in (
            [titles[0], *(rule.code for rule in rules)],
            [titles[1], *(rule.name for rule in rules)],
            [titles[2], *severities],
        )
    ]
    lines = [style.paint("  ".join([*map(fit, titles, widths), titles[3]]), "bold")]
    for group, members in groupby(rules, key=lambda rule: rule.group):
        lines += ["", style.paint(visible(group), "bold")]
        lines += chain.from_iterable(_row(rule, widths, style) for rule in members)
    return "\n".join([*lines, "", *wrap(say(style.language, "rule-note"), style.width)]) + "\n"


def _row(rule: RuleSummary, widths: list[int], style: Style) -> Iterator[str]:
    severity = rule.severity.get("prd", "off")
    shown = fit(term(style.language, "severity", severity), widths[2])
    painted = style.paint(shown, COLOURS[severity]) if severity in COLOURS else shown
    indent = sum(widths) + 2 * len(widths)
    first, *rest = wrap(visible(rule.summary), style.width - indent)
    yield "  ".join([fit(visible(rule.code), widths[0]), fit(visible(rule.name), widths[1]), painted, first])
    yield from (" " * indent + line for line in rest)
