"""Find operators of a quantity that are written in full width, such as `＞＝90％`, where what they mean is certain."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from speclint.model import Document, Fix, Problem, Quantity, Source, Text
from speclint.understand.utterances import Reader, Utterance

NAME = "full-width-operator"
_OPERATORS = re.compile("[＞＜＝％]")
_WIDE = re.compile("[＞＜＝％０-９]")
_POINT = re.compile("(?<=[0-9０-９])[．，](?=[0-9０-９])")  # a stop or comma within a number
_SIGNS = (("＞＝", "≥"), ("＜＝", "≤"), ("＞=", "≥"), ("＜=", "≤"), (">＝", "≥"), ("<＝", "≤"))
_HALF_WIDTH = str.maketrans("＞＜＝％０１２３４５６７８９", "><=%0123456789")
_HALF_WIDTH_POINT = str.maketrans("．，", ".,")
_OPENED, _CLOSED = re.compile(r"(?<!`)`+ ?$"), re.compile(r" ?`+")
_CODE = re.compile(r"<(/?)(?:code|kbd|samp|pre|tt|var)\b", re.IGNORECASE)
_AROUND = 2000  # characters of a block in which code or brackets may begin
# What begins a line may be read as the mark of a quote; a heading's text is also the address of its section.
_KINDS = ("paragraph", "item", "row")


def full_width_operators(document: Document, utterances: Sequence[Utterance], reader: Reader) -> Iterator[Problem]:
    """Find the quantities that have some, with what to write instead; read so, each must stay the same quantity."""
    if not _OPERATORS.search(document.source.text):
        return
    code: dict[int, Sequence[tuple[int, int]]] = {}
    for utterance in utterances:
        block = utterance.block
        if block.kind in _KINDS and _OPERATORS.search(utterance.text):
            if block.index not in code:
                code[block.index] = tuple(_code_spans(document, block.text))
            for quantity in utterance.quantities:
                problem = _problem(document, utterance, quantity, reader, code[block.index])
                if problem is not None:
                    yield problem


def _problem(
    document: Document, utterance: Utterance, quantity: Quantity, reader: Reader, code: Sequence[tuple[int, int]]
) -> Problem | None:
    text = utterance.said[quantity.start : quantity.end]
    if not _OPERATORS.search(text):
        return None
    found = [match.start() for match in _WIDE.finditer(text)]  # the digits too: no mixture is left
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
    nearest = bisect_left(code, (end,)) - 1
    if nearest >= 0 and code[nearest][1] > start:
        return None
    if written != block.text[start:end] or _is_marked(document.source, block.starts[0], begin):
        return None
    proposed = half_width(written)
    line = _line_of(document.source, begin)
    if proposed.startswith((">", "=")) and not re.search(r"[\w|]", source[max(line, begin - _AROUND) : begin]):
        return None
    mended = text[:first] + proposed + text[last:]
    if not _same(quantity, reader.grammar.find(mended, reader.language), reader.grammar.find(text, reader.language)):
        return None
    span = document.source.span(begin, stop)
    return Problem(NAME, f"{text.strip()} → {mended.strip()}", span, Fix("safe", span, proposed))


def half_width(text: str) -> str:
    """A text with the signs that its full-width operators stand for, and half-width digits."""
    for written, sign in _SIGNS:
        text = text.replace(written, sign)
    return _POINT.sub(lambda match: match[0].translate(_HALF_WIDTH_POINT), text).translate(_HALF_WIDTH)


def _code_spans(document: Document, block: Text) -> Iterator[tuple[int, int]]:
    """The stretches of a block's text that are inline code: where ticks stand in the source that nobody reads."""
    source = document.source
    before = _line_of(source, block.starts[0]) if block.text else 0
    opened: int | None = None
    for index, (start, end) in enumerate(zip(block.starts, block.ends, strict=True)):
        if start > before:
            hidden = source.text[before:start]
            if opened is not None and (closed := _CLOSED.match(hidden)):
                yield opened, index
                opened, hidden = None, hidden[closed.end() :]
            if opened is None and _OPENED.search(hidden):
                opened = index
        before = end
    if opened is not None:
        yield opened, len(block.text)


def _is_marked(source: Source, first: int, begin: int) -> bool:
    """Whether a place of a block may stand in an element of code or in brackets, which may be a link or name one."""
    before = source.text[max(_line_of(source, first), begin - _AROUND) : begin]
    if before.rfind("[") > before.rfind("]"):
        return True
    elements = _CODE.findall(before)  # of each, whether it is the end of one
    return bool(elements) and not elements[-1]


def _line_of(source: Source, offset: int) -> int:
    """The offset at which the line of another begins."""
    return source.line_starts[source.line_of(offset) - 1]


def _same(quantity: Quantity, mended: Sequence[Quantity], written: Sequence[Quantity]) -> bool:
    """Whether a quantity is read from its mended text as from the text as it is written."""
    return bool(mended) and [_bare(q) for q in mended] == [_bare(q) for q in written]


def _bare(quantity: Quantity) -> Quantity:
    return replace(quantity, text="", start=0, end=0)
