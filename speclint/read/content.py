"""Pieces of a source gathered into one text, with the way back from each of its characters to the source."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from speclint.model import Text

EMPTY = Text("", (), ())
MAX_LEADING_PARTS = 8

# All but zero-width spaces, word joiners, byte order marks and soft hyphens, which editors leave in what they export.
_SEEN = re.compile("[^\u200b\u2060\ufeff\u00ad]+")


@dataclass(frozen=True, slots=True)
class Content:
    """Raw text (marks and all) made of runs of the source: the run that begins at `at[i]` stands at `sources[i]`."""

    text: str
    at: tuple[int, ...]
    sources: tuple[int, ...]

    def source(self, position: int) -> int:
        """The source offset of the character at `position`, or of the end where it is the length of the text."""
        run = bisect_right(self.at, position) - 1
        return self.sources[run] + position - self.at[run]

    def source_end(self, position: int) -> int:
        """The source offset just after the character before `position`."""
        return self.source(position - 1) + 1 if position else self.source(0)

    def slice(self, start: int, end: int) -> Content:
        """The part between two positions."""
        first = bisect_right(self.at, start) - 1
        last = max(bisect_right(self.at, end - 1), first + 1)
        at = (0, *(position - start for position in self.at[first + 1 : last]))
        sources = (self.sources[first] + start - self.at[first], *self.sources[first + 1 : last])
        return Content(self.text[start:end], at, sources)

    def strip(self) -> Content:
        """The content without white space at its ends."""
        start = len(self.text) - len(self.text.lstrip())
        return self.slice(start, max(start, len(self.text.rstrip())))


class TextBuilder:
    """Collects the characters a reader sees, each with its place in the source."""

    __slots__ = ("_length", "_parts", "_runs")

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._runs: list[tuple[int, int, int]] = []
        self._length = 0

    def __len__(self) -> int:
        return self._length

    @property
    def blank(self) -> bool:
        """Whether nothing but white space was collected so far."""
        return not any(part.strip() for part in self._parts[:MAX_LEADING_PARTS])

    def add(self, content: Content, start: int, end: int) -> None:
        """Add the characters of a content between two positions."""
        at, count = content.at, len(content.at)
        run = bisect_right(at, start) - 1
        while start < end:
            stop = min(end, at[run + 1]) if run + 1 < count else end
            self.add_run(content.text[start:stop], content.sources[run] + start - at[run])
            start = stop
            run += 1

    def add_run(self, text: str, source: int) -> None:
        """Add characters that stand in the source one by one from an offset, without those that nobody sees."""
        if text.isascii():
            self._add_run(text, source)
            return
        for seen in _SEEN.finditer(text):
            self._add_run(seen[0], source + seen.start())

    def _add_run(self, text: str, source: int) -> None:
        if not text:
            return
        self._parts.append(text)
        self._length += len(text)
        if self._runs:
            last_source, length, width = self._runs[-1]
            if width < 0 and last_source + length == source:
                self._runs[-1] = (last_source, length + len(text), -1)
                return
        self._runs.append((source, len(text), -1))

    def add_as(self, text: str, start: int, end: int) -> None:
        """Add characters that a whole stretch of the source gave: an entity, an escape, a line break."""
        if text:
            self._parts.append(text)
            self._length += len(text)
            self._runs.append((start, len(text), end - start))

    def add_text(self, text: Text) -> None:
        """Add a text that was read before."""
        for character, start, end in zip(text.text, text.starts, text.ends, strict=True):
            if end - start == 1:
                self.add_run(character, start)
            else:
                self.add_as(character, start, end)

    def add_space(self, start: int, end: int) -> None:
        """Add one space, unless the text is empty or ends in one."""
        if self._parts and not self._parts[-1].endswith(" "):
            self.add_as(" ", start, end)

    def build(self) -> tuple[Text, int]:
        """The text without white space at its ends, and how many characters were cut from its start."""
        text = "".join(self._parts)
        stripped = text.strip()
        if not stripped:
            return EMPTY, 0
        cut = text.index(stripped[0])
        starts, ends = self._offsets()
        if len(stripped) != len(text):
            starts, ends = starts[cut : cut + len(stripped)], ends[cut : cut + len(stripped)]
        return Text(stripped, starts, ends), cut

    def _offsets(self) -> tuple[Sequence[int], Sequence[int]]:
        if len(self._runs) == 1 and self._runs[0][2] < 0:
            source, length, _ = self._runs[0]
            return range(source, source + length), range(source + 1, source + length + 1)
        starts, ends = array("I"), array("I")
        for source, length, width in self._runs:
            if width < 0:
                starts.extend(range(source, source + length))
                ends.extend(range(source + 1, source + length + 1))
            else:
                starts.extend([source] * length)
                ends.extend([source + width] * length)
        return starts, ends


def join_texts(texts: Sequence[Text], gaps: Sequence[tuple[int, int]], separator: str = " | ") -> Text:
    """Join texts by a separator; `gaps` are the source stretches between them, of which there is one fewer."""
    parts: list[str] = []
    starts, ends = array("I"), array("I")
    for index, text in enumerate(texts):
        if index:
            start, end = gaps[index - 1]
            parts.append(separator)
            starts.extend([start] * len(separator))
            ends.extend([end] * len(separator))
        parts.append(text.text)
        starts.extend(text.starts)
        ends.extend(text.ends)
    return Text("".join(parts), starts, ends)


def anchored(text: str, offset: int) -> Text:
    """A text that stands nowhere of its own, such as a cell repeated by a row span: held to one offset."""
    return Text(text, (offset,) * len(text), (offset,) * len(text))


class Lines:
    """The lines of a source without their newlines, to find again what a parser cut out of them."""

    __slots__ = ("starts", "texts")

    def __init__(self, text: str, starts: Sequence[int]) -> None:
        ends = [*starts[1:], len(text)]
        self.texts = [text[start:end].rstrip("\r\n") for start, end in zip(starts, ends, strict=True)]
        self.starts = starts

    def find(self, number: int, wanted: str) -> tuple[int, int]:
        """The offset and length at which a parser's line stands on a 0-based source line.

        A parser cuts only from a line's front (indents, list and quote marks) and white space from its end: what is
        left is always a suffix. Where it was given another line in place of this one, all of this one is meant.
        """
        text, start = self.texts[number], self.starts[number]
        core = wanted.strip()
        end = len(text.rstrip())
        at = end - len(core)
        if not text.startswith(core, max(at, 0)):
            at = text.find(core)
            if at < 0:
                return start + len(text) - len(text.lstrip()), len(text.strip())
        return start + at, min(len(wanted.lstrip()), len(text) - at)

    def content(self, text: str, first: int) -> Content:
        """The content whose lines a parser cut out of the source lines from a 0-based one."""
        if "\n" not in text:
            source, length = self.find(first, text)
            column = source - self.starts[first]
            return Content(self.texts[first][column : column + length], (0,), (source,))
        parts: list[str] = []
        at: list[int] = []
        sources: list[int] = []
        position = 0
        for number, line in enumerate(text.split("\n"), first):
            if number >= len(self.texts):
                break
            source, length = self.find(number, line)
            column = source - self.starts[number]
            at.append(position)
            sources.append(source)
            parts.append(self.texts[number][column : column + length])
            position += length + 1
        return Content("\n".join(parts), tuple(at), tuple(sources))
