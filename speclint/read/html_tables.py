"""Tables written in HTML: their cells with their places, spans of rows and columns resolved."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from speclint.model import Text
from speclint.read.content import Content
from speclint.read.html_pieces import Collector, Piece
from speclint.read.inline import Aside

_SPAN = re.compile(r"\b(rowspan|colspan)\s*=\s*[\"']?\s*(\d{1,4})", re.IGNORECASE)
_ROW_TAGS = frozenset({"tr", "thead", "tbody", "tfoot"})
_CELL_TAGS = frozenset({"td", "th"})
_MAX_COLUMNS = 200
_MAX_ROWS = 5000
# Characters that cells which span may repeat: so many, and as many again as the table is long so many times.
_MAX_REPEATED = 2000
_MAX_REPETITION = 10


@dataclass(frozen=True, slots=True)
class HtmlCell:
    """A cell, the source offsets between which its text stands, and how many rows and columns it covers."""

    text: Text
    start: int
    end: int
    heads: bool
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class HtmlRow:
    """The cells of a row and the source offsets between which it stands."""

    start: int
    end: int
    cells: tuple[HtmlCell, ...]


@dataclass(frozen=True, slots=True)
class HtmlTable:
    """The rows of a table as written, and what is no text in it; `heads` where the table says its first row is one."""

    rows: tuple[HtmlRow, ...]
    asides: tuple[Aside, ...]
    heads: bool = False


class _TableReader:
    """Gathers rows and cells, also those that nothing closes."""

    def __init__(self, content: Content) -> None:
        self.rows: list[HtmlRow] = []
        self.collector = Collector(content)
        self._content = content
        self._cells: list[HtmlCell] = []
        self._cell: Piece | None = None
        self._row_start: int | None = None

    def meet_row(self, piece: Piece) -> None:
        """Meet the start or end of a row or of a group of rows."""
        self.close_row(piece.end if piece.event == "close" else piece.start)
        self._row_start = piece.start if piece.event == "open" else None

    def meet_cell(self, piece: Piece) -> None:
        """Meet the start or end of a cell."""
        if self._row_start is None:
            self._row_start = piece.start
        self._close_cell()
        if piece.event == "open":
            self.collector.finish()  # text between cells belongs to none
            self._cell = piece

    def close_row(self, end: int) -> None:
        """End the row that is open, if any."""
        self._close_cell()
        if self._cells and self._row_start is not None:
            start, stop = self._content.source(self._row_start), self._content.source_end(end)
            self.rows.append(HtmlRow(start, max(start + 1, stop), tuple(self._cells)))
        self._cells = []

    def _close_cell(self) -> None:
        cell = self._cell
        if cell is None:
            return
        self._cell = None
        text, _ = self.collector.finish()
        inside = self._content.source_end(cell.end)
        start, end = (text.starts[0], text.ends[-1]) if text.text else (inside, inside)
        spans = {name.lower(): max(1, int(number)) for name, number in _SPAN.findall(cell.attributes)}
        self._cells.append(
            HtmlCell(text, start, end, cell.name == "th", spans.get("rowspan", 1), spans.get("colspan", 1))
        )


def read_table(content: Content, pieces: Sequence[Piece], *, heads: bool = False) -> HtmlTable:
    """Read what stands between the tags of a table; a table within a cell is part of its text."""
    reader = _TableReader(content)
    depth = 0
    for piece in pieces:
        if piece.name == "table":
            depth += 1 if piece.event == "open" else -1
        if depth == 0 and piece.name in _ROW_TAGS:
            reader.meet_row(piece)
        elif depth == 0 and piece.name in _CELL_TAGS:
            reader.meet_cell(piece)
        else:
            reader.collector.take(piece)
    if pieces:
        reader.close_row(pieces[-1].end)
    return HtmlTable(tuple(reader.rows), tuple(reader.collector.asides), heads)


def resolve_spans(table: HtmlTable) -> tuple[tuple[str, ...], list[HtmlRow]]:
    """The texts of the header's cells and the rows below, a cell that spans repeated in each place it covers."""
    filler = _Filler(table)
    grid = [HtmlRow(row.start, row.end, filler.fill(row.cells)) for row in table.rows[:_MAX_ROWS]]
    heads = 0
    while heads < len(grid) and all(cell.heads for cell in grid[heads].cells):
        heads += 1
    heads = heads or table.heads
    if heads in (0, len(grid)):
        return (), grid
    columns = max(len(row.cells) for row in grid)
    header = tuple(
        _heading([row.cells[column] for row in grid[:heads] if column < len(row.cells)]) for column in range(columns)
    )
    return header, grid[heads:]


class _Filler:
    """Fills the rows of a table with what spans into them, as far as that is in proportion to what is written."""

    def __init__(self, table: HtmlTable) -> None:
        self._held: dict[int, tuple[HtmlCell, int]] = {}
        length = table.rows[-1].end - table.rows[0].start if table.rows else 0
        self._left = _MAX_REPEATED + _MAX_REPETITION * length

    def fill(self, cells: tuple[HtmlCell, ...]) -> tuple[HtmlCell, ...]:
        """A row's cells with those that reach down into it; what reaches further is held on."""
        full: list[HtmlCell] = []
        waiting = iter(cells)
        while (column := len(full)) < _MAX_COLUMNS:
            if column in self._held:
                cell, left = self._held.pop(column)
                full.append(cell)
                self._hold(column, cell, left - 1)
                continue
            following = next(waiting, None)
            if following is None:
                break
            for reached in range(column, min(column + following.columns, _MAX_COLUMNS)):
                if reached > column and not self._may_repeat(following):
                    break
                full.append(following)
                self._hold(reached, following, following.rows - 1)
        return tuple(full)

    def _hold(self, column: int, cell: HtmlCell, rows: int) -> None:
        if rows > 0 and self._may_repeat(cell):
            self._held[column] = (cell, rows)

    def _may_repeat(self, cell: HtmlCell) -> bool:
        """Whether a cell may be repeated once more; what it costs is taken off."""
        self._left -= len(cell.text.text) + 1
        return self._left >= 0


def _heading(cells: Sequence[HtmlCell]) -> str:
    return " ".join(dict.fromkeys(cell.text.text for cell in cells if cell.text.text))
