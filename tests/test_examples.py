"""The example specs are read as `examples/expected.yaml` says a careful reader reads them.

Where speclint is known to read otherwise, `known.txt` beside the vectors of the examples says so, line by line, so that
a change for the better or the worse is seen.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from speclint import api
from speclint.model import CORE, DIMENSIONS

ROOT = Path(__file__).resolve().parent.parent
EXPECTED: dict[str, dict[str, Any]] = yaml.safe_load((ROOT / "examples" / "expected.yaml").read_text(encoding="utf-8"))
KNOWN = frozenset((ROOT / "tests" / "examples_known.txt").read_text(encoding="utf-8").splitlines())


def disagreements(name: str) -> list[str]:
    """Where speclint and the careful reader differ on an example, one line each."""
    wanted = EXPECTED[name]
    (spec,) = api.extract([ROOT / "examples" / name]).specs
    found = []
    if spec.kind != wanted["kind"]:
        found.append(f"kind is {wanted['kind']}, read as {spec.kind}")
    for dimension in DIMENSIONS:
        said, expected = spec.claims[dimension].verdict, wanted["dimensions"][dimension]["verdict"]
        if said != expected:
            found.append(f"{dimension} is {expected}, read as {said}")
    features = {f.span.line: f for f in spec.features}
    for expected in wanted["features"]:
        feature = features.pop(expected["line"], None)
        if feature is None:
            found.append(f"feature at {expected['line']} is not seen")
            continue
        for dimension in CORE:
            said = feature.claims[dimension].verdict
            if said != expected["verdicts"][dimension]:
                found.append(f"{expected['line']}: {dimension} is {expected['verdicts'][dimension]}, read as {said}")
    found.extend(f"line {line} is no feature" for line in features)
    return [f"{name}: {line}" for line in found]


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_an_example_is_read_as_expected(name: str) -> None:
    known = {line for line in KNOWN if line.startswith(f"{name}:")}
    assert set(disagreements(name)) == known


def test_every_example_has_its_expected_reading() -> None:
    names = {p.name for p in (ROOT / "examples").glob("*.md")} - {"README.md"}
    assert names == set(EXPECTED)
    assert len(names) >= 10
    assert sum(1 for e in EXPECTED.values() if e["language"] == "zh") >= 2
