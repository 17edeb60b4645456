"""Where the pieces of a source begin and end, marks, fences and delimiter rows included: what must not be cut."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from speclint.model import Source
from speclint.read.content import Lines
from speclint.read.fences import is_closed, wrapping_lines
from speclint.read.front_matter import read_front_matter
from speclint.read.markdown import block_tokens, markdown
from speclint.read.titles import titled


@dataclass(frozen=True, slots=True)
class Piece:
    """A list, an item, a table, a paragraph or another piece: 1-based lines, both inclusive, no blank ones at its end.

    `kind` is the parser's name of it without `_open`; `level` is how deeply it is nested, 0 for the outermost.
    """

    kind: str
    level: int
    line: int
    end_line: int


def outline(source: Source) -> tuple[Piece, ...]:
    """The pieces of a source in order, outer ones before those within.

    An unclosed fence is left out: what it swallows is read as prose.
    """
    lines = Lines(source.text, source.line_starts)
    front_matter = read_front_matter(source, lines.texts)
    first, end = (front_matter.body if front_matter else 0), len(lines.texts)
    wrapper = wrapping_lines(lines.texts, first)
    if wrapper is not None:
        first, end = wrapper[0] + 1, wrapper[1]
    environment: dict[str, Any] = {}
    pieces = []
    seen = titled(lines.texts[first:end], whole=True).lines
    for token in block_tokens(markdown(), "\n".join(seen), environment):
        if token.map is None or token.nesting < 0 or token.type in ("inline", "th_open", "td_open"):
            continue
        if token.type == "fence" and not is_closed(token):
            continue
        begin, stop = token.map[0] + first, token.map[1] + first
        while stop - 1 > begin and not lines.texts[stop - 1].strip(" \t>"):
            stop -= 1
        pieces.append(Piece(token.type.removesuffix("_open"), token.level, begin + 1, stop))
    return tuple(pieces)
