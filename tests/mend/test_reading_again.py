"""What a fix wrote is read as what it is: a question put to the author, which states nothing and changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from mending import OPTIONS, added, look, mended, verdicts
from test_layouts import CHINESE, FEATURES_TABLE, HEAD, STORIES

from speclint import api
from speclint.model import Report

TEXTS = {"prose": HEAD, "items": STORIES, "rows": FEATURES_TABLE, "Chinese": CHINESE}
MARK = "TODO(speclint)"


def said(report: Report) -> list[tuple[str, str | None, str, str, str]]:
    """The findings without what was found instead, and without their lines."""
    return sorted((f.code, f.slug or "", f.severity, f.confidence, f.fingerprint) for f in report.findings)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_every_skeleton_stands_beside_its_feature_and_changes_no_verdict_or_finding(text: str) -> None:
    before, after = look(text), look(mended(text))
    assert verdicts(before) == verdicts(after)
    assert said(before) == said(after)
    asked = {(f.slug, f.dimension) for f in before.findings if f.fix is not None}
    found = {(f.slug, f.dimension) for f in after.findings if any(MARK in quote.text for quote in f.found)}
    assert asked == found != set()
    assert {quote.reasons for f in after.findings for quote in f.found if MARK in quote.text} == {("placeholder",)}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_second_run_changes_nothing(text: str) -> None:
    once = mended(text)
    assert once != text
    assert mended(once) == once
    assert not any(finding.fix for finding in look(once).findings)


FILLED = {
    "target": (
        "- **Quality target:** F1 of at least 0.85, measured on 500 labelled tickets",
        "- **质量目标：** 准确率不低于 90%",
    ),
    "latency": ("- **Latency:** at most 800 ms at the 95th percentile", "- **延迟：** 95% 的请求不超过 2 秒"),
    "cost": ("- **Cost:** at most $0.02 per draft", "- **成本：** 每次调用不超过 0.02 元"),
    "confidence": (
        "- **Confidence threshold:** below 0.7 the result is sent to review",
        "- **置信度阈值：** 低于 0.7 时转人工复核",
    ),
    "fallback": (
        "- **Fallback:** if the model fails or times out, the user gets the cached reply",
        "- **兜底：** 模型出错或超时时，返回缓存的回复",
    ),
    "drift": (
        "- **Drift monitoring:** accuracy is measured every week; below 85% the team retrains",
        "- **漂移监控：** 每周测一次准确率，低于 85% 时由算法组重新训练",
    ),
    "evaluation": (
        "- **Evaluation set:** 500 labelled tickets from Q3, chosen at random",
        "- **评测集：** 500 条三季度工单，人工标注",
    ),
    "model": ("- **Model:** gpt-4o-mini", "- **模型：** Qwen2.5-7B"),
    "data": (
        "- **Data source:** 12,000 resolved tickets of 2025, owned by support",
        "- **数据来源：** 2025 年的 12000 条已解决工单",
    ),
}


@pytest.mark.parametrize("dimension", FILLED)
def test_filled_in_behind_its_own_label_it_states_what_was_asked(dimension: str) -> None:
    bare = {
        "en": "# PRD: Support assistant\n\n## AI features\n\n### Reply drafting\n\nThe AI drafts replies to tickets.\n",
        "zh": "# 智能客服 PRD\n\n## AI 功能\n\n### 智能回复\n\nAI 为工单起草回复。\n",
    }
    for (language, text), line in zip(bare.items(), FILLED[dimension], strict=True):
        label = line.split("**")[1]
        if not any(f.dimension == dimension and f.fix for f in look(text).findings):
            assert dimension == "model"  # "the AI" raises it
            continue
        asking = next(new for new in added(text) if new.startswith(f"- **{label}**"))
        filled = look(mended(text).replace(asking, line))
        assert filled.specs[0].features[0].claims[dimension].verdict == "stated", (language, line)


def test_the_mark_holds_as_long_as_it_stands() -> None:
    text = HEAD + "- **Latency:** TODO(speclint): p95 of at most 800 ms\n"
    assert look(text).specs[0].features[0].claims["latency"].verdict == "missing"
    assert look(text.replace("TODO(speclint): ", "")).specs[0].features[0].claims["latency"].verdict == "stated"


def test_a_mark_in_a_sentence_of_the_author_makes_that_sentence_a_placeholder_and_hides_no_other() -> None:
    text = HEAD + "Cost is at most $0.02 per draft. The latency is TODO(speclint), say 800 ms.\n"
    claims = look(text).specs[0].features[0].claims
    assert (claims["cost"].verdict, claims["latency"].verdict) == ("stated", "vague")


def test_many_skeletons_make_no_unfilled_template() -> None:
    assert not look(mended(STORIES)).specs[0].template


def test_a_line_of_the_mended_document_is_explained_as_a_placeholder(tmp_path: Path) -> None:
    path = tmp_path / "prd.md"
    path.write_text(mended(HEAD), encoding="utf-8")
    line = next(n for n, said in enumerate(path.read_text(encoding="utf-8").split("\n"), 1) if "**Latency:**" in said)
    position = api.explain_position(path, line)
    assert [statement.standing for statement in position.statements] == ["placeholder"]
    assert [serving.claim.dimension for serving in position.servings if serving.feature] == ["latency"]


def holds(path: Path) -> bool:
    """Whether a document keeps its verdicts and findings, and every skeleton finds its feature, twice the same."""
    data = path.read_bytes()
    before = api.check_text(data, path=str(path), **OPTIONS)
    repairs, errors = api.fix(before, unsafe_fixes=True, text=data, **OPTIONS)
    assert not errors, path
    if not repairs:
        return not any(f.fix for f in before.findings)
    after = api.check_text(repairs[0].after, path=str(path), **OPTIONS)
    asked = {(f.slug, f.dimension) for f in repairs[0].fixed if f.fix is not None and f.fix.span is None}
    found = {(f.slug, f.dimension) for f in after.findings if any(MARK in quote.text for quote in f.found)}
    again = api.fix(after, unsafe_fixes=True, text=repairs[0].after, **OPTIONS)[0]
    return asked == found and verdicts(before) == verdicts(after) and said(before) == said(after) and not again


def test_it_holds_for_every_example(root: Path) -> None:
    paths = [path for path in sorted((root / "examples").glob("*.md")) if path.name != "README.md"]
    assert [path.name for path in paths if not holds(path)] == []


@pytest.mark.slow
def test_it_holds_for_every_document_of_the_corpus(corpus: Path) -> None:
    paths = sorted((corpus / "docs").glob("*.md"))
    assert [path.name for path in paths if not holds(path)] == []
    assert len(paths) > 50
