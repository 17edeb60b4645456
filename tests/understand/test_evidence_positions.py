"""What evidence quotes stands where its span says, on every document of the corpus."""

from __future__ import annotations

from pathlib import Path

from speclint import api
from speclint.model import Evidence
from speclint.read.source import read_source


def covered(path: str, evidence: Evidence) -> str:
    """The source text of an evidence's span."""
    source = read_source(path)
    span = evidence.span
    start = source.line_starts[span.line - 1] + span.column - 1
    end = source.line_starts[span.end_line - 1] + span.end_column - 1
    return source.text[start:end]


def letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


def is_within(quoted: str, written: str) -> bool:
    """Whether the quoted letters stand in the written ones in order; links, tags and marks may stand between."""
    following = iter(written)
    return all(character in following for character in quoted)


def test_a_span_covers_what_its_evidence_quotes(corpus: Path) -> None:
    report = api.extract([corpus / "docs"])
    checked = 0
    for spec in report.specs:
        claims = [*spec.claims.values(), *(c for f in spec.features for c in f.claims.values())]
        for evidence in (e for c in claims for e in c.evidence):
            written = covered(spec.path, evidence)
            quoted = letters(evidence.text)
            # a cell that spans rows is quoted with each of them and may stand above the row
            parts = [letters(p) for p in evidence.text.split(" | ")] if " | " in evidence.text else [quoted]
            within = [is_within(p, letters(written)) for p in parts if p]
            assert any(within) or not quoted, (spec.path, evidence.span, evidence.text, written)
            assert len(letters(written)) <= 3 * len(quoted) + 400, "a span that covers a page points nowhere"
            checked += 1
    assert checked > 1000
