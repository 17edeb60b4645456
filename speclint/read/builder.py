"""Gathers the sections, blocks and asides of a document in the order in which they are read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markdown_it import MarkdownIt

from speclint.model import Block, BlockKind, Comment, Document, Node, Opaque, Problem, Section, Source, Span, Text
from speclint.read.content import Content
from speclint.read.inline import Aside, Inline, read_inline
from speclint.read.markdown import markdown


class DocumentBuilder:
    """What is known of a document so far."""

    def __init__(self, source: Source, parser: MarkdownIt | None = None) -> None:
        self.source = source
        self.parser = parser or markdown()
        self.front_matter: Mapping[str, Any] = {}
        self.blocks: list[Block] = []
        self.problems: list[Problem] = []
        self.declared: list[Node] = []
        self.environment: dict[str, Any] = {}
        self._tables = 0
        self._comments: list[Comment] = []
        self._opaque: list[Opaque] = []
        self._sections: list[Section] = [Section(0, 0, "", -1, 1, len(source.line_starts))]
        self._open: list[int] = [0]
        self._ends: dict[int, int] = {}

    @property
    def section(self) -> int:
        """The index of the innermost open section."""
        return self._open[-1]

    def new_table(self) -> int:
        """The number of the table that begins."""
        self._tables += 1
        return self._tables - 1

    def add_block(self, kind: BlockKind, text: Text, line: int, end_line: int, **details: Any) -> int:
        """Add a block to the open section and return its index."""
        index = len(self.blocks)
        self.blocks.append(Block(index, kind, text, self.section, line, end_line, **details))
        return index

    def add_heading(self, text: Text, level: int, line: int, end_line: int, *, floor: int = 1, **details: Any) -> int:
        """Open a section with its heading block, closing those of its level and below; the outer `floor` stay open."""
        while len(self._open) > floor and self._sections[self._open[-1]].level >= level:
            self._ends[self._open.pop()] = line - 1
        index = len(self._sections)
        self._sections.append(Section(index, level, text.text, self._open[-1], line, line))
        self._open.append(index)
        return self.add_block("heading", text, line, end_line, **details)

    @property
    def depth(self) -> int:
        """How many sections are open."""
        return len(self._open)

    def close_sections(self, floor: int) -> None:
        """Close all but the outer `floor` sections: a quote's headings end with the quote."""
        while len(self._open) > floor:
            self._ends[self._open.pop()] = self.blocks[-1].end_line

    def read_inline(self, content: Content) -> Inline:
        """Read the inline Markdown of a block or cell, keeping the comments and opaque things in it."""
        inline = read_inline(content, self.parser, self.environment)
        self.add_asides(inline.asides)
        return inline

    def add_asides(self, asides: Sequence[Aside]) -> None:
        """Keep comments and opaque things met in a text."""
        for aside in asides:
            span = self.source.span(aside.start, aside.end)
            if aside.opaque is not None:
                self._opaque.append(Opaque(aside.opaque, self.section, span))
            elif aside.comment is not None:
                self._comments.append(self._comment(aside, aside.comment, span))

    def _comment(self, aside: Aside, text: str, span: Span) -> Comment:
        closed = self.source.text.endswith("-->", aside.start, aside.end)
        return Comment(text, span, self._lines(aside, text), closed)

    def _lines(self, aside: Aside, text: str) -> tuple[Span, ...]:
        """Find the places of the lines of a comment's text, behind blanks and the marks of quotes and lists."""
        first, *further = text.split("\n")
        begin = max(self.source.text.find(first, aside.start), aside.start)
        places = [self.source.span(begin, begin + len(first))]
        for number, line in enumerate(further, start=places[0].line + 1):
            column = max(self.source.line(number).find(line.rstrip("\r")), 0) + 1
            places.append(Span(number, column, number, column + len(line)))
        return tuple(places)

    def build(self) -> Document:
        """The finished document."""
        last = len(self.source.line_starts)
        sections = tuple(
            Section(s.index, s.level, s.title, s.parent, s.line, max(self._ends.get(s.index, last), s.line))
            for s in self._sections
        )
        return Document(
            self.source,
            self.front_matter,
            sections,
            tuple(self.blocks),
            tuple(self._comments),
            tuple(self._opaque),
            tuple(self.problems),
            tuple(self.declared),
        )
