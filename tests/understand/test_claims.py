"""What a spec claims, how sure speclint is of it, and what it is called: read through `check_text`."""

from __future__ import annotations

from speclint.api import check_text
from speclint.model import Finding, Kind, Spec

SPEC = "# AI answers PRD\n\n## Features\n\n### AI answer drafting\n\nThe LLM drafts a reply for each customer.\n"


def read(text: str, kind: Kind = "prd") -> Spec:
    (spec,) = check_text(text, kind=kind).specs
    return spec


def missing(text: str, dimension: str, confidence: str = "low") -> list[Finding]:
    report = check_text(text, min_confidence=confidence)  # type: ignore[arg-type]
    return [finding for finding in report.findings if finding.dimension == dimension and finding.verdict == "missing"]


def test_what_no_statement_raises_is_missing_for_sure() -> None:
    assert [finding.confidence for finding in missing(SPEC, "latency", "high")] == ["high"]


def test_what_is_said_of_something_else_leaves_a_doubt() -> None:
    text = SPEC + "\n## Payments page\n\nThe checkout form loads within 2 s at p95.\n"
    assert [finding.confidence for finding in missing(text, "latency")] == ["medium"]
    assert not missing(text, "latency", "high")


def test_what_stands_late_in_an_endless_sentence_is_read() -> None:
    text = SPEC + "\nLatency: " + "and it is so for every user " * 200 + "the LLM answers within p95 2 s.\n"
    assert read(text).features[0].claims["latency"].verdict == "stated"


def test_an_endless_row_is_read_to_its_end() -> None:
    row = f"| AI answers | {'and so on ' * 300} | latency p95 below 2 s |"
    spec = read(SPEC + f"\n| What | Remarks | Requirement |\n|---|---|---|\n{row}\n")
    (quantity,) = spec.features[0].claims["latency"].evidence[0].quantities
    assert (quantity.text, quantity.value) == ("below 2 s", 2.0)


def test_the_name_of_a_card_is_short_enough_to_print() -> None:
    spec = read(
        "# Model card: " + "a very long name " * 50 + "\n\nThe model was trained on 500 images.\n", "model-card"
    )
    assert all(80 < len(feature.name) <= 120 for feature in spec.features)
    assert spec.features[0].name.endswith("…")


def test_a_sample_on_which_quality_is_measured_is_an_evaluation() -> None:
    head = "# 客服问答需求\n\n## 功能\n\n### 智能问答\n\n大模型回答用户的问题。\n\n"
    for how in ("在 2026 年 5 月的 600 条工单上评测", "于 600 张工单上测得"):
        assert read(head + f"准确率不低于 92%，{how}。\n").features[0].claims["evaluation"].verdict == "stated"
