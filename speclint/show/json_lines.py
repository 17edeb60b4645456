"""Findings as JSON, one a line: for programs that read a stream."""

from __future__ import annotations

from speclint.model import Report
from speclint.show.json import finding_fields
from speclint.show.serialise import to_json_line
from speclint.show.terminal import Style


def json_lines_report(report: Report, style: Style) -> str:
    """Write each finding with the fields that `schemas/report.schema.json` gives it."""
    return "".join(to_json_line(finding_fields(finding)) for finding in report.findings)
