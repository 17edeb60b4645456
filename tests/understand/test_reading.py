"""What a statement counts as, where its wording alone would mislead; each on a small spec or card."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from speclint import api
from speclint.model import Spec

FEATURE = "# PRD: Support desk\n\n## AI reply drafts\n\nAn LLM drafts a reply for each e-mail.\n\n"
CARD = "---\npipeline_tag: text-classification\n---\n# Model Card: ticket router\n\nThis model routes tickets.\n\n"


def read(text: str) -> Spec:
    (spec,) = api.check_text(text).specs
    return spec


def verdict(text: str, dimension: str) -> str:
    return read(text).claims[dimension].verdict


@pytest.mark.parametrize(
    ("line", "dimension", "expected"),
    [
        ("- Calls to the LLM are made again with exponential backoff (max 3 retries).", "fallback", "stated"),
        ("- Fallback model: gpt-4o-mini.", "fallback", "stated"),
        ("- AI errors: rule-based fallback.", "fallback", "stated"),
        ("- Error handling for gpt-4o calls is reviewed by the team.", "fallback", "vague"),
        ("- When the service is down the agent writes the reply by hand.", "fallback", "stated"),
        ("- When the service is down for the whole of Europe.", "fallback", "missing"),
        ("- What happens when the model is unavailable?", "fallback", "vague"),
        ("- What happens when the model is unavailable? The agent sees the saved replies.", "fallback", "stated"),
        ("- When the model fails, a user-friendly error message is shown.", "fallback", "vague"),
        ("- A sentence it cannot make out is left blank and the clerk types it.", "fallback", "stated"),
        ("- 客户可以修改收货地址，修改后以最新地址为准。", "fallback", "missing"),
        ("- 列表按时间排序，超过 30 天的自动归档。", "fallback", "missing"),
        ("- The list can be sorted by date and filtered by town.", "fallback", "missing"),
        ("- Token usage ≤ 9k per draft.", "cost", "stated"),
        ("- 每次生成的 token 消耗不超过 10k。", "cost", "stated"),
        ('- A customer may write: "the delivery cost me $12 per order".', "cost", "missing"),
        ('- On a 27" screen the LLM costs at most $0.01 per call.', "cost", "stated"),
        ("- Trained on 3 years of historical data.", "data", "stated"),
        ("- The average error stays below 4 minutes.", "target", "stated"),
        ("- A batch of 500 mails is worked off within 25 minutes.", "latency", "stated"),
        ("- 平均误差不超过 1.5 天。", "target", "stated"),
        ("- The curators of the data set have 5 years of experience.", "data", "vague"),
        ("- Time to first token in performance tests is below 2 s.", "latency", "stated"),
        ("- The average confidence of the drafts is above 0.75.", "confidence", "missing"),
        ("- Unit tests reach a coverage above 70%.", "target", "missing"),
        ("- Drafts are grounded in a knowledge base of 420 articles.", "data", "stated"),
        ("- The 5 most relevant passages are retrieved from the knowledge base.", "data", "vague"),
    ],
)
def test_a_line_in_a_feature(line: str, dimension: str, expected: str) -> None:
    assert verdict(FEATURE + line + "\n", dimension) == expected


def test_a_price_that_customers_pay_is_no_cost_budget() -> None:
    plan = "## Pricing plans\n\n- Price: $9/month\n"
    assert verdict(FEATURE + plan, "cost") != "stated"
    assert verdict(FEATURE + "## Budget\n\n- Cost of the LLM: $9/month\n", "cost") == "stated"


def test_a_glossary_names_the_model_and_promises_nothing() -> None:
    glossary = (
        "## Glossary\n\n- **LLM service**: Amazon Bedrock with Claude 3.5 Sonnet\n- **Fast**: answers within 2 s\n"
    )
    spec = read(FEATURE + glossary)
    assert spec.claims["model"].verdict == "stated"
    assert spec.claims["latency"].verdict != "stated"


@pytest.mark.parametrize(
    ("source", "expected"),
    [("It was trained on 12,000 tickets of 2025.", "stated"), ("", "vague")],
)
def test_a_split_is_described_where_its_source_is(source: str, expected: str) -> None:
    assert verdict(CARD + f"{source}\n\n## Evaluation\n\nMeasured on a held-out test set.\n", "evaluation") == expected


def test_scores_under_an_evaluation_are_results_though_no_column_names_a_metric() -> None:
    table = "## 模型评测\n\n| 模型 | 写信 | 摘要 |\n| --- | --- | --- |\n| Router-7B | 7.165 | 9.635 |\n"
    assert verdict(CARD + table, "target") == "stated"


def test_a_cards_row_says_which_value_is_the_threshold() -> None:
    head = "## Details\n\n| Field | Value |\n| --- | --- |\n"
    assert verdict(CARD + head + "| Threshold | 0.22, chosen for recall |\n", "confidence") == "stated"
    assert verdict(CARD + head + "| Recall at the threshold in use | 0.81 |\n", "confidence") != "stated"


def test_a_known_benchmark_in_a_card_is_what_it_was_measured_on() -> None:
    assert verdict(CARD + "## 阅读理解\n\n- CMRC 2018：篇章片段抽取\n", "evaluation") == "stated"
    assert verdict(CARD + "The backbone was pretrained on MS COCO.\n", "evaluation") != "stated"


TERSE = """# Product Requirements Document

