"""What stands in a paragraph that is more than prose: headings the parser missed, rows of broken tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from speclint.read.content import Content
from speclint.read.enumerated import depths_of, marks_of
from speclint.read.inline import Inline
from speclint.read.tables import flattened_rows

DEEPEST_LEVEL = 6
BOLD_HEADING_LEVEL = 7

_MAX_BOLD_HEADING = 80
_SENTENCE_ENDS = (".", "。", ";", "；")
_LINE_ENDS = (*_SENTENCE_ENDS, ":", "：", "!", "！", "?", "？", ")", "）")
_OPENS = ("{", "[", "(", "},", "],", "\\")
_BEFORE_LETTER, _BEFORE_DIGIT = 20, 6  # least characters of a line with which a small letter or a digit goes on
_NARROWEST, _RAGGED = 24, 4  # characters of lines that are broken at a width, and by which they differ
_GLUED = re.compile(r"(#{1,6})(?=[^\W_])")
_GLUED_LETTER = re.compile(r"#[^\W\d_]")
_DEEPER = re.compile(r"#{7,9}(?=[ \t]+\S)")  # Feishu knows nine levels of headings
_ATTRIBUTE = r"""(?:[#.][\w:-]+|[\w:-]+=(?:"[^"{}]*"|'[^'{}]*'|[^\s"'{}]+))"""
_ATTRIBUTES = re.compile(rf"[ \t]\{{{_ATTRIBUTE}(?:[ \t]+{_ATTRIBUTE})*[ \t]*\}}")
_GLUED_HAN = re.compile(r"#[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a paragraph's lines; `level` is that of a heading, or how deep an item stands, from 0."""

    kind: Literal["paragraph", "heading", "rows", "item"]
    content: Content
    level: int = 0


def split_paragraph(content: Content, *, headings: bool, has_title: bool, apart: bool) -> Iterator[Part]:
    """Cut a paragraph where its lines are headings (if such may stand here), rows of a table or items of a list.

    `apart`: in a text without the marks of Markdown each line stands for itself.
    """
    for part in _outside_headings(content, headings=headings, has_title=has_title):
        if part.kind == "paragraph" and "\n" in part.content.text:
            yield from _items(part, apart=apart)
        else:
            yield part


def _items(part: Part, *, apart: bool) -> Iterator[Part]:
    """The part cut where its lines begin as items do; `level` is how deep an item stands, from 0."""
    lines = part.content.text.split("\n")
    marks = marks_of(lines)
    if not marks:
        yield from _lines(part, lines) if apart and not _are_wrapped(lines) else (part,)
        return
    bounds = [0]
    for line in lines:
        bounds.append(bounds[-1] + len(line) + 1)
    starts = list(marks)
    if starts[0]:
        yield Part("paragraph", part.content.slice(0, bounds[starts[0]] - 1))
    for start, end, mark, depth in zip(
        starts, [*starts[1:], len(lines)], marks.values(), depths_of(list(marks.values())), strict=True
    ):
        yield Part("item", part.content.slice(bounds[start] + mark.length, bounds[end] - 1), depth)


def _are_wrapped(lines: list[str]) -> bool:
    """Whether lines go on in the next one, as those of a text do that is broken at a width, or those of a program."""
    stripped = [line.strip() for line in lines]
    for line, after in pairwise(stripped):
        goes_on = len(line) >= (_BEFORE_DIGIT if after[:1].isdigit() else _BEFORE_LETTER)
        if line.endswith(_OPENS) or (
            goes_on and (after[:1].islower() or after[:1].isdigit()) and not line.endswith(_LINE_ENDS)
        ):
            return True
    *broken, _ = stripped
    widths = [len(line) for line in broken]
    alike = len(broken) > 1 and min(widths) >= _NARROWEST and max(widths) - min(widths) <= _RAGGED
    return alike and not all(line.endswith(_LINE_ENDS) for line in broken)


def _lines(part: Part, lines: list[str]) -> Iterator[Part]:
    """A part for each line; those that a line with a colon at its end announces are items."""
    start, announced = 0, False
    for line in lines:
        content = part.content.slice(start, start + len(line))
        announces = line.rstrip().endswith((":", "："))
        yield Part("item" if announced and not announces else "paragraph", content)
        announced, start = announced or announces, start + len(line) + 1


def _outside_headings(content: Content, *, headings: bool, has_title: bool) -> Iterator[Part]:
    text = content.text
    if "##" not in text and not text.startswith("#") and text.count("|") < 4 and text.count("\t") < 4:
        yield Part("paragraph", content)
        return
    lines = text.split("\n")
    bounds = [0]
    for line in lines:
        bounds.append(bounds[-1] + len(line) + 1)
    plain = 0
    for start, end, level in _marked(lines, headings=headings, has_title=has_title):
        if plain < start:
            yield Part("paragraph", content.slice(bounds[plain], bounds[start] - 1))
        kind: Literal["heading", "rows"] = "heading" if level else "rows"
        yield Part(kind, content.slice(bounds[start] + level, bounds[end] - 1), min(level, DEEPEST_LEVEL))
        plain = end
    if plain < len(lines):
        yield Part("paragraph", content.slice(bounds[plain], bounds[-1] - 1))


def _marked(lines: list[str], *, headings: bool, has_title: bool) -> list[tuple[int, int, int]]:
    """The first line, end and heading level (0 for rows) of each run of lines that is no prose."""
    rows = [(start, end, 0) for start, end in flattened_rows(lines)]
    if not headings:
        return rows
    in_rows = {number for start, end, _ in rows for number in range(start, end)}
    levels = (
        (number, number + 1, glued_level(line, alone=len(lines) == 1, has_title=has_title))
        for number, line in enumerate(lines)
        if number not in in_rows
    )
    return sorted([*rows, *(mark for mark in levels if mark[2])])


def glued_level(line: str, *, alone: bool, has_title: bool) -> int:
    """How many hashes begin a heading that lacks the blank after them or has more than six; 0 where the line is none.

    One hash may begin an issue number or a tag, so it makes a heading only alone, before Han characters or where the
    document has no title yet.
    """
    if deeper := _DEEPER.match(line):
        return len(deeper[0])
    match = _GLUED.match(line)
    if not match:
        return 0
    level = len(match[1])
    if level > 1:
        return level
    is_tag = " #" in line or not _GLUED_LETTER.match(line)
    return 1 if alone and not is_tag and (_GLUED_HAN.match(line) or not has_title) else 0


def is_bold_heading(inline: Inline) -> bool:
    """Whether a paragraph is one short bold run, with a colon at most, that acts as a heading."""
    text = inline.text.text
    if not inline.strong or len(text) > _MAX_BOLD_HEADING:
        return False
    return text[inline.strong :].strip() in ("", ":", "：") and not text.endswith(_SENTENCE_ENDS)


def without_attributes(text: str) -> str:
    """A block's text without the attributes behind it (`{#id}`, `{folded="true"}`), which nobody sees."""
    start = text.rfind("{") - 1
    return text[:start].rstrip() if start >= 0 and _ATTRIBUTES.fullmatch(text, start) else text
