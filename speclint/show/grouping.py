"""Gather findings, which are one feature and one rule each, into the entries that a person reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from speclint.model import Finding, Found, Kind, Report, Severity, Spec
from speclint.show.words import say

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


def is_spec(spec: Spec) -> bool:
    """Whether a document was read as a spec, or says that it is one though no AI feature is found in it."""
    return kind_of(spec) != "none"


def kind_of(spec: Spec) -> Kind:
    """What a document is checked as: what it was read as, or what it is said to be though no AI feature is found."""
    return spec.declared_kind or "none" if spec.kind == "none" else spec.kind


def fixable_mark(*findings: Finding) -> str:
    """The mark of findings that `--fix` mends without being asked for more; empty where it does not mend them all."""
    safe = all(finding.fix is not None and finding.fix.applicability == "safe" for finding in findings)
    return "[*] " if safe else ""


def document_entries(report: Report) -> Iterator[DocumentEntries]:
    """Give each document that has findings, or is a spec and not settled, in the report's order, with its entries."""
    by_path: dict[str, list[Finding]] = {}
    for finding in report.findings:
        by_path.setdefault(finding.path, []).append(finding)
    specs = {spec.path: spec for spec in report.specs}
    for path in [*specs, *(path for path in by_path if path not in specs)]:
        spec = specs.get(path)
        findings = by_path.get(path, [])
        if findings or (spec is not None and is_spec(spec) and path not in report.settled):
            yield DocumentEntries(path, spec, entries(findings))


def entries(findings: Iterable[Finding]) -> tuple[Entry, ...]:
    """Group one document's findings: those on one dimension with one verdict are one entry; errors come first.

    What is said with low confidence stays apart: there something could not be read.
    """
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        key: tuple[object, ...] = (finding.code, finding.severity, finding.dimension, finding.verdict)
        if finding.dimension is None or finding.feature is None:
            key = (*key, finding.message, finding.span)
        else:
            key = (*key, finding.confidence == "low")
        groups.setdefault(key, []).append(finding)
    return tuple(sorted((Entry(tuple(group)) for group in groups.values()), key=_order))


@dataclass(frozen=True, slots=True)
class Entry:
    """Findings that are told as one; the first of them stands for all."""

    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        """The finding at whose place the entry stands."""
        return self.findings[0]

    @property
    def features(self) -> tuple[tuple[str, int], ...]:
        """The features concerned, each once, with the line that defines it."""
        named = {
            finding.slug or finding.feature: (finding.feature or "", finding.span.line) for finding in self.findings
        }
        return tuple(named.values())

    @property
    def found(self) -> tuple[Found, ...]:
        """What was found instead in any of the features, each place once."""
        places = {(found.line, found.text): found for finding in self.findings for found in finding.found}
        return tuple(places.values())


@dataclass(frozen=True, slots=True)
class DocumentEntries:
    """A document with its entries; `spec` is None where only findings are known of it."""

    path: str
    spec: Spec | None
    entries: tuple[Entry, ...]


def _order(entry: Entry) -> tuple[int, int, str]:
    return SEVERITIES.index(entry.first.severity), entry.first.span.line, entry.first.code


def held_back(report: Report, language: str) -> str:
    """Say that all findings are too unsure to be shown, lest that look like nothing; empty where it is not so."""
    return say(language, "held-back", n=report.unsure) if report.unsure and not report.findings else ""
