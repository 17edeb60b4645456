"""The quantity grammar: what it finds is told in quantities.yaml; here are the promises that hold for any text."""

from __future__ import annotations

import copy
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from speclint.model import Quantity
from speclint.understand.quantities import QuantityGrammar

HERE = Path(__file__).resolve().parent
VOCABULARY = yaml.safe_load((HERE.parents[1] / "rules" / "vocabulary" / "quantities.yaml").read_text("utf-8"))
GRAMMAR = QuantityGrammar.from_mapping(VOCABULARY)
KINDS = {
    "compute", "count", "duration", "interval", "memory", "money", "multiple", "number", "points", "rate", "ratio",
    "score", "throughput", "tokens",
}  # fmt: skip
COMPARATORS = {"", "<", "<=", ">", ">=", "=", "≈", "delta+", "delta-"}


def vectors() -> Iterator[Any]:
    """Yield each vector of quantities.yaml under its group's name and text."""
    groups = yaml.safe_load((HERE / "quantities.yaml").read_text("utf-8"))
    for group, entries in groups.items():
        for entry in entries:
            yield pytest.param(entry, id=f"{group}: {entry['text']}")


def described(quantity: Quantity) -> dict[str, Any]:
    """Return a quantity as the vectors write it: without positions and without what is empty."""
    names = ("text", "kind", "value", "high", "unit", "comparator", "statistic", "per", "role")
    values = {name: getattr(quantity, name) for name in names}
    return {name: value for name, value in values.items() if value not in ("", None)}


@pytest.mark.parametrize("vector", list(vectors()))
def test_finds_what_the_vector_says(vector: dict[str, Any]) -> None:
    found = GRAMMAR.find(vector["text"], vector["language"])
    expected = vector["quantities"]
    assert [described(quantity) | {"value": None} for quantity in found] == [
        quantity | {"value": None} for quantity in expected
    ]
    assert [quantity.value for quantity in found] == pytest.approx([quantity["value"] for quantity in expected])


def test_vectors_hold_both_languages_and_what_is_no_quantity() -> None:
    entries = [vector.values[0] for vector in vectors()]
    assert sum(entry["language"] == "zh" for entry in entries) >= len(entries) * 0.45
    assert sum(not entry["quantities"] for entry in entries) >= 100
    kinds = {quantity["kind"] for entry in entries for quantity in entry["quantities"]}
    assert kinds == KINDS


def test_positions_and_values_are_sound_in_every_line_of_the_corpus(corpus: Path) -> None:
    for path in sorted((corpus / "docs").iterdir()):
        for line in path.read_text("utf-8").splitlines():
            for language in ("en", "zh"):
                end = 0
                for quantity in GRAMMAR.find(line, language):
                    assert end <= quantity.start < quantity.end <= len(line)
                    assert quantity.text == line[quantity.start : quantity.end]
                    assert math.isfinite(quantity.value)
                    assert quantity.high is None or quantity.high >= quantity.value
                    assert quantity.kind in KINDS
                    assert quantity.comparator in COMPARATORS
                    end = quantity.end


def test_a_full_width_text_reads_as_its_plain_form_does() -> None:
    plain = "p95 <= 800ms, >=95%, $0.05/call, 1.5s"
    wide = "".join(
        chr(ord(character) + 0xFEE0) if "!" <= character <= "~" and character != "," else character
        for character in plain
    )
    as_read = [(quantity.start, quantity.end, quantity.value, quantity.comparator) for quantity in GRAMMAR.find(plain)]
    assert len(as_read) == 4
    assert [
        (quantity.start, quantity.end, quantity.value, quantity.comparator) for quantity in GRAMMAR.find(wide)
    ] == as_read


def test_yen_sign_is_read_by_language() -> None:
    assert [GRAMMAR.find("¥500 per month", language)[0].unit for language in ("zh", "en", "ja")] == [
        "CNY",
        "CNY",
        "JPY",
    ]


def test_a_letter_w_is_weeks_in_english_and_ten_thousand_in_chinese() -> None:
    english, chinese = GRAMMAR.find("2w", "en"), GRAMMAR.find("2w 条", "zh")
    assert [(quantity.kind, quantity.value) for quantity in (*english, *chinese)] == [
        ("duration", 1209600),
        ("count", 20000),
    ]


def test_a_unit_added_to_the_vocabulary_is_understood() -> None:
    vocabulary = copy.deepcopy(VOCABULARY)
    vocabulary["units"].append(
        {"kind": "duration", "unit": "s", "factor": 1209600.0, "words": ["sprint", "sprints", "个冲刺"]}
    )
    grammar = QuantityGrammar.from_mapping(vocabulary)
    assert [quantity.value for quantity in grammar.find("within 2 sprints")] == [2419200]
    assert [quantity.value for quantity in grammar.find("不超过 3 个冲刺", "zh")] == [3628800]
    assert [quantity.kind for quantity in GRAMMAR.find("within 2 sprints")] == ["count"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1" * 200_000, 0),
        ("1." * 100_000, 0),
        ("1,2," * 20_000, 0),
        (" " * 200_000, 0),
        ("<" * 200_000, 0),
        ("九" * 200_000, 0),
        ("每" * 200_000, 0),
        ("a" * 200_000 + "5 s", 0),
        ("less than " * 20_000 + "3 s", 1),
        ("http://" * 28_000, 0),
        ("a@" * 100_000, 0),
        ("111,111," * 12_000, 0),
        ("1 a b c " * 10_000, 0),
        ("3 s " * 20_000, 20_000),
        ("95% of " * 15_000, 15_000),
    ],
    ids=lambda value: value[:12] if isinstance(value, str) else str(value),
)
def test_hostile_text_is_read_to_its_end(text: str, found: int) -> None:
    quantities = GRAMMAR.find(text)
    assert len(quantities) == found
    assert all(quantity.text == text[quantity.start : quantity.end] for quantity in quantities)
