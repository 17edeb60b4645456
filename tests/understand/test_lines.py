"""Lines that patterns must read rightly, each in a small spec or card that says nothing else of the dimension."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from speclint import api

CONTEXTS = {
    "feature": "# PRD: Support desk\n\n## AI reply drafts\n\nAn LLM drafts a reply for each e-mail.\n\n",
    "nfr": "# PRD: Support desk\n\n## AI reply drafts\n\nAn LLM drafts a reply for each e-mail.\n\n"
    "## Non-functional requirements\n\n",
    "card": "---\npipeline_tag: text-classification\n---\n# Model Card: ticket router\n\nThis model routes mail.\n\n",
    "特性": "# 产品需求文档：客服工作台\n\n## AI 回复草稿\n\n大模型为每封邮件生成回复草稿。\n\n",
    "卡": "---\npipeline_tag: text-classification\n---\n# 模型卡：工单分类\n\n本模型把工单分到各个队列。\n\n",
}
LINES = yaml.safe_load((Path(__file__).parent / "lines.yaml").read_text(encoding="utf-8"))
# What is known to be read otherwise, so that a change for the better or worse is seen.
KNOWN = frozenset((Path(__file__).parent / "lines_known.txt").read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize(
    ("dimension", "context", "line", "expected"),
    [(dimension, *entry) for dimension, entries in LINES.items() for entry in entries],
)
def test_a_line_is_read_as_it_says(dimension: str, context: str, line: str, expected: str) -> None:
    (spec,) = api.check_text(CONTEXTS[context] + line + "\n").specs
    assert (spec.claims[dimension].verdict == expected) == (f"{dimension}: {line}" not in KNOWN)


def test_what_is_known_to_be_misread_is_among_the_lines() -> None:
    assert {f"{dimension}: {line}" for dimension, entries in LINES.items() for _, line, _ in entries} >= KNOWN
