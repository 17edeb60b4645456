"""Pipe tables: rows cut into cells whose places are known, also where the parser saw no table."""

from __future__ import annotations

import re
from collections.abc import Sequence

from speclint.model import Text
from speclint.read.content import EMPTY, Content, anchored, join_texts

_LEAST_CUTS = 2  # in a row that nothing else shows to be one
_LONGEST_NAME = 30  # characters of a column's name
_DIGIT = re.compile(r"\d")
_TAB = re.compile(r"\t+")
_PIPE = re.compile(r"(?<!\\)\|")
_MARK = re.compile(r"[>#]|(?:[-*+]|\d{1,9}[.)])[ \t]")
_CONTAINER_MARKS = re.compile(r"(?:[ \t>]|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))*")
# No two runs of blanks stand side by side, so that a long one costs no more than its length.
_DELIMITER = re.compile(r"\|?[ \t]*:?-+:?(?:[ \t]*\|[ \t]*:?-+:?)*[ \t]*\|?")


def split_row(line: str, offset: int, first: str | None = None) -> list[Content]:
    """Cut a source line that begins at `offset` into its cells.

    `first` is the parser's first cell, if there was a parser: it tells list and quote marks from the cell's own text.
    """
    cuts = [match.start() for match in _cuts_in(line).finditer(line)]
    bounds = [*zip([0, *(cut + 1 for cut in cuts)], [*cuts, len(line)], strict=True)]
    start, end = bounds[0]
    if _CONTAINER_MARKS.fullmatch(line, start, end):
        bounds.pop(0)
    elif first is not None:
        core = first.replace("|", "\\|")
        found = line.rfind(core, start, end)
        bounds[0] = (max(found, start), end)
    if bounds and not line[bounds[-1][0] : bounds[-1][1]].strip():
        bounds.pop()
    return [_cell(line, offset, start, end) for start, end in bounds]


def _cuts_in(line: str) -> re.Pattern[str]:
    """What parts the cells of a row: pipes, or in a table that was pasted from elsewhere tabs."""
    return _TAB if "|" not in line and "\t" in line.strip() else _PIPE


def is_tabbed(line: str) -> int:
    """How many cells with tabs between them a row holds that was pasted from elsewhere; 0 for another line."""
    text = line.strip()
    if _cuts_in(line) is not _TAB or line[:1].isspace() or _MARK.match(line):
        return 0
    cuts = len(_TAB.findall(text))
    return cuts + 1 if cuts >= _LEAST_CUTS else 0


def _cell(line: str, offset: int, start: int, end: int) -> Content:
    raw = line[start:end]
    start += len(raw) - len(raw.lstrip())
    raw = raw.strip()
    if "\\|" not in raw:
        return Content(raw, (0,), (offset + start,))
    parts = raw.split("\\|")
    at, sources, position, source = [0], [offset + start], len(parts[0]), offset + start + len(parts[0])
    for part in parts[1:]:
        at.append(position)
        sources.append(source + 1)
        position += 1 + len(part)
        source += 2 + len(part)
    return Content("|".join(parts), tuple(at), tuple(sources))


def is_delimiter_row(line: str) -> bool:
    """Whether a line is the row of dashes below a table's header."""
    return "|" in line and "-" in line and bool(_DELIMITER.fullmatch(line.strip(" \t")))


def row_text(cells: Sequence[Text], places: Sequence[tuple[int, int]], start: int) -> Text:
    """The cells as one text, joined by " | "; `places` are the source stretches of the cells.

    A cell that stands before what was already joined (it spans rows or columns) is held to where the row has got to, so
    that offsets never decrease.
    """
    texts: list[Text] = []
    gaps: list[tuple[int, int]] = []
    cursor = start
    for index, (cell, (begin, end)) in enumerate(zip(cells, places, strict=True)):
        if begin < cursor:
            cell, begin, end = anchored(cell.text, cursor), cursor, cursor
        if index:
            gaps.append((cursor, begin))
        texts.append(cell)
        cursor = end
    return join_texts(texts, gaps)


def is_header(cells: Sequence[Content]) -> bool:
    """Whether the first row of a table without a row of dashes names its columns: short, and without a number."""
    return len(cells) > _LEAST_CUTS and all(
        0 < len(cell.text) <= _LONGEST_NAME and not _DIGIT.search(cell.text) for cell in cells
    )


def pad_cells(cells: Sequence[Text], columns: int) -> tuple[Text, ...]:
    """The cells with empty ones added up to a number of columns."""
    return (*cells, *([EMPTY] * (columns - len(cells))))


def flattened_rows(lines: Sequence[str]) -> list[tuple[int, int]]:
    """Where in a paragraph's lines rows of a table stand that is no table to the parser: pairs of first and end.

    A run counts from two lines of two pipes or more each; one such line may be prose. So it does with tabs.
    """
    runs: list[tuple[int, int]] = []
    start = None
    for number, line in enumerate([*lines, ""]):
        cuts = len(_PIPE.findall(line)) >= _LEAST_CUTS or is_tabbed(line) > 0
        is_row = cuts or (start is not None and (is_delimiter_row(line) or (not line and number < len(lines))))
        if is_row and start is None:
            start = number
        elif not is_row and start is not None:
            if number - start >= 2:
                runs.append((start, number))
            start = None
    return runs
