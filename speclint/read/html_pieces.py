"""Cuts HTML into tags, texts, entities and comments with their places, and collects the text a reader sees."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from speclint.model import Text
from speclint.read.content import Content, TextBuilder
from speclint.read.inline import BOLD_TAGS, OPAQUE_TAGS, Aside, comment_text, is_icon, is_marked, read_inline
from speclint.read.markdown import markdown

Event = Literal["open", "close", "text", "entity", "newline", "comment", "other"]

BREAKING_TAGS = frozenset(
    {"address", "article", "dd", "details", "div", "dl", "dt", "footer", "header", "li", "main", "nav", "ol", "p"}
    | {"pre", "section", "summary", "tr", "ul"}
)

# Every repetition is bounded, so that a run of tags that never end costs no more than its length times a constant.
_PIECE = re.compile(
    r"""(?P<comment><!--(?:>|->|.*?(?:-->|\Z)))
      | </?(?P<name>[A-Za-z][A-Za-z0-9-]*)(?P<attributes>(?:[^<>"']|"[^"]{0,4000}"|'[^']{0,4000}'){0,4000})>
      | (?P<other><[!?][^<>]{0,4000}>)
      | (?P<newline>\r\n|\n|\r)
      | (?P<entity>&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)
      | (?P<text>[^<&\r\n]+|.)""",
    re.VERBOSE | re.DOTALL,
)
_EVENTS: dict[str, Event] = {
    "comment": "comment",
    "other": "other",
    "newline": "newline",
    "entity": "entity",
    "text": "text",
}
_ALIASES = {"lark-table": "table", "lark-tr": "tr", "lark-td": "td", "lark-th": "th"}
_SKIPPED_TAGS = frozenset({"script", "style", "svg", "template"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of HTML between two positions of its content; tags have a `name` and `attributes`."""

    event: Event
    start: int
    end: int
    name: str = ""
    attributes: str = ""


def html_pieces(text: str) -> Iterator[Piece]:
    """Cut HTML into pieces, leaving out scripts, styles and drawings."""
    skipped = ""
    for match in _PIECE.finditer(text):
        start, end = match.span()
        name = (match["name"] or "").lower()
        closing = bool(name) and text.startswith("</", start)
        if skipped:
            skipped = "" if closing and name == skipped else skipped
        elif not name:
            yield Piece(_EVENTS[match.lastgroup or "text"], start, end)
        elif name in _SKIPPED_TAGS and not closing:
            skipped = "" if match["attributes"].endswith("/") else name
        else:
            name = _ALIASES.get(name, name)
            yield Piece("close" if closing else "open", start, end, name, match["attributes"])


class Collector:
    """Collects text piece by piece; what is no text becomes an aside, a space or nothing."""

    def __init__(self, content: Content) -> None:
        self.asides: list[Aside] = []
        self._content = content
        self._builder = TextBuilder()
        self._strong = 0
        self._bold_leads = False

    def take(self, piece: Piece) -> None:
        """Add one piece."""
        content, builder = self._content, self._builder
        start, end = content.source(piece.start), content.source_end(piece.end)
        written = content.text[piece.start : piece.end]
        if piece.event == "text":
            self._take_text(piece)
        elif piece.event == "entity":
            builder.add_as(html.unescape(written), start, end)
        elif piece.event == "comment":
            self.asides.append(Aside(start, end, comment=comment_text(written)))
        elif piece.event == "open" and piece.name in OPAQUE_TAGS:
            if is_icon(written):
                return
            self.asides.append(Aside(start, end, opaque=OPAQUE_TAGS[piece.name]))
        elif piece.event == "newline" or piece.name == "br" or piece.name in BREAKING_TAGS:
            builder.add_space(start, end)
        elif piece.name in BOLD_TAGS:
            self._take_bold(opens=piece.event == "open")

    def _take_text(self, piece: Piece) -> None:
        """Add text; marks of Markdown in it are meant as such, though CommonMark does not read them in HTML."""
        part = self._content.slice(piece.start, piece.end)
        if not is_marked(part):
            self._builder.add(self._content, piece.start, piece.end)
            return
        inline = read_inline(part, markdown(), {})
        self.asides += inline.asides
        raw = part.text
        if raw[:1].isspace():
            self._builder.add_space(part.sources[0], part.sources[0] + 1)
        if inline.strong and not self._strong and self._builder.blank:
            self._strong = len(self._builder) + inline.strong
        self._builder.add_text(inline.text)
        if raw[-1:].isspace():
            self._builder.add_space(part.source(len(raw) - 1), part.source_end(len(raw)))

    def _take_bold(self, *, opens: bool) -> None:
        if opens:
            self._bold_leads = not self._strong and self._builder.blank
        elif self._bold_leads:
            self._strong, self._bold_leads = len(self._builder), False

    def finish(self) -> tuple[Text, int]:
        """Give the text collected and how far a leading bold run covers it, and begin anew."""
        text, cut = self._builder.build()
        strong = min(max(self._strong - cut, 0), len(text.text))
        self._builder, self._strong, self._bold_leads = TextBuilder(), 0, False
        return text, strong
