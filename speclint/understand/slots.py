"""Set aside the skeletons that `speclint check --fix --unsafe-fixes` wrote: lines marked `TODO(speclint)`.

A skeleton asks for a statement and makes none. The document is read as if it were not there, so that it can add no
feature, change no verdict and make no kind of document likelier; then each is put beside the claim that it asks for, as
the placeholder found there. The mark holds for its whole item, row or paragraph and for what stands below it.
"""

from __future__ import annotations

import dataclasses
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar, cast

from speclint.model import Block, Claim, Document, Evidence, Feature, Source, Span, Spec, Statement
from speclint.read.source import source_from_text
from speclint.understand.knowledge import Dimension

MARK = "TODO(speclint)"
BETWEEN = " – "  # stands between a feature's name and the dimension, where a label has both
Value = TypeVar("Value")

_KINDS = ("item", "row", "paragraph")
_COLONS = (":", "：")
_MOST = 5  # skeletons beside one claim
_MOST_CELLS = 3  # of a row that are filled: a number, the label, the mark


@dataclass(frozen=True, slots=True)
class Slot:
    """A skeleton in a document; `feature` is the name that its label begins with, empty where it has none."""

    block: Block
    dimension: str
    feature: str


@dataclass(frozen=True, slots=True)
class Aside:
    """A document without its skeletons; `kept` are the 1-based lines of the document that its source still has."""

    document: Document
    slots: tuple[Slot, ...]
    source: Source
    kept: tuple[int, ...]


def set_aside(document: Document, dimensions: Sequence[Dimension]) -> Aside | None:
    """Take the skeletons out of a document; None where it has none."""
    if MARK not in document.source.text:
        return None
    labels = {label.casefold(): d.name for d in reversed(dimensions) for label in d.skeleton.label.values()}
    slots = tuple(slot for block in document.blocks if (slot := _slot(block, labels)))
    if not slots:
        return None
    kept = _kept_lines(document, slots)
    source = document.source
    ends = (*source.line_starts[1:], len(source.text))
    text = "".join(source.text[source.line_starts[line - 1] : ends[line - 1]] for line in kept)
    return Aside(document, slots, source_from_text(source.path, text), kept)


def put_back(spec: Spec, aside: Aside) -> Spec:
    """Give a spec that was read without the skeletons the lines of the whole document, and the skeletons."""
    spec = _moved(spec, aside.kept) if aside.kept else spec
    spec = replace(spec, lines=len(aside.document.source.line_starts))
    features, claims, statements = list(spec.features), dict(spec.claims), list(spec.statements)
    askers = _Askers(features, aside)
    for slot in aside.slots if spec.features else ():
        evidence = _evidence(slot, aside.document.source, len(statements))
        statements.append(_statement(slot, evidence, aside.document))
        for index in askers.of(slot):
            features[index] = replace(features[index], claims=_with(features[index].claims, slot.dimension, evidence))
        claims = dict(_with(claims, slot.dimension, evidence))
    return replace(spec, features=tuple(features), claims=claims, statements=tuple(statements))


def _slot(block: Block, labels: Mapping[str, str]) -> Slot | None:
    """Read a block as a skeleton: a label that names a dimension, then the mark."""
    if block.kind not in _KINDS or MARK not in block.text.text:
        return None
    if block.kind == "row":
        cells = [cell.text.strip() for cell in block.cells if cell.text.strip()]
        at = next((i for i, cell in enumerate(cells) if cell.startswith(MARK)), 0)
        lead = cells[at - 1] if at and len(cells) <= _MOST_CELLS else _before_colon(block.text.text)
    else:
        lead = _before_colon(block.text.text)
    feature, _, label = lead.rpartition(BETWEEN)
    dimension = labels.get(label.strip().casefold())
    return Slot(block, dimension, feature.strip()) if dimension else None


def _before_colon(text: str) -> str:
    """The label in front of the mark; empty where no colon parts the two."""
    lead = text.partition(MARK)[0].rstrip(" |")
    return lead[:-1].rstrip() if lead.endswith(_COLONS) else ""


