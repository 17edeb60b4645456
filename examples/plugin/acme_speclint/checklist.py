"""The format `acme-checklist`: one line a finding, to be pasted into ACME's tracker."""

from __future__ import annotations

from speclint.model import Report
from speclint.show.terminal import Style, visible


def checklist(report: Report, style: Style, /) -> str:
    """Write a box to tick for each finding; `visible` keeps what a document says from directing a terminal."""
    return "".join(
        visible(f"[ ] {finding.code} {finding.path}:{finding.span.line} {finding.message}") + "\n"
        for finding in report.findings
    )
