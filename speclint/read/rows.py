"""Adds the rows of tables to a document."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token

from speclint.model import Text
from speclint.read import tables
from speclint.read.builder import DocumentBuilder
from speclint.read.content import Content, Lines
from speclint.read.frames import Frame, LastTable
from speclint.read.html_tables import HtmlTable, resolve_spans

Row = tuple[int, list[Content]]


def add_pipe_table(builder: DocumentBuilder, frame: Frame, lines: Lines, tokens: Sequence[Token], offset: int) -> None:
    """Add a table that the parser found; its rows are cut anew, so that each cell has its place."""
    header: tuple[str, ...] | None = None
    rows: list[Row] = []
    for index, token in enumerate(tokens):
        if token.type != "tr_open" or token.map is None:
            continue
        number = token.map[0] + offset
        cells = tables.split_row(lines.texts[number], lines.starts[number], tokens[index + 2].content)
        if header is None:
            header = _header(builder, cells)
        else:
            rows.append((number + 1, cells))
    _add_rows(builder, frame, builder.new_table(), header or (), rows)


def add_flattened_table(builder: DocumentBuilder, frame: Frame, content: Content) -> None:
    """Add rows that the parser took for a paragraph: their delimiter row is missing, wrong or above a blank line."""
    rows: list[Row] = []
    header: tuple[str, ...] = ()
    for line, source in zip(content.text.split("\n"), content.sources, strict=True):
        if not line:
            continue
        if not tables.is_delimiter_row(line):
            rows.append((builder.source.line_of(source), tables.split_row(line, source)))
        elif len(rows) == 1 and not header:
            header = _header(builder, rows.pop()[1])
    if len(rows) > 1 and tables.is_tabbed(content.text.split("\n")[0]) and tables.is_header(rows[0][1]):
        header = _header(builder, rows.pop(0)[1])
    last = frame.last_table
    if last and not header and frame.last == "table_open" and all(len(cells) == last.columns for _, cells in rows):
        _add_rows(builder, frame, last.number, last.header, rows)
    elif rows:
        _add_rows(builder, frame, builder.new_table(), header, rows)


def add_html_table(builder: DocumentBuilder, frame: Frame, table: HtmlTable) -> None:
    """Add a table written in HTML."""
    header, rows = resolve_spans(table)
    number = builder.new_table()
    columns = max([len(header), *(len(row.cells) for row in rows)])
    for row in rows:
        _add_row(
            builder,
            frame,
            [cell.text for cell in row.cells],
            [(cell.start, cell.end) for cell in row.cells],
            extent=(row.start, row.end),
            columns=columns,
            header=header,
            table=number,
        )
    frame.introduction = None


def _header(builder: DocumentBuilder, cells: Sequence[Content]) -> tuple[str, ...]:
    return tuple(builder.read_inline(cell).text.text for cell in cells)


def _add_rows(builder: DocumentBuilder, frame: Frame, table: int, header: tuple[str, ...], rows: Sequence[Row]) -> None:
    columns = max([len(header), *(len(cells) for _, cells in rows)])
    if header:
        header = (*header, *([""] * (columns - len(header))))
    for line, cells in rows:
        start = builder.source.line_starts[line - 1]
        _add_row(
            builder,
            frame,
            [builder.read_inline(cell).text for cell in cells],
            [(cell.source(0), cell.source_end(len(cell.text))) for cell in cells],
            extent=(start, start + 1),
            columns=columns,
            header=header,
            table=table,
        )
    frame.introduction = None
    frame.last_table = LastTable(table, header, columns)


def _add_row(
    builder: DocumentBuilder,
    frame: Frame,
    cells: list[Text],
    places: list[tuple[int, int]],
    *,
    extent: tuple[int, int],
    columns: int,
    header: tuple[str, ...],
    table: int,
) -> None:
    if not any(cell.text for cell in cells):
        return
    start, end = extent
    builder.add_block(
        "row",
        tables.row_text(cells, places, start),
        builder.source.line_of(start),
        builder.source.line_of(end - 1),
        parents=frame.introduced(),
        cells=tables.pad_cells(cells, columns),
        header=header,
        table=table,
        quoted=frame.quoted,
    )
