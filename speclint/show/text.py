"""The report for people: what each spec fails to state, what was found instead, and whom to ask."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from speclint.model import Finding, Found, Report, Severity, Spec
from speclint.show.grouping import (
    SEVERITIES,
    DocumentEntries,
    Entry,
    document_entries,
    fixable_mark,
    held_back,
    is_spec,
    kind_of,
)
from speclint.show.matrix import legend, matrix
from speclint.show.terminal import Style, visible, visible_line, without_commands
from speclint.show.width import columns, fit, hang
from speclint.show.words import dimension_term, enumerate_names, known_term, say, term

COLOURS = {"error": "red", "warning": "yellow", "info": "cyan"}
BODY = "      "
MOST_FOUND = 3
LONGEST_QUOTE = 120
LONGEST_NAME = 48


def text_report(report: Report, style: Style) -> str:
    """Write the report; empty where there is neither a spec nor a finding, nor any held back."""
    documents = tuple(document_entries(report))
    if not documents and not report.settled:
        return ""
    lines: list[str] = []
    for document in documents:
        lines += [*_document(document, style), ""]
    if any(document.spec is not None and document.spec.features for document in documents):
        lines.append(style.paint(legend((document.spec for document in documents), style.language), "dim"))
    lines += hang("", totals(report, documents, style.language), style.width, 2)
    mendable = fixable(report, style.language)
    lines += hang("", mendable, style.width, 2) if mendable else []
    return without_commands("\n".join(lines) + "\n")


def header(path: str, spec: Spec | None, style: Style) -> list[str]:
    """Name a document and what it was read as."""
    name = visible_line(path)
    if spec is None:
        return [style.paint(name, "bold")]
    facts = [term(style.language, "kind", kind_of(spec)), term(style.language, "language", spec.language)]
    if spec.stage is not None:
        facts.append(say(style.language, "stage", stage=term(style.language, "stage", spec.stage)))
    facts.append(say(style.language, "features", n=len(spec.features)))
    colon = say(style.language, "colon")
    first, *rest = hang(name + colon, say(style.language, "clause").join(facts), style.width, 2)
    return [style.paint(name, "bold") + first[len(name) :], *rest]


def quoted(text: str, language: str, most: int = LONGEST_QUOTE) -> str:
    """Quote a document's text on one line."""
    return say(language, "quoted", text=shortened(text, most))


def shortened(text: str, most: int) -> str:
    """Give a document's text on one line of at most so many columns."""
    shown = visible(text).strip()
    return fit(shown, most).rstrip() if columns(shown) > most else shown


def reasons_in_words(reasons: Iterable[str], language: str) -> str:
    """Say why a statement is not enough."""
    return say(language, "comma").join(visible(term(language, "reason", reason)) for reason in reasons)


def _document(document: DocumentEntries, style: Style) -> Iterator[str]:
    yield from header(document.path, document.spec, style)
    if document.entries:
        yield ""
    for entry in document.entries:
        yield from _entry(entry, document.spec, style)
    rows = matrix(document.spec, style) if document.spec else []
    if rows:
        yield ""
    yield from rows


def _entry(entry: Entry, spec: Spec | None, style: Style) -> Iterator[str]:
    finding, language = entry.first, style.language
    severity = term(language, "severity", finding.severity)
    head = "  " + say(language, "head", severity=severity, code=finding.code, line=finding.span.line)
    title = fixable_mark(*entry.findings) + title_of(entry, spec, language)
    title += say(language, "low-confidence") if finding.confidence == "low" else ""
    first, *rest = hang(head, title, style.width, len(BODY))
    yield first.replace(severity, style.paint(severity, "bold", COLOURS[finding.severity]), 1)
    yield from rest
    if len(entry.features) > 1:
        names = [say(language, "named", name=shortened(name, LONGEST_NAME), line=line) for name, line in entry.features]
        yield from _labelled("label-in", enumerate_names(language, names), style)
    for found in entry.found[:MOST_FOUND]:
        yield from _labelled("label-found", _found(found, language), style)
    if len(entry.found) > MOST_FOUND:
        yield BODY + say(language, "found-more", n=len(entry.found) - MOST_FOUND)
    hint = known_term(language, "hint", finding.dimension)
    if hint:
        yield from _labelled("label-needs", hint, style)
    if finding.question:
        whom = known_term(language, "whom", finding.dimension)
        label = "label-ask-whom" if whom else "label-ask"
        yield from _labelled(label, visible(finding.question), style, whom=whom)


def title_of(entry: Entry, spec: Spec | None, language: str) -> str:
    """Say for all features of an entry at once what the rule's message says for one."""
    finding, concerned = entry.first, len(entry.features)
    if concerned < 2 or finding.dimension is None or finding.verdict not in ("missing", "vague"):
        return visible(finding.message)
    total = max(len(spec.features) if spec else 0, concerned)
    noun = visible(dimension_term(language, "noun", finding.dimension, spec.titles if spec else {}))
    share = "some" if concerned < total else "both" if total == 2 else "all"
    return say(language, f"{finding.verdict}-in-{share}", noun=noun, n=concerned, total=total)


def _labelled(label: str, text: str, style: Style, **values: str) -> list[str]:
    words = say(style.language, label, **values)
    first, *rest = hang(BODY + words, text, style.width, len(BODY) + 2)
    return [BODY + style.paint(words.rstrip(), "dim") + first[len(BODY + words.rstrip()) :], *rest]


def _found(found: Found, language: str) -> str:
    why = reasons_in_words(found.reasons, language)
    why = say(language, "colon") + why if why else ""
    return say(language, "found", line=found.line, quote=quoted(found.text, language), why=why)


def totals(report: Report, documents: Iterable[DocumentEntries], language: str) -> str:
    """Count what was shown: an entry is one, however many features it speaks of."""
    entries = [entry for document in documents for entry in document.entries]
    specs = [spec for spec in report.specs if is_spec(spec)]
    features = sum(len(spec.features) for spec in specs)
    unsure = held_back(report, language)
    totals = say(
        language,
        "totals",
        specs=say(language, "specs", n=len(specs)),
        features=say(language, "features", n=features),
        findings=unsure or counted((entry.first for entry in entries), language),
    )
    more = {
        "skipped": report.skipped,
        "suppressed": report.suppressed,
        "baselined": report.baselined,
        "unchanged": report.unchanged,
        "unsure": 0 if unsure else report.unsure,
        "unread": len(report.errors),
    }
    return totals + "".join(say(language, f"total-{name}", n=count) for name, count in more.items() if count)


def fixable(report: Report, language: str) -> str:
    """Count what `--fix` would mend; empty where there is nothing."""
    kinds = Counter(finding.fix.applicability for finding in report.findings if finding.fix is not None)
    told = [say(language, f"fixable-{kind}", n=kinds[kind]) for kind in ("safe", "unsafe") if kinds[kind]]
    return say(language, "semicolon").join(told)


def counted(findings: Iterable[Finding], language: str) -> str:
    """Count findings by severity."""
    counts: Counter[Severity] = Counter(finding.severity for finding in findings)
    told = [say(language, f"{severity}s", n=counts[severity]) for severity in SEVERITIES if counts[severity]]
    return say(language, "comma").join(told) or say(language, "no-findings")
