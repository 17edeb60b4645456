"""What a document is told to be by headings that are no form's: read through `check_text`."""

from __future__ import annotations

import pytest

from speclint.api import check_text

CARD = """# crack-finder v2

## What it is for
It looks at photos of bridge bearings and marks cracks.

## What it learned from
41,000 photos of our own inspections from 2019 to 2023, outlined by six inspectors.

## How good it is
It finds 93 of 100 cracks on 1,200 photos of bridges that it never saw.

## When not to trust it
Wet concrete and photos by flashlight.
"""


def test_headings_in_plain_words_tell_a_model_card() -> None:
    (spec,) = check_text(CARD).specs
    assert spec.kind == "model-card"


STUDY = """

## 1. GlobeGuide

**Core features**
- AI trip planning: a language model drafts the days, accuracy 92% on their own test set
- Answers within 3 seconds, falls back to search results

## 2. WanderBot

- Chat assistant built on gpt-4o, $0.01 per question
- Below a confidence of 0.6 it hands over to an agent

## What we learn

Their assistants answer from licensed guide books; ours should too.
"""


@pytest.mark.parametrize(
    "title",
    [
        "Travel assistants: competitive analysis",
        "Market research report, spring",
        "旅行助手竞品分析报告",
        "是否需要 RAG：产品与证据调研",
    ],
)
def test_a_survey_of_what_others_built_is_no_spec(title: str) -> None:
    (spec,) = check_text(f"# {title}{STUDY}").specs
    assert spec.kind == "none"


@pytest.mark.parametrize(
    "title",
    [
        "Competitive analysis assistant: product requirements",
        "智能竞品分析助手产品需求文档",
        "竞品分析智能体",
        "Research notes assistant",
    ],
)
def test_a_tool_for_surveys_is_a_spec(title: str) -> None:
    text = f"""# {title}

## Features

### Summary of a competitor
The language model (gpt-4o-mini) drafts a page on each competitor from its web pages.

- Latency: p95 at most 8 s
- At least 85% of the drafts are used by an analyst
"""
    (spec,) = check_text(text).specs
    assert (spec.kind, len(spec.features)) == ("prd", 1)


@pytest.mark.parametrize(
    "denial",
    [
        "“AI” 在本版仍指规则与价值优化，不调用大模型。",
        "系统基于规则引擎，不使用LLM。",
        "The planner works by fixed rules and does not call an LLM.",
    ],
)
def test_a_spec_that_says_no_model_is_called_has_no_feature(denial: str) -> None:
    text = f"""# AI 家居预算规划产品需求

## 定位
按房屋和总预算生成一套清单。{denial}

## 需求
- 推荐价格区间和当前分配
- 推荐原因与警告
- 超出预算时智能调整数量
"""
    (spec,) = check_text(text).specs
    assert not spec.features


GUIDED = """

## Add a source

The assistant (gpt-4o) answers from the handbook within 3 seconds; below a similarity of 0.7 it hands over.

1. Open the settings and paste the address of the feed.
2. Run `make index` and check that the assistant answers from it.
"""


@pytest.mark.parametrize(
    "title",
    [
        "Answer desk integration guide",
        "Answer desk: system prompts",
        "答疑助手接入指南",
        "答疑助手需求分析提示词",
        "答疑助手教程",
    ],
)
def test_a_title_that_ends_on_a_guide_is_no_spec(title: str) -> None:
    (spec,) = check_text(f"# {title}{GUIDED}").specs
    assert (spec.kind, spec.features) == ("none", ())


@pytest.mark.parametrize(
    "title",
    ["Feature: Handbook answers", "PRD: The handbook tutorial", "产品需求文档：奶牛场手册", "手册问答产品需求文档"],
)
def test_a_spec_of_a_guide_is_a_spec(title: str) -> None:
    body = "gpt-4o answers questions from the handbook within 3 seconds; it is right in 92% of 300 cases."
    (spec,) = check_text(f"# {title}\n\n## Answers\n\n{body}\n").specs
    assert spec.kind == "prd"


NOTES = {
    "replies": """# Smart replies

We want the app to suggest three replies to each message. Suggestions come from a fine-tuned model.
""",
    "churn": """# Churn prediction

## Goal
Predict which customers leave next month.

## Requirements
- Precision of at least 70%
- Runs nightly
- Scores go to the CRM
""",
    "sales": """# 销量预测

## 背景
备货靠经验。

## 方案
用 LightGBM 预测每个门店每个商品未来 7 天的销量。

## 验收
MAPE ≤ 20%。
""",
}


@pytest.mark.parametrize("note", NOTES.values(), ids=NOTES)
def test_a_first_spec_of_a_few_sentences_is_read(note: str) -> None:
    (spec,) = check_text(note).specs
    assert spec.kind == "prd"
    assert len(spec.features) == 1


def test_a_spec_of_a_few_sentences_without_ai_is_left_alone() -> None:
    (spec,) = check_text("# 请假系统需求\n\n## 功能\n- 提交申请\n- 智能提醒审批人\n- 自动计算剩余天数\n").specs
    assert spec.features == ()
