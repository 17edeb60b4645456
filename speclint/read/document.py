"""Parses a source into a document: the way through front matter, wrapping fences and Markdown."""

from __future__ import annotations

from markdown_it import MarkdownIt

from speclint.errors import SourceError
from speclint.model import Document, Problem, Source, Span
from speclint.read.builder import DocumentBuilder
from speclint.read.content import Lines
from speclint.read.fences import wrapping_lines
from speclint.read.front_matter import FrontMatter, read_front_matter
from speclint.read.walk import Walker
from speclint.told import told


def parse(source: Source, parser: MarkdownIt | None = None) -> Document:
    """Parse a Markdown source; every piece of the document knows its place in it.

    `parser` comes from `speclint.read.markdown.configured`, where syntax is added to what speclint reads.
    """
    builder = DocumentBuilder(source, parser)
    lines = Lines(source.text, source.line_starts)
    try:
        front_matter = read_front_matter(source, lines.texts)
        first = 0
        if front_matter is not None:
            _add_front_matter(builder, front_matter, lines)
            first = front_matter.body
        end = len(lines.texts)
        wrapper = wrapping_lines(lines.texts, first)
        if wrapper is not None:
            first, end = wrapper[0] + 1, wrapper[1]
        Walker(builder, lines).walk("\n".join(lines.texts[first:end]), first)
    except RecursionError:
        raise SourceError(
            source.path, told("nests too deeply to be read; flatten its lists, quotes or links")
        ) from None
    return builder.build()


def _add_front_matter(builder: DocumentBuilder, front_matter: FrontMatter, lines: Lines) -> None:
    builder.front_matter = front_matter.data
    builder.declared.extend(front_matter.declared)
    for entry in front_matter.entries:
        first, last = builder.source.line_of(entry.text.starts[0]), builder.source.line_of(entry.text.ends[-1] - 1)
        builder.add_block("front-matter", entry.text, first, last, info=entry.key)
    if front_matter.problem:
        line = front_matter.problem_line
        span = Span(line, 1, line, len(lines.texts[line - 1]) + 1)
        builder.problems.append(Problem("broken-front-matter", front_matter.problem, span))
