"""Walks the block tokens of a Markdown text and adds what they hold to a document."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from markdown_it.token import Token

from speclint.model import Text
from speclint.read import fences, tables
from speclint.read.builder import DocumentBuilder
from speclint.read.content import Content, Lines
from speclint.read.html import HtmlTable, HtmlText, read_html, resolve_spans
from speclint.read.inline import Aside, Inline, read_inline
from speclint.read.markdown import block_tokens, markdown

BOLD_HEADING_LEVEL = 7
MAX_BOLD_HEADING = 80
MAX_SETEXT_HEADING = 120
MAX_REPARSED = 8

_TASK = re.compile(r"\[([ xX])\](?:[ \t]+|$)")
_GLUED_HEADING = re.compile(r"(#{1,6})(?=[^\W_])")
_GLUED_SINGLE = re.compile(r"#[^\W\d_]")
_HAN = re.compile(r"#[\u3400-\u9fff]")
_CLOSING_MARKS = " \t*_`\"'”’」』)）]】"


@dataclass(slots=True)
class _Frame:
    """A container that is open: the document, a quote, a list or a list item.

    `introduction` is the paragraph ending in a colon just before; `unopened` is true for an item whose own first
    paragraph is still to come; `last` is the type of the token before.
    """

    parents: tuple[int, ...] = ()
    quoted: bool = False
    in_list: bool = False
    floor: int = 1
    ordered: bool = False
    unopened: bool = False
    introduction: int | None = None
    last: str = ""
    last_table: tuple[int, tuple[str, ...], int] | None = None

    def introduced(self) -> tuple[int, ...]:
        """The parents of a list, table or fence that begins here."""
        return self.parents if self.introduction is None else (*self.parents, self.introduction)


@dataclass(slots=True)
class Walker:
    """Adds Markdown to a document; `depth` counts how often fenced or indented text was parsed again as prose."""

    builder: DocumentBuilder
    lines: Lines
    env: dict[str, Any] = field(default_factory=dict)
    depth: int = 0
    has_title: bool = False
    offset: int = 0
    frames: list[_Frame] = field(default_factory=lambda: [_Frame()])

    @property
    def frame(self) -> _Frame:
        """The innermost open container."""
        return self.frames[-1]

    def walk(self, text: str, offset: int) -> None:
        """Add the Markdown whose first line is the source's 0-based line `offset`."""
        tokens = block_tokens(markdown(), text, self.env)
        self.has_title = self.has_title or any(t.type == "heading_open" and t.tag == "h1" for t in tokens)
        outer, self.offset = self.offset, offset
        index = 0
        while index < len(tokens):
            index = self._step(tokens, index)
        self.offset = outer

    def _step(self, tokens: list[Token], index: int) -> int:
        """Read the token at an index and return the index of the next to read."""
        token = tokens[index]
        kind = token.type
        if kind == "paragraph_open":
            self._read_paragraph(tokens[index + 1])
            index += 2
        elif kind == "heading_open":
            self._read_heading(token, tokens[index + 1])
            index += 2
        elif kind == "table_open":
            end = next(i for i in range(index, len(tokens)) if tokens[i].type == "table_close")
            self._read_table(tokens[index:end])
            index = end
        elif kind in ("fence", "code_block"):
            self._read_code(token)
        elif kind == "html_block":
            self._read_html(token)
        elif kind == "hr":
            self.frame.introduction = None
        else:
            self._enter_or_leave(token)
        if token.nesting <= 0 or kind.startswith(("paragraph", "heading", "table")):
            self.frame.last = kind
        return index + 1

    def _enter_or_leave(self, token: Token) -> None:
        frame, kind = self.frame, token.type
        if kind in ("bullet_list_open", "ordered_list_open"):
            parents = frame.introduced()
            self.frames.append(
                _Frame(parents, frame.quoted, True, frame.floor, ordered=kind == "ordered_list_open")
            )
        elif kind == "list_item_open":
            self.frames.append(
                _Frame(frame.parents, frame.quoted, True, frame.floor, ordered=frame.ordered, unopened=True)
            )
        elif kind == "blockquote_open":
            self.frames.append(_Frame(frame.introduced(), True, frame.in_list, self.builder.depth))
        elif token.nesting < 0:
            closed = self.frames.pop()
            self.frame.introduction = None
            if kind == "blockquote_close":
                self.builder.close_sections(closed.floor, self._last_line)

    @property
    def _last_line(self) -> int:
        return self.builder.blocks[-1].end_line if self.builder.blocks else 1

    # ------------------------------------------------------------------------------------------- paragraphs

    def _read_paragraph(self, token: Token) -> None:
        first = (token.map or [0, 0])[0] + self.offset
        content = self.lines.content(token.content, first)
        for part, kind, level in self._parts(content):
            if kind == "heading":
                self._add_heading(self._inline(part), level, part)
            elif kind == "rows":
                self._add_flattened(part)
            else:
                self._add_paragraph(part)

    def _inline(self, content: Content) -> Inline:
        inline = read_inline(content, markdown(), self.env)
        self.builder.add_asides(inline.asides)
        return inline

    def _extent(self, content: Content) -> tuple[int, int]:
        """The first and last 1-based line of a content."""
        line_of = self.builder.source.line_of
        return line_of(content.sources[0]), line_of(content.sources[-1])

    def _parts(self, content: Content) -> list[tuple[Content, str, int]]:
        """Cut a paragraph where lines in it are headings or table rows that the parser did not take for such."""
        text = content.text
        if "##" not in text and text.count("|") < 4 and not text.startswith("#"):
            return [(content, "paragraph", 0)]
        lines = text.split("\n")
        marks: dict[int, tuple[int, str, int]] = {start: (end, "rows", 0) for start, end in tables.flattened_rows(lines)}
        if not self.frame.quoted and not self.frame.in_list:
            for number, line in enumerate(lines):
                level = self._glued_level(line, alone=len(lines) == 1)
                if level:
                    marks[number] = (number + 1, "heading", level)
        parts: list[tuple[Content, str, int]] = []
        number = plain = 0
        bounds = [0]
        for line in lines:
            bounds.append(bounds[-1] + len(line) + 1)

        def cut(start: int, end: int) -> Content:
            return content.slice(bounds[start], bounds[end] - 1)

        while number < len(lines):
            if number not in marks:
                number += 1
                continue
            end, kind, level = marks[number]
            if plain < number:
                parts.append((cut(plain, number), "paragraph", 0))
            part = cut(number, end)
            parts.append((part.slice(level, len(part.text)) if level else part, kind, level))
            number = plain = end
        if plain < len(lines):
            parts.append((cut(plain, len(lines)), "paragraph", 0))
        return parts

    def _glued_level(self, line: str, *, alone: bool) -> int:
        """The level of a heading that lacks the blank after its hashes; 0 where the line is none."""
        match = _GLUED_HEADING.match(line)
        if not match:
            return 0
        level = len(match[1])
        if level > 1:
            return level
        tags = " #" in line or not _GLUED_SINGLE.match(line)
        return 1 if alone and not tags and (_HAN.match(line) or not self.has_title) else 0

    def _add_paragraph(self, content: Content) -> None:
        frame = self.frame
        checked: bool | None = None
        if frame.unopened and (task := _TASK.match(content.text)):
            checked = task[1] != " "
            content = content.slice(task.end(), len(content.text))
        inline = self._inline(content)
        text = inline.text
        if not text.text:
            return
        if not frame.in_list and not frame.quoted and _is_bold_heading(inline):
            self._add_heading(inline, BOLD_HEADING_LEVEL, content)
            return
        line, end_line = self._extent(content)
        index = self.builder.add_block(
            "item" if frame.unopened else "paragraph",
            text,
            line,
            end_line,
            parents=frame.parents,
            strong=inline.strong,
            quoted=frame.quoted,
            ordered=frame.ordered and frame.unopened,
            checked=checked,
            italic=inline.italic,
        )
        if frame.unopened:
            frame.unopened = False
            frame.parents = (*frame.parents, index)
            frame.introduction = None
        else:
            frame.introduction = index if text.text.rstrip(_CLOSING_MARKS).endswith((":", "：")) else None

    # --------------------------------------------------------------------------------------------- headings

    def _read_heading(self, token: Token, inline_token: Token) -> None:
        first, end = (line + self.offset for line in token.map or [0, 1])
        content = self.lines.content(inline_token.content, first)
        if token.markup.startswith("#"):
            content = self._atx(inline_token.content, first)
        elif len(content.at) > 1 or len(content.text) > MAX_SETEXT_HEADING:
            self._read_paragraph(inline_token)
            return
        self._add_heading(self._inline(content), int(token.tag[1]), content, end)

    def _atx(self, text: str, number: int) -> Content:
        line, start = self.lines.texts[number], self.lines.starts[number]
        match = re.search(r"#{1,6}[ \t]+" + re.escape(text) + r"(?:[ \t]+#+)?\s*$", line)
        if not match:
            return self.lines.content(text, number)
        at = match.start() + len(re.match(r"#+[ \t]+", match[0])[0])  # type: ignore[index]
        return Content(text, (0,), (start + at,))

    def _add_heading(self, inline: Inline, level: int, content: Content, end_line: int | None = None) -> None:
        frame = self.frame
        frame.introduction = None
        frame.unopened = False
        if not inline.text.text:
            return
        line, last = self._extent(content)
        self.builder.add_heading(
            inline.text,
            level,
            line,
            max(end_line or last, last),
            floor=frame.floor,
            parents=frame.parents,
            strong=inline.strong,
            quoted=frame.quoted,
            italic=inline.italic,
        )

    # ----------------------------------------------------------------------------------------------- tables

    def _read_table(self, tokens: list[Token]) -> None:
        table = self.builder.new_table()
        header: tuple[str, ...] = ()
        rows: list[tuple[int, list[Content]]] = []
        for index, token in enumerate(tokens):
            if token.type != "tr_open" or token.map is None:
                continue
            number = token.map[0] + self.offset
            cells = tables.split_row(self.lines.texts[number], self.lines.starts[number], tokens[index + 2].content)
            if not header:
                header = tuple(self._inline(cell).text.text for cell in cells)
            else:
                rows.append((number + 1, cells))
        self._add_rows(table, header, rows)

    def _add_rows(self, table: int, header: tuple[str, ...], rows: list[tuple[int, list[Content]]]) -> None:
        frame = self.frame
        parents = frame.introduced()
        columns = max([len(header), *(len(cells) for _, cells in rows)])
        if header:
            header = (*header, *([""] * (columns - len(header))))
        for line, cells in rows:
            texts = [self._inline(cell).text for cell in cells]
            if not any(text.text for text in texts):
                continue
            places = [(cell.source(0), cell.source_end(len(cell.text))) for cell in cells]
            text = tables.row_text(texts, places, places[0][0])
            self.builder.add_block(
                "row",
                text,
                line,
                line,
                parents=parents,
                cells=tables.pad_cells(texts, columns),
                header=header,
                table=table,
                quoted=frame.quoted,
            )
        frame.introduction = None
        frame.last_table = (table, header, columns)

    def _add_flattened(self, content: Content) -> None:
        lines = content.text.split("\n")
        rows: list[tuple[int, list[Content]]] = []
        header: tuple[str, ...] = ()
        continues = False
        for number, line in enumerate(lines):
            source = content.sources[number]
            if tables.is_delimiter_row(line):
                if len(rows) == 1 and not header:
                    header = tuple(self._inline(cell).text.text for cell in rows.pop()[1])
                continue
            rows.append((self.builder.source.line_of(source), tables.split_row(line, source)))
        last = self.frame.last_table
        if not header and last is not None and self.frame.last == "table_open":
            continues = all(len(cells) == last[2] for _, cells in rows)
        if continues and last is not None:
            self._add_rows(last[0], last[1], rows)
        elif rows:
            self._add_rows(self.builder.new_table(), header, rows)

    # ------------------------------------------------------------------------------------------------- code

    def _read_code(self, token: Token) -> None:
        first = (token.map or [0, 0])[0] + self.offset
        frame = self.frame
        if token.type == "fence":
            first += 1
            prose = not fences.is_closed(token)
        else:
            follows_item = frame.last.endswith("list_close") or (bool(frame.in_list) and frame.last == "paragraph_open")
            prose = follows_item or fences.looks_like_prose(token.content)
        if prose and self.depth < MAX_REPARSED:
            self.depth += 1
            self.walk(_dedent(token.content), first)
            self.depth -= 1
            return
        parents = frame.introduced()
        frame.unopened = False
        info = fences.language(token) if token.type == "fence" else ""
        for number, line in enumerate(token.content.split("\n"), first):
            if line.strip():
                source, length = self.lines.find(number, line.rstrip())
                text = self.builder.source.text[source : source + length]
                offsets = range(source, source + length)
                block = Text(text, offsets, range(source + 1, source + length + 1))
                self.builder.add_block(
                    "code", block, number + 1, number + 1, parents=parents, info=info, quoted=frame.quoted
                )
        frame.introduction = None

    # ------------------------------------------------------------------------------------------------- HTML

    def _read_html(self, token: Token) -> None:
        frame = self.frame
        first = (token.map or [0, 0])[0] + self.offset
        content = self.lines.content(token.content.rstrip("\n"), first)
        for part in read_html(content):
            if isinstance(part, Aside):
                self.builder.add_asides([part])
            elif isinstance(part, HtmlText):
                self._add_html_text(part)
            else:
                self._add_html_table(part)
                frame.introduction = None

    def _add_html_text(self, part: HtmlText) -> None:
        frame = self.frame
        line_of = self.builder.source.line_of
        line, end_line = line_of(part.text.starts[0]), line_of(part.text.ends[-1] - 1)
        details: dict[str, Any] = {"parents": frame.parents, "quoted": frame.quoted, "strong": part.strong}
        if part.level:
            self.builder.add_heading(part.text, part.level, line, end_line, floor=frame.floor, **details)
            frame.introduction = None
            return
        index = self.builder.add_block(part.kind, part.text, line, end_line, **details)
        introduces = part.text.text.rstrip(_CLOSING_MARKS).endswith((":", "："))
        frame.introduction = index if introduces else None

    def _add_html_table(self, table: HtmlTable) -> None:
        frame = self.frame
        header, rows = resolve_spans(table)
        number = self.builder.new_table()
        line_of = self.builder.source.line_of
        columns = max([len(header), *(len(cells) for _, _, cells in rows)])
        for start, end, cells in rows:
            texts = [cell.text for cell in cells]
            if not any(text.text for text in texts):
                continue
            text = tables.row_text(texts, [(cell.start, cell.end) for cell in cells], start)
            self.builder.add_block(
                "row",
                text,
                line_of(start),
                line_of(end - 1),
                parents=frame.introduced(),
                cells=tables.pad_cells(texts, columns),
                header=tuple(header),
                table=number,
                quoted=frame.quoted,
            )


def _is_bold_heading(inline: Inline) -> bool:
    text = inline.text.text
    if not inline.strong or len(text) > MAX_BOLD_HEADING:
        return False
    return text[inline.strong :].strip() in ("", ":", "：") and not text.endswith((".", "。", ";", "；"))


def _dedent(text: str) -> str:
    """The text without the indent that all its lines share; positions are found again line by line."""
    from textwrap import dedent

    return dedent(text)
