"""Where text and declaration part company the text's line is reported; where both may hold, nothing is."""

from __future__ import annotations

from pathlib import Path

import pytest

from speclint.api import check_text

LATENCY = "latency: {statistic: p95, value: 500, unit: ms}"
TWICE = f"latency: [{LATENCY[9:]}, {{statistic: p95, value: 800, unit: ms, population: long mails}}]"
TARGET = "target: {metric: F1, comparator: ≥, value: 0.9}"
COST = "cost: {value: 0.02, unit: USD, per: request}"
CONFIDENCE = "confidence: {threshold: 0.7, below: goes to a person}"
ACCURACY = "target: {metric: 准确率, comparator: ≥, value: 90%}"


def contradictions(entry: str, text: str, kind: str = "prd", language: str = "en") -> list[tuple[int, str]]:
    head = f"---\nai-features:\n  Ticket routing:\n    {entry}\n---\n# Desk\n\n## Ticket routing\n\n"
    document = f"{head}A model (gpt-4o-mini) routes each ticket.\n\n{text}\n"
    report = check_text(document, kind=kind, language=language)  # type: ignore[arg-type]
    assert [f for f in report.findings if f.code == "SL910"] == []
    return [(f.span.line, f.message) for f in report.findings if f.code == "SL701"]


@pytest.mark.parametrize(
    ("entry", "text"),
    [
        (LATENCY, "The p95 latency is at most 800 ms."),
        (LATENCY, "**Latency:** p95 ≤ 0.8 s"),
        (LATENCY, "- Latency: 95% of requests within 2 s"),
        (LATENCY, "| Quality | Target |\n| --- | --- |\n| Latency p95 | ≤ 800 ms |"),
        (LATENCY, "P95 延迟不超过 800 毫秒。"),
        ("latency: {value: 10, unit: s}", "The latency of an answer is at most 30 seconds."),
        (TARGET, "F1 on the test set is at least 0.85."),
        (TARGET, "The F1 must be ≥ 85%."),
        (TARGET, "| Metric | Baseline | Target |\n| --- | --- | --- |\n| F1 | 0.71 | ≥ 0.85 |"),
        (COST, "The model costs at most $0.05 per request."),
        (CONFIDENCE, "Tickets with a confidence below 0.8 are handed to a person."),
        (ACCURACY, "模型的准确率不低于 85%。"),
    ],
)
def test_another_bound_on_the_same_figure_is_reported_on_its_line(entry: str, text: str) -> None:
    found = contradictions(entry, text)
    assert [line for line, _ in found] == [11 + 1 + (2 if text.startswith("|") else 0)]
    assert "(line 4)" in found[0][1]
    assert f"(line {found[0][0]})" in found[0][1]


