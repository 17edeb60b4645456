"""Annotations for GitHub: one workflow command a finding, which its web page shows beside the line.

GitHub shows the first ten errors, warnings and notices of a step (actions/toolkit#734), so errors come first, and where
there are more of a kind a notice says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from speclint.model import Finding, Report
from speclint.show.grouping import SEVERITIES, held_back
from speclint.show.places import slashed
from speclint.show.terminal import Style, visible, visible_line
from speclint.show.text import counted
from speclint.show.words import say, sentences

MOST_SHOWN = 10
_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def github_report(report: Report, style: Style) -> str:
    """Write the commands; whatever a document says stands escaped within one."""
    findings = sorted(report.findings, key=lambda finding: SEVERITIES.index(finding.severity))
    grave = [finding for finding in findings if finding.severity != "info"]
    lines = [_command(finding, style.language) for finding in grave]
    lines += _more(findings, style.language)
    unsure = held_back(report, style.language)
    lines += [f"::notice title=speclint::{_data(unsure)}"] if unsure else []
    lines += [_command(finding, style.language) for finding in findings[len(grave) :]]
    lines += [
        f"::error file={_property(slashed(error.path))},line={error.line or 1},title=speclint::{_data(error.message)}"
        for error in report.errors
    ]
    return "".join(line + "\n" for line in lines)


def _more(findings: Sequence[Finding], language: str) -> Iterator[str]:
    """Say, before the other notices, that not all are shown, where that is so."""
    counts = Counter(finding.severity for finding in findings)
    if counts and max(counts.values()) > MOST_SHOWN:
        told = say(language, "github-more", findings=counted(findings, language), most=MOST_SHOWN)
        yield f"::notice title=speclint::{_data(told)}"


def _command(finding: Finding, language: str) -> str:
    span = finding.span
    place = f"file={_property(slashed(finding.path))},line={span.line},endLine={span.line},col={span.column}"
    title = _property(f"{finding.code} {finding.name}")
    text = _data(sentences(language, finding.message, finding.question))
    return f"::{_COMMANDS[finding.severity]} {place},title={title}::{text}"


def _data(text: str) -> str:
    return visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    escaped = visible_line(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return escaped.replace(":", "%3A").replace(",", "%2C")
