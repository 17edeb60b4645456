"""A summary in Markdown for a pull request: which feature states what, and what to ask."""

from __future__ import annotations

import re
from collections.abc import Iterator

from speclint.model import CORE, Report, Spec
from speclint.show.grouping import DocumentEntries, Entry, document_entries
from speclint.show.matrix import label_of, legend, mark_of
from speclint.show.terminal import Style, visible
from speclint.show.text import LONGEST_NAME, shortened, title_of, totals
from speclint.show.width import fit
from speclint.show.words import dimension_term, known_term, say, term

# What Markdown and HTML would obey: as entities they are text.
_SPECIAL = re.compile(r"[\\`*_\[\]<>|~&$]|:(?=\S)|(?<=www)\.", re.I)
# What a forge looks for in the text as it is shown (mentions, issues, commits): a space of no width parts them.
_REFERENCE = re.compile(r"[@#](?=\w)|\bGH-(?=\d)|\b[0-9a-f]{6}(?=[0-9a-f])", re.I)
_PARTED = "&#8203;"
_MOST = 50  # entries of a document: a comment is read by people, and a forge cuts it


def markdown_report(report: Report, style: Style) -> str:
    """Write the summary; what documents say stands in it as plain text."""
    documents = tuple(document_entries(report))
    lines = [f"## speclint: {plain(totals(report, documents, style.language))}", ""]
    if documents:
        lines += [plain(say(style.language, "markdown-intro")), ""]
    for document in documents:
        lines += [*_document(document, style.language), ""]
    if any(document.spec is not None and document.spec.features for document in documents):
        lines.append(plain(legend((document.spec for document in documents), style.language)))
    return "\n".join(lines).rstrip() + "\n"


def plain(text: str) -> str:
    """Give a text as Markdown that shows it and does nothing else."""
    shown: list[str] = []
    last = 0
    for match in _REFERENCE.finditer(text := visible(text)):
        shown += [_as_entities(text[last : match.end()]), _PARTED]
        last = match.end()
    return "".join([*shown, _as_entities(text[last:])])


def _as_entities(text: str) -> str:
    return _SPECIAL.sub(lambda match: f"&#{ord(match.group())};", text)


def _document(document: DocumentEntries, language: str) -> Iterator[str]:
    yield f"### {plain(document.path)}"
    if document.spec is not None and document.spec.features:
        yield ""
        yield from _matrix(document.spec, language)
    if document.entries:
        yield ""
    for entry in document.entries[:_MOST]:
        yield from _entry(entry, document.spec, language)
    if len(document.entries) > _MOST:
        yield f"- {say(language, 'found-more', n=len(document.entries) - _MOST)}"


def _matrix(spec: Spec, language: str) -> Iterator[str]:
    shown = (*CORE, *spec.titles)
    heads = [plain(dimension_term(language, "column", dimension, spec.titles)) for dimension in shown]
    yield f"| {' | '.join([plain(say(language, 'matrix-name')), *heads])} |"
    yield "|---" + "|:-:" * len(heads) + "|"
    for feature in spec.features:
        claims = [feature.claims.get(dimension) for dimension in shown]
        cells = [mark_of(claim, spec) if claim else "" for claim in claims]
        name = fit(label_of(feature), LONGEST_NAME).strip()
        yield f"| {' | '.join([plain(name), *cells])} |"


def _entry(entry: Entry, spec: Spec | None, language: str) -> Iterator[str]:
    finding = entry.first
    severity = plain(term(language, "severity", finding.severity))
    line = plain(say(language, "at-line", line=finding.span.line))
    yield f"- **{severity} {finding.code}** {plain(title_of(entry, spec, language))} {line}"
    if len(entry.features) > 1:
        names = [say(language, "named", name=shortened(name, LONGEST_NAME), line=line) for name, line in entry.features]
        yield f"  <br>{plain(say(language, 'label-in'))}{plain(say(language, 'comma').join(names))}"
    if finding.question:
        whom = known_term(language, "whom", finding.dimension)
        asks = say(language, "label-ask-whom", whom=whom) if whom else say(language, "label-ask")
        yield f"  <br>{plain(asks)}{plain(finding.question)}"
