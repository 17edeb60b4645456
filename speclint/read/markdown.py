"""The Markdown parser: markdown-it-py, taught to remember where in its content each inline token begins."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, Literal

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Scanned
from markdown_it.token import Token

from speclint.read.html_blocks import INTERRUPTED, whole_html_block
from speclint.told import told

MAX_NESTING = 100
MAX_INLINE_NESTING = 20
AT = "at"

_CJK = re.compile(
    r"[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef“”‘’—…\U00020000-\U0003ffff]"
)


class PositionState(StateInline):
    """An inline state that writes the position of each token into its `meta`."""

    def __init__(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> None:
        super().__init__(src, md, env, tokens)
        self.pending_at = -1

    def append_pending(self, text: str) -> None:
        """Remember where literal text begins."""
        if self.pending_at < 0:
            self.pending_at = self.pos
        super().append_pending(text)

    def pushPending(self) -> Token:  # noqa: N802 - the parser's name
        """Flush literal text as a token that knows where it began."""
        token = super().pushPending()
        # A rule may add literal text without `append_pending`; it then stands somewhere before the rule.
        at = self.pending_at if self.pending_at >= 0 else self.src.rfind(token.content, 0, self.pos)
        token.meta[AT] = max(at, 0)
        self.pending_at = -1
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """Add a token that knows where it began."""
        token = super().push(ttype, tag, nesting)
        token.meta[AT] = self.pos
        self.pending_at = -1
        return token

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N802, N803 - the parser's names
        """Let `*` beside Chinese, Japanese or Korean text open and close whatever punctuation touches it.

        By CommonMark `**延迟：**小于` is no emphasis, since a full-width colon stands before the closing marks and no
        space after them; its authors mean it as such.
        """
        scanned = super().scanDelims(start, canSplitWord)
        if not canSplitWord:
            return scanned
        end = start + scanned.length
        before = self.src[start - 1] if start else " "
        after = self.src[end] if end < self.posMax else " "
        if not (_CJK.match(before) or _CJK.match(after)):
            return scanned
        return Scanned(not after.isspace(), not before.isspace(), scanned.length)


class PositionInline(ParserInline):
    """An inline parser that uses `PositionState` and leaves the alt texts of images, which nobody sees, unparsed."""

    def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> list[Token]:
        """Do nothing: only the parser of images calls this."""
        return tokens

    def tokens(self, content: str, md: MarkdownIt, env: Any) -> list[Token]:
        """Parse the inline content of a block."""
        state = PositionState(content, md, env, [])
        state.level = MAX_NESTING - MAX_INLINE_NESTING
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


Configure = Callable[[MarkdownIt], object]


@cache
def markdown() -> MarkdownIt:
    """The parser for CommonMark with tables and strike-through."""
    return configured(())


def configured(extensions: Sequence[Configure]) -> MarkdownIt:
    """Make a parser that extensions have added syntax to; raises `ValueError` for one that takes something away."""
    parser = MarkdownIt()
    parser.inline = PositionInline()
    parser.configure("commonmark", {"maxNesting": MAX_NESTING})
    parser.enable(["table", "strikethrough"])
    parser.inline.ruler2.disable("fragments_join")
    parser.block.ruler.at("html_block", whole_html_block, {"alt": INTERRUPTED})
    inline = parser.inline
    for extend in extensions:
        before = _rules(parser)
        extend(parser)
        lost = before - _rules(parser)
        if lost or parser.inline is not inline:
            what = sorted(lost) or told("the inline parser, which keeps positions")
            raise ValueError(told("an extension may add syntax, not take any away: {what}", what=what))
    return parser


def _rules(parser: MarkdownIt) -> set[str]:
    """The rules in force by which blocks and what stands within them are parsed."""
    return {f"{chain} rule {name}" for chain, names in parser.get_active_rules().items() for name in names}


def block_tokens(parser: MarkdownIt, text: str, env: dict[str, Any]) -> list[Token]:
    """The block tokens of a text; those of type `inline` are not parsed further."""
    tokens: list[Token] = []
    normal = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    parser.block.parse(normal, parser, env, tokens)
    return tokens


def inline_tokens(parser: MarkdownIt, content: str, env: dict[str, Any]) -> list[Token]:
    """The inline tokens of a block's content, each with its position in it as `meta[AT]`."""
    inline = parser.inline
    if not isinstance(inline, PositionInline):
        raise TypeError("the parser must come from speclint.read.markdown.markdown()")
    return inline.tokens(content, parser, env)
