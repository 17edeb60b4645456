"""HTML blocks that hold the whole of a comment begun behind another one."""

from __future__ import annotations

from markdown_it.rules_block import StateBlock, html_block

_MOST_LINES = 100  # of a comment behind another: each line that opens one is looked at with those below it
INTERRUPTED = ["paragraph", "reference", "blockquote"]


def whole_html_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read an HTML block; one of comments ends where the last of them does.

    By CommonMark it ends on the line that closes the first, in the midst of a comment that begins behind that on the
    same line: what such a comment says of itself would be lost, and be read as a statement.
    """
    if not html_block(state, start, end, silent):
        return False
    if silent or not state.src.startswith("<!--", state.bMarks[start] + state.tShift[start]):
        return True
    line = state.line
    while line < end and _is_open(_line(state, line - 1)):
        closing = _closing(state, line, end)
        if closing is None:
            break
        line = closing + 1
    if line > state.line:
        state.line = line
        block = state.tokens[-1]
        block.map = [start, line]
        block.content = state.getLines(start, line, state.blkIndent, True)
    return True


def _is_open(text: str) -> bool:
    """Whether a line ends within a comment that begins on it behind the end of another."""
    closed = text.rfind("-->")
    return closed >= 0 and text.find("<!--", closed) >= 0


def _closing(state: StateBlock, line: int, end: int) -> int | None:
    """Find the line that closes a comment, in the same block and before another begins."""
    for number in range(line, min(line + _MOST_LINES, end)):
        if state.sCount[number] < state.blkIndent and not state.isEmpty(number):
            return None
        text = _line(state, number)
        opened, closed = text.find("<!--"), text.find("-->")
        if closed >= 0 and (opened < 0 or closed < opened):
            return number
        if opened >= 0:
            return None
    return None


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]