@pytest.mark.parametrize(
    ("entry", "text"),
    [
        (LATENCY, "The p95 latency is at most 0.5 s."),
        (LATENCY, "The median latency is at most 800 ms."),
        (LATENCY, "The p99 latency is at most 800 ms."),
        (LATENCY, "A ticket is routed within 800 ms."),
        (LATENCY, "Today the p95 latency is 800 ms."),
        (LATENCY, "During the pilot the p95 latency is at most 800 ms."),
        (LATENCY, "### Phase 1\n\nThe p95 latency is at most 800 ms."),
        (LATENCY, "Stretch goals:\n\n- p95 latency ≤ 300 ms"),
        (LATENCY, "The p95 latency of the first token is at most 200 ms."),
        (LATENCY, "For tickets with attachments the p95 latency is at most 800 ms."),
        (LATENCY, "If the p95 latency exceeds 800 ms, the model is rolled back."),
        (LATENCY, "An alarm is raised when p95 latency > 800 ms."),
        (LATENCY, "The p95 latency may be up to 800 ms at peak."),
        (LATENCY, "| Quality | Pilot | Target |\n| --- | --- | --- |\n| Latency p95 | ≤ 800 ms | ≤ 500 ms |"),
        (LATENCY, "| Quality | Pilot |\n| --- | --- |\n| Latency p95 | ≤ 800 ms |"),
        (LATENCY, "For example, the p95 latency is at most 800 ms."),
        (LATENCY, "We do not promise a p95 latency of at most 800 ms."),
        (LATENCY, "目前 P95 延迟不超过 800 毫秒。"),
        (LATENCY, "试点阶段 P95 延迟不超过 800 毫秒。"),
        (TARGET, "F1 is at least 0.90."),
        (TARGET, "F1 is at least 90%."),
        (TARGET, "The macro F1 is at least 0.85."),
        (TARGET, "Recall is at least 0.85."),
        (TARGET, "F1 is 0.71 today."),
        (TARGET, "F1 was 0.85 in the last run."),
        (TARGET, "F1 at least 0.9 and recall at least 0.85."),
        (TARGET, "Recall at least 0.85, F1 at least 0.9."),
        (TARGET, "If F1 falls below 0.8, the old rules take over."),
        (TARGET, "F1 ≥ 0.85 for German tickets."),
        (TARGET, "F1 ≥ 0.95 is the stretch goal."),
        (TARGET, "| Metric | Target | Stretch |\n| --- | --- | --- |\n| F1 | ≥ 0.9 | ≥ 0.95 |"),
        (COST, "A month costs at most $500."),
        (COST, "A request costs at most 0.05 EUR."),
        (COST, "The customer pays $0.05 per request."),
        (CONFIDENCE, "Of the tickets, at least 80% are of high confidence and sent at once."),
        ("latency: {value: 10, unit: s}", "Time saved: a complete plan is generated within 30 seconds."),
        (CONFIDENCE, "A confidence below 0.7 goes to a person."),
        (
            CONFIDENCE,
            "From 0.9 on it is sent at once, between 0.6 and 0.8 it is shown, with less confidence it is not.",
        ),
        (ACCURACY, "召回率不低于 85%。"),
        (ACCURACY, "准确率不低于 90%，召回率不低于 85%。"),
        (ACCURACY, "准确率目前为 81%。"),
        (TWICE, "The p95 latency is at most 800 ms."),
        (
            "latency: {statistic: p95, value: 500, unit: ms, population: long mails}",
            "The p95 latency is at most 800 ms.",
        ),
        ("latency: {statistic: p95, value: 500, unit: ms, scope: first token}", "The p95 latency is at most 800 ms."),
        ("latency: {waived: {reason: a nightly batch}}", "The p95 latency is at most 800 ms."),
    ],
)
def test_what_may_hold_beside_the_declaration_is_left_alone(entry: str, text: str) -> None:
    assert contradictions(entry, text) == []


def test_what_is_said_of_all_or_of_another_feature_is_left_alone() -> None:
    declared = f"---\nai-features:\n  Ticket routing:\n    {LATENCY}\n---\n"
    text = (
        "# Desk\n\n## Features\n\n### Ticket routing\n\nA model (gpt-4o-mini) routes each ticket.\n\n"
        "### Reply drafting\n\nAn LLM drafts replies. The p95 latency is at most 4 s.\n\n"
        "## Requirements\n\nAll AI answers have a p95 latency of at most 5 s.\n"
    )
    assert [f for f in check_text(declared + text).findings if f.code == "SL701"] == []


def test_a_result_of_a_model_card_is_no_promise() -> None:
    assert contradictions(TARGET, "| Metric | Value |\n| --- | --- |\n| F1 | 0.93 |", "model-card") == []


def test_both_values_and_lines_are_named_in_chinese_too() -> None:
    ((line, message),) = contradictions(ACCURACY, "模型的准确率不低于 85%。", language="zh")
    assert line == 12
    assert message.startswith("Ticket routing：正文写的是“模型的准确率不低于 85%。”（第 12 行），")
    assert message.endswith("声明的却是“准确率 >= 90%”（第 4 行）：请保持一致")


def test_the_example_would_contradict_itself_with_another_number(root: Path) -> None:
    text = (root / "examples" / "declared-invoice-coding.md").read_text(encoding="utf-8")
    assert check_text(text).findings == ()
    (finding,) = check_text(text.replace("at most 6 s", "at most 8 s")).findings
    assert (finding.code, finding.span.line) == ("SL701", 73)


def test_lines_are_named_as_they_stand_beside_skeletons_that_are_set_aside() -> None:
    ((line, message),) = contradictions(
        LATENCY, "- Cost budget: TODO(speclint) what may a call cost?\n- The p95 latency is at most 800 ms."
    )
    assert line == 13
    assert "(line 13)" in message
    assert "(line 4)" in message
