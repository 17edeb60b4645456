"""HTML blocks: their text line by line, their headings, tables, comments and opaque things, all with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from speclint.model import BlockKind, Text
from speclint.read.content import Content
from speclint.read.html_pieces import BREAKING_TAGS, Collector, Piece, html_pieces
from speclint.read.html_tables import HtmlTable, read_table
from speclint.read.inline import Aside

_HEADS = re.compile(r"\bheader-row\s*=\s*[\"']?true", re.IGNORECASE)
_HEADING_LEVELS = {"title": 1, "h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}


@dataclass(frozen=True, slots=True)
class HtmlText:
    """A line of text, or a heading of `level` 1 to 6; a leading bold run covers `strong` characters of it."""

    text: Text
    kind: BlockKind
    level: int = 0
    strong: int = 0


def read_html(content: Content) -> Iterator[HtmlText | HtmlTable | Aside]:
    """The texts, tables, comments and opaque things of an HTML block, in order."""
    pieces = list(html_pieces(content.text))
    index = 0
    while index < len(pieces):
        start = index
        while index < len(pieces) and not (pieces[index].name == "table" and pieces[index].event == "open"):
            index += 1
        yield from _read_lines(content, pieces[start:index])
        if index < len(pieces):
            end = _end_of_table(pieces, index)
            table = read_table(content, pieces[index + 1 : end], heads=bool(_HEADS.search(pieces[index].attributes)))
            yield from table.asides
            yield table
            index = end + 1


def _end_of_table(pieces: Sequence[Piece], index: int) -> int:
    """The index of the piece that closes the table opened at `index`; that of the end where none does."""
    depth = 0
    for position in range(index, len(pieces)):
        piece = pieces[position]
        if piece.name == "table":
            depth += 1 if piece.event == "open" else -1
            if depth == 0:
                return position
    return len(pieces)


def _read_lines(content: Content, pieces: Sequence[Piece]) -> Iterator[HtmlText | Aside]:
    collector = Collector(content)
    level, in_code = 0, False
    for piece in pieces:
        is_heading = piece.name in _HEADING_LEVELS
        if not (is_heading or piece.name in BREAKING_TAGS or (piece.event == "newline" and not level)):
            collector.take(piece)
            continue
        yield from _flush(collector, level, in_code)
        if is_heading:
            level = _HEADING_LEVELS[piece.name] if piece.event == "open" else 0
        elif piece.name == "pre":
            in_code = piece.event == "open"
    yield from _flush(collector, level, in_code)


def _flush(collector: Collector, level: int, in_code: bool) -> Iterator[HtmlText | Aside]:
    yield from collector.asides
    collector.asides.clear()
    text, strong = collector.finish()
    if text.text:
        yield HtmlText(text, "heading" if level else "code" if in_code else "paragraph", level, strong)
