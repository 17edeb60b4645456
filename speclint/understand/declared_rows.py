"""A table that says in a column which of its rows are AI: "| Clip finder | yes |" below "| Piece | AI? |"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from speclint.model import Block

if TYPE_CHECKING:
    from speclint.understand.candidates import Candidate

DECLARED, DENIED = "ai.declared", "ai.denied"  # the concepts that such a row speaks of

_HEADER = re.compile(
    r"\W*(?:(?:uses?|with|is|needs?|has)\s)?(?:an?\s)?(?:AI|ML|LLM|machine learning|learned)"
    r"(?:[- ](?:based|powered|driven|used|involved|part|feature))?\W*|"
    r"\W*(?:是否|有无|需要|用到?|使用|涉及|含)?\s?(?:AI|大模型|人工智能|机器学习)\s?(?:参与|功能|能力|实现)?\W*",
    re.I,
)
_YES = re.compile(r"\W*(?:yes|y|true|x|是|有|用|需要|涉及)\W*|[✓✔✅√●☑️\s]+", re.I)
_NO = re.compile(r"\W*(?:no|n|false|none|否|无|不用|不需要|不涉及)\W*|[✗✘❌×✖\-–—\s️]+", re.I)
_BETWEEN = len(" | ")
_LIKELY = 0.9  # how likely a row that is declared AI is a feature


def declared_ai(block: Block) -> tuple[bool, tuple[int, int]] | None:
    """Whether a row is declared AI or none, and the place of the cell in the row's text; None where nothing says so."""
    start = 0
    for header, cell in zip(block.header, block.cells, strict=False):
        end = start + len(cell.text)
        if cell.text.strip() and _HEADER.fullmatch(header):
            if _YES.fullmatch(cell.text):
                return True, (start, end)
            if _NO.fullmatch(cell.text):
                return False, (start, end)
        start = end + _BETWEEN
    return None


def as_declared(candidates: Sequence[Candidate], likely: Sequence[float]) -> list[float]:
    """How likely each candidate is, a declared row as it is declared."""
    return [
        max(p, _LIKELY) if c.title.has(DECLARED) else 0.0 if c.title.has(DENIED) else p
        for c, p in zip(candidates, likely, strict=True)
    ]
