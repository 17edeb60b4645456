"""Full-width operators are mended in quantities, and nowhere where a character may mean something else."""

from __future__ import annotations

import pytest
from mending import look, mended

SPEC = "# PRD：智能客服\n\n## 智能回复\n\n大模型（Qwen2.5-7B）为每张工单起草回复。\n\n{line}\n"


def after(line: str) -> str:
    return mended(SPEC.format(line=line), unsafe=False).split("\n")[6]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("准确率＞＝90％", "准确率≥90%"),
        ("准确率 ＞= 90%，延迟＜＝800ms", "准确率 ≥ 90%，延迟≤800ms"),
        ("- **采纳率**：＞40％", "- **采纳率**：>40%"),
        ("延迟 ＜ 2 秒，耗时 3～5 秒", "延迟 < 2 秒，耗时 3～5 秒"),
        ("召回率＝85％（基线 70％）", "召回率=85%（基线 70%）"),
        ("准确率≥９０％", "准确率≥90%"),
        ("准确率＞＝９０．５％，延迟＜１，５００ms", "准确率≥90.5%，延迟<1,500ms"),
        ("`x ＞ 90％` 在代码里。准确率 ＞ 90％。", "`x ＞ 90％` 在代码里。准确率 > 90%。"),
        ("准确率 ＞ 90％，`准确率 ＞ 90％`，准确率 ＞ 90％。", "准确率 > 90%，`准确率 ＞ 90％`，准确率 > 90%。"),
        ("``a ` b`` 与 `准确率 ＞ 90％`，准确率 ＞ 90％。", "``a ` b`` 与 `准确率 ＞ 90％`，准确率 > 90%。"),
        ("- **`准确率 ＞ 90％`**：准确率 ＞ 90％", "- **`准确率 ＞ 90％`**：准确率 > 90%"),
        (r"\` 准确率 ＞ 90％，`准确率 ＞ 90％`", r"\` 准确率 > 90%，`准确率 ＞ 90％`"),
        ("[`准确率`](a.md) ＞ 90％，`准确率 ＞ 90％`", "[`准确率`](a.md) > 90%，`准确率 ＞ 90％`"),
    ],
)
def test_the_usual_sign_is_written(line: str, expected: str) -> None:
    assert after(line) == expected


def test_in_a_row_of_a_table() -> None:
    text = SPEC.format(line="| 指标 | 目标 |\n| --- | --- |\n| 准确率 | ＞＝90％ |")
    assert "| 准确率 | ≥90% |\n" in mended(text, unsafe=False)


@pytest.mark.parametrize(
    "line",
    [
        "＞90％ 的草稿被采纳",  # a quote would begin
        "- ＞90％ 的草稿被采纳",
        "配置 `score＞90％` 生效",
        "`score＞90％` 生效",
        "``准确率 ＞ 90％`` 生效",
        "<code>准确率 ＞ 90％</code> 生效",
        "见[准确率＞90％](a.md)",
        "### 准确率＞90％",
        "```\n准确率＞90％\n```",
        "| 准确率＞90％ | `延迟＜2 秒` |",
        "<!-- 准确率＞90％ -->",
        "[a](b＞90％.md)",
        "首页 ＞ 设置 ＞ 账号",
        "A＝B",
    ],
)
def test_what_may_mean_something_else_is_left_alone(line: str) -> None:
    text = SPEC.format(line=line)
    result = mended(text, unsafe=False)
    assert result == text or line.startswith("|")
    assert "`延迟＜2 秒`" in result or "`延迟" not in line


def test_what_is_read_stays_the_same() -> None:
    text = SPEC.format(line="准确率＞＝90％，延迟 p95 ＜ 2 秒，单次成本＜＝0.02 元")

    def quantities(said: str) -> list[tuple[float, str, str]]:
        return [(q.value, q.kind, q.comparator) for s in look(said).specs[0].statements for q in s.quantities]

    assert quantities(mended(text, unsafe=False)) == quantities(text)
    assert not any(finding.code == "SL690" for finding in look(mended(text, unsafe=False)).findings)
