"""What a document says of itself in its front matter is heeded, or reported where it says nothing that is known."""

from __future__ import annotations

import pytest

from speclint.api import check_text
from speclint.model import Report

SPEC = "\n# AI answers PRD\n\n## Features\n\n### AI answer drafting\n\nThe LLM drafts a reply for each customer.\n"


def check(front_matter: str) -> Report:
    return check_text(f"---\n{front_matter}\n---\n{SPEC}")


def problems(front_matter: str) -> list[tuple[int, str]]:
    return [(finding.span.line, finding.message) for finding in check(front_matter).findings if finding.code == "SL901"]


@pytest.mark.parametrize(
    ("front_matter", "line", "nearest"),
    [
        ("speclint:\n  stage: lunch", 3, "did you mean launch?"),
        ("title: x\nspeclint:\n  kind: prdd\n  stage: draft", 4, "did you mean prd?"),
        ("speclint:\n  kind: essay", 3, "none of prd, model-card, none"),
        ("speclint:\n  stage: [draft, review]", 3, "none of draft, review, launch"),
        ("kind: modelcard", 2, "did you mean model-card?"),
    ],
)
def test_a_word_that_is_not_known_is_reported(front_matter: str, line: int, nearest: str) -> None:
    ((found, message),) = problems(front_matter)
    assert found == line
    assert nearest in message


@pytest.mark.parametrize(
    "front_matter",
    [
        "stage: lunch",
        "stage: 3",
        "kind: Deployment",
        "kind: product",
        "kind: [a]",
        "speclint: off",
        "kind: prd\nstage: draft",
    ],
)
def test_what_others_may_mean_is_none_of_our_business(front_matter: str) -> None:
    assert problems(front_matter) == []


def test_a_stage_of_our_own_is_heeded() -> None:
    (spec,) = check("stage: launch\nspeclint:\n  stage: draft").specs
    assert spec.stage == "draft"


@pytest.mark.parametrize("properties", ["Owner: Jo Lee\nStatus: Draft\nTags: AI", "**负责人**：李雷\n**状态**：草稿"])
def test_a_stage_among_the_properties_of_an_exported_page_is_heeded(properties: str) -> None:
    (spec,) = check_text(SPEC.replace("PRD\n\n", f"PRD\n\n{properties}\n\n", 1)).specs
    assert spec.stage == "draft"


@pytest.mark.parametrize(
    "line",
    [
        "Author: Dana Ortiz (PM). Status: draft. Last updated today.",
        "Author: Dana | Status: Draft | v2",
        "负责人：李婷　状态：草稿　版本：v0.3",
    ],
)
def test_the_stage_stands_among_other_properties_of_one_line(line: str) -> None:
    (spec,) = check_text(f"# PRD: Shop\n\n{line}\n\n## Answers\n\nAn LLM answers shoppers.\n").specs
    assert spec.stage == "draft"
