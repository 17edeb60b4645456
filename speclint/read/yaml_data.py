"""YAML composed in place: its plain data, its scalars with the place of each word, and its nodes with their spans."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from speclint.model import Node, Source, Text
from speclint.read.content import TextBuilder
from speclint.told import told

if TYPE_CHECKING:
    from yaml.nodes import ScalarNode

MAX_CHARACTERS = 200_000
MAX_DEPTH = 50
MAX_ALIASES = 100
MAX_NODES = 20_000

_MERGE = "tag:yaml.org,2002:merge"


@dataclass(frozen=True, slots=True)
class Entry:
    """A scalar under its dotted key."""

    key: str
    text: Text


class BrokenYamlError(Exception):
    """YAML that cannot be read, or not without harm; `offset` is the index in its text at which that shows."""

    def __init__(self, message: str, offset: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


class YamlText:
    """A text of YAML within a source: `at` gives the source's offset of an index of the text.

    `what` is what messages call it. Raises BrokenYamlError where the text is no YAML or would blow up when composed;
    what aliases repeat is counted when the data is asked for, which has to come first.
    """

    def __init__(self, source: Source, text: str, at: Callable[[int], int], what: str) -> None:
        import yaml

        self._source = source
        self._text = text
        self._at = at
        self._what = what
        self._constructor: Any = yaml.SafeLoader("")
        self._seen = 0
        self._above: set[int] = set()
        self._root = self._compose()

    def _compose(self) -> Any:
        import yaml

        loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        if len(self._text) > MAX_CHARACTERS:
            raise BrokenYamlError(
                told(
                    "{what} is longer than {most} characters; keep only keys and values in it",
                    what=self._what,
                    most=MAX_CHARACTERS,
                )
            )
        try:
            self._check_events(yaml.parse(self._text, Loader=loader))
            return yaml.compose(self._text, Loader=loader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            what = " ".join(part for part in (error.context, error.problem) if part)
            raise BrokenYamlError(self._mend(what), mark.index if mark else None) from None
        except yaml.YAMLError as error:
            raise BrokenYamlError(self._mend(str(error).splitlines()[0]), getattr(error, "position", None)) from None

    def _mend(self, error: str) -> str:
        return told(
            "{what} is not valid YAML: {error}; mend it (quote values that hold a colon or begin with a mark)",
            what=self._what,
            error=error,
        )

    def _check_events(self, events: Iterator[Any]) -> None:
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
            start = event.start_mark.index
            if depth > MAX_DEPTH:
                raise BrokenYamlError(
                    told("{what} nests deeper than {most} levels; flatten it", what=self._what, most=MAX_DEPTH),
                    start,
                )
            if aliases > MAX_ALIASES:
                raise BrokenYamlError(
                    told(
                        "{what} has more than {most} aliases; write values out",
                        what=self._what,
                        most=MAX_ALIASES,
                    ),
                    start,
                )
            if count > 4 * MAX_NODES:
                raise BrokenYamlError(
                    told("{what} has more than {most} entries; shorten it", what=self._what, most=MAX_NODES),
                    start,
                )

    def data(self) -> Mapping[str, Any]:
        """The plain data of a mapping, dates as written; empty where nothing is written."""
        if self._root is None:
            return {}
        if self._root.id != "mapping":
            start = self._root.start_mark.index
            raise BrokenYamlError(
                told("{what} is not a mapping; write one `key: value` a line", what=self._what), start
            )
        data: Mapping[str, Any] = self._value(self._root)
        return data

    def _value(self, node: Any) -> Any:
        self._seen += 1
        if self._seen > MAX_NODES:
            raise BrokenYamlError(
                told(
                    "{what} expands to more than {most} entries; write aliases out",
                    what=self._what,
                    most=MAX_NODES,
                )
            )
        if node.id == "scalar":
            return self._scalar(node)
        if id(node) in self._above:
            raise BrokenYamlError(
                told("{what} refers to itself; write the value out", what=self._what), node.start_mark.index
            )
        self._above.add(id(node))
        try:
            return self._mapping(node) if node.id == "mapping" else [self._value(child) for child in node.value]
        finally:
            self._above.discard(id(node))

    def _mapping(self, node: Any) -> dict[str, Any]:
        merged: dict[str, Any] = {}
        own: dict[str, Any] = {}
        for key, child in node.value:
            value = self._value(child)
            if key.tag == _MERGE:
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

    def entries(self) -> Iterator[Entry]:
        """The scalars in the order written; what an alias repeats is given once, at its anchor."""
        if self._root is not None:
            yield from self._entries(self._root, "")

    def _entries(self, node: Any, key: str) -> Iterator[Entry]:
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
                yield from self._entries(child, f"{key}.{self._key(name)}" if key else self._key(name))
        else:
            for index, child in enumerate(node.value):
                yield from self._entries(child, f"{key}.{index}" if key else str(index))

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
                builder.add_as(" ".join(value.split()), self._at(start), self._at(end))
                break
            builder.add_space(self._at(start + position), self._at(start + found))
            builder.add_run(word, self._at(start + found))
            position = found + len(word)
        return builder.build()[0]

    def root(self) -> Node | None:
        """The whole as a node with its parts, None where nothing is written; refuses what `data` refuses."""
        if self._root is None:
            return None
        self._value(self._root)
        return self._node(self._root, "", self._root.start_mark.index, self._root.start_mark.index)

    def nodes_at(self, key: str) -> tuple[Node, ...]:
        """What stands under a key of the mapping, with its parts; once for each time that the key is written."""
        pairs = self._root.value if self._root is not None else ()
        return tuple(self._keyed(name, child) for name, child in pairs if self._key(name) == key)

    def _keyed(self, key: Any, child: Any) -> Node:
        return self._node(child, self._key(key), key.start_mark.index, key.end_mark.index)

    def _node(self, node: Any, key: str, key_start: int, key_end: int) -> Node:
        parts = tuple(self._parts(node))
        start = node.start_mark.index
        end = self._end(node)
        beyond = start < key_start  # an alias: what it repeats stands further up
        last = key_end if beyond or end <= key_start else end
        value: Any
        if node.id == "mapping":
            value = {part.key: part.value for part in parts}
        elif node.id == "sequence":
            value = [part.value for part in parts]
        else:
            value = self._scalar(node)
            if isinstance(value, float) and not math.isfinite(value):
                value = node.value  # no number that anything can be held to
        written = [line.split("#", 1)[0] if line.lstrip().startswith("#") else line for line in self._lines(start, end)]
        return Node(
            key=key,
            key_span=self._span(key_start, max(key_end, key_start + 1)),
            value=value,
            span=self._span(key_start, max(last, key_start + 1)),
            text=", ".join(" ".join(line.split()) for line in written if line.strip()),
            parts=parts,
        )

    def _lines(self, start: int, end: int) -> list[str]:
        return self._text[start:end].split("\n")

    def _parts(self, node: Any) -> Iterator[Node]:
        if node.id == "sequence":
            for index, child in enumerate(node.value):
                start = max(child.start_mark.index, node.start_mark.index)  # an alias is told by its list alone
                yield self._node(child, str(index), start, start)
        elif node.id == "mapping":
            own = {self._key(key) for key, _ in node.value if key.tag != _MERGE}
            merged: dict[str, Node] = {}
            for key, child in node.value:
                if key.tag == _MERGE:
                    for base in child.value if child.id == "sequence" else [child]:
                        if base.id == "mapping":
                            merged.update({part.key: part for part in self._parts(base) if part.key not in own})
            yield from merged.values()
            for key, child in node.value:
                if key.tag != _MERGE:
                    yield self._keyed(key, child)

    def _end(self, node: Any) -> int:
        """Where a node ends: a parser lets one in block style end where the next one begins."""
        start, end = int(node.start_mark.index), int(node.end_mark.index)
        if node.id == "scalar" or node.flow_style:
            return start + len(self._text[start:end].rstrip())
        last = start
        for part in node.value:
            key, child = part if node.id == "mapping" else (part, part)
            last = max(last, int(key.end_mark.index) if key.id == "scalar" else start)
            if child.start_mark.index >= start:
                last = max(last, self._end(child))
        return last

    def _span(self, start: int, end: int) -> Any:
        return self._source.span(self._at(start), self._at(end - 1) + 1)
