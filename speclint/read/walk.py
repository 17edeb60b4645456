"""Walks the block tokens of a Markdown text and adds what they hold to a document."""

from __future__ import annotations

import re
from textwrap import dedent
from typing import Any

from markdown_it.token import Token

from speclint.model import BlockKind, Text
from speclint.read import fences
from speclint.read.builder import DocumentBuilder
from speclint.read.content import Content, Lines
from speclint.read.declarations import add_unclosed, read_declaration
from speclint.read.frames import Frame, ends_in_colon
from speclint.read.html import HtmlText, read_html
from speclint.read.inline import Aside, Inline
from speclint.read.markdown import block_tokens
from speclint.read.paragraphs import BOLD_HEADING_LEVEL, is_bold_heading, split_paragraph, without_attributes
from speclint.read.rows import add_flattened_table, add_html_table, add_pipe_table
from speclint.read.titles import titled
from speclint.read.underlined import underlined
from speclint.read.wrappers import unwrapped

MAX_SETEXT_HEADING = 120
MAX_REPARSED = 8

_TASK = re.compile(r"\[([ xX])\](?:[ \t]+|$)")


class Walker:
    """Adds Markdown to a document; fenced or indented text that is prose is parsed again, to a limited depth."""

    def __init__(self, builder: DocumentBuilder, lines: Lines) -> None:
        self._builder = builder
        self._lines = lines
        self._frames = [Frame()]
        self._offset = 0
        self._depth = 0
        self._has_title = False
        self._unmarked = False
        self._closed_fences: set[int] = set()

    @property
    def _frame(self) -> Frame:
        return self._frames[-1]

    def walk(self, text: str, offset: int) -> None:
        """Add the Markdown whose first line is the source's 0-based line `offset`."""
        unmarked = self._unmarked
        tokens = self._tokens(text, offset)
        self._has_title = self._has_title or any(t.type == "heading_open" and t.tag == "h1" for t in tokens)
        outer, self._offset = self._offset, offset
        index = 0
        while index < len(tokens):
            index = self._step(tokens, index)
        self._offset, self._unmarked = outer, unmarked

    def _tokens(self, text: str, offset: int) -> list[Token]:
        """The tokens of a text, parsed again without the closing marks of fences that stand left of their list."""
        lines = underlined(unwrapped(text.split("\n")))
        if not self._frame.in_list:
            found = titled(lines, whole=self._depth == 0)
            lines, self._unmarked = found.lines, found.unmarked
        tokens = block_tokens(self._builder.parser, "\n".join(lines), self._builder.environment)
        for _ in range(MAX_REPARSED):
            strays = fences.stray_closings(tokens, lines)
            if not strays:
                break
            self._closed_fences.update(first + offset for first in strays)
            for marker in strays.values():
                lines[marker] = ""
            tokens = block_tokens(self._builder.parser, "\n".join(lines), self._builder.environment)
        return tokens

    def _step(self, tokens: list[Token], index: int) -> int:
        """Read the token at an index and return the index of the next to read."""
        token = tokens[index]
        kind = token.type
        following = index + 1
        if kind == "paragraph_open":
            self._read_paragraph(tokens[index + 1])
            following = index + 3
        elif kind == "heading_open":
            self._read_heading(token, tokens[index + 1])
            following = index + 3
        elif kind == "table_open":
            following = next(i for i in range(index, len(tokens)) if tokens[i].type == "table_close") + 1
            add_pipe_table(self._builder, self._frame, self._lines, tokens[index:following], self._offset)
        elif kind in ("fence", "code_block"):
            self._read_code(token)
        elif kind == "html_block":
            self._read_html(token)
        elif kind == "hr":
            self._frame.introduction = None
        elif kind == "inline":  # of a block that an extension brings: a term of a definition list
            self._read_paragraph(token)
        else:
            self._enter_or_leave(token)
            if token.nesting > 0:
                return following
        self._frame.last = kind
        return following

    def _enter_or_leave(self, token: Token) -> None:
        """Open or close a list, an item or a quote."""
        kind = token.type
        if kind in ("bullet_list_open", "ordered_list_open"):
            self._frames.append(self._frame.inner_list(ordered=kind == "ordered_list_open"))
        elif kind == "list_item_open":
            self._frames.append(self._frame.inner_item())
        elif kind == "blockquote_open":
            self._frames.append(self._frame.inner_quote(self._builder.depth))
        elif token.nesting > 0:  # a block that an extension brings, such as a container: what it holds is read as it is
            self._frames.append(self._frame.inner_block())
        elif token.nesting < 0:
            closed = self._frames.pop()
            self._frame.introduction = None
            if kind == "blockquote_close":
                self._builder.close_sections(closed.floor)

    def _extent(self, content: Content) -> tuple[int, int]:
        """The first and last 1-based line of a content."""
        line_of = self._builder.source.line_of
        return line_of(content.sources[0]), line_of(content.sources[-1])

    def _first_line(self, token: Token) -> int:
        """The 0-based source line at which a token begins."""
        return (token.map[0] if token.map else 0) + self._offset

    def _read_paragraph(self, token: Token) -> None:
        frame = self._frame
        content = self._lines.content(token.content, self._first_line(token))
        headings = not frame.quoted and not frame.in_list
        list_parents, items = frame.parents, list[int]()
        for part in split_paragraph(
            content, headings=headings, has_title=self._has_title, apart=headings and self._unmarked
        ):
            if part.kind == "heading":
                self._add_heading(self._builder.read_inline(part.content), part.level, part.content)
            elif part.kind == "rows":
                add_flattened_table(self._builder, frame, part.content)
            elif part.kind == "item" and not frame.unopened:
                items[part.level :] = self._add_item(part.content, (*list_parents, *items[: part.level]))
            else:
                self._add_paragraph(part.content)
                list_parents = list_parents if part.kind == "item" else frame.introduced()

    def _add_paragraph(self, content: Content) -> None:
        frame = self._frame
        checked: bool | None = None
        if frame.unopened and (task := _TASK.match(content.text)):
            checked = task[1] != " "
            content = content.slice(task.end(), len(content.text))
        content = content.slice(0, len(without_attributes(content.text)))
        inline = self._builder.read_inline(content)
        if not inline.text.text:
            return
        if not frame.in_list and not frame.quoted and is_bold_heading(inline):
            self._add_heading(inline, BOLD_HEADING_LEVEL, content)
            return
        index = self._add_inline(
            "item" if frame.unopened else "paragraph",
            inline,
            content,
            parents=frame.parents,
            ordered=frame.ordered and frame.unopened,
            checked=checked,
        )
        if frame.unopened:
            frame.unopened, frame.introduction = False, None
            frame.parents = (*frame.parents, index)
        else:
            frame.introduction = index if ends_in_colon(inline.text) else None

    def _add_item(self, content: Content, parents: tuple[int, ...]) -> list[int]:
        """Add a line that is an item in all but Markdown; its index, or nothing where it says nothing."""
        inline = self._builder.read_inline(content)
        self._frame.introduction = None
        return [self._add_inline("item", inline, content, parents=parents)] if inline.text.text else []

    def _add_inline(self, kind: BlockKind, inline: Inline, content: Content, **details: Any) -> int:
        line, end_line = self._extent(content)
        return self._builder.add_block(
            kind,
            inline.text,
            line,
            end_line,
            strong=inline.strong,
            quoted=self._frame.quoted,
            italic=inline.italic,
            **details,
        )

    def _read_heading(self, token: Token, inline_token: Token) -> None:
        first = self._first_line(token)
        if token.markup.startswith("#"):
            content = self._atx_content(inline_token.content, first)
        else:
            content = self._lines.content(inline_token.content, first)
            if len(content.at) > 1 or len(content.text) > MAX_SETEXT_HEADING:
                # A rule drawn right below a paragraph, which CommonMark takes for the underline of a heading.
                self._read_paragraph(inline_token)
                return
        end_line = token.map[1] + self._offset if token.map else first + 1
        self._add_heading(self._builder.read_inline(content), int(token.tag[1]), content, end_line)

    def _atx_content(self, text: str, number: int) -> Content:
        """The content of a heading, whose closing hashes keep it from being its line's suffix."""
        line = self._lines.texts[number].rstrip()
        opened = line.rstrip("#")
        if opened != line and opened.endswith((" ", "\t")) and opened.rstrip().endswith(text):
            line = opened.rstrip()
        content = Content(text, (0,), (self._lines.starts[number] + len(line) - len(text),))
        return content.slice(0, len(without_attributes(text)))

    def _add_heading(self, inline: Inline, level: int, content: Content, end_line: int = 0) -> None:
        frame = self._frame
        frame.introduction, frame.unopened = None, False
        if not inline.text.text:
            return
        line, last = self._extent(content)
        self._builder.add_heading(
            inline.text,
            level,
            line,
            max(end_line, last),
            floor=frame.floor,
            parents=frame.parents,
            strong=inline.strong,
            quoted=frame.quoted,
            italic=inline.italic,
        )

    def _read_code(self, token: Token) -> None:
        first = self._first_line(token)
        is_fence = token.type == "fence"
        if is_fence and self._is_unclosed(token) and fences.declares(token):
            add_unclosed(self._builder, self._lines, first)
        if self._depth < MAX_REPARSED and (self._is_unclosed(token) if is_fence else self._is_prose(token)):
            self._depth += 1
            self.walk(dedent(token.content), first + is_fence)
            self._depth -= 1
            return
        frame = self._frame
        if is_fence and fences.declares(token) and not frame.quoted:
            read_declaration(self._builder, self._lines, token.content, first)
            frame.introduction, frame.unopened = None, False
            return
        parents = frame.introduced()
        info = fences.language(token) if is_fence else ""
        for number, line in enumerate(token.content.split("\n"), first + is_fence):
            if line.strip():
                start, length = self._lines.find(number, line.rstrip())
                end = start + length
                text = Text(self._builder.source.text[start:end], range(start, end), range(start + 1, end + 1))
                self._builder.add_block(
                    "code", text, number + 1, number + 1, parents=parents, info=info, quoted=frame.quoted
                )
        frame.introduction, frame.unopened = None, False

    def _is_unclosed(self, token: Token) -> bool:
        return not fences.is_closed(token) and self._first_line(token) not in self._closed_fences

    def _is_prose(self, token: Token) -> bool:
        """Whether indented code is the rest of a list whose indents are off, or begins as one."""
        last = self._frame.last
        follows_item = last.endswith("list_close") or (self._frame.in_list and last == "paragraph_open")
        return follows_item or fences.looks_like_prose(token.content)

    def _read_html(self, token: Token) -> None:
        content = self._lines.content(token.content.rstrip("\n"), self._first_line(token))
        for part in read_html(content):
            if isinstance(part, Aside):
                self._builder.add_asides([part])
            elif isinstance(part, HtmlText):
                self._add_html_text(part)
            else:
                add_html_table(self._builder, self._frame, part)

    def _add_html_text(self, part: HtmlText) -> None:
        frame, line_of = self._frame, self._builder.source.line_of
        line, end_line = line_of(part.text.starts[0]), line_of(part.text.ends[-1] - 1)
        details: dict[str, Any] = {"parents": frame.parents, "quoted": frame.quoted, "strong": part.strong}
        if part.level:
            self._builder.add_heading(part.text, part.level, line, end_line, floor=frame.floor, **details)
            frame.introduction = None
            return
        index = self._builder.add_block(part.kind, part.text, line, end_line, **details)
        frame.introduction = index if ends_in_colon(part.text) else None
