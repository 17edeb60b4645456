"""Fences with the info string `yaml speclint`, which declare features as data instead of saying them."""

from __future__ import annotations

from bisect import bisect_right

from speclint.model import Problem, Span
from speclint.read.builder import DocumentBuilder
from speclint.read.content import Lines
from speclint.read.yaml_data import BrokenYamlError, YamlText
from speclint.told import told

BROKEN = "broken-declaration"


def read_declaration(builder: DocumentBuilder, lines: Lines, content: str, fence: int) -> None:
    """Read the content of a fence that opens on a 0-based line; its YAML stands at its place in the source."""
    source = builder.source
    texts = content.removesuffix("\n").split("\n")
    starts = [0]
    for text in texts[:-1]:
        starts.append(starts[-1] + len(text) + 1)
    # where the first character that is no blank of each line stands in the content, and where in the source
    places = []
    for number, text in enumerate(texts):
        indent = len(text) - len(text.lstrip())
        places.append((starts[number] + indent, lines.find(fence + 1 + number, text.rstrip())[0]))

    def at(index: int) -> int:
        inside, outside = places[max(bisect_right(starts, index) - 1, 0)]
        return min(max(outside + index - inside, 0), len(source.text))

    try:
        node = YamlText(source, content, at, told("the declaration")).root()
    except BrokenYamlError as error:
        last = max(len(content.rstrip()) - 1, 0)
        line = source.line_of(at(min(error.offset, last))) if error.offset is not None else fence + 1
        _add_problem(builder, lines, line, error.message)
        return
    if node is None:
        message = told("the declaration is empty: declare a feature in it, or take the fence out")
        _add_problem(builder, lines, fence + 1, message)
        return
    builder.declared.append(node)


def add_unclosed(builder: DocumentBuilder, lines: Lines, fence: int) -> None:
    """Note that the fence on a 0-based line has no end, so that what it holds is read as text."""
    message = told("the declaration's fence is not closed, so that nothing in it counts: write ``` below its last line")
    _add_problem(builder, lines, fence + 1, message)


def _add_problem(builder: DocumentBuilder, lines: Lines, line: int, message: str) -> None:
    written = lines.texts[line - 1]
    start = len(written) - len(written.lstrip())
    span = Span(line, start + 1, line, max(len(written.rstrip()), start + 1) + 1)
    builder.problems.append(Problem(BROKEN, message, span, meaning="yaml"))
