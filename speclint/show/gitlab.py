"""The Code Quality report of GitLab: an array of issues, which a merge request shows."""

from __future__ import annotations

from hashlib import sha256

from speclint.model import Report
from speclint.show.places import global_fingerprint, slashed
from speclint.show.serialise import to_json
from speclint.show.terminal import Style

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def gitlab_report(report: Report, style: Style) -> str:
    """Write the array; a fingerprint holds no line number, so that an issue stays the same when lines move."""
    return to_json(
        [
            {
                "description": finding.message,
                "check_name": f"{finding.code} {finding.name}",
                "fingerprint": global_fingerprint(finding),
                "severity": _SEVERITIES[finding.severity],
                "location": {"path": slashed(finding.path), "lines": {"begin": finding.span.line}},
            }
            for finding in report.findings
        ]
        + [
            {
                "description": error.message,
                "check_name": "unreadable",
                "fingerprint": sha256(f"unreadable\0{slashed(error.path)}".encode("utf-8", "replace")).hexdigest()[:16],
                "severity": "blocker",
                "location": {"path": slashed(error.path), "lines": {"begin": error.line or 1}},
            }
            for error in report.errors
        ]
    )
