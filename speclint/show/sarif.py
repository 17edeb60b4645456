"""SARIF 2.1.0, for code scanning: rules with their pages, results with fingerprints that hold no line numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from speclint.model import Finding, Report
from speclint.show.places import global_fingerprint, uri
from speclint.show.serialise import PROJECT, to_json
from speclint.show.terminal import Style
from speclint.show.words import sentences

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_PRECISION = {"high": "very-high", "medium": "high", "low": "low"}
_PROBLEM = {"error": "error", "warning": "warning", "info": "recommendation"}
_LONGEST = 1024  # characters of a rule's description that GitHub reads


@dataclass(frozen=True, slots=True)
class RuleHelp:
    """What a reader of a finding may ask about its rule: a sentence, its question, its page in Markdown."""

    code: str
    name: str
    group: str
    severity: str
    summary: str
    question: str
    page: str


def sarif_report(report: Report, style: Style, rules: Mapping[str, RuleHelp], version: str) -> str:
    """Write one run; `rules` are those known by code, and one that is not among them is told by its finding."""
    codes = sorted({finding.code for finding in report.findings} | set(rules))
    of: dict[str, list[Finding]] = {}
    for finding in report.findings:
        of.setdefault(finding.code, []).append(finding)
    known = [
        _rule(rules[code], of.get(code, ()), style.language) if code in rules else _unknown(of[code][0])
        for code in codes
    ]
    place = {code: index for index, code in enumerate(codes)}
    run: dict[str, Any] = {
        "tool": {"driver": {"name": "speclint", "informationUri": PROJECT, "semanticVersion": version, "rules": known}},
        "automationDetails": {"id": "speclint/"},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": not report.errors, "toolExecutionNotifications": _troubles(report)}],
        "results": [_result(finding, place[finding.code], style.language) for finding in report.findings],
    }
    return to_json({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(rule: RuleHelp, findings: Sequence[Finding], language: str) -> dict[str, Any]:
    least = max((finding.confidence for finding in findings), key=list(_PRECISION).index, default="medium")
    said = sentences(language, rule.summary, rule.question)
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary[:_LONGEST]},
        "fullDescription": {"text": said[:_LONGEST]},
        "help": {"text": said, "markdown": rule.page},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {
            "tags": ["specification", rule.group],
            "precision": _PRECISION[least],  # a rule has one: that of its least sure finding
            "problem": {"severity": _PROBLEM[rule.severity]},
        },
    }


def _unknown(finding: Finding) -> dict[str, Any]:
    text = {"text": finding.question or finding.name}
    level = {"level": _LEVELS[finding.severity]}
    return {
        "id": finding.code,
        "name": finding.name,
        "shortDescription": text,
        "help": text,
        "defaultConfiguration": level,
    }


def _result(finding: Finding, index: int, language: str) -> dict[str, Any]:
    line, column = finding.span.line, finding.span.column
    region = {"startLine": line, "startColumn": column, "endLine": line, "endColumn": column + 1}
    return {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": sentences(language, finding.message, finding.question)},
        "locations": [
            {"physicalLocation": {"artifactLocation": {"uri": uri(finding.path)}, "region": region}},
        ],
        **_fixes(finding, language),
        "partialFingerprints": {"primaryLocationLineHash": f"{global_fingerprint(finding)}:1"},
        "properties": {
            "confidence": finding.confidence,
            **({"feature": finding.feature} if finding.feature else {}),
            **({"dimension": finding.dimension} if finding.dimension else {}),
        },
    }


def _fixes(finding: Finding, language: str) -> dict[str, Any]:
    """The fix of a finding, where it is safe and knows its place."""
    fix = finding.fix
    if fix is None or fix.span is None or fix.applicability != "safe":
        return {}
    span = fix.span
    region = {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
    replacement = {"deletedRegion": region, "insertedContent": {"text": fix.replacement}}
    change = {"artifactLocation": {"uri": uri(finding.path)}, "replacements": [replacement]}
    return {"fixes": [{"description": {"text": sentences(language, finding.message)}, "artifactChanges": [change]}]}


def _troubles(report: Report) -> list[dict[str, Any]]:
    return [
        {
            "level": "error",
            "message": {"text": error.message},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": uri(error.path)},
                        **({"region": {"startLine": error.line}} if error.line else {}),
                    }
                }
            ],
        }
        for error in report.errors
    ]
