"""What fixes change, as a unified diff."""

from __future__ import annotations

from difflib import unified_diff

from speclint.show.terminal import Style, visible_line, without_commands

_NO_NEWLINE = "\\ No newline at end of file"
_COLOURS = {"+": "green", "-": "red", "@": "cyan"}


def diff(path: str, before: str, after: str, style: Style) -> str:
    """Write the changes of one document; what a terminal or a log would obey is shown as an escape."""
    name = visible_line(path)
    old, new = _lines(before), _lines(after)
    told = []
    for line in unified_diff(old, new, name, name, lineterm=""):
        head, mark = (line, "") if not line.endswith("\n") else (line[:-1], _NO_NEWLINE)
        colour = "bold" if line.startswith(("+++", "---")) else _COLOURS.get(line[0], "")
        told.append(style.paint(visible_line(head), colour) if colour else visible_line(head))
        if mark:
            told.append(mark)
    return without_commands("".join(f"{line}\n" for line in told))


def _lines(text: str) -> list[str]:
    """The lines of a text without their ends; a last one that has none bears a mark instead."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    last = lines.pop()
    return [*lines, f"{last}\n"] if last else lines
