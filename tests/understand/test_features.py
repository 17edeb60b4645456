"""Which parts of a spec are taken for AI features, and what is owed of each: read through `check_text`."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from speclint.api import check_text
from speclint.judge.rules import load_index
from speclint.model import Severity
from speclint.read.document import parse
from speclint.read.source import read_source, source_from_text
from speclint.understand.candidates import find_candidates
from speclint.understand.features import about_document, asked_of, first_two, is_barred, said_by
from speclint.understand.knowledge import Knowledge
from speclint.understand.language import language_of
from speclint.understand.leanings import Leanings
from speclint.understand.signals import all_signals
from speclint.understand.spec import understand
from speclint.understand.trees import Trees
from speclint.understand.utterances import Reader

DESK = """# PRD: Smart parcel desk

## Features

### F1 Label reading
A vision model reads the name on the label of a parcel.

### F2 Recipient matching
An embedding model matches the name with the staff list. Below 0.8 the receptionist picks by hand.

### F3 Address book
Receptionists add, edit and remove staff. CSV import.

### F4 Shelf labels
A label with a barcode is printed for each parcel.
"""

OUTFITS = """# Requirements Document

## Introduction

An AI plans outfits for a journey with GPT-4o.

## Requirements

### Requirement 1

**User Story:** As a traveller, I want the AI to generate complete outfits for each day, so that I pack what I need.

#### Acceptance Criteria

1. WHEN the trip is confirmed THEN the system SHALL generate one outfit a day with the LLM

### Requirement 2

**User Story:** As a traveller, I want to print the packing list, so that I can tick things off.

#### Acceptance Criteria

1. WHEN I press print THEN the system SHALL open the print dialog
"""

NIGHTLY = """# PRD: Shop copilot

## Demand forecast

An XGBoost model forecasts demand per shop; it runs every night as a batch job.

## Reply drafting

An LLM drafts a reply to each e-mail.

## Poster image generation

