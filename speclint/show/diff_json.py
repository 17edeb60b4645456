"""What a change does to the promises of specs, for programs."""

from __future__ import annotations

from typing import Any

from speclint.change.difference import Change, Difference, DocumentChange, FeatureChange, Promise
from speclint.show.extract import quantity_fields
from speclint.show.serialise import SCHEMAS, VERSION, excerpt, file_error, to_json
from speclint.show.terminal import Style


def diff_json_report(difference: Difference, style: Style) -> str:
    """Write the difference as `schemas/diff.schema.json` describes it."""
    return to_json(
        {
            "schema": SCHEMAS + "diff.schema.json",
            "version": VERSION,
            "old": difference.old,
            "new": difference.new or None,
            "errors": [file_error(error) for error in difference.errors],
            "documents": [_document(document) for document in difference.documents],
            "summary": {
                "weakened": difference.count("weakened"),
                "strengthened": difference.count("strengthened"),
                "changed": difference.count("changed"),
                "features_added": difference.features("added"),
                "features_removed": difference.features("removed"),
                "features_renamed": difference.features("renamed"),
                "errors": len(difference.errors),
            },
        }
    )


def _document(document: DocumentChange) -> dict[str, Any]:
    return {
        "status": document.status,
        "old_path": document.old_path,
        "new_path": document.new_path,
        "old_stage": document.old_stage,
        "new_stage": document.new_stage,
        "features": [_feature(feature) for feature in document.features],
    }


def _feature(feature: FeatureChange) -> dict[str, Any]:
    sides = {
        name: {"name": side.name, "slug": side.slug, "line": side.span.line} if side else None
        for name, side in (("old", feature.old), ("new", feature.new))
    }
    return {"status": feature.status, **sides, "changes": [_change(change) for change in feature.changes]}


def _change(change: Change) -> dict[str, Any]:
    return {
        "dimension": change.dimension,
        "way": change.way,
        "effect": change.effect,
        "old_verdict": change.old_verdict,
        "new_verdict": change.new_verdict,
        "old": _promise(change.old),
        "new": _promise(change.new),
    }


def _promise(promise: Promise | None) -> dict[str, Any] | None:
    if promise is None:
        return None
    return {
        "line": promise.line,
        "text": excerpt(promise.text),
        "metric": promise.metric or None,
        "quantity": quantity_fields(promise.quantity) if promise.quantity else None,
    }