## Modules

### AI log summaries
- LLM summaries per incident
- Root cause ranking, top 3
- Confidence score per cause

### Ticket export
- CSV export, PDF export
- Field mapping, column order
- Retention 90 days, S3 bucket

### Alerts
- Slack alerts, e-mail alerts, SMS alerts
- Severity levels, quiet hours, escalation chains
- Pager rotation, weekly calendar, holiday calendar
"""


def test_a_terse_english_spec_is_english() -> None:
    spec = read(TERSE)
    assert (spec.language, spec.kind) == ("en", "prd")
    assert [feature.name for feature in spec.features] == ["AI log summaries"]


def test_other_languages_in_latin_letters_are_told() -> None:
    turkish = "# Ürün gereksinimleri\n\n" + "- Yapay zekâ modülü, öneri motoru, maliyet kontrolü, günlük rapor\n" * 8
    german = "# Anforderungen\n\n" + "- Das System fasst die Tickets zusammen und zeigt sie mit dem Entwurf an\n" * 8
    assert [read(text).language for text in (turkish, german)] == ["other", "other"]


def test_the_likeliest_part_of_a_spec_that_is_all_about_ai_is_a_doubtful_feature() -> None:
    text = "# PRD: AI notes\n\n## Open points\n\nThe LLM is chosen later.\n\n## Team\n\nThree people build the AI.\n"
    assert {feature.confidence for feature in read(text).features} == {"low"}


def test_a_heading_that_only_says_ai_features_is_none() -> None:
    spec = read("# PRD: Shop\n\n## AI features\n\n### Smart search\n\nAn embedding model ranks products for a query.\n")
    assert [feature.name for feature in spec.features] == ["Smart search"]


@pytest.mark.parametrize("title", ["AI 對話意圖識別系統 - 規劃文件", "大模型适配层设计", "查询改写技术方案"])
def test_a_design_by_its_title_is_a_spec(title: str) -> None:
    assert read(f"# {title}\n\n## 意图分类\n\n大模型（Qwen2.5-14B）判断每句话的意图。\n").kind == "prd"


@pytest.mark.parametrize("dimension", ["latency", "cost", "confidence"])
def test_of_what_holds_a_number_nobody_is_told_that_it_has_none(dimension: str) -> None:
    lines = (
        "- The list of drafts loads in under 2 s.",
        "- A plan costs $30 a month and seat.",
        "- Orders above 500 items need a second look by the warehouse.",
    )
    for line in lines:
        claim = read(FEATURE + line + "\n").claims[dimension]
        assert not [e.text for e in claim.evidence if e.quantities and "no-number" in e.reasons]


def test_a_features_own_statement_counts_for_more_than_one_about_all() -> None:
    other = "## AI search\n\nA model ranks articles by relevance.\n\n"
    spec = read(FEATURE + "- Latency: p95 ≤ 2 s.\n\n" + other)
    own, without = (feature.claims["latency"] for feature in spec.features)
    assert (own.verdict, own.scope, without.verdict) == ("stated", "own", "missing")


CARTE = """\
# Model Card — RustSensei