A diffusion model (SDXL) generates posters from the product photo.
"""


def names(text: str) -> list[str]:
    (spec,) = check_text(text).specs
    return [feature.name for feature in spec.features]


def severities(text: str, code: str) -> dict[str | None, Severity]:
    return {f.feature: f.severity for f in check_text(text, select=[code], min_confidence="low").findings}


def test_a_part_without_a_model_beside_ai_features_is_none() -> None:
    assert names(DESK) == ["Label reading", "Recipient matching"]


def test_a_heading_that_is_only_a_number_is_named_by_its_story() -> None:
    (spec,) = check_text(OUTFITS).specs
    (feature,) = spec.features
    assert feature.name == "the AI to generate complete outfits for each day"
    assert feature.span.line == OUTFITS.split("\n").index("### Requirement 1") + 1


def test_no_latency_is_owed_by_what_runs_at_night() -> None:
    found = severities(NIGHTLY, "SL120")
    assert found["Demand forecast"] == "info"
    assert found["Reply drafting"] == "error"


def test_no_confidence_threshold_is_owed_by_what_paints() -> None:
    found = severities(NIGHTLY, "SL140")
    assert found["Poster image generation"] == "info"
    assert found["Reply drafting"] == "error"


@pytest.mark.parametrize("word", ["功能名称", "模块名称"])
def test_a_table_of_keys_and_values_names_its_feature_in_the_value(word: str) -> None:
    text = (
        "# 产品需求文档：电视语音助手\n\n## 功能详细描述\n\n### 语音交互\n\n"
        f"| 项 | 内容 |\n|---|---|\n| {word} | AI 语音识别换台 |\n"
        "| 优先级 | P0 |\n| 描述 | 用大模型识别老人的语音指令 |\n"
    )
    (spec,) = check_text(text).specs
    assert not any(word in feature.name for feature in spec.features)


def test_siblings_that_only_a_number_parts_are_two_features() -> None:
    text = (
        "# PRD: Tags\n\n## AI classifier 1\n\nThe ML model sorts mail into queues.\n\n"
        "## AI classifier 2\n\nThe ML model sorts chats into queues.\n"
    )
    (spec,) = check_text(text).specs
    assert [feature.name for feature in spec.features] == ["AI classifier 1", "AI classifier 2"]


def test_a_section_that_adds_the_name_in_another_script_is_the_same_feature() -> None:
    text = (
        "# 产品需求文档：聊天助手\n\n## 功能列表\n\n| 功能 | 说明 |\n|---|---|\n"
        "| Smart Reply | 大模型为消息生成 3 条回复建议 |\n| Auto Translate | 大模型把消息译成对方的语言 |\n\n"
        "## Smart Reply (智能回复)\n\n收到消息时，大模型生成回复建议，用户点选后发送。\n\n"
        "## Auto Translate (自动翻译)\n\n大模型把收到的消息翻译成用户的语言。\n"
    )
    assert len(names(text)) == 2


@pytest.mark.parametrize(("between", "lines"), [("\n", {6, 8}), ("\n\n", {7})])
def test_clauses_that_a_specification_numbers_are_parts(between: str, lines: set[int]) -> None:
    clauses = (
        "2.1 The service SHALL accept photographs of a defect from any resident without an account.",
        "2.2 The service SHALL decide by a language model which team a report belongs to.",
        "2.3 The service SHALL print a receipt with the number of the report and the day it was made.",
        "2.4 The service SHALL blur faces in each photograph with a neural network.",
    )
    text = f"# Functional specification: street reports\n\n## 2 Requirements\n\n{between.join(clauses)}\n"
    (spec,) = check_text(text).specs
    assert {feature.span.line for feature in spec.features} == lines


def test_what_the_trees_ask_for_is_shown_by_real_specs(root: Path) -> None:
    knowledge = Knowledge.from_mapping(load_index()["knowledge"])
    shown: set[str] = set()
    for path in sorted((root / "tests" / "small" / "docs").glob("*.md"))[:40]:
        document = parse(read_source(str(path)))
        reader = Reader(document, knowledge, language_of(document))
        utterances = reader.read()
        candidates = find_candidates(document, utterances, reader)
        signals = all_signals(candidates, utterances, about_document(document, utterances, reader, candidates))
        barred = [is_barred(c) for c in candidates]
        likely, context = first_two(candidates, signals, barred, knowledge.feature_weights)
        said = said_by(candidates, utterances, Leanings(knowledge.statement_weights), likely)
        shown.update(*asked_of(candidates, signals, context, said, likely, knowledge.feature_weights["first"]))
    assert set(knowledge.feature_trees.signals) <= shown


def test_a_rule_pack_without_trees_chooses_by_the_regressions_alone() -> None:
    knowledge = Knowledge.from_mapping(load_index()["knowledge"])
    spec = understand(parse(source_from_text("desk.md", DESK)), replace(knowledge, feature_trees=Trees()))
    assert [f.name for f in spec.features] == ["Label reading", "Recipient matching"]


def test_what_stands_in_the_section_of_one_feature_of_a_table_is_not_said_of_the_others() -> None:
    text = (
        "# 社区医院助手 PRD\n\n## 1 功能列表\n\n| 编号 | 功能 | 说明 |\n|---|---|---|\n"
        "| F1 | 电话分诊 | 大模型听取来电并判断科室 |\n| F2 | 病历摘要 | 大模型把病历写成摘要 |\n\n"
        "## 2 背景\n\n护士每天接 300 个电话。\n\n## 3 F1 电话分诊\n\n- p95 延迟 ≤ 2 秒。\n\n"
        "## 4 F2 病历摘要\n\n- 由医生修改后才保存。\n"
    )
    (spec,) = check_text(text).specs
    latency = {feature.name: feature.claims["latency"].verdict for feature in spec.features}
    assert latency == {"电话分诊": "stated", "病历摘要": "missing"}


def test_the_section_of_numbered_requirements_is_the_feature_and_not_the_first_of_them() -> None:
    text = (
        "# PRD: Apiary console\n\n## 4. Functional requirements\n\n### 4.1 Swarm early warning\n\n"
        "- FR-1: The acoustic model shall predict swarming within the next 72 hours.\n"
        "- FR-2: On the held-out 2023 season (412 colonies) recall shall be at least 0.85.\n"
        "- FR-3: An alert is raised only when the swarm probability exceeds 0.7.\n\n"
        "### 4.2 Yard briefing\n\n- FR-4: A large language model writes a 120-word briefing per yard.\n"
        "- FR-5: Inference spend shall stay below €0.03 per briefing.\n- FR-6: Generation takes no more than 20 s.\n\n"
        "### 4.3 Treatment log export\n\n- FR-7: The inspector can download all treatments as CSV.\n"
        "- FR-8: Columns follow the national template.\n- FR-9: The export of 10,000 rows completes in 5 seconds.\n"
    )
    (spec,) = check_text(text).specs
    names = [feature.name for feature in spec.features]
    assert names[0] == "Swarm early warning"
    assert not any(name.startswith("The acoustic model") for name in names)


@pytest.mark.parametrize("seed", ["5", "11"])
def test_the_order_in_which_signals_are_summed_changes_no_feature(seed: str, tmp_path: Path) -> None:
    text = (
        "# 产品需求文档：电信客服话后小结\n\n## 话后记录\n来电挂断后，语言模型写出小结。\n\n"
        "## 建设\n* 小结沿用 CRM 的七个栏目。\n"
    )
    (tmp_path / "spec.md").write_text(text, encoding="utf-8")
    outputs = [
        subprocess.run(
            [sys.executable, "-m", "speclint", "extract", "--output-format", "json", "spec.md"],
            cwd=tmp_path,
            env={**os.environ, "PYTHONHASHSEED": number},
            capture_output=True,
            check=False,
        ).stdout
        for number in ("0", seed)
    ]
    assert outputs[0] == outputs[1] != b""


@pytest.mark.parametrize(
    "name", ["Out of scope: chat for drivers", "Chat for drivers (out of scope)", "车主聊天（不在范围）"]
)
def test_a_part_whose_name_says_that_it_is_out_of_scope_is_no_feature(name: str) -> None:
    answers = "# PRD: Shop\n\n## Product answers\nAn LLM (Claude Haiku) answers questions of shoppers.\n"
    text = f"{answers}\n## {name}\nAn LLM answers drivers.\n"
    (spec,) = check_text(text).specs
    assert [f.span.line for f in spec.features] == [3]


QUALITIES_EN = """# Feature Specification: Mail sorter

