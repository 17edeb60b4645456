"""YAML front matter, composed in place: its data, and each scalar as a block with its own place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from speclint.model import Source, Text
from speclint.read.content import TextBuilder

if TYPE_CHECKING:
    from yaml.nodes import MappingNode, ScalarNode

MAX_CHARACTERS = 200_000
MAX_DEPTH = 50
MAX_ALIASES = 100
MAX_NODES = 20_000

_CLOSING = re.compile(r"(?:---|\.\.\.)[ \t]*")
_KEY = re.compile(r"[ \t]*(?:-[ \t]+)?[^\s#-][^:]*:(?:\s|$)")
_ITEM = re.compile(r"-[ \t]+\S")
_HEADING = re.compile(r"#{1,6}[ \t]")


@dataclass(frozen=True, slots=True)
class Entry:
    """A scalar of the front matter under its dotted key."""

    key: str
    text: Text


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The head of a document, which ends before the 0-based line `body`; `problem` says why its data is empty."""

    body: int
    data: Mapping[str, Any]
    entries: tuple[Entry, ...] = ()
    problem: str = ""
    problem_line: int = 1


class _BrokenError(Exception):
    def __init__(self, message: str, offset: int | None = None) -> None:
        super().__init__(message)
        self.offset = offset


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
        data, entries = _read_yaml(source, text, start)
    except _BrokenError as error:
        if after_blank or not (any(_KEY.match(line) for line in inside) or _ITEM.match(inside[0])):
            return None
        line = 1 if error.offset is None else source.line_of(start + min(error.offset, max(len(text) - 1, 0)))
        return FrontMatter(body, {}, (), str(error), min(line, closing + 1))
    return FrontMatter(body, data, entries)


def _unclosed(lines: list[str]) -> FrontMatter | None:
    """Front matter that nothing closes, told by keys alone up to a blank line; they are read as prose all the same."""
    end = next((number for number in range(1, len(lines)) if not lines[number].strip()), len(lines))
    keys = lines[1:end]
    if not (keys and _KEY.match(keys[0]) and all(_KEY.match(line) or _ITEM.match(line.lstrip()) for line in keys)):
        return None
    return FrontMatter(1, {}, (), "front matter is not closed; write a line of `---` below its last key", 1)


def _read_yaml(source: Source, text: str, start: int) -> tuple[Mapping[str, Any], tuple[Entry, ...]]:
    import yaml

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    if len(text) > MAX_CHARACTERS:
        raise _BrokenError(f"front matter is longer than {MAX_CHARACTERS} characters; keep only keys and values in it")
    try:
        _check_events(yaml.parse(text, Loader=loader))
        root: Any = yaml.compose(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = " ".join(part for part in (error.context, error.problem) if part)
        raise _BrokenError(_mend(what), mark.index if mark else None) from None
    except yaml.YAMLError as error:
        raise _BrokenError(_mend(str(error).splitlines()[0]), getattr(error, "position", None)) from None
    if root is None:
        return {}, ()
    if root.id != "mapping":
        raise _BrokenError("front matter is not a mapping; write one `key: value` a line", root.start_mark.index)
    reader = _Reader(text, start, yaml.SafeLoader(""))
    data = reader.value(root)
    return data, tuple(reader.entries(root, ""))


def _mend(what: str) -> str:
    return f"front matter is not valid YAML: {what}; mend it (quote values that hold a colon or begin with a mark)"


def _check_events(events: Iterator[Any]) -> None:
    """Refuse what would blow up when composed: deep nesting, many aliases, a huge number of nodes."""
    depth = aliases = 0
    for count, event in enumerate(events):
        name = type(event).__name__
        if name in ("MappingStartEvent", "SequenceStartEvent"):
            depth += 1
        elif name in ("MappingEndEvent", "SequenceEndEvent"):
            depth -= 1
        elif name == "AliasEvent":
            aliases += 1
        if depth > MAX_DEPTH:
            raise _BrokenError(f"front matter nests deeper than {MAX_DEPTH} levels; flatten it", event.start_mark.index)
        if aliases > MAX_ALIASES:
            raise _BrokenError(
                f"front matter has more than {MAX_ALIASES} aliases; write values out", event.start_mark.index
            )
        if count > 4 * MAX_NODES:
            raise _BrokenError(f"front matter has more than {MAX_NODES} entries; shorten it", event.start_mark.index)


class _Reader:
    """Turns composed nodes into plain data and entries, counting the nodes that aliases repeat."""

    def __init__(self, text: str, start: int, constructor: Any) -> None:
        self._text = text
        self._start = start
        self._constructor = constructor
        self._seen = 0
        self._above: set[int] = set()

    def value(self, node: Any) -> Any:
        """The plain data of a node; dates stay as written."""
        self._seen += 1
        if self._seen > MAX_NODES:
            raise _BrokenError(f"front matter expands to more than {MAX_NODES} entries; write aliases out")
        if node.id == "scalar":
            return self._scalar(node)
        if id(node) in self._above:
            raise _BrokenError("front matter refers to itself; write the value out", node.start_mark.index)
        self._above.add(id(node))
        try:
            return self._mapping(node) if node.id == "mapping" else [self.value(child) for child in node.value]
        finally:
            self._above.discard(id(node))

    def _mapping(self, node: MappingNode) -> dict[str, Any]:
        merged: dict[str, Any] = {}
        own: dict[str, Any] = {}
        for key, child in node.value:
            value = self.value(child)
            if key.tag == "tag:yaml.org,2002:merge":
                for base in value if isinstance(value, list) else [value]:
                    merged.update(base if isinstance(base, dict) else {})
            else:
                own[self._key(key)] = value
        return {**merged, **own}

    def _key(self, node: Any) -> str:
        if node.id == "scalar":
            return str(node.value)
        return " ".join(self._text[node.start_mark.index : node.end_mark.index].split())

    def _scalar(self, node: ScalarNode) -> Any:
        if node.tag == "tag:yaml.org,2002:timestamp":
            return node.value
        try:
            return self._constructor.construct_object(node)
        except Exception:  # an unknown tag or a value that does not fit its tag: keep what is written
            return node.value

    def entries(self, node: Any, key: str) -> Iterator[Entry]:
        """The scalars of a node in the order written; what an alias repeats is given once, at its anchor."""
        if node.id == "scalar":
            text = self._entry_text(node)
            if text.text:
                yield Entry(key, text)
            return
        if id(node) in self._above:
            return
        self._above.add(id(node))
        if node.id == "mapping":
            for name, child in node.value:
                yield from self.entries(child, f"{key}.{self._key(name)}" if key else self._key(name))
        else:
            for index, child in enumerate(node.value):
                yield from self.entries(child, f"{key}.{index}" if key else str(index))

    def _entry_text(self, node: ScalarNode) -> Text:
        """The words of a scalar, each at its place; one that is written with escapes stands for the whole scalar."""
        start, end = node.start_mark.index, node.end_mark.index
        raw = self._text[start:end]
        value = str(node.value)
        builder = TextBuilder()
        position = 0
        for word in value.split():
            found = raw.find(word, position)
            if found < 0:
                builder = TextBuilder()
                builder.add_as(" ".join(value.split()), self._start + start, self._start + end)
                break
            builder.add_space(self._start + start + position, self._start + start + found)
            builder.add_run(word, self._start + start + found)
            position = found + len(word)
        return builder.build()[0]
