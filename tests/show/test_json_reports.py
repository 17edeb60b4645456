"""What programs are given: valid against the published schemas, complete, the same bytes each time."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hand_made import chinese_report, claim, english_report, evidence, feature, finding, quantity, spec
from jsonschema import Draft202012Validator

from speclint.model import DIMENSIONS, FileError, Found, Report
from speclint.show.extract import extract_report
from speclint.show.json import json_report
from speclint.show.terminal import Style


def closed(schema: Any) -> Any:
    """Make a schema refuse fields that it does not describe: a program must not, this test must."""
    if isinstance(schema, list):
        return [closed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    strict = {key: closed(value) for key, value in schema.items()}
    if "properties" in strict and "additionalProperties" not in strict:
        strict["additionalProperties"] = False
    return strict


def validator(root: Path, name: str) -> Draft202012Validator:
    schema = json.loads((root / "schemas" / name).read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(closed(schema))


@pytest.fixture(scope="module")
def of_check(root: Path) -> Draft202012Validator:
    return validator(root, "report.schema.json")


@pytest.fixture(scope="module")
def of_extract(root: Path) -> Draft202012Validator:
    return validator(root, "spec.schema.json")


def with_errors(report: Report) -> Report:
    unread = (FileError("b.md", "not UTF-8", 3), FileError("c.md", "permission denied"))
    return replace(report, errors=unread, notes=("nothing new",), suppressed=2)


@pytest.mark.parametrize(
    "report", [english_report(), chinese_report(), with_errors(english_report()), Report((), (), ())]
)
def test_answers_are_valid(report: Report, of_check: Draft202012Validator, of_extract: Draft202012Validator) -> None:
    of_check.validate(json.loads(json_report(report, Style())))
    of_extract.validate(json.loads(extract_report(report)))


def test_an_invalid_answer_would_be_noticed(of_extract: Draft202012Validator) -> None:
    answer = json.loads(extract_report(english_report()))
    answer["documents"][0]["features"][0]["surprise"] = 1
    assert not of_extract.is_valid(answer)


def test_check_tells_each_finding_feature_by_feature() -> None:
    answer = json.loads(json_report(with_errors(english_report()), Style()))
    assert answer["version"] == 1
    assert [found["feature"] for found in answer["findings"]][:2] == ["Answer drafting", "Ticket triage"]
    assert answer["findings"][4]["found"] == [{"line": 62, "text": "high accuracy", "reasons": ["no-number"]}]
    assert answer["summary"] == {
        "specs": 2,
        "features": 5,
        "findings": {"error": 4, "warning": 2, "info": 1},
        "skipped": 1,
        "suppressed": 2,
        "unsure": 0,
        "baselined": 0,
        "unchanged": 0,
        "errors": 2,
    }
    assert [document["path"] for document in answer["documents"]] == ["docs/prd.md", "docs/card.md"]
    assert answer["documents"][0]["features"][1]["verdicts"]["target"] == "vague"


def test_extract_keeps_the_contract() -> None:
    stated = claim("latency", "stated", evidence())
    report = Report((spec("prd.md", feature("Answer drafting", 34, latency=stated)),), (), ())
    answer = json.loads(extract_report(report))
    assert list(answer) == ["schema", "version", "errors", "documents"]
    (document,) = answer["documents"]
    assert list(document) == ["path", "kind", "language", "dimensions", "features"]
    assert list(document["dimensions"]) == list(DIMENSIONS)
    (described,) = document["features"]
    dimensions = described.pop("dimensions")
    assert described == {
        "name": "Answer drafting",
        "slug": "answer-drafting",
        "line": 34,
        "end_line": 43,
        "task": "generate",
        "mode": "interactive",
    }
    assert list(dimensions) == list(DIMENSIONS)
    assert dimensions["latency"] == {
        "verdict": "stated",
        "scope": "own",
        "confidence": "high",
        "evidence": [
            {
                "line": 12,
                "end_line": 12,
                "column": 5,
                "end_column": 17,
                "text": "p95 ≤ 800 ms",
                "standing": "asserted",
                "reasons": [],
                "quantities": [
                    {
                        "text": "≤ 800 ms",
                        "comparator": "<=",
                        "value": 0.8,
                        "high": None,
                        "unit": "s",
                        "kind": "duration",
                        "statistic": "p95",
                        "per": None,
                        "role": "target",
                    }
                ],
            }
        ],
    }
    assert dimensions["cost"] == {"verdict": "missing", "scope": None, "confidence": "high", "evidence": []}


def test_evidence_keeps_its_order() -> None:
    pieces = [evidence(line, f"p95 ≤ {line} ms") for line in (40, 12, 90)]
    report = Report((spec("prd.md", feature("Search", 3, latency=claim("latency", "stated", *pieces))),), (), ())
    (document,) = json.loads(extract_report(report))["documents"]
    assert [piece["line"] for piece in document["features"][0]["dimensions"]["latency"]["evidence"]] == [40, 12, 90]


def test_a_document_that_is_no_spec_states_nothing() -> None:
    of = feature("Search", 3, latency=claim("latency", "stated", evidence()))
    (document,) = json.loads(extract_report(Report((spec("README.md", of, kind="none"),), (), ())))["documents"]
    assert document["features"] == []
    missing = {"verdict": "missing", "confidence": "medium", "evidence": []}
    assert document["dimensions"] == dict.fromkeys(DIMENSIONS, missing)


def test_a_dimension_that_a_team_adds_stands_behind_the_nine(of_extract: Draft202012Validator) -> None:
    of = feature("Search", 3)
    wider = replace(of, claims={"accessibility": claim("accessibility"), **of.claims})
    answer = json.loads(extract_report(Report((spec("prd.md", wider),), (), ())))
    of_extract.validate(answer)
    assert list(answer["documents"][0]["features"][0]["dimensions"]) == [*DIMENSIONS, "accessibility"]


def test_evidence_in_a_linked_document_names_it(of_extract: Draft202012Validator) -> None:
    linked = replace(evidence(), path="plan.md")
    of = feature("Search", 3, latency=claim("latency", "stated", linked))
    answer = json.loads(extract_report(Report((spec("prd.md", of),), (), ())))
    of_extract.validate(answer)
    assert answer["documents"][0]["dimensions"]["latency"]["evidence"][0]["path"] == "plan.md"


@pytest.mark.parametrize("value", [math.inf, math.nan])
def test_a_number_beyond_all_numbers_is_null(value: float, of_extract: Draft202012Validator) -> None:
    huge = replace(evidence(), quantities=(replace(quantity(), value=value, high=value),))
    of = feature("Search", 3, latency=claim("latency", "stated", huge))
    answer = json.loads(extract_report(Report((spec("prd.md", of),), (), ())))
    of_extract.validate(answer)
    assert answer["documents"][0]["dimensions"]["latency"]["evidence"][0]["quantities"][0]["value"] is None


def test_text_is_kept_whole_yet_harms_no_terminal() -> None:
    text = "延迟\u202e\x1b[31m\x9b\U000e0041\udc80\x00"
    of = replace(feature("Search", 3), name=text)
    report = Report((spec("prd.md", of),), (finding(of),), ())
    for written in (json_report(report, Style()), extract_report(report)):
        assert "延迟" in written
        assert not [character for character in written if character in "\u202e\x1b\x9b\U000e0041\udc80\x00"]
        assert json.loads(written)["documents"][0]["features"][0]["name"] == text
        written.encode("utf-8")


def test_the_same_report_gives_the_same_bytes() -> None:
    assert json_report(english_report(), Style()) == json_report(english_report(), Style(colour=True, width=100))
    assert extract_report(english_report()) == extract_report(english_report())


def test_what_is_quoted_is_cut(of_check: Draft202012Validator, of_extract: Draft202012Validator) -> None:
    text = "p95 " * 1000
    drafting = feature("Answer drafting", 34, latency=claim("latency", "vague", evidence(12, text, "no-number")))
    said = finding(drafting, "latency", "vague", Found(text, 12, ("no-number",)))
    report = Report((spec("prd.md", drafting),), (said,), ())
    found = json.loads(json_report(report, Style()))
    of_check.validate(found)
    read = json.loads(extract_report(report))
    of_extract.validate(read)
    quotes = [
        found["findings"][0]["found"][0]["text"],
        read["documents"][0]["features"][0]["dimensions"]["latency"]["evidence"][0]["text"],
    ]
    assert [(len(quote), quote[:8], quote[-1]) for quote in quotes] == [(500, "p95 p95 ", "…")] * 2
