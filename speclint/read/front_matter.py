"""YAML front matter, composed in place: its data, and each scalar as a block with its own place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from speclint.model import Node, Source
from speclint.read.yaml_data import BrokenYamlError, Entry, YamlText
from speclint.told import told

DECLARED = "ai-features"  # the key below which features are declared as data

_CLOSING = re.compile(r"(?:---|\.\.\.)[ \t]*")
_KEY = re.compile(r"[ \t]*(?:-[ \t]+)?[^\s#-][^:]*:(?:\s|$)")
_ITEM = re.compile(r"-[ \t]+\S")
_HEADING = re.compile(r"#{1,6}[ \t]")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The head of a document, which ends before the 0-based line `body`; `problem` says why its data is empty.

    What is `declared` below `ai-features` is data, and none of its scalars is an entry.
    """

    body: int
    data: Mapping[str, Any]
    entries: tuple[Entry, ...] = ()
    declared: tuple[Node, ...] = ()
    problem: str = ""
    problem_line: int = 1


def read_front_matter(source: Source, lines: list[str]) -> FrontMatter | None:
    """The front matter of a source, or None where line 1 opens none or nothing closes it.

    A line of dashes may also be a rule: below it then stands no YAML, or a blank line and headings.
    """
    if lines[0].rstrip() != "---":
        return None
    closing = next((number for number in range(1, len(lines)) if _CLOSING.fullmatch(lines[number])), None)
    if closing is None:
        return _unclosed(lines)
    inside = lines[1:closing]
    after_blank = bool(inside) and not inside[0].strip()
    if after_blank and any(_HEADING.match(line) for line in inside):
        return None
    start = source.line_starts[1]
    text = source.text[start : source.line_starts[closing]]
    body = closing + 1
    try:
        yaml_text = YamlText(source, text, lambda index: start + index, told("front matter"))
        data = yaml_text.data()
    except BrokenYamlError as error:
        if after_blank or not (any(_KEY.match(line) for line in inside) or _ITEM.match(inside[0])):
            return None
        line = 1 if error.offset is None else source.line_of(start + min(error.offset, max(len(text) - 1, 0)))
        return FrontMatter(body, {}, problem=error.message, problem_line=min(line, closing + 1))
    entries = tuple(entry for entry in yaml_text.entries() if f"{entry.key}.".partition(".")[0] != DECLARED)
    return FrontMatter(body, data, entries, yaml_text.nodes_at(DECLARED))


def _unclosed(lines: list[str]) -> FrontMatter | None:
    """Front matter that nothing closes, told by keys alone up to a blank line; they are read as prose all the same."""
    end = next((number for number in range(1, len(lines)) if not lines[number].strip()), len(lines))
    keys = lines[1:end]
    if not (keys and _KEY.match(keys[0]) and all(_KEY.match(line) or _ITEM.match(line.lstrip()) for line in keys)):
        return None
    problem = told("front matter is not closed; write a line of `---` below its last key")
    return FrontMatter(1, {}, problem=problem)