## Requirements

### Functional Requirements

- **FR-001**: The system MUST classify each incoming mail by an LLM as complaint, order or question.
- **FR-002**: The system MUST draft a reply to each question with the LLM.
- **FR-003**: When the LLM does not answer within 10 seconds, the system MUST fall back to the rules of today.
- **FR-004**: The LLM's answers MUST be checked every week on 50 mails; below 90% right the prompt is set back.
- **FR-005**: The LLM may cost at most $0.01 per mail.
- **FR-006**: Users MUST be able to export the mails as CSV.
"""
QUALITIES_ZH = """# 需求文档：邮件助手

## 功能需求

- FR-01 系统应使用大模型将来信分为投诉、订单和咨询三类。
- FR-02 系统应使用大模型为咨询起草回复。
- FR-03 大模型 10 秒内无响应时，系统应回退到现有规则分类。
- FR-04 每周抽查 50 封大模型分类结果，正确率低于 90% 时回退提示词。
- FR-05 大模型调用成本每封不超过 0.01 元。
- FR-06 用户可以导出邮件。
"""


@pytest.mark.parametrize(("text", "lines"), [(QUALITIES_EN, [7, 8]), (QUALITIES_ZH, [5, 6])])
def test_a_requirement_on_how_well_the_ai_works_is_no_feature(text: str, lines: list[int]) -> None:
    """What it costs, who checks it and what stands in for it are said of the features above."""
    (spec,) = check_text(text).specs
    assert [feature.span.line for feature in spec.features] == lines


LOST = """# 需求：失物招领

