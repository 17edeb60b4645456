"""Which of a spec's features a statement outside their sections is taken for: read through `check_text`."""

from __future__ import annotations

import pytest

from speclint.api import check_text

DESK = """# PRD: Parcel desk

## Features

### Call summaries

An LLM (gpt-4o-mini) writes a summary of each call for the agent.

### Damage photos

A vision model (YOLOv8) finds the damaged places in the photos that customers send.

## Numbers

"""
SUMMARIES = """- A call summary may cost 3 pence including transcription.
- A summary is there 5 seconds after the call ends.
- Damage is found in at least 92% of the photos.
"""
DESK_ZH = """# 需求文档：客服台

## 功能

### 通话小结

每通电话结束后，大模型（gpt-4o-mini）写出坐席原来要手打的小结。

### 下周话务量预测

用 LightGBM 按小时预测下一周的来电量，供排班使用。

## 要求

"""


def verdicts(text: str, dimension: str) -> list[str]:
    (spec,) = check_text(text).specs
    return [feature.claims[dimension].verdict for feature in spec.features]


def test_a_statement_on_what_one_feature_makes_leaves_a_doubt_on_the_other() -> None:
    (spec,) = check_text(DESK + SUMMARIES).specs
    assert (spec.features[0].claims["cost"].verdict, spec.features[1].claims["cost"].confidence) == ("stated", "low")


def test_a_statement_that_bears_a_word_of_one_feature_is_of_that_one() -> None:
    assert verdicts(DESK + SUMMARIES, "target") == ["missing", "stated"]


def test_a_statement_on_all_features_is_of_each() -> None:
    assert verdicts(DESK + "- All AI features together may cost $400 a month.\n", "cost") == ["stated", "stated"]
    assert verdicts(DESK + "- Every model answers within 3 seconds.\n", "latency") == ["stated", "stated"]
    assert verdicts(DESK_ZH + "- 所有 AI 功能合起来每月不超过 3000 元。\n", "cost") == ["stated", "stated"]


@pytest.mark.parametrize(
    ("line", "dimension"),
    [
        ("If the speech model fails, a fallback mechanism takes care of it.", "fallback"),
        ("听写失败时要有降级方案。", "fallback"),
        ("Word error rate of at most 8% on 50 hours from 120 of our shows.", "target"),
        ("We use GPT-4o.", "data"),
    ],
)
def test_what_a_feature_says_itself_is_read_alike_with_another_one_beside_it(line: str, dimension: str) -> None:
    model = "A speech model (Whisper small) shows the words."
    alone = f"# PRD: Radio player\n\n## Features\n\n### Read along\n\n{model}\n{line}\n"
    beside = alone + "\n### Show summaries\n\nAn LLM (gpt-4o-mini) writes three sentences about each show.\n"
    assert verdicts(beside, dimension)[0] == verdicts(alone, dimension)[0]
