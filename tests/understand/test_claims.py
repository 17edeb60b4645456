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
    text = SPEC + "\n## Response times\n\nThe checkout form answers within 2 s at p95.\n"
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


def stated(dimension: str, line: str, head: str = SPEC) -> bool:
    return read(f"{head}\n{line}\n").features[0].claims[dimension].verdict == "stated"


CHINESE = "# 客服问答需求\n\n## 功能\n\n### 智能问答\n\n大模型回答用户的问题。\n"


def test_words_shown_to_a_user_deny_nothing() -> None:
    assert stated("fallback", "资料未提及则诚实说明「暂无相关信息」，防止幻觉。", CHINESE)


def test_to_forbid_inventing_is_a_target_and_no_denial() -> None:
    assert stated("target", "禁止虚构证据。", CHINESE)
    assert stated("target", "质量红线：回答不编造。", CHINESE)


def test_a_reaction_beside_the_name_of_the_fallback_states_it() -> None:
    assert stated(
        "fallback", "| 编号 | 功能 | 说明 |\n|---|---|---|\n| F2 | 降级回复 | API 异常时返回预设回复 |", CHINESE
    )
    assert not stated("fallback", "模型异常时启用降级方案。", CHINESE)
    assert not stated("fallback", "错误处理：基础的错误提示和处理。", CHINESE)


def test_the_coverage_of_tests_is_no_target() -> None:
    assert not stated("target", "Unit test coverage of at least 80%.")
    assert stated("target", "The drafts cover at least 80% of the questions: coverage >= 80%.")


def test_memory_is_a_cost_where_it_is_the_models_and_the_size_of_its_file_is_none() -> None:
    assert stated("cost", "RAM at most 400 MB including the model.")
    assert not stated("cost", "The model file has 86 MB.")


def test_the_customers_cost_is_not_the_ais() -> None:
    assert not stated("cost", "Customer acquisition cost: below $30.")


def test_check_leaves_out_and_counts_what_is_unsure() -> None:
    text = SPEC + "\n![the table of targets](targets.png)\n"
    usual, all_of_it = check_text(text), check_text(text, min_confidence="low")
    assert usual.unsure == len(all_of_it.findings) - len(usual.findings) > 0
    assert not all_of_it.unsure


def test_the_unit_in_a_rows_label_is_that_of_its_numbers() -> None:
    table = "| 指标 | 数值 |\n|---|---|\n| {} | 35 |"
    for label in ("推理延迟(ms)", "FPS (GPU)"):
        assert stated("latency", table.format(label), CHINESE)


def test_how_long_a_finished_training_run_took_is_a_cost() -> None:
    assert stated("cost", "Training time: about 30 minutes per model on a GPU.")
    assert not stated("cost", "The model is trained on 680,000 hours of audio.")


LOST_PROPERTY = """\
# Lost property

Guards hand in what is left on the trains.

## Photo search

A guard takes a photo. GPT-4o names the object, its colour and brand.

- The owner describes the thing in her own words and sees the five most similar photos.
- If nothing is similar, she leaves her number and is called.

## Counter

Clerks print a receipt.
"""


def test_what_may_be_no_spec_at_all_is_told_with_low_confidence() -> None:
    """Neither its title nor its headings are a spec's; its text leans to one."""
    (spec,) = check_text(LOST_PROPERTY).specs
    assert (spec.kind, spec.doubtful) == ("prd", True)
    (feature,) = spec.features
    claims = [*spec.claims.values(), *feature.claims.values()]
    assert {feature.confidence, *(claim.confidence for claim in claims)} == {"low"}
    assert {finding.confidence for finding in check_text(LOST_PROPERTY, min_confidence="low").findings} == {"low"}
    assert not check_text(LOST_PROPERTY).findings


def test_who_says_that_it_is_a_spec_is_believed() -> None:
    (spec,) = check_text("---\nkind: prd\n---\n" + LOST_PROPERTY).specs
    assert not spec.doubtful
    assert "high" in {claim.confidence for claim in spec.claims.values()}
    assert check_text(LOST_PROPERTY, kind="prd").findings
