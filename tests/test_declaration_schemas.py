"""The published schemas say what the program does, and help whoever writes in an editor."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.validators import validator_for

from speclint.api import check_text
from speclint.model import DIMENSIONS

ROOT = Path(__file__).resolve().parent.parent
SCHEMAS = {
    name: json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
    for name in ("prd", "model-card")
}
TEXT = "# Desk\n\n## Reply drafting\n\nAn LLM drafts replies.\n"


def validator(name: str) -> Any:
    """The validator of a whole front matter, its references to the other file resolved."""
    text = json.dumps(SCHEMAS[name]).replace("prd.schema.json#/$defs/", "#/$defs/")
    return Draft202012Validator({**json.loads(text), "$defs": SCHEMAS["prd"]["$defs"]}, format_checker=FormatChecker())


def objects(schema: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(schema, dict):
        yield path, schema
        for key, value in schema.items():
            yield from objects(value, f"{path}/{key}")
    elif isinstance(schema, list):
        for number, value in enumerate(schema):
            yield from objects(value, f"{path}/{number}")


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_one_and_bears_its_published_name(name: str) -> None:
    validator_for(SCHEMAS[name]).check_schema(SCHEMAS[name])
    assert SCHEMAS[name]["$id"] == f"https://speclint.dev/schemas/{name}.schema.json"
    assert SCHEMAS[name]["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_every_key_of_a_declaration_has_a_title_and_a_description() -> None:
    lacking = [
        f"{path}/{key}"
        for path, schema in objects(SCHEMAS["prd"]["$defs"])
        for key, value in schema.get("properties", {}).items()
        if isinstance(value, dict) and "$ref" not in value and not {"title", "description"} <= set(value)
    ]
    assert lacking == []


def test_no_key_of_our_own_may_be_misspelled() -> None:
    definitions = SCHEMAS["prd"]["$defs"]
    assert set(DIMENSIONS) <= set(definitions["feature"]["properties"])
    for name in ("feature", "waived", *DIMENSIONS):
        assert definitions[name]["additionalProperties"] is False, name
        if name in DIMENSIONS:
            assert "waived" in definitions[name]["properties"]


@pytest.mark.parametrize("name", ["feature", "waived", *DIMENSIONS])
def test_the_examples_of_a_schema_are_valid_and_its_fields_too(name: str) -> None:
    schema = SCHEMAS["prd"]["$defs"][name]
    for _, inner in objects(schema):
        for example in inner.get("examples", []) if not isinstance(inner.get("examples"), dict) else ():
            check = Draft202012Validator({**inner, "$defs": SCHEMAS["prd"]["$defs"]}, format_checker=FormatChecker())
            assert [error.message for error in check.iter_errors(example)] == [], (name, example)


@pytest.mark.parametrize(
    "declared",
    [
        "{Reply drafting: {latency: {value: 3, unit: s}}}",
        "[Reply drafting]",
        "{Reply drafting: }",
        "[{name: Reply drafting, model: gpt-4o, data: help centre}]",
        "{Reply drafting: {target: [{metric: F1, comparator: ≥, value: 85%}]}}",
        "{Reply drafting: {target: [{waived: {reason: x, owner: y, until: 2027-01-31}}]}}",
        "{}",
        "3",
        "[{task: act}]",
        "{Reply drafting: fast}",
        "{Reply drafting: {latnecy: {}}}",
        "{Reply drafting: {latency: {value: 3}}}",
        "{Reply drafting: {latency: []}}",
        "{Reply drafting: {confidence: {threshold: 0.7}}}",
        "{Reply drafting: {drift: {what: x, threshold: 0.7}}}",
        "{Reply drafting: {cost: {waived: {reason: x}, value: 3, unit: USD, per: month}}}",
        "{Reply drafting: {cost: {waived: {reason: x, until: 2027-13-01}}}}",
        "{Reply drafting: {model: {}}}",
        "{Reply drafting: {evaluation: {dataset: x, slices: [1]}}}",
        "[{name: x, task: clasify}]",
    ],
)
def test_what_an_editor_underlines_is_what_speclint_reports(declared: str) -> None:
    report = check_text(f"---\nai-features: {declared}\n---\n{TEXT}", select=["SL910"])
    # as an editor reads it, dates are text
    data = yaml.load(declared, Loader=yaml.BaseLoader) if "until" in declared else yaml.safe_load(declared)
    for name in SCHEMAS:
        assert validator(name).is_valid({"ai-features": data}) == (report.findings == ()), name


def test_metadata_as_model_hubs_document_it_is_valid() -> None:
    head = """
language: [en, zh]
license: other
license_name: acme-1
license_link: LICENSE
library_name: transformers
pipeline_tag: text-classification
tags: [support]
datasets: [acme/tickets]
metrics: [f1]
base_model: [a/b, c/d]
base_model_relation: merge
co2_eq_emissions: {emissions: 12.5, source: measured}
model-index:
- name: router
  results:
  - task: {type: text-classification, name: Routing}
    dataset: {type: acme/tickets, name: Tickets, split: test, args: {}}
    metrics: [{type: f1, value: 0.87, verified: false}]
    source: {name: run, url: https://example.com}
anything: {else: [1]}
"""
    data = yaml.safe_load(head)
    assert [error.message for error in validator("model-card").iter_errors(data)] == []
    report = check_text(f"---{head}ai-features: [router]\n---\n# Router\n\nA model that routes.\n", select=["SL9"])
    assert report.findings == ()
