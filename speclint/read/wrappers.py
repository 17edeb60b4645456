"""Tags of document editors that wrap Markdown: callouts, quotes, columns, and tables with blank lines in them.

Notion, Feishu and their exporters write such tags on lines of their own. CommonMark takes what follows for HTML up to
the next blank line, and what is indented below it for code; its authors mean Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

# A line that is not in the source: the parser must see no blank line where one stands within a table.
FILLER = "<!---->"
MAX_DEPTH = 8

_TAB = 4
_WRAPPERS = "aside|callout|quote-container|grid|grid-column|columns?|view|synced-source|synced_block"
_TAG = re.compile(rf"[ \t]*<(?P<closing>/?)(?P<name>{_WRAPPERS})(?:[ \t][^<>]*)?>[ \t]*", re.IGNORECASE)
_FENCE = re.compile(r"[ \t]*(?P<marks>`{3,}|~{3,})(?P<info>.*)")
_TABLE = re.compile(r"[ \t]*<(?:lark-)?table[\s>]", re.IGNORECASE)
_TABLE_TAG = re.compile(r"<(?P<closing>/?)(?:lark-)?table[\s>]", re.IGNORECASE)


def unwrapped(lines: Sequence[str]) -> list[str]:
    """The lines as the parser should see them: tags of wrappers blank, what they wrap at their own indent.

    Only the front of a line changes, or all of it, so that its text is found again in the source.
    """
    seen = list(lines)
    if not any("<" in line for line in lines):
        return seen
    tables = list(_tables(lines))
    for first, last in tables:
        for number in range(first, last):
            if not seen[number].strip():
                seen[number] = FILLER
    for first, last in _wrapped(lines, tables):
        _dedent(seen, first, last)
        seen[first] = seen[last] = ""
    return seen


def outside_fences(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The lines that stand in no code fence, with their numbers."""
    fence = ""
    for number, line in enumerate(lines):
        match = _FENCE.fullmatch(line)
        if fence:
            if match and match["marks"].startswith(fence) and not match["info"].strip():
                fence = ""
        elif match and "`" not in match["info"]:
            fence = match["marks"]
        else:
            yield number, line


def _tables(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The first and last line of each HTML table that is closed and begins a line."""
    start, depth = -1, 0
    for number, line in outside_fences(lines):
        if start < 0 and not _TABLE.match(line):
            continue
        start = number if start < 0 else start
        depth += sum(-1 if tag["closing"] else 1 for tag in _TABLE_TAG.finditer(line))
        if depth <= 0:
            yield start, number
            start, depth = -1, 0


def _wrapped(lines: Sequence[str], tables: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The lines of the opening and closing tag of each wrapper, outer ones first."""
    in_tables = {number for first, last in tables for number in range(first, last + 1)}
    opened: list[tuple[str, int]] = []
    found: list[tuple[int, int]] = []
    for number, line in outside_fences(lines):
        tag = _TAG.fullmatch(line) if "<" in line and number not in in_tables else None
        if tag is None:
            continue
        name = tag["name"].lower()
        if not tag["closing"]:
            opened.append((name, number))
        elif opened and opened[-1][0] == name:
            start = opened.pop()[1]
            if len(opened) < MAX_DEPTH:
                found.append((start, number))
    return sorted(found)


def _dedent(lines: list[str], first: int, last: int) -> None:
    """Move what stands between two tags to the indent of the first."""
    indents = [_indent(lines[number]) for number in range(first + 1, last) if lines[number].strip()]
    surplus = min(indents, default=0) - _indent(lines[first])
    if surplus <= 0:
        return
    for number in range(first + 1, last):
        line = lines[number]
        if line.strip():
            lines[number] = " " * (_indent(line) - surplus) + line.lstrip(" \t")


def _indent(line: str) -> int:
    """How many columns of white space a line begins with."""
    return len(line[: len(line) - len(line.lstrip(" \t"))].expandtabs(_TAB))
