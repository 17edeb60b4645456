"""HTML blocks: their text line by line, their headings, tables, comments and opaque things, all with their places."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from speclint.model import BlockKind, OpaqueKind, Text
from speclint.read.content import Content, TextBuilder
from speclint.read.inline import OPAQUE_TAGS, Aside, comment_text

# Bounded, so that a run of tags that never end costs no more than its length times a constant.
_PIECE = re.compile(
    r"""(?P<comment><!--(?:>|->|.*?(?:-->|\Z)))
      | </?(?P<name>[A-Za-z][A-Za-z0-9-]*)(?P<attributes>(?:[^<>"']|"[^"]{0,4000}"|'[^']{0,4000}'){0,4000})>
      | (?P<other><[!?][^<>]{0,4000}>)
      | (?P<newline>\r\n|\n|\r)
      | (?P<entity>&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)
      | (?P<text>[^<&\r\n]+|.)""",
    re.VERBOSE | re.DOTALL,
)
_SPAN = re.compile(r"\b(rowspan|colspan)\s*=\s*[\"']?\s*(\d{1,4})", re.IGNORECASE)
_SKIPPED = frozenset({"script", "style", "svg", "template"})
_BREAKING = frozenset({"p", "div", "li", "ul", "ol", "dl", "dt", "dd", "summary", "details", "section", "tr", "pre"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BOLD = frozenset({"b", "strong"})
_MAX_COLUMNS = 200
_MAX_ROWS = 2000

Event = Literal["open", "close", "text", "entity", "newline", "comment", "other"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of HTML between two positions of its content."""

    event: Event
    start: int
    end: int
    name: str = ""
    attributes: str = ""


@dataclass(frozen=True, slots=True)
class HtmlText:
    """A line of text or a heading (`level` 1 to 6) of an HTML block."""

    text: Text
    kind: BlockKind
    level: int = 0
    strong: int = 0


@dataclass(frozen=True, slots=True)
class HtmlCell:
    """A cell and the source offsets between which it stands."""

    text: Text
    start: int
    end: int
    heads: bool
    rows: int = 1
    columns: int = 1


@dataclass(slots=True)
class HtmlTable:
    """The rows of a table as written: the offsets of each and its cells."""

    rows: list[tuple[int, int, list[HtmlCell]]] = field(default_factory=list)


def read_html(content: Content) -> Iterator[HtmlText | HtmlTable | Aside]:
    """The texts, tables, comments and opaque things of an HTML block, in order."""
    pieces = list(_pieces(content.text))
    index = 0
    while index < len(pieces):
        piece = pieces[index]
        if piece.event == "open" and piece.name == "table":
            end = _closing(pieces, index, "table")
            yield from _read_table(content, pieces[index + 1 : end])
            index = end + 1
            continue
        end = index
        while end < len(pieces) and not (pieces[end].event == "open" and pieces[end].name == "table"):
            end += 1
        yield from _read_lines(content, pieces[index:end])
        index = end


def _pieces(text: str) -> Iterator[Piece]:
    position, skipped = 0, ""
    for match in _PIECE.finditer(text):
        position, end = match.span()
        name = (match["name"] or "").lower()
        closing = text.startswith("</", position)
        if skipped:
            if closing and name == skipped:
                skipped = ""
        elif name:
            if name in _SKIPPED and not closing:
                skipped = "" if match["attributes"].endswith("/") else name
            else:
                yield Piece("close" if closing else "open", position, end, name, match["attributes"])
        else:
            event = match.lastgroup
            if event in ("comment", "text", "entity", "newline", "other"):
                yield Piece(event, position, end)  # type: ignore[arg-type]


def _closing(pieces: list[Piece], index: int, name: str) -> int:
    """The index of the piece that closes the element opened at `index`; that of the end where none does."""
    depth = 0
    for position in range(index, len(pieces)):
        piece = pieces[position]
        if piece.name == name:
            depth += 1 if piece.event == "open" else -1
            if depth == 0:
                return position
    return len(pieces)


class _Collector:
    """Collects text and asides piece by piece."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self.builder = TextBuilder()
        self.asides: list[Aside] = []
        self.bold = 0
        self.strong = 0
        self.bold_leads = False

    def take(self, piece: Piece) -> None:
        """Add one piece: what is no text becomes an aside, a space or nothing."""
        content, builder = self.content, self.builder
        start, end = content.source(piece.start), content.source_end(piece.end)
        if piece.event == "text":
            builder.add(content, piece.start, piece.end)
        elif piece.event == "entity":
            builder.add_as(html.unescape(content.text[piece.start : piece.end]).replace("\xa0", " "), start, end)
        elif piece.event == "comment":
            self.asides.append(Aside(start, end, comment=comment_text(content.text[piece.start : piece.end])))
        elif piece.event == "open" and piece.name in OPAQUE_TAGS:
            kind: OpaqueKind = OPAQUE_TAGS[piece.name]
            self.asides.append(Aside(start, end, opaque=kind))
        elif piece.event == "newline" or piece.name == "br" or piece.name in _BREAKING:
            builder.add_space(start, end)
        elif piece.name in _BOLD:
            self._take_bold(piece.event == "open")

    def _take_bold(self, opens: bool) -> None:
        if opens:
            self.bold_leads = not self.strong and self.builder.blank
        elif self.bold_leads:
            self.strong, self.bold_leads = len(self.builder), False

    def finish(self) -> tuple[Text, int]:
        """The text collected and its leading bold run; begin anew."""
        text, cut = self.builder.build()
        strong = min(max(self.strong - cut, 0), len(text.text))
        self.builder, self.strong, self.bold_leads = TextBuilder(), 0, False
        return text, strong


def _read_lines(content: Content, pieces: list[Piece]) -> Iterator[HtmlText | Aside]:
    collector = _Collector(content)
    level, code = 0, False
    for piece in pieces:
        flushes = (piece.event == "newline" and not level) or piece.name in _BREAKING or piece.name in _HEADINGS
        if not flushes:
            collector.take(piece)
            continue
        yield from _flush(collector, level, code)
        if piece.name in _HEADINGS:
            level = int(piece.name[1]) if piece.event == "open" else 0
        elif piece.name == "pre":
            code = piece.event == "open"
    yield from _flush(collector, level, code)


def _flush(collector: _Collector, level: int, code: bool) -> Iterator[HtmlText | Aside]:
    yield from collector.asides
    collector.asides = []
    text, strong = collector.finish()
    if text.text:
        kind: BlockKind = "heading" if level else "code" if code else "paragraph"
        yield HtmlText(text, kind, level, strong)


def _read_table(content: Content, pieces: list[Piece]) -> Iterator[HtmlTable | Aside]:
    table = HtmlTable()
    row: list[HtmlCell] = []
    row_start = 0
    collector = _Collector(content)
    opened: Piece | None = None
    depth = 0

    def close_cell(end: int) -> None:
        nonlocal opened
        if opened is None:
            return
        spans = {name.lower(): int(number) for name, number in _SPAN.findall(opened.attributes)}
        text, _ = collector.finish()
        start = text.starts[0] if text.text else content.source_end(opened.end)
        stop = text.ends[-1] if text.text else start
        row.append(
            HtmlCell(text, start, stop, opened.name == "th", spans.get("rowspan", 1) or 1, spans.get("colspan", 1) or 1)
        )
        opened = None

    def close_row(end: int) -> None:
        nonlocal row
        close_cell(end)
        if row:
            table.rows.append((content.source(row_start), content.source_end(end), row))
        row = []

    for piece in pieces:
        if piece.name == "table":
            depth += 1 if piece.event == "open" else -1
        if depth == 0 and piece.name in ("tr", "thead", "tbody", "tfoot"):
            close_row(piece.end if piece.event == "close" else piece.start)
            row_start = piece.start
        elif depth == 0 and piece.name in ("td", "th"):
            if opened is None and not row:
                row_start = min(row_start, piece.start) or piece.start
            close_cell(piece.start)
            if piece.event == "open":
                collector.finish()
                opened = piece
        else:
            collector.take(piece)
    if pieces:
        close_row(pieces[-1].end)
    yield from collector.asides
    yield table


def resolve_spans(table: HtmlTable) -> tuple[list[str], list[tuple[int, int, list[HtmlCell]]]]:
    """The texts of the header's cells and the body rows, with a cell that spans repeated in each place it covers."""
    held: dict[int, tuple[HtmlCell, int]] = {}
    grid: list[tuple[int, int, list[HtmlCell]]] = []
    for start, end, cells in table.rows[:_MAX_ROWS]:
        full: list[HtmlCell] = []
        waiting = list(cells)
        while len(full) < _MAX_COLUMNS and (waiting or len(full) in held):
            column = len(full)
            if column in held:
                cell, left = held.pop(column)
                full.append(cell)
                if left > 1:
                    held[column] = (cell, left - 1)
                continue
            cell = waiting.pop(0)
            for offset in range(min(cell.columns, _MAX_COLUMNS - column)):
                full.append(cell)
                if cell.rows > 1:
                    held[column + offset] = (cell, cell.rows - 1)
        grid.append((start, end, full))
    heads = 0
    while heads < len(grid) and all(cell.heads for cell in grid[heads][2]):
        heads += 1
    if heads == len(grid):
        heads = 0
    columns = max((len(cells) for _, _, cells in grid), default=0)
    header = [_head([cells[column].text.text for _, _, cells in grid[:heads] if column < len(cells)]) for column in range(columns)]
    return (header if heads else []), grid[heads:]


def _head(texts: list[str]) -> str:
    return " ".join(dict.fromkeys(text for text in texts if text))
