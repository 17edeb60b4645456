"""The diagnostics of reviewdog (Reviewdog Diagnostic Format, `rdjson`)."""

from __future__ import annotations

from speclint.model import Report
from speclint.show.places import slashed
from speclint.show.serialise import PROJECT, to_json
from speclint.show.terminal import Style
from speclint.show.words import sentences

_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}


def rdjson_report(report: Report, style: Style) -> str:
    """Write one diagnostic a finding, for its whole line: columns would have to be counted in bytes of UTF-8."""
    return to_json(
        {
            "source": {"name": "speclint", "url": PROJECT},
            "diagnostics": [
                {
                    "message": sentences(style.language, finding.message, finding.question),
                    "location": {
                        "path": slashed(finding.path),
                        "range": {"start": {"line": finding.span.line}},
                    },
                    "severity": _SEVERITIES[finding.severity],
                    "code": {"value": finding.code},
                }
                for finding in report.findings
            ]
            + [
                {
                    "message": error.message,
                    "location": {"path": slashed(error.path), "range": {"start": {"line": error.line or 1}}},
                    "severity": "ERROR",
                    "code": {"value": "unreadable"},
                }
                for error in report.errors
            ],
        }
    )
