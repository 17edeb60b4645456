"""A template whose blanks are filled in states every dimension: the filled examples come from the templates."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from speclint import api
from speclint.adopt.templates import spec_template, template
from speclint.model import DIMENSIONS

EXAMPLES = {
    ("prd", "en"): "filled-prd.md",
    ("prd", "zh"): "zh-filled-prd.md",
    ("model-card", "en"): "filled-model-card.md",
    ("model-card", "zh"): "zh-filled-model-card.md",
}
BLANK = re.compile(r"\[([^\]]+)\]|【请填写：([^】]+)】")
COMMENT = re.compile(r"<!--.*?-->\n\n", re.DOTALL)

each = pytest.mark.parametrize(("kind", "language"), list(EXAMPLES))


def filled(root: Path, kind: str, language: str) -> str:
    """Fill each blank of a template with its value in `tests/templates/`, and take out the advice."""
    values = yaml.safe_load((root / "tests/templates" / f"{kind}.{language}.yaml").read_text(encoding="utf-8"))
    text = COMMENT.sub("", spec_template(kind, language))
    assert {match[1] or match[2] for match in BLANK.finditer(text)} == set(values)
    return BLANK.sub(lambda match: values[match[1] or match[2]], text)


@each
def test_filled_in_it_states_every_dimension_and_nothing_is_left_to_report(
    kind: str, language: str, root: Path
) -> None:
    report = api.check_text(filled(root, kind, language), stage="launch", min_confidence="low")
    (spec,) = report.specs
    (feature,) = spec.features
    assert {name: feature.claims[name].verdict for name in DIMENSIONS} == dict.fromkeys(DIMENSIONS, "stated")
    assert (spec.kind, spec.language, report.findings) == (kind, language, ())


@each
def test_the_filled_example_comes_from_it(kind: str, language: str, root: Path) -> None:
    example = (root / "examples" / EXAMPLES[kind, language]).read_text(encoding="utf-8")
    assert example == filled(root, kind, language)


@each
def test_answers_that_are_open_questions_state_nothing(kind: str, language: str, root: Path) -> None:
    """As the section for AGENTS.md tells writing assistants to leave them."""
    rows = re.compile(
        r"^\| (Quality target|Latency|Cost|Confidence threshold|Fallback|Drift monitoring|"
        r"质量目标|延迟|成本|置信度|兜底|漂移监控)"
        r" \| [^|\n]+ \|$",
        re.MULTILINE,
    )
    blank = "[Latency: which bound, at which percentile? ask engineering]"
    if language == "zh":
        blank = "【待确认：延迟上限是多少、按哪个分位数？请问研发】"
    assert blank in template("agents", language)
    text, count = rows.subn(lambda row: f"| {row[1]} | {blank} |", filled(root, kind, language))
    assert count == (6 if kind == "prd" else 5)
    (spec,) = api.check_text(text).specs
    # a person who confirms is a fallback, and the threshold that a result holds at a confidence: these stand elsewhere
    asked = ("latency", "cost", "drift") if kind == "model-card" else ("latency", "cost", "confidence", "drift")
    assert [name for name in asked if spec.features[0].claims[name].verdict == "stated"] == []


def test_both_languages_have_the_same_places(root: Path) -> None:
    for kind in ("prd", "model-card"):
        shapes = [
            re.sub(r"[^#|\n*-]|(?<=\|)-+", "", BLANK.sub("", COMMENT.sub("", spec_template(kind, language))))
            for language in ("en", "zh")
        ]
        assert [line.count("|") for line in shapes[0].splitlines()] == [
            line.count("|") for line in shapes[1].splitlines()
        ]
        assert len(BLANK.findall(spec_template(kind, "en"))) == len(BLANK.findall(spec_template(kind, "zh")))
