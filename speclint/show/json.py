"""The report for programs: every finding, feature by feature, in versioned JSON."""

from __future__ import annotations

from collections import Counter
from typing import Any

from speclint.model import Finding, Fix, Report, Spec
from speclint.show.grouping import SEVERITIES, is_spec, kind_of
from speclint.show.serialise import SCHEMAS, VERSION, excerpt, file_error, position, to_json
from speclint.show.terminal import Style


def json_report(report: Report, style: Style) -> str:
    """Write the report as `schemas/report.schema.json` describes it; colour and width are of no use here."""
    specs = [spec for spec in report.specs if is_spec(spec)]
    counts = Counter(finding.severity for finding in report.findings)
    return to_json(
        {
            "schema": SCHEMAS + "report.schema.json",
            "version": VERSION,
            "errors": [file_error(error) for error in report.errors],
            "notes": list(report.notes),
            "documents": [_document(spec) for spec in specs],
            "findings": [finding_fields(finding) for finding in report.findings],
            "summary": {
                "specs": len(specs),
                "features": sum(len(spec.features) for spec in specs),
                "findings": {severity: counts[severity] for severity in SEVERITIES},
                "skipped": report.skipped,
                "suppressed": report.suppressed,
                "unsure": report.unsure,
                "baselined": report.baselined,
                "unchanged": report.unchanged,
                "errors": len(report.errors),
            },
        }
    )


def _document(spec: Spec) -> dict[str, Any]:
    return {
        "path": spec.path,
        "kind": kind_of(spec),
        "language": spec.language,
        "features": [
            {
                "name": feature.name,
                "slug": feature.slug,
                "line": feature.span.line,
                "verdicts": {dimension: claim.verdict for dimension, claim in feature.claims.items()},
            }
            for feature in spec.features
        ],
    }


def finding_fields(finding: Finding) -> dict[str, Any]:
    """Give a finding as the schema describes it."""
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity,
        "confidence": finding.confidence,
        "message": finding.message,
        "question": finding.question,
        "path": finding.path,
        **position(finding.span),
        "dimension": finding.dimension,
        "verdict": finding.verdict,
        "feature": finding.feature,
        "slug": finding.slug,
        "found": [
            {"line": found.line, "text": excerpt(found.text), "reasons": list(found.reasons)} for found in finding.found
        ],
        "fingerprint": finding.fingerprint,
        "fix": _fix(finding.fix) if finding.fix else None,
    }


def _fix(fix: Fix) -> dict[str, Any]:
    edit = {**position(fix.span), "replacement": fix.replacement} if fix.span else None
    return {"applicability": fix.applicability, "edit": edit}
