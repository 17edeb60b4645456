"""How a document writes a label and its value: bold or not, the colon inside or outside the marks, which bullet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from speclint.model import Block, Document

_INSIDE = re.compile(r"(?P<mark>\*\*|__)[^*_\n]{1,80}?(?P<colon>[:：])(?P=mark)")
_OUTSIDE = re.compile(r"(?P<mark>\*\*|__)[^*_\n]{1,80}?(?P=mark)\s?(?P<colon>[:：])")
_PLAIN = re.compile(r"(?P<mark>)[^:：*_`\[\]<>|\n]{1,40}?(?P<colon>[:：])(?=\s|[^\x00-\x7f])")
_MARKER = re.compile(r"(?P<indent>[ \t]*)(?P<bullet>[-*+]|\d{1,9}[.)])(?P<space>[ \t]+)(?P<task>\[[ xX]\][ \t]+)?")
_SPECIAL = re.compile(r"([\\`*_\[\]<>|~#&])")


@dataclass(frozen=True, slots=True)
class Labels:
    """The marks around a label, its colon, and whether that stands within them."""

    mark: str
    colon: str
    inside: bool

    def write(self, label: str) -> str:
        """A label as the document would write it, and what parts it from its value."""
        if self.inside:
            return f"{self.mark}{label}{self.colon}{self.mark} "
        return f"{self.mark}{label}{self.mark}{self.colon}{'' if self.colon == '：' else ' '}"


@dataclass(frozen=True, slots=True)
class Marker:
    """What stands before an item's text: indent, bullet or number, blanks, and an empty box where it is a task."""

    indent: str
    bullet: str
    space: str
    task: str = ""

    def write(self) -> str:
        """The marker as text."""
        return f"{self.indent}{self.bullet}{self.space}{self.task}"

    def following(self, count: int) -> Marker:
        """The marker of the item that stands so many items further on: the same, or the next number."""
        number = re.match(r"\d+", self.bullet)
        bullet = f"{int(number[0]) + count}{self.bullet[number.end() :]}" if number else self.bullet
        return Marker(self.indent, bullet, self.space, self.task)


def labels_of(raw: str) -> Labels | None:
    """How a text begins with a label; None where it begins with none."""
    for pattern, inside in ((_INSIDE, True), (_OUTSIDE, False), (_PLAIN, False)):
        match = pattern.match(raw)
        if match:
            return Labels(match["mark"], match["colon"], inside)
    return None


def marker_of(line: str) -> Marker | None:
    """The marker that a line begins with; None where it begins with none."""
    match = _MARKER.match(line)
    if match is None:
        return None
    return Marker(match["indent"], match["bullet"], match["space"], "[ ] " if match["task"] else "")


def raw_of(block: Block, document: Document) -> str:
    """The first line of a block as it is written, without the marker of an item."""
    line = document.source.line(block.line)
    marker = _MARKER.match(line)
    return line[marker.end() :] if marker and block.kind == "item" else line.lstrip()


def usual_labels(blocks: Sequence[Block], document: Document, language: str) -> Labels:
    """How a document writes its labels, by the first of its items that has a bold one; bold where none has."""
    for block in blocks:
        if block.kind == "item" and block.strong and not block.quoted:
            labels = labels_of(raw_of(block, document))
            if labels is not None and labels.mark:
                return labels
    return Labels("**", "：" if language == "zh" else ":", True)


def usual_bullet(document: Document) -> str:
    """The bullet of a document's first bulleted list."""
    for block in document.blocks:
        if block.kind == "item" and not block.ordered and not block.quoted:
            marker = marker_of(document.source.line(block.line))
            if marker is not None and marker.bullet in "-*+":
                return marker.bullet
    return "-"


def escaped(text: str) -> str:
    """A text whose characters mean nothing in Markdown."""
    return _SPECIAL.sub(r"\\\1", text)
