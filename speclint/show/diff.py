"""What fixes change, as a unified diff that `git apply` takes."""

from __future__ import annotations

import re
from difflib import unified_diff

from speclint.show.terminal import Style, visible_line, without_commands

_NO_NEWLINE = "\\ No newline at end of file"
_COLOURS = {"+": "green", "-": "red", "@": "cyan"}
_LONE_RETURN = re.compile(r"\r(?!\n)")
_BYTE_ORDER_MARK = "\ufeff"


def diff(path: str, before: str, after: str, style: Style) -> tuple[str, bool]:
    """Write the changes of one document, and tell whether a patch program can take them.

    Tabs, and the returns that end lines, stay as they are. What else a terminal or a log would obey is shown as an
    escape, which no patch program can match; so it is with returns that end lines alone.
    """
    name = visible_line(path)
    exact = name == path and not any(_LONE_RETURN.search(text) for text in (before, after))
    told = []
    for number, line in enumerate(unified_diff(_lines(before), _lines(after), name, name, lineterm="")):
        head, newline, _ = line.partition("\n")
        content, end = (head[:-1], "\r") if head.endswith("\r") else (head, "")
        shown = content if number < 2 else _shown(content)
        exact = exact and shown == content
        colour = "bold" if number < 2 else _COLOURS.get(head[0], "")
        told.append((style.paint(shown, colour) if colour else shown) + end)
        if newline:
            told.append(_NO_NEWLINE)
    return "".join(f"{line}\n" for line in told), exact


def _shown(line: str) -> str:
    """A line of a diff without what commands or deceives; a byte order mark that begins a document does neither."""
    mark, text = line[:1], line[1:]
    order = _BYTE_ORDER_MARK if text.startswith(_BYTE_ORDER_MARK) else ""
    text = "\t".join(visible_line(part) for part in text.removeprefix(order).split("\t"))
    shown = without_commands(mark + text)
    return shown[:1] + order + shown[1:]


def _lines(text: str) -> list[str]:
    """The lines of a text without their line feeds; a last one that has none bears a mark instead."""
    lines = _LONE_RETURN.sub("\n", text).split("\n")
    last = lines.pop()
    return [*lines, f"{last}\n"] if last else lines
