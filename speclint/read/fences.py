"""Code fences: which are closed, which wrap a whole document, and which hold prose after all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it.token import Token

_WRAPPER = re.compile(r"(`{3,}|~{3,})[ \t]*(?:markdown|md)[ \t]*", re.IGNORECASE)
_FENCE = re.compile(r"[ ]{0,3}(`{3,}|~{3,})[ \t]*([^`]*)")
_PROSE_START = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])[ \t]+\S|\s*#{1,6}[ \t]+\S")


def language(token: Token) -> str:
    """The language of a fence: the first word of its info string in lower case."""
    words = token.info.split()
    return words[0].strip("{}.,:").lower() if words else ""


def declares(token: Token) -> bool:
    """Whether a fence declares features as data: its info string is `yaml speclint`."""
    words = token.info.lower().split()
    return len(words) >= 2 and words[0] in ("yaml", "yml") and words[1] == "speclint"


def is_closed(token: Token) -> bool:
    """Whether a fence has its closing marker: it then spans two lines more than its content."""
    if token.map is None:
        return True
    lines = token.content.count("\n") + (not token.content.endswith("\n") and token.content != "")
    return token.map[1] - token.map[0] == lines + 2


def wrapping_lines(lines: Sequence[str], first: int) -> tuple[int, int] | None:
    """The 0-based lines of a Markdown fence that wraps all from line `first` on, or None.

    Fences inside the wrapper nest: one with an info string opens, a bare one closes the innermost that is open.
    """
    opening = next((number for number in range(first, len(lines)) if lines[number].strip()), None)
    if opening is None:
        return None
    match = _WRAPPER.fullmatch(lines[opening].rstrip())
    if not match:
        return None
    closing = next(number for number in range(len(lines) - 1, opening - 1, -1) if lines[number].strip())
    open_fences = [match[1]]
    for number in range(opening + 1, closing + 1):
        fence = _FENCE.fullmatch(lines[number].rstrip())
        if not fence:
            continue
        if fence[2].strip():
            open_fences.append(fence[1])
        elif open_fences and fence[1].startswith(open_fences[-1]):
            open_fences.pop()
        if not open_fences:
            return (opening, closing) if number == closing else None
    return None


def looks_like_prose(code: str) -> bool:
    """Whether indented code begins as a list item or heading does."""
    return bool(_PROSE_START.match(code.lstrip("\n")))


def stray_closings(tokens: Sequence[Token], lines: Sequence[str]) -> dict[int, int]:
    """Where a fence in a list is closed by a marker that stands left of the list: its first line and the marker's.

    To the parser such a fence ends with its item and the marker opens another that swallows what follows.
    """
    strays: dict[int, int] = {}
    for token in tokens:
        if token.type != "fence" or token.map is None or is_closed(token) or not token.level:
            continue
        first, end = token.map
        if end < len(lines) and re.fullmatch(re.escape(token.markup) + r"[ \t]*", lines[end].lstrip()):
            strays[first] = end
    return strays
