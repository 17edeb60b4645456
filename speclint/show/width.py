"""Measure, cut and wrap text by the columns that a terminal gives it.

A wide character (Chinese, most emoji) takes two columns; a combining mark none. Text is handled in *clusters*, a
character with all that is drawn upon it, so that no emoji and no accented letter is torn apart. The tables are those of
`unicodedata`: no further package is needed, and an unknown character is taken for one column.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from unicodedata import category, east_asian_width

ELLIPSIS = "…"
JOINER = "\u200d"
EMOJI_STYLE = "\ufe0f"
MARKS = frozenset(("Mn", "Me", "Mc", "Cf"))
# No line begins with one of these, and none ends with one of those.
CLOSING = frozenset("，。、；：！？）」』】》〉〕”’％…—·,.;:!?)]}")
OPENING = frozenset("（「『【《〈〔“‘([{")


def columns(text: str) -> int:
    """How many columns a terminal gives this text."""
    if text.isascii():
        return len(text)
    return sum(width for _, width in clusters(text))


def clusters(text: str) -> Iterator[tuple[str, int]]:
    """Split text into what is drawn as one, each with its columns."""
    start, width = 0, 0
    for index, character in enumerate(text):
        if index > start and not _continues(text, start, index):
            yield text[start:index], width
            start = index
        if index == start:
            width = _width(character)
        elif character == EMOJI_STYLE or _is_regional(character):
            width = 2
    if text:
        yield text[start:], width


def _continues(text: str, start: int, index: int) -> bool:
    """Whether the character at `index` is drawn upon the cluster that begins at `start`."""
    character = text[index]
    if character < "\u0300":
        return False
    if category(character) in MARKS or (text[index - 1] == JOINER and character > "\u2190"):
        return True
    if "\U0001f3fb" <= character <= "\U0001f3ff":  # a skin tone; alone it is an emoji of its own
        return _width(text[start]) == 2
    if "\u1160" <= character <= "\u11ff":  # the vowels and finals of a Hangul syllable
        return True
    return _is_regional(character) and _is_regional(text[start]) and index - start == 1


def _width(character: str) -> int:
    if character < "\u0300":
        return 1
    if category(character) in MARKS:
        return 0
    return 2 if east_asian_width(character) in "WF" else 1


def _is_regional(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def fit(text: str, width: int) -> str:
    """Pad text to exactly this many columns, or cut it and say so with an ellipsis."""
    room = width - columns(text)
    if room >= 0:
        return text + " " * room
    kept, used = "", 0
    for cluster, size in clusters(text):
        if used + size > width - 1:
            break
        kept, used = kept + cluster, used + size
    return kept + ELLIPSIS + " " * (width - 1 - used)


def centre(text: str, width: int) -> str:
    """Put text in the middle of this many columns."""
    room = max(0, width - columns(text))
    return " " * (room // 2) + text + " " * (room - room // 2)


def wrap(text: str, width: int, first: int | None = None) -> list[str]:
    """Break text into lines of at most this many columns; the first may have fewer (`first`).

    Latin text breaks at spaces, Chinese between any two characters but before closing and after opening marks. A word
    longer than a line is cut. There is always at least one line, and no line ends in a space.
    """
    width = max(2, width)
    lines: list[str] = []
    line, used, room = "", 0, width if first is None else first
    for piece in _pieces(text):
        size = columns(piece.rstrip())
        if line and used + size > room:
            lines.append(line.rstrip())
            line, used, room = "", 0, width
        if not line and not lines and size > room and room < width:  # what is beside the label does not fit there
            lines.append("")
            room = width
        if size > room:
            *full, piece = _chop(piece, room)
            lines.extend(full)
            room = width
        line, used = line + piece, used + columns(piece)
    lines.append(line.rstrip())
    return lines


def hang(label: str, text: str, width: int, indent: int) -> list[str]:
    """Wrap text behind a label, each further line indented."""
    lines = wrap(text, width - indent, width - columns(label))
    return [label + lines[0], *(" " * indent + line for line in lines[1:])]


def _chop(piece: str, width: int) -> Sequence[str]:
    """Cut a piece that is longer than a line."""
    parts, part, used = [], "", 0
    for cluster, size in clusters(piece):
        if part and used + size > width:
            parts.append(part)
            part, used = "", 0
        part, used = part + cluster, used + size
    return [*parts, part]


def _pieces(text: str) -> Iterator[str]:
    """Split text where a line may end; each piece keeps the space behind it."""
    piece, last, wide = "", "", False
    for cluster, size in clusters(" ".join(text.split())):
        if piece and _may_break(last, cluster, wide or size == 2):
            yield piece
            piece = ""
        piece += cluster
        last, wide = cluster, size == 2
    yield piece


def _may_break(before: str, after: str, wide: bool) -> bool:
    """Whether a line may end between two clusters, `wide` where one of them is."""
    if after == " ":
        return False
    if before == " ":
        return True
    return wide and after not in CLOSING and before not in OPENING
