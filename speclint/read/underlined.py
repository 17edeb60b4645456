"""Numbered headings with a line drawn below them, which CommonMark takes for an item and a rule."""

from __future__ import annotations

import re
from collections.abc import Sequence

_NUMBERED = re.compile(r"(?P<number> {0,3}\d{1,2})(?P<point>[.)])(?=[ \t]+\S)")
_LINE = re.compile(r" {0,3}(?:-{3,}|={3,})[ \t]*")
_LONGEST_TITLE = 100
_LEAST_SHARE = 0.6  # of the title's length that a line below it must have, to be drawn for it


def underlined(lines: Sequence[str]) -> list[str]:
    """The lines as the parser should see them: no number before a title that has a line of its length below it."""
    seen = list(lines)
    for number in range(1, len(seen)):
        title = seen[number - 1].rstrip()
        if not _LINE.fullmatch(seen[number]) or len(title) > _LONGEST_TITLE:
            continue
        match = _NUMBERED.match(title)
        alone = number < 2 or not seen[number - 2].strip()
        if match and alone and len(seen[number].strip()) >= _LEAST_SHARE * len(title.strip()):
            seen[number - 1] = f"{match['number']}\\{title[match.start('point') :]}"
    return seen
