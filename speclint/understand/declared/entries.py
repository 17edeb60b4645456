"""Read what a document declares as entries: a feature each, with its statements, and what is wrong with others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from speclint.model import Document, Mode, Node, Span, Task
from speclint.understand.declared.faults import Fault
from speclint.understand.declared.quantities import quantities_of
from speclint.understand.declared.schema import FORMS, definitions, metadata_faults, usable
from speclint.understand.knowledge import Knowledge

KEY = "ai-features"
MOST_ENTRIES = 300  # as many as features are read from a text
# What is bounded must be counted in a unit of the dimension; these are named where it is not.
_UNITS = {"latency": ("ms", "s", "min", "tokens/s"), "cost": ("USD", "CNY", "tokens", "GB", "GPU hours")}
_ALIKE = 0.8  # how alike a key must be to one of an entry to make the mapping that holds it one


@dataclass(frozen=True, slots=True)
class Declared:
    """One statement of a declaration: what of its data can be used, and where it stands."""

    dimension: str
    data: Any
    node: Node

    @property
    def waived(self) -> Mapping[str, Any] | None:
        """The waiver that it is, None where it states something."""
        waived = self.data.get("waived") if isinstance(self.data, Mapping) else None
        return waived if isinstance(waived, Mapping) else None

    @property
    def said(self) -> str:
        """The statement as written, on one line."""
        return f"{self.node.key}: {self.node.text}" if self.node.key == self.dimension else self.node.text


@dataclass(frozen=True, slots=True)
class Entry:
    """What is declared of one feature; `name` is empty where a fence leaves it to its section. `span` is its place."""

    name: str
    span: Span
    end_line: int
    fenced: bool
    task: Task | None = None
    mode: Mode | None = None
    statements: tuple[Declared, ...] = ()


@dataclass(slots=True)
class Entries:
    """The entries of a document, and all that is wrong with its declarations."""

    entries: list[Entry] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def read_entries(document: Document, knowledge: Knowledge, *, card: bool) -> Entries:
    """Read all declarations of a document; the metadata of a model card are held against its schema as well."""
    reading = _Reading(knowledge)
    for node in document.declared:
        reading.read(node, fenced=node.key != KEY)
    if card and document.declared:
        reading.found.faults.extend(metadata_faults(document.front_matter, lambda key: _place_of(key, document)))
    return reading.found


def _place_of(key: str, document: Document) -> Span:
    """Where the first scalar at a dotted key of the front matter stands, or at the nearest key above that has one."""
    while key:
        for block in document.blocks:
            if block.kind == "front-matter" and f"{block.info}.".startswith(f"{key}."):
                return document.source.span(block.text.starts[0], block.text.ends[-1])
        key = key.rpartition(".")[0]
    return Span(1, 1, 1, 1)


class _Reading:
    def __init__(self, knowledge: Knowledge) -> None:
        self.found = Entries()
        properties = definitions()["feature"]["properties"]
        self._forms = {key: key for key in properties if key not in ("name", "task", "mode")}
        self._forms.update({d.name: FORMS[d.evidence] for d in knowledge.dimensions if d.name not in self._forms})
        self._keys = ("name", "task", "mode", *self._forms)
        self._grammar = knowledge.grammar
        self._kinds = {d.name: d.quantities for d in knowledge.dimensions}
        self._choices = {key: properties[key]["enum"] for key in ("task", "mode")}

    def read(self, node: Node, *, fenced: bool) -> None:
        """Read the value of `ai-features`, or a fence, which may also hold that key or the entry of one feature."""
        if fenced and isinstance(node.value, dict) and set(node.value) == {KEY}:
            node = node.parts[-1]
        if not isinstance(node.value, (dict, list)) or not node.value:
            self.found.faults.append(Fault("no-features", node.span, KEY, written=node.value))
        elif isinstance(node.value, list):
            for part in node.parts:
                self._entry_of_list(part, fenced=fenced)
        elif self._is_entry(node):
            if fenced:
                self._entry(node, "", fenced=True, unnamed=True)
            else:
                self.found.faults.append(Fault("no-name", node.key_span, key="name"))
        else:
            self._tell_twice(node, KEY, "")
            for part in node.parts:
                self._entry(part, part.key, fenced=fenced)

    def _is_entry(self, node: Node) -> bool:
        """Whether a mapping is the entry of one feature: one of its keys is an entry's, spelled well or nearly."""
        from difflib import get_close_matches

        keys = [key[:40] for key in node.value]
        if any(key in self._keys for key in keys):
            return True
        entries = [part for part in node.parts if isinstance(part.value, dict) and set(part.value) & set(self._keys)]
        return not entries and any(get_close_matches(key.lower(), self._keys, 1, _ALIKE) for key in keys[:MOST_ENTRIES])

    def _entry_of_list(self, part: Node, *, fenced: bool) -> None:
        if isinstance(part.value, str) and part.value.strip():
            self._add(Entry(_name(part.value), part.span, part.span.end_line, fenced), part)
        else:
            self._entry(part, "", fenced=fenced)

    def _entry(self, node: Node, key: str, *, fenced: bool, unnamed: bool = False) -> None:
        """Read the entry of one feature below its name, if that is a key; `unnamed` where the section may name it."""
        if not isinstance(node.value, dict) and not (node.value is None and key):
            self._fault("no-feature", node.span, key or KEY, "", written=node.value)
            return
        parts = {part.key: part for part in node.parts}
        name, place = _name(key), node.key_span
        if "name" in parts:
            given = parts["name"]
            if isinstance(given.value, str) and given.value.strip():
                name, place = _name(given.value), given.span
            else:
                self._fault("wrong-type", given.span, "name", key, written=given.value, wanted=("string",))
        elif not name and not unnamed:
            self._fault("missing", node.key_span, "", "", key="name")
        self._tell_twice(node, "", name)
        statements: list[Declared] = []
        for part in parts.values():
            if part.key in self._forms:
                statements.extend(self._statements(part, name))
            elif part.key not in self._keys:
                self._fault("unknown-key", part.key_span, "", name, key=part.key, known=self._keys)
        task, mode = (self._choice(parts.get(choice), choice, name) for choice in ("task", "mode"))
        if name or unnamed:
            entry = Entry(name, place, node.span.end_line, fenced, task, mode, tuple(statements))
            self._add(entry, node)

    def _add(self, entry: Entry, node: Node) -> None:
        if len(self.found.entries) == MOST_ENTRIES:
            self._fault("too-many", node.key_span, "", "", known=(str(MOST_ENTRIES),))
        if len(self.found.entries) <= MOST_ENTRIES:
            self.found.entries.append(entry)

    def _choice(self, node: Node | None, key: str, feature: str) -> Any:
        if node is None:
            return None
        if node.value in self._choices[key] and isinstance(node.value, str):
            return node.value
        self._fault("unknown-value", node.span, key, feature, written=node.value, known=self._choices[key])
        return None

    def _statements(self, part: Node, feature: str) -> Iterator[Declared]:
        """The usable statements of a dimension, of which there may be one or a list."""
        nodes: Sequence[Node] = part.parts if isinstance(part.value, list) else (part,)
        if not nodes:
            self._fault("empty", part.span, part.key, feature, wanted=("object",))
        for node in nodes:
            self._tell_twice(node, part.key, feature)
            data, faults = usable(self._forms[part.key], node, part.key, feature)
            self.found.faults.extend(map(_of_last_day, faults))
            if any(_is_of_last_day(fault) for fault in faults):
                continue  # nobody knows how long it was to hold
            if data is not None and self._has_unit(Declared(part.key, data, node), feature):
                yield Declared(part.key, data, node)

    def _has_unit(self, declared: Declared, feature: str) -> bool:
        """Whether what is bounded is counted in a unit of its dimension: a latency in time, a cost in money."""
        units = _UNITS.get(declared.dimension)
        if units is None or declared.waived is not None:
            return True
        (quantity,) = quantities_of(declared.dimension, declared.data, declared.said, self._grammar)
        if quantity.kind in self._kinds[declared.dimension]:
            return True
        key = "unit" if "unit" in declared.data else "currency"
        place = next((part.span for part in declared.node.parts if part.key == key), declared.node.span)
        owner = f"{declared.dimension}.{key}"
        self._fault("wrong-unit", place, owner, feature, written=declared.data.get(key), known=units)
        return False

    def _tell_twice(self, node: Node, owner: str, feature: str) -> None:
        """Tell of keys that one mapping holds twice, of which only the last counts."""
        if not isinstance(node.value, dict) or len(node.value) == len(node.parts):
            return
        seen: set[str] = set()
        for part in node.parts:
            if part.key in seen:
                self._fault("twice", part.key_span, ".".join(filter(None, (owner, part.key))), feature)
            seen.add(part.key)

    def _fault(self, kind: str, span: Span, owner: str, feature: str, **details: Any) -> None:
        self.found.faults.append(Fault(kind, span, owner, feature=feature, **details))


def _is_of_last_day(fault: Fault) -> bool:
    return fault.owner.endswith(".waived.until")


def _of_last_day(fault: Fault) -> Fault:
    """Tell whatever is wrong with the last day of a waiver as one fault, which says what comes of it."""
    return replace(fault, kind="no-last-day") if _is_of_last_day(fault) else fault


def _name(written: str) -> str:
    return " ".join(written.split())
