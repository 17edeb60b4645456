"""Where in a document a feature's missing statements belong, and in which form: as it writes those that it has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from speclint.mend.style import Labels, Marker, labels_of, marker_of, raw_of, usual_bullet, usual_labels
from speclint.model import Block, Document, Feature, Spec
from speclint.read.outline import Piece
from speclint.understand.knowledge import Dimension, Knowledge

_LISTS = ("bullet_list", "ordered_list")
_NUMBER = re.compile(r"[A-Za-z]{0,6}[-_ .#]?\d{1,4}(?:[.-]\d{1,3})*")
_VALUE = re.compile(
    r"target|requirement|value|criteri|budget|goal|spec|description|目标|要求|指标值|取值|数值|标准|说明|描述", re.I
)
_LABEL_END = re.compile(r"[:：]")
_SEVERAL = 2  # rows of different dimensions that make a table one of requirements


@dataclass(frozen=True, slots=True)
class Row:
    """A row to be written: the number of columns, which hold label and value, and how the other rows are written."""

    columns: int
    label: int
    value: int
    before: str
    after: str
    pad: str
    mark: str


@dataclass(frozen=True, slots=True)
class Place:
    """A gap behind a line. `apart`: a blank line goes first; `loose`: between, too. `named`: the feature is told."""

    line: int
    labels: Labels
    marker: Marker | None = None
    row: Row | None = None
    apart: bool = False
    loose: bool = False
    named: bool = False


class Site:
    """A document as an editor needs it: how it writes, what each line serves, which tables define features."""

    def __init__(
        self, document: Document, spec: Spec, pieces: Sequence[Piece], knowledge: Knowledge, language: str
    ) -> None:
        self.document, self.spec, self.pieces = document, spec, pieces
        self.knowledge, self.language = knowledge, language
        self.bullet = usual_bullet(document)
        self.labels = usual_labels(document.blocks, document, language)
        self.served: dict[int, set[str]] = {}
        for feature in spec.features:
            for name, claim in feature.claims.items():
                for evidence in claim.evidence:
                    self.served.setdefault(evidence.span.line, set()).add(name)
        lines = {feature.span.line for feature in spec.features}
        self.defining = {block.table for block in document.blocks if block.kind == "row" and block.line in lines}

    @cached_property
    def requirements(self) -> Place | None:
        """The gap in the document's table of requirements, if it has one that is no feature's own."""
        held = {line for f in self.spec.features for first, last in f.extents for line in range(first, last + 1)}
        tables: dict[int, list[Block]] = {}
        for block in self.document.blocks:
            if block.kind == "row" and not block.quoted and block.line not in held:
                tables.setdefault(block.table, []).append(block)
        places = (_in_table(self, rows, named=True) for rows in tables.values())
        return next((place for place in places if place is not None), None)

    def end_of(self, line: int) -> int | None:
        """The last line of the outermost piece that holds a line; None where no piece does."""
        held = (p for p in self.pieces if p.level == 0 and p.line <= line <= p.end_line)
        return next((p.end_line for p in held), None)

    def item_at(self, line: int) -> Piece | None:
        """The item that begins on a line."""
        return next((p for p in self.pieces if p.kind == "list_item" and p.line == line), None)

    def list_of(self, item: Piece) -> Piece | None:
        """The list that an item stands in."""
        held = [p for p in self.pieces if p.kind in _LISTS and p.level == item.level - 1]
        return next((p for p in held if p.line <= item.line <= p.end_line), None)


def place_for(site: Site, feature: Feature) -> Place | None:
    """Find where the statements that a feature lacks belong; None where no place is sure."""
    title = _title(site, feature)
    if title is None or title.quoted:
        return None
    own = _own_blocks(site, feature)
    if title.kind == "row":
        return site.requirements or _behind(site, title, named=True)
    return _as_stated(site, feature, own) or (
        _below_item(site, title, own) if title.kind == "item" else _at_the_end(site, title, own)
    )


def _title(site: Site, feature: Feature) -> Block | None:
    """The block that defines a feature."""
    line = feature.span.line
    here = [b for b in site.document.blocks if b.line <= line <= b.end_line and b.kind not in ("code", "front-matter")]
    return next((b for b in here if b.line == line), next(iter(here), None))


def _own_blocks(site: Site, feature: Feature) -> list[Block]:
    """The blocks of a feature's own text that are not another's, either."""
    line = feature.span.line
    first, last = next((e for e in feature.extents if e[0] <= line <= e[1]), (line, line))
    inner = [
        extent
        for other in site.spec.features
        if other.slug != feature.slug
        for extent in other.extents
        if first <= extent[0] and extent[1] <= last and extent != (first, last)
    ]
    return [
        block
        for block in site.document.blocks
        if first <= block.line <= last
        and block.kind not in ("code", "front-matter")
        and not block.quoted
        and not any(begin <= block.line <= end for begin, end in inner)
    ]


def _as_stated(site: Site, feature: Feature, own: Sequence[Block]) -> Place | None:
    """Beside the statements that the feature makes of other dimensions: in their table, list or paragraphs."""
    lines = {e.span.line for claim in feature.claims.values() for e in claim.evidence} - {feature.span.line}
    stating = [b for b in own if b.kind != "heading" and any(b.line <= line <= b.end_line for line in lines)]
    rows = [b for b in stating if b.kind == "row"]
    for table in dict.fromkeys(b.table for b in reversed(rows)):
        place = _in_table(site, [b for b in own if b.kind == "row" and b.table == table])
        if place is not None:
            return place
    for block in reversed(stating):
        labels = labels_of(raw_of(block, site.document))
        label = _LABEL_END.split(block.text.text, maxsplit=1)[0]
        if labels is None or not any(_dimensions_of(label, site.knowledge)):
            continue
        if block.kind == "item":
            return _beside_item(site, block, own, labels)
        end = site.end_of(block.line)
        if block.kind == "paragraph" and not block.parents and end is not None:
            return Place(end, labels, apart=True, loose=True)
    return None


def _beside_item(site: Site, block: Block, own: Sequence[Block], labels: Labels) -> Place | None:
    """Behind the last of an item's siblings that are the feature's own, in their form."""
    item = site.item_at(block.line)
    holder = site.list_of(item) if item else None
    if item is None or holder is None:
        return None
    starts = {b.line for b in own if b.kind == "item"}
    siblings = [
        p
        for p in site.pieces
        if p.kind == "list_item" and p.level == item.level and holder.line <= p.line <= holder.end_line
    ]
    last = [p for p in siblings if p.line in starts][-1]
    if _is_below(last, siblings, site):
        return None
    marker = marker_of(site.document.source.line(last.line))
    if marker is None:
        return None
    loose = any(b.line - a.end_line > 1 for a, b in pairwise(siblings))
    return Place(last.end_line, labels, marker.following(1), apart=loose, loose=loose)


def _is_below(last: Piece, siblings: Sequence[Piece], site: Site) -> bool:
    """Whether a numbered item is followed by others, whose numbers a new one would repeat."""
    marker = marker_of(site.document.source.line(last.line))
    return marker is not None and marker.bullet[0].isdigit() and last != siblings[-1]


def _below_item(site: Site, title: Block, own: Sequence[Block]) -> Place | None:
    """As sub-items of the item that defines the feature."""
    item, marker = site.item_at(title.line), marker_of(site.document.source.line(title.line))
    if item is None or marker is None:
        return None
    children = [b for b in own if b.kind == "item" and b.parents and b.parents[-1] == title.index]
    child = marker_of(site.document.source.line(children[-1].line)) if children else None
    if child is not None:
        indent, bullet = child.indent, site.bullet if child.bullet[0].isdigit() else child.bullet
    else:
        indent = marker.indent + ("\t" if "\t" in marker.space else " " * len(marker.bullet + marker.space))
        bullet = site.bullet
    return Place(item.end_line, site.labels, Marker(indent, bullet, " "))


def _at_the_end(site: Site, title: Block, own: Sequence[Block]) -> Place | None:
    """At the end of the feature's own section, in front of the first heading within it."""
    direct = [b for b in own if b.section == title.section and b.line >= title.line]
    last = direct[-1] if direct else title
    outermost = _outermost_item(site, last) if last.kind == "item" else None
    top = next((b for b in direct if outermost is not None and b.line == outermost.line), None)
    if top is not None and not top.ordered:
        labels = labels_of(raw_of(top, site.document))
        place = _beside_item(site, top, direct, labels if labels is not None and labels.mark else site.labels)
        if place is not None:
            return place
    return _behind(site, last)


