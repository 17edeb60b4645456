"""Traps in pairs: small specs that say the same in English and in Chinese must be read the same way, as written here.

The verdicts were written from what "stated" means, without looking at what speclint says. A file holds vectors: a
heading, an `md en` and an `md zh` fence, and a `yaml` fence with what is to be read and at which line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from speclint.judge.rules import load_index
from speclint.model import DIMENSIONS, Spec
from speclint.read.document import parse
from speclint.read.source import source_from_text
from speclint.understand.knowledge import Knowledge
from speclint.understand.spec import understand

FOLDER = Path(__file__).resolve().parent / "vectors"
VECTOR = re.compile(
    r"^## (?P<title>.+?)\n+````md en\n(?P<en>.*?)\n````\n+````md zh\n(?P<zh>.*?)\n````\n+```yaml\n(?P<said>.*?)\n```",
    re.MULTILINE | re.DOTALL,
)
LINE_SLACK = 1
# What speclint is known to read wrongly, so that a change for the better or worse is seen: "file: title: language".
KNOWN = frozenset(
    line.strip() for line in (FOLDER / "known.txt").read_text(encoding="utf-8").splitlines() if line.strip()
)


@dataclass(frozen=True)
class Vector:
    """One small spec with what it says."""

    name: str
    language: str
    text: str
    said: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.name}: {self.language}"


def read_vectors() -> list[Vector]:
    vectors = []
    for path in sorted(FOLDER.glob("*.md")):
        text = path.read_text(encoding="utf-8")
        for match in VECTOR.finditer(text):
            said = yaml.safe_load(match["said"])
            for language in ("en", "zh"):
                vectors.append(Vector(f"{path.stem}: {match['title']}", language, match[language] + "\n", said))
    return vectors


VECTORS = read_vectors()


@cache
def knowledge() -> Knowledge:
    return Knowledge.from_mapping(load_index()["knowledge"])


def of_language(value: Any, language: str) -> Any:
    return value[language] if isinstance(value, dict) and language in value else value


def faults(vector: Vector, spec: Spec) -> list[str]:
    """What is read otherwise than the vector says."""
    found = []
    if "kind" in vector.said and spec.kind != vector.said["kind"]:
        found.append(f"kind {spec.kind}, not {vector.said['kind']}")
    lines = [f.span.line for f in spec.features]
    for key in ("feature", "features"):
        if key in vector.said:
            wanted = of_language(vector.said[key], vector.language)
            wanted = wanted if isinstance(wanted, list) else [wanted]
            if lines != wanted:
                found.append(f"features at {lines}, not {wanted}")
    for name in DIMENSIONS:
        if name in vector.said:
            claim = spec.claims[name]
            wanted = vector.said[name]
            if claim.verdict != wanted["verdict"]:
                where = [f"{e.span.line}: {e.text}" for e in claim.evidence[:2]]
                found.append(f"{name} {claim.verdict}, not {wanted['verdict']} {where}")
            elif "line" in wanted:
                line = of_language(wanted["line"], vector.language)
                if all(abs(e.span.line - line) > LINE_SLACK for e in claim.evidence):
                    found.append(f"{name} read at {[e.span.line for e in claim.evidence]}, not {line}")
    return found


@pytest.mark.parametrize("vector", VECTORS, ids=str)
def test_a_vector_is_read_as_it_says(vector: Vector) -> None:
    spec = understand(parse(source_from_text("vector.md", vector.text)), knowledge())
    wrong = faults(vector, spec)
    if str(vector) in KNOWN:
        assert wrong, "is read rightly now: take it out of known.txt"
    else:
        assert wrong == []


def test_there_are_as_many_chinese_vectors_as_english_ones_and_300_at_least() -> None:
    assert len(VECTORS) >= 300
    assert sum(v.language == "en" for v in VECTORS) == sum(v.language == "zh" for v in VECTORS)


def test_most_vectors_are_read_rightly_and_what_is_known_to_be_wrong_exists() -> None:
    names = {str(v) for v in VECTORS}
    assert names >= KNOWN
