"""A file's text, and how a place in it is told.

Positions are 1-based lines and 1-based columns counted in characters (not bytes), columns exclusive at the end.
*Offsets* are 0-based character indices into `Source.text`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a source: 1-based lines, both inclusive; 1-based columns, the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Source:
    """A file's decoded text with its newlines as written; `line_starts` are the offsets at which lines begin."""

    path: str
    text: str
    line_starts: tuple[int, ...]

    def line_of(self, offset: int) -> int:
        """The 1-based line that holds this offset."""
        return bisect_right(self.line_starts, offset)

    def span(self, start: int, end: int) -> Span:
        """The span of the text between two offsets, end exclusive."""
        line = self.line_of(start)
        end_line = self.line_of(max(start, end - 1))
        return Span(line, start - self.line_starts[line - 1] + 1, end_line, end - self.line_starts[end_line - 1] + 1)

    def line(self, number: int) -> str:
        """The text of a 1-based line without its newline; empty beyond the end."""
        if not 1 <= number <= len(self.line_starts):
            return ""
        start = self.line_starts[number - 1]
        end = self.line_starts[number] if number < len(self.line_starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")


@dataclass(frozen=True, slots=True)
class Text:
    """What a reader sees (marks, escapes and entities resolved) and where each character of it stands in the source.

    `starts[i]` and `ends[i]` are the offsets of the source characters that gave `text[i]`: one apart, but for an entity
    such as `&le;` or an escape. A soft line break is one space.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def source_range(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the source, end exclusive, of `text[start:end]`; `end` must be beyond `start`."""
        return self.starts[start], self.ends[end - 1]