def _outermost_item(site: Site, block: Block) -> Piece | None:
    """The item of an outermost list that holds a block."""
    held = (p for p in site.pieces if p.kind == "list_item" and p.level == 1 and p.line <= block.line <= p.end_line)
    return next(held, None)


def _behind(site: Site, block: Block, named: bool = False) -> Place | None:
    """As a list of its own behind the piece that holds a block."""
    end = site.end_of(block.line)
    if end is None and block.kind in ("heading", "paragraph"):  # in a fence that nobody closed
        end = block.end_line
    marker = Marker("", site.bullet, " ")
    return None if end is None else Place(end, site.labels, marker, apart=True, named=named)


def _in_table(site: Site, rows: Sequence[Block], named: bool = False) -> Place | None:
    """Behind the last row, if rows are requirements: they speak of several dimensions, or of one below a header."""
    last = rows[-1]
    line = site.document.source.line(last.line)
    columns = max(len(last.header), len(last.cells))
    if columns < 2 or not line.strip().strip("|").count("|") or "\\|" in line:
        return None
    number = all(_NUMBER.fullmatch(row.cells[0].text.strip()) for row in rows)
    label = 1 if number and columns > 2 else 0
    asked = {d for row in rows for d in _dimensions_of(row.cells[label].text, site.knowledge)}
    asked.update(d for row in rows for d in site.served.get(row.line, ()))
    if last.table in site.defining:
        return None
    value = _value_column(rows, label, columns)
    headed = value < len(last.header) and _VALUE.search(last.header[value])
    if not asked or (len(asked) < _SEVERAL and not headed):
        return None
    stripped = line.lstrip()
    cell = stripped.strip("|").split("|")[label].strip()
    row = Row(
        columns,
        label,
        value,
        line[: len(line) - len(stripped)] + ("|" if stripped.startswith("|") else ""),
        "|" if stripped.rstrip().endswith("|") else "",
        " " if re.search(r"\| | \|", line) else "",
        "**" if cell.startswith("**") else "",
    )
    return Place(last.end_line, site.labels, row=row, named=named)


def _dimensions_of(label: str, knowledge: Knowledge) -> Iterator[str]:
    """The dimensions that a row's label speaks of."""
    concepts = {hit.concept for hit in knowledge.lexicon.find(label)}
    for dimension in knowledge.dimensions:
        if _speaks_of(dimension, concepts):
            yield dimension.name


def _speaks_of(dimension: Dimension, concepts: set[str]) -> bool:
    words = {dimension.concept("terms"), dimension.concept("headings")}
    return bool(concepts & words) or (dimension.evidence == "metric" and "metric.quality" in concepts)


def _value_column(rows: Sequence[Block], label: int, columns: int) -> int:
    """The column for what is required: by its header, or else the one with most text."""
    header = rows[-1].header
    named = (i for i in range(label + 1, columns) if i < len(header) and _VALUE.search(header[i]))
    return next(named, max(range(label + 1, columns), key=lambda i: sum(len(row.cells[i].text) for row in rows)))
