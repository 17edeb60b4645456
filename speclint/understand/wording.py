"""Find operators of a quantity that are written in full width, such as `＞＝90％`, where what they mean is certain."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from speclint.model import Document, Fix, Problem, Quantity
from speclint.understand.utterances import Reader, Utterance

NAME = "full-width-operator"
_OPERATORS = re.compile("[＞＜＝％]")
_SIGNS = (("＞＝", "≥"), ("＜＝", "≤"), ("＞=", "≥"), ("＜=", "≤"), (">＝", "≥"), ("<＝", "≤"))
_HALF_WIDTH = str.maketrans("＞＜＝％", "><=%")
_TICKS = re.compile("`+")
_AROUND = 2000  # characters of a block in which code or brackets may begin
# What begins a line may be read as the mark of a quote; a heading's text is also the address of its section.
_KINDS = ("paragraph", "item", "row")


def full_width_operators(document: Document, utterances: Sequence[Utterance], reader: Reader) -> Iterator[Problem]:
    """Find the quantities that have some, with what to write instead; read so, each must stay the same quantity."""
    if not _OPERATORS.search(document.source.text):
        return
    for utterance in utterances:
        if utterance.block.kind in _KINDS and _OPERATORS.search(utterance.text):
            for quantity in utterance.quantities:
                problem = _problem(document, utterance, quantity, reader)
                if problem is not None:
                    yield problem


def _problem(document: Document, utterance: Utterance, quantity: Quantity, reader: Reader) -> Problem | None:
    text = utterance.said[quantity.start : quantity.end]
    found = [match.start() for match in _OPERATORS.finditer(text)]
    if not found:
        return None
    first, last = found[0], found[-1] + 1
    while first and text[first - 1] in "><":  # a pair of which one half is in full width
        first -= 1
    while last < len(text) and text[last] == "=":
        last += 1
    start = utterance.origin + quantity.start + first
    end = utterance.origin + quantity.start + last
    block = utterance.block.text
    begin, stop = block.source_range(start, end)
    source = document.source.text
    written = source[begin:stop]
    if written != block.text[start:end] or _is_marked(source, block.starts[0], begin):
        return None
    proposed = half_width(written)
    line = document.source.line_starts[document.source.line_of(begin) - 1]
    if proposed.startswith((">", "=")) and not re.search(r"[\w|]", source[max(line, begin - _AROUND) : begin]):
        return None
    mended = text[:first] + proposed + text[last:]
    if not _same(quantity, reader.grammar.find(mended, reader.language), reader.grammar.find(text, reader.language)):
        return None
    span = document.source.span(begin, stop)
    return Problem(NAME, f"{text.strip()} → {mended.strip()}", span, Fix("safe", span, proposed))


def half_width(text: str) -> str:
    """A text with the signs that its full-width operators stand for."""
    for written, sign in _SIGNS:
        text = text.replace(written, sign)
    return text.translate(_HALF_WIDTH)


def _is_marked(source: str, first: int, begin: int) -> bool:
    """Whether a place of a block may stand in code or in brackets, which may be a link or name one."""
    before = source[max(first, begin - _AROUND) : begin]
    ticks = len(_TICKS.findall(before))
    unsure = ticks > 0 and begin - first > _AROUND
    return unsure or ticks % 2 == 1 or before.rfind("[") > before.rfind("]")


def _same(quantity: Quantity, mended: Sequence[Quantity], written: Sequence[Quantity]) -> bool:
    """Whether a quantity is read from its mended text as from the text as it is written."""
    return bool(mended) and [_bare(q) for q in mended] == [_bare(q) for q in written]


def _bare(quantity: Quantity) -> Quantity:
    return replace(quantity, text="", start=0, end=0)
