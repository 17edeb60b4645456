"""What was read in each document, as JSON: features, and for each dimension its verdict and its evidence."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

from speclint.model import DIMENSIONS, Claim, Evidence, Feature, Quantity, Report, Spec
from speclint.show.serialise import SCHEMAS, VERSION, excerpt, file_error, position, to_json


def extract_report(report: Report) -> str:
    """Write what was read, as `schemas/spec.schema.json` describes it; a document that is no spec states nothing."""
    return to_json(
        {
            "schema": SCHEMAS + "spec.schema.json",
            "version": VERSION,
            "errors": [file_error(error) for error in report.errors],
            "documents": [_document(spec) for spec in report.specs],
        }
    )


def _document(spec: Spec) -> dict[str, Any]:
    is_spec = spec.kind != "none"
    features = spec.features if is_spec else ()
    claims: Mapping[str, Claim] = spec.claims if is_spec else {}
    dimensions = _ordered(claims)
    return {
        "path": spec.path,
        "kind": spec.kind,
        "language": spec.language,
        "dimensions": {dimension: _claim(dimension, claims) for dimension in dimensions},
        "features": [_feature(feature) for feature in features],
    }


def _feature(feature: Feature) -> dict[str, Any]:
    return {
        "name": feature.name,
        "slug": feature.slug,
        "line": feature.span.line,
        "end_line": feature.end_line,
        "task": feature.task,
        "mode": feature.mode,
        "dimensions": {dimension: _scoped_claim(dimension, feature.claims) for dimension in _ordered(feature.claims)},
    }


def _ordered(claims: Iterable[str]) -> list[str]:
    """Put the nine dimensions first, whatever is said of them, and those that a team adds behind."""
    return [*DIMENSIONS, *(dimension for dimension in claims if dimension not in DIMENSIONS)]


def _claim(dimension: str, claims: Mapping[str, Claim]) -> dict[str, Any]:
    claim = claims.get(dimension) or Claim(dimension, "missing", None, "medium", ())
    return {
        "verdict": claim.verdict,
        "confidence": claim.confidence,
        "evidence": [_evidence(evidence) for evidence in claim.evidence],
    }


def _scoped_claim(dimension: str, claims: Mapping[str, Claim]) -> dict[str, Any]:
    claim = _claim(dimension, claims)
    scope = claims[dimension].scope if dimension in claims else None
    return {"verdict": claim.pop("verdict"), "scope": scope, **claim}


def _evidence(evidence: Evidence) -> dict[str, Any]:
    linked = {"path": evidence.path} if evidence.path else {}
    return {
        **linked,
        **position(evidence.span),
        "text": excerpt(evidence.text),
        "standing": evidence.standing,
        "reasons": list(evidence.reasons),
        "quantities": [quantity_fields(quantity) for quantity in evidence.quantities],
    }


def quantity_fields(quantity: Quantity) -> dict[str, Any]:
    """Give a quantity as `schemas/spec.schema.json` describes it."""
    return {
        "text": quantity.text,
        "comparator": quantity.comparator,
        "value": _finite(quantity.value),
        "high": None if quantity.high is None else _finite(quantity.high),
        "unit": quantity.unit,
        "kind": quantity.kind,
        "statistic": quantity.statistic,
        "per": quantity.per,
        "role": quantity.role,
    }


def _finite(value: float) -> float | None:
    """Drop what JSON has no number for: a document may hold a number of a thousand digits."""
    return value if math.isfinite(value) else None