## Informations générales

| Champ | Valeur |
|---|---|
| Modèle de base | Qwen2.5-Coder-1.5B-Instruct |
| Taille | 940 MB (GGUF) |

## Description

RustSensei est un assistant pédagogique qui enseigne le langage Rust en français. Il fonctionne en local.

## Évaluation

Le modèle répond juste à 84 % des 250 questions du jeu HumanEval.
"""


def test_a_card_in_another_language_is_known_by_its_title_and_nothing_is_said_to_be_absent() -> None:
    report = api.check_text(CARTE, min_confidence="low")
    (spec,) = report.specs
    assert (spec.kind, spec.language) == ("model-card", "other")
    assert spec.claims["model"].verdict == "stated"
    assert not report.findings


def test_a_text_in_another_language_without_such_a_title_is_left_alone() -> None:
    (spec,) = api.check_text(CARTE.replace("Model Card — RustSensei", "RustSensei")).specs
    assert spec.kind == "none"


def test_the_parts_a_b_and_c_of_a_paragraph_are_statements_of_their_own() -> None:
    text = (
        "# Requirements: claims desk\n\n## Claim summary\n\nA language model writes half a page on each claim.\n"
        "  a. It must be faithful to the file. Wrong promises cost us complaints.\n"
        "  b. Not more than 3 pence per summary.\n"
    )
    claim = read(text).claims["cost"]
    assert (claim.verdict, claim.evidence[0].text) == ("stated", "b. Not more than 3 pence per summary.")


def test_a_full_stop_behind_a_unit_ends_the_sentence() -> None:
    text = FEATURE + "One ticket takes at most 35 ms. Smaller machines have not been tried.\n"
    assert verdict(text, "latency") == "stated"


RULES = """\
# 门店智能排班 需求说明

「智能」是市场部起的名字，系统按固定规则算，不预测客流，也不学习历史数据。

## 自动排班

店长点生成，系统逐条满足规则，结果可以拖动修改。

- 60 人以下的门店，10 秒内算完。
- 算不出可行的班表时，列出冲突的规则，由店长自己处理。

## 不做人脸识别

打卡沿用现有的机器。
"""


def test_a_spec_that_says_it_runs_on_rules_has_no_ai_feature_but_one_that_names_ai_itself() -> None:
    assert read(RULES).kind == "none"
    asked = read(RULES + "\n## AI 问答\n\n大模型用自然语言回答店长的提问。\n")
    assert [feature.name for feature in asked.features] == ["AI 问答"]


def test_a_press_release_with_questions_is_a_spec() -> None:
    text = (
        "# PR-FAQ: Replydesk winter release\n\n## Press release\n\nReplydesk today released suggested answers.\n\n"
        "## Suggested answers\n\nA large language model proposes an answer in the composer.\n\n"
        "## Internal FAQ\n\n**What does it cost?**\nIt has to stay under 4 cents a call.\n"
    )
    assert read(text).kind == "prd"


def test_texts_read_in_threads_are_read_as_alone() -> None:
    texts = [f"{FEATURE}It answers within {n} seconds, at {n} cents; 全部由模型 {n} 生成。\n" for n in range(24)]
    alone = [read(text) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(read, texts)) == alone
