"""Small specs, in which features stand among much that is none: kind and features are read as they are labelled."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from speclint import api

FOLDERS = [Path(__file__).resolve().parent / name for name in ("small", "mixed")]
LABELS: list[dict[str, Any]] = [
    {**json.loads(path.read_text(encoding="utf-8")), "folder": folder}
    for folder in FOLDERS
    for path in sorted((folder / "labels").glob("*.json"))
]
LINE_SLACK = 2
# What is known to be read otherwise, so that a change for the better or worse is seen: "document: what".
KNOWN = frozenset(
    line for folder in FOLDERS for line in (folder / "known.txt").read_text(encoding="utf-8").splitlines()
)


def faults(label: dict[str, Any]) -> list[str]:
    """The kind where it is another, and the features that are missed and invented, by their labelled or found line."""
    text = (label["folder"] / "docs" / label["doc"]).read_text(encoding="utf-8")
    (spec,) = api.check_text(text).specs
    found = [feature.span.line for feature in spec.features]
    labelled = [feature["line"] for feature in label["features"]]
    said = [f"kind {spec.kind}"] if spec.kind != label["kind"] else []
    said += [f"missed {line}" for line in labelled if not any(abs(line - at) <= LINE_SLACK for at in found)]
    said += [f"invented {at}" for at in found if not any(abs(line - at) <= LINE_SLACK for line in labelled)]
    return [f"{label['doc']}: {fault}" for fault in said]


@pytest.mark.parametrize("label", LABELS, ids=lambda label: label["doc"])
def test_a_small_spec_is_read_as_labelled_but_for_what_is_known(label: dict[str, Any]) -> None:
    assert set(faults(label)) == {line for line in KNOWN if line.startswith(f"{label['doc']}: ")}


def test_both_languages_and_documents_without_ai_are_there() -> None:
    languages = [label["lang"] for label in LABELS]
    assert min(languages.count("en"), languages.count("zh")) >= 40
    assert sum(1 for label in LABELS if label["kind"] == "none") >= 10
