"""JUnit's XML: a suite a document, a test case for each AI feature, failed by its errors."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from speclint.model import FileError, Finding, Report, Spec
from speclint.show.grouping import is_spec
from speclint.show.terminal import Style, visible, without_commands


def junit_report(report: Report, style: Style) -> str:
    """Write the suites; warnings and information stand in a case's output, since they fail nothing."""
    of: dict[str, list[Finding]] = {}
    for finding in report.findings:
        of.setdefault(finding.path, []).append(finding)
    suites = [_suite(spec, of.pop(spec.path, [])) for spec in report.specs if is_spec(spec) or spec.path in of]
    suites += [_unread(error) for error in report.errors]
    failures = sum(suite.count("<failure ") for suite in suites)
    errors = sum(suite.count("<error ") for suite in suites)
    tests = sum(suite.count("<testcase ") for suite in suites)
    head = f'<testsuites name="speclint" tests="{tests}" failures="{failures}" errors="{errors}">\n'
    return without_commands('<?xml version="1.0" encoding="UTF-8"?>\n' + head + "".join(suites) + "</testsuites>\n")


def _suite(spec: Spec, findings: Iterable[Finding]) -> str:
    cases: dict[tuple[str | None, str], list[Finding]] = {(f.slug, f.name): [] for f in spec.features}
    for finding in findings:
        cases.setdefault((finding.slug, finding.feature or spec.path), []).append(finding)
    written = [_case(spec.path, name, own) for (_, name), own in cases.items()]
    failed = sum(case.count("<failure ") > 0 for case in written)
    head = f'  <testsuite name={_attribute(spec.path)} tests="{len(written)}" failures="{failed}" errors="0">\n'
    return head + "".join(written) + "  </testsuite>\n"


def _case(path: str, name: str, findings: list[Finding]) -> str:
    head = f"    <testcase classname={_attribute(path)} name={_attribute(name)}"
    failing = [finding for finding in findings if finding.severity == "error"]
    others = [finding for finding in findings if finding.severity != "error"]
    inside = ""
    if failing:  # a case holds one failure: that is all the schema and most readers know
        message = f"{len(failing)} x {', '.join(dict.fromkeys(finding.code for finding in failing))}"
        inside += f'      <failure message={_attribute(message)} type="speclint">{_lines(failing)}</failure>\n'
    if others:
        inside += f"      <system-out>{_lines(others)}</system-out>\n"
    return f"{head}>\n{inside}    </testcase>\n" if inside else f"{head}/>\n"


def _unread(error: FileError) -> str:
    name = _attribute(error.path)
    return (
        f'  <testsuite name={name} tests="1" failures="0" errors="1">\n    <testcase classname={name} name={name}>\n'
        f'      <error message={_attribute(error.message)} type="unreadable"/>\n    </testcase>\n  </testsuite>\n'
    )


def _lines(findings: list[Finding]) -> str:
    return escape(
        "\n".join(
            f"{visible(finding.path)}:{finding.span.line}: {finding.severity} {finding.code} {visible(finding.message)}"
            for finding in findings
        )
    )


def _attribute(text: str) -> str:
    return quoteattr(visible(text))