## 模块一：拍照登记
视觉模型认出照片里的物品，100 件里认对 90 件。

## 模块二：热线来电转成文字
乘客打热线报失，系统自动把录音变成文字，挂到报失单上。每分钟录音不超过八厘钱。听不清的词标出来，由接线员重听。

## 模块三：货架标签
每个袋子打印一张带编号的标签。
"""


def test_a_part_beside_an_ai_feature_is_one_by_what_it_states_though_no_word_says_ai() -> None:
    (spec,) = check_text(LOST).specs
    assert [feature.span.line for feature in spec.features] == [3, 6]


def test_a_numbered_part_is_no_class_of_section() -> None:
    """ "F4 Summaries" is a part, "Summary" a section about the document."""
    text = """# PRD: Claims desk

## F1 Sorting
A language model sorts mails into 12 classes.

## F3 Archive
Mails are kept for ten years.

## F4 Summaries
A language model sums up a claim.

## Summary
The model helps with claims.
"""
    (spec,) = check_text(text).specs
    assert [feature.span.line for feature in spec.features] == [3, 9]


@pytest.mark.parametrize(
    ("header", "yes", "no"),
    [("AI?", "yes", "no"), ("Uses ML", "✓", "–"), ("是否 AI", "是", "否"), ("大模型参与", "有", "无")],
)
def test_a_column_that_says_which_rows_are_ai_is_believed(header: str, yes: str, no: str) -> None:
    text = f"""# PRD: Newsroom desk

## What is in it

| Piece | {header} | Who asked for it |
|---|---|---|
| Live subtitles for bulletins | {yes} | viewers |
| Clip finder | {yes} | newsrooms |
| New subtitle style | {no} | viewers |
| Smart rota | {no} | editors |

Subtitles appear within 3 seconds of speech; 95% of words are right.
"""
    (spec,) = check_text(text).specs
    assert [feature.span.line for feature in spec.features] == [7, 8]


NUMBERED = """# PRD: Harbour desk

## What we build

### F1 Arrival forecast
A model predicts when each ship arrives.

### F2 Damage spotting
A vision model finds damage on the photos of the gate.

### F3 Berth calendar
Ole enters berths by hand.

## Rules

- F2: below a confidence of 0.6 a guard looks at the photo
- F1 and F2: when the model is down, the desk does it by hand as today
- F1: 0.6
"""


def test_the_number_of_a_part_is_no_score() -> None:
    """In front of a rule, "F1" and "F2" would be measures, and its value one of them."""
    (spec,) = check_text(NUMBERED).specs
    assert [feature.claims["confidence"].verdict for feature in spec.features] == ["missing", "stated"]
    assert [feature.claims["fallback"].verdict for feature in spec.features] == ["stated", "stated"]


LISTED = """# Feature: Harbour desk

## What we build

| ID | Piece | AI? | Owner |
|---|---|---|---|
| F1 | Arrival forecast | yes | Mia |
| F2 | Damage spotting on gate photos | yes | Ole |
| F3 | Berth calendar | no | Ole |

## How good

- F1: off by no more than 20 minutes on nine of ten ships
- F2: misses at most 2 of 100 damages; below 0.6 a guard looks at the photo
"""


def test_what_is_said_behind_the_plain_number_of_a_part_is_said_of_it_alone() -> None:
    (spec,) = check_text(LISTED).specs
    assert [feature.claims["confidence"].verdict for feature in spec.features] == ["missing", "stated"]