def _kept_lines(document: Document, slots: Sequence[Slot]) -> tuple[int, ...]:
    """The lines that no skeleton takes, nor the blank line that set it off."""
    source, taken = document.source, set[int]()
    heads = {slot.block.index for slot in slots}
    for block in document.blocks:
        if block.index in heads or heads.intersection(block.parents):
            taken.update(range(block.line, block.end_line + 1))
    last = len(source.line_starts)
    for line in sorted(taken):
        if line + 1 in taken:
            continue
        first = line
        while first - 1 in taken:
            first -= 1
        above, below = first - 1, line + 1
        if above >= 1 and not source.line(above).strip() and (below > last or not source.line(below).strip()):
            taken.add(above)
    return tuple(line for line in range(1, last + 1) if line not in taken)


def _moved(value: Value, kept: Sequence[int]) -> Value:
    """A value of the data model with every line in it moved to where it stands in the whole document."""
    if isinstance(value, tuple):
        return cast(Value, tuple(_moved(item, kept) for item in value))
    if isinstance(value, Mapping):
        return cast(Value, {key: _moved(item, kept) for key, item in value.items()})
    if not dataclasses.is_dataclass(value):
        return value
    changed: dict[str, Any] = {}
    for field in dataclasses.fields(value):
        held = getattr(value, field.name)
        if isinstance(held, int) and field.name in ("line", "end_line"):
            changed[field.name] = _line(held, kept)
        elif field.name == "extents":
            changed[field.name] = tuple((_line(first, kept), _line(last, kept)) for first, last in held)
        elif isinstance(held, (tuple, Mapping)) or dataclasses.is_dataclass(held):
            changed[field.name] = _moved(held, kept)
    return cast(Value, replace(cast(Any, value), **changed))


def _line(line: int, kept: Sequence[int]) -> int:
    return kept[min(line, len(kept)) - 1]


class _Askers:
    """Tells which features a skeleton asks about: the one it names or stands under; all, where it stands in none.

    A document may hold any number of skeletons, so that what can be looked up is made ready once.
    """

    def __init__(self, features: Sequence[Feature], aside: Aside) -> None:
        self._aside = aside
        self._all = range(len(features))
        self._extents = [(last - first, i, first, last) for i, f in enumerate(features) for first, last in f.extents]
        self._named = {feature.name: i for i, feature in reversed(list(enumerate(features)))}
        self._defined = {feature.span.line: i for i, feature in reversed(list(enumerate(features)))}
        self._held: dict[int, Sequence[int]] = {}
        self._solid: list[int] = []  # for each line that is kept, the last one up to it that is not blank
        for line in aside.kept:
            blank = not aside.document.source.line(line).strip()
            self._solid.append((self._solid[-1] if self._solid else 1) if blank else line)

    def of(self, slot: Slot) -> Sequence[int]:
        """The indices of the features."""
        if slot.feature in self._named:
            return (self._named[slot.feature],)
        for parent in reversed(slot.block.parents):
            line = self._aside.document.blocks[parent].line
            if line in self._defined:
                return (self._defined[line],)
        above = bisect_left(self._aside.kept, slot.block.line)
        return self._at(self._solid[above - 1] if above else 1)

    def _at(self, line: int) -> Sequence[int]:
        """The feature with the smallest text around a line."""
        if line not in self._held:
            holders = [(size, i) for size, i, first, last in self._extents if first <= line <= last]
            self._held[line] = (min(holders)[1],) if holders else self._all
        return self._held[line]


def _with(claims: Mapping[str, Claim], dimension: str, evidence: Evidence) -> Mapping[str, Claim]:
    """The claims with a skeleton beside the one it asks for; where something is said of it, that is what counts."""
    claim = claims.get(dimension)
    if claim is None or claim.verdict != "missing" or len(claim.evidence) >= _MOST:
        return claims
    return {**claims, dimension: replace(claim, evidence=(*claim.evidence, evidence))}


def _evidence(slot: Slot, source: Source, index: int) -> Evidence:
    return Evidence(_span(slot, source), slot.block.text.text, "placeholder", ("placeholder",), (), index)


def _statement(slot: Slot, evidence: Evidence, document: Document) -> Statement:
    headings: list[str] = []
    section = document.sections[slot.block.section]
    while section.index:
        headings.insert(0, section.title)
        section = document.sections[section.parent]
    return Statement(
        index=evidence.statement,
        block=slot.block.index,
        text=evidence.text,
        span=evidence.span,
        section=slot.block.section,
        headings=tuple(headings),
        quantities=(),
        standing="placeholder",
    )


def _span(slot: Slot, source: Source) -> Span:
    text = slot.block.text
    return source.span(text.starts[0], text.ends[-1])
