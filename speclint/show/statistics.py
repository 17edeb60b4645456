"""How often each rule reports something, and how many features state each dimension: for whoever keeps many specs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from speclint.model import CORE, Finding, Report, Verdict
from speclint.show.grouping import SEVERITIES, held_back, is_spec
from speclint.show.terminal import Style, visible
from speclint.show.text import COLOURS
from speclint.show.width import columns, fit
from speclint.show.words import dimension_term, say, term

_VERDICTS: tuple[Verdict, ...] = ("stated", "vague", "missing", "waived")


def statistics_report(report: Report, style: Style) -> str:
    """Count findings by rule, the most frequent first, and features by dimension and verdict."""
    return "\n".join([*_rules(report, style), *_dimensions(report, style)]) + "\n"


def _rules(report: Report, style: Style) -> Iterator[str]:
    counts = Counter(finding.code for finding in report.findings)
    first: dict[str, Finding] = {}
    documents: dict[str, set[str]] = {}
    for finding in report.findings:
        gravest = first.setdefault(finding.code, finding)
        if SEVERITIES.index(finding.severity) < SEVERITIES.index(gravest.severity):
            first[finding.code] = finding
        documents.setdefault(finding.code, set()).add(finding.path)
    width = len(str(max(counts.values(), default=0)))
    for code, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        severity = first[code].severity
        name = fit(visible(first[code].name), max(len(finding.name) for finding in first.values()))
        told = say(style.language, "in-documents", n=len(documents[code]))
        painted = style.paint(fit(term(style.language, "severity", severity), 7), COLOURS[severity])
        yield f"{count:>{width}}  {painted}  {visible(code)}  {name}  {told}"
    if not counts:
        yield held_back(report, style.language) or say(style.language, "no-findings")


def _dimensions(report: Report, style: Style) -> Iterator[str]:
    features = [feature for spec in report.specs if is_spec(spec) for feature in spec.features]
    if not features:
        return
    yield ""
    heads = [term(style.language, "verdict", verdict) for verdict in _VERDICTS]
    titles = {name: title for spec in report.specs for name, title in spec.titles.items()}
    shown = (*CORE, *titles)
    named = [visible(dimension_term(style.language, "column", dimension, titles)) for dimension in shown]
    title = say(style.language, "features", n=len(features))
    width = max(columns(title), *map(columns, named))
    yield style.paint("  ".join([fit(title, width), *(fit(head, 7) for head in heads)]).rstrip(), "bold")
    for dimension, name in zip(shown, named, strict=True):
        verdicts = Counter(feature.claims[dimension].verdict for feature in features if dimension in feature.claims)
        yield "  ".join([fit(name, width), *(f"{verdicts[verdict]:>7}" for verdict in _VERDICTS)])
