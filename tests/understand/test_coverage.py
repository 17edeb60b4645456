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

- 小结在挂断后 5 秒内出现。
- 七成以上的小结不用改就能归档。
- 每周抽 50 条小结和录音比对，错误率超过一成就停用，改提示词。
"""


def verdicts(text: str, dimension: str) -> list[str]:
    (spec,) = check_text(text).specs
    return [feature.claims[dimension].verdict for feature in spec.features]


def test_a_statement_on_what_one_feature_makes_is_not_of_the_other() -> None:
    assert verdicts(DESK + SUMMARIES, "cost") == ["stated", "missing"]


@pytest.mark.parametrize("dimension", ["drift", "evaluation"])
def test_nor_is_it_in_chinese(dimension: str) -> None:
    assert verdicts(DESK_ZH, dimension) == ["stated", "missing"]


def test_a_statement_on_all_features_is_of_each() -> None:
    assert verdicts(DESK + "- All AI features together may cost $400 a month.\n", "cost") == ["stated", "stated"]
    assert verdicts(DESK + "- Every model answers within 3 seconds.\n", "latency") == ["stated", "stated"]


def test_that_a_statement_on_another_feature_is_none_on_this_one_leaves_a_doubt() -> None:
    (spec,) = check_text(DESK + SUMMARIES).specs
    assert [feature.claims["cost"].confidence for feature in spec.features] == ["medium", "low"]
