"""One line a finding, feature by feature: `path:line:col: CODE message`, for editors and for grep."""

from __future__ import annotations

from speclint.model import Report
from speclint.show.grouping import fixable_mark
from speclint.show.terminal import Style, visible, visible_line, without_commands


def concise_report(report: Report, style: Style) -> str:
    """Write a line for each finding, in the report's order; colour and width are of no use here."""
    return without_commands(
        "".join(
            f"{visible_line(finding.path)}:{finding.span.line}:{finding.span.column}: "
            f"{finding.code} {fixable_mark(finding)}{visible(finding.message)}\n"
            for finding in report.findings
        )
    )
