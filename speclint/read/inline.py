"""Inline Markdown: from raw content to the text a reader sees."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from speclint.model import OpaqueKind, Text
from speclint.read.content import EMPTY, Content, TextBuilder
from speclint.read.markdown import AT, inline_tokens

BOLD_TAGS = frozenset({"b", "strong"})
OPAQUE_TAGS: Mapping[str, OpaqueKind] = {
    "img": "image",
    "iframe": "iframe",
    "embed": "embed",
    "object": "embed",
    "video": "embed",
    # tags that Feishu, Notion and their exporters leave where something stood that is no text
    "image": "image",
    "whiteboard": "image",
    "board": "image",
    "sheet": "embed",
    "bitable": "embed",
    "database": "embed",
    "mindnote": "embed",
    "file": "embed",
}

TABLE_FILES = (".csv", ".tsv", ".xls", ".xlsx")

# A longer paragraph is no prose; its marks are left as they stand, so that hostile ones cost nothing.
MAX_MARKED = 50_000

# Where Notion keeps the icons of callouts; badges; a tag that draws something no larger than 64 pixels.
_ICON = re.compile(
    r"//(?:www\.)?notion\.so/icons/|//img\.shields\.io/|\bbadge\.svg|"
    r"\b(?:width|height)\s{0,4}=\s{0,4}[\"']?(?:[1-5]?\d|6[0-4])(?:px)?(?=[\"'\s/>]|$)",
    re.IGNORECASE,
)
_MARKED = re.compile(r"[\\`*_\[<&]|~~")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")


@dataclass(frozen=True, slots=True)
class Aside:
    """A comment or an opaque thing met in a text: its source offsets, and a comment's text or an opaque's kind."""

    start: int
    end: int
    comment: str | None = None
    opaque: OpaqueKind | None = None


@dataclass(frozen=True, slots=True)
class Inline:
    """The text of a block or cell: how far a leading bold run covers it, and whether it is all emphasised."""

    text: Text
    strong: int = 0
    italic: bool = False
    asides: tuple[Aside, ...] = ()


@dataclass(slots=True)
class _Walk:
    """The state of a walk over inline tokens; `cursor` is the end of what is known to be read of the content."""

    content: Content
    builder: TextBuilder = field(default_factory=TextBuilder)
    asides: list[Aside] = field(default_factory=list)
    cursor: int = 0
    bold_depth: int = 0
    bold_leads: bool = False
    strong: int = 0
    emphasis_depth: int = 0
    emphasis_leads: bool = False
    italic_end: int = 0


def is_marked(content: Content) -> bool:
    """Whether a content may hold marks of Markdown."""
    return len(content.text) <= MAX_MARKED and bool(_MARKED.search(content.text))


def read_inline(content: Content, parser: MarkdownIt, env: dict[str, Any]) -> Inline:
    """Resolve marks, links, escapes and entities; every character left keeps its place in the source."""
    if not content.text:
        return Inline(EMPTY)
    if not is_marked(content):
        return Inline(_plain(content))
    walk = _Walk(content)
    tokens = inline_tokens(parser, content.text, env)
    for index, token in enumerate(tokens):
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        _step(walk, token, following)
    if _links_to_table(tokens):
        walk.asides.append(Aside(content.source(0), content.source_end(len(content.text)), opaque="embed"))
    text, cut = walk.builder.build()
    strong = min(max(walk.strong - cut, 0), len(text.text))
    italic = bool(text.text) and walk.italic_end - cut >= len(text.text)
    return Inline(text, strong, italic, tuple(walk.asides))


def _links_to_table(tokens: Sequence[Token]) -> bool:
    """Whether a text is nothing but a link to a table of its own: so Notion exports a database within a page."""
    if len(tokens) < 3 or tokens[0].type != "link_open" or tokens[-1].type != "link_close":
        return False
    target = str(tokens[0].attrGet("href") or "").partition("?")[0].lower()
    return target.endswith(TABLE_FILES) and not any(token.type == "link_close" for token in tokens[:-1])


def _plain(content: Content) -> Text:
    builder = TextBuilder()
    if "\n" not in content.text:
        builder.add(content, 0, len(content.text))
        return builder.build()[0]
    for line, (start, source) in zip(
        content.text.split("\n"), zip(content.at, content.sources, strict=True), strict=True
    ):
        kept = line.rstrip()
        builder.add_run(kept, source)
        end = start + len(line)
        if kept and end + 1 < len(content.text):
            builder.add_space(content.source(end), content.source(end + 1))
    return builder.build()[0]


def _step(walk: _Walk, token: Token, following: Token | None) -> None:
    """Read one token; `cursor` guards the order, since the marks of a run of emphasis all begin at one position."""
    kind = token.type
    at = max(token.meta[AT], walk.cursor)
    if kind == "text":
        _add_text(walk, token.content, at)
    elif kind in _READERS:
        _READERS[kind](walk, token, at)
    elif kind == "image":
        _meet_image(walk, token, following, at)
    elif token.nesting:
        walk.cursor = at + (0 if kind.startswith("link") else len(token.markup))
        if kind in _MARKS:
            _MARKS[kind](walk)


def _add_text(walk: _Walk, text: str, at: int) -> None:
    raw = walk.content.text
    if not raw.startswith(text, at):
        found = raw.find(text, walk.cursor)
        if found < 0:
            offset = walk.content.source(walk.cursor)
            walk.builder.add_as(text, offset, offset)
            return
        at = found
    walk.builder.add(walk.content, at, at + len(text))
    walk.cursor = at + len(text)


def _add_special(walk: _Walk, token: Token, at: int) -> None:
    """Add what an escape or an entity stands for."""
    walk.cursor = at + len(token.markup)
    if token.content == token.markup:  # a backslash that escapes nothing
        walk.builder.add(walk.content, at, walk.cursor)
    else:
        walk.builder.add_as(token.content, walk.content.source(at), walk.content.source_end(walk.cursor))


def _add_break(walk: _Walk, _token: Token, at: int) -> None:
    newline = walk.content.text.find("\n", at)
    walk.cursor = newline + 1
    walk.builder.add_space(walk.content.source(newline), walk.content.source(newline + 1))


def _meet_image(walk: _Walk, token: Token, following: Token | None, at: int) -> None:
    """Keep the place of an image, which ends where the next token begins."""
    content = walk.content
    end = following.meta[AT] if following else len(content.text)
    if following and following.type == "link_open":
        end -= 1
    walk.cursor = at + len(content.text[at:end].rstrip())
    if not is_icon(str(token.attrGet("src") or "")):
        walk.asides.append(Aside(content.source(at), content.source_end(walk.cursor), opaque="image"))


def _add_code(walk: _Walk, token: Token, at: int) -> None:
    raw, width = walk.content.text, len(token.markup)
    start = at + width
    padded = raw[start + len(token.content) : start + len(token.content) + width] != token.markup
    if padded:
        start += 1
    end = start + len(token.content)
    for part in re.finditer(r"\n|[^\n]+", raw[start:end]):
        begin = start + part.start()
        if part[0] == "\n":
            walk.builder.add_space(walk.content.source(begin), walk.content.source(begin + 1))
        else:
            walk.builder.add(walk.content, begin, start + part.end())
    walk.cursor = end + padded + width


def _meet_html(walk: _Walk, token: Token, at: int) -> None:
    html = token.content
    walk.cursor = at + len(html)
    start, end = walk.content.source(at), walk.content.source_end(at + len(html))
    if html.startswith("<!--"):
        walk.asides.append(Aside(start, end, comment=comment_text(html)))
        return
    match = _TAG.match(html)
    if not match:
        return
    closing, name = bool(match[1]), match[2].lower()
    if name == "br":
        walk.builder.add_space(start, end)
    elif name in OPAQUE_TAGS and not closing and not is_icon(html):
        walk.asides.append(Aside(start, end, opaque=OPAQUE_TAGS[name]))
    elif name in BOLD_TAGS:
        (_close_bold if closing else _open_bold)(walk)


def is_icon(image: str) -> bool:
    """Whether the address or the tag of an image is that of an icon or a badge, which hides no statement."""
    return bool(_ICON.search(image))


def comment_text(html: str) -> str:
    """The text of an HTML comment without its marks."""
    return html.removeprefix("<!--").removesuffix("-->").strip()


def _open_bold(walk: _Walk) -> None:
    if not walk.bold_depth:
        walk.bold_leads = not walk.strong and walk.builder.blank
    walk.bold_depth += 1


def _close_bold(walk: _Walk) -> None:
    walk.bold_depth = max(walk.bold_depth - 1, 0)
    if not walk.bold_depth and walk.bold_leads:
        walk.strong, walk.bold_leads = len(walk.builder), False


def _open_emphasis(walk: _Walk) -> None:
    if not walk.emphasis_depth:
        walk.emphasis_leads = not walk.italic_end and walk.builder.blank
    walk.emphasis_depth += 1


def _close_emphasis(walk: _Walk) -> None:
    walk.emphasis_depth = max(walk.emphasis_depth - 1, 0)
    if not walk.emphasis_depth and walk.emphasis_leads:
        walk.italic_end, walk.emphasis_leads = len(walk.builder), False


_READERS: Mapping[str, Callable[[_Walk, Token, int], None]] = {
    "text_special": _add_special,
    "code_inline": _add_code,
    "softbreak": _add_break,
    "hardbreak": _add_break,
    "html_inline": _meet_html,
}
_MARKS: Mapping[str, Callable[[_Walk], None]] = {
    "strong_open": _open_bold,
    "strong_close": _close_bold,
    "em_open": _open_emphasis,
    "em_close": _close_emphasis,
}
