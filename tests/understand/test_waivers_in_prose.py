"""A dimension given up in the text is answered where a reason follows, in few words or many; a bare N/A is not."""

from __future__ import annotations

import pytest

from speclint.api import check_text
from speclint.model import Claim

ENGLISH = """\
# PRD: support assistant

## Answer drafting

The LLM assistant drafts a reply to every support ticket with GPT-4o.

{said}
"""
CHINESE = """\
# PRD：客服助手

## 智能回复

大模型为每张工单起草回复，采用 Qwen2.5-7B。

{said}
"""


def claim(said: str) -> Claim:
    text = (ENGLISH if said.isascii() else CHINESE).format(said=said)
    (spec,) = check_text(text, isolated=True).specs
    return spec.features[0].claims["cost" if "ost" in said or "成本" in said else "latency"]


@pytest.mark.parametrize(
    "said",
    [
        "Latency: not applicable, done asynchronously.",
        "Latency: N/A (runs overnight)",
        "Latency: N/A - runs overnight in the batch window",
        "Latency: not applicable, this is a nightly batch",
        "Latency: N/A: nightly batch",
        "Latency: not applicable because we do not yet answer live, drafts wait until the morning",
        "Cost: n/a (paid by platform).",
        "Cost: not applicable, the platform team pays.",
        "Cost: n/a (paid by platform; owner: Mei Lin)",
        "| Topic | Bound |\n| --- | --- |\n| Latency | N/A (runs overnight) |",
        "延迟：不适用，离线计算。",
        "延迟：不适用（夜间批处理）",
        "延迟：不适用，因为是夜间批处理。",
        "延遲：不適用，離線計算。",
        "成本：不适用（由平台承担）。",
    ],
)
def test_a_reason_however_short_is_one(said: str) -> None:
    assert claim(said).verdict == "waived"


@pytest.mark.parametrize(
    "said",
    [
        "Latency: N/A",
        "Latency: not applicable.",
        "Latency: N/A (TBD)",
        "Latency: N/A, to be determined by the team later",
        "Latency: N/A because TBD",
        "Latency: N/A for now",
        "Latency: not applicable, for now.",
        "Latency: N/A (at this time)",
        "Latency: N/A (see below)",
        "Latency: N/A (as of now)",
        "Latency: N/A (owner: Mei Lin, until: 2027-01-01)",
        "Latency: not applicable, owner: Mei Lin of the platform team",
        "| Topic | Bound | Who |\n| --- | --- | --- |\n| Latency | N/A | Mei Lin |",
        "延迟：不适用",
        "延迟：不适用。",
        "延迟：不适用（待定）",
        "延迟：不适用，后续补充。",
        "延迟：不适用（目前）",
        "延迟：不适用（负责人：李梅，有效期至：2027-01-01）",
    ],
)
def test_what_gives_no_reason_is_refused(said: str) -> None:
    found = claim(said)
    assert found.verdict == "vague"
    assert "no-reason" in found.evidence[0].reasons
