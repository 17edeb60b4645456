"""The quantities of a table's row: its bare numbers take their unit from a header, the row's label or a unit column."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from speclint.model import Block, Quantity, Role
from speclint.understand.lexicon import Lexicon
from speclint.understand.quantities import QuantityGrammar

_MEASURE = re.compile(r"ms|s|sec|seconds|毫秒|秒|%|％|fps|tokens?/s|[GM]B|元|USD|\$", re.I)
_FRAME_RATE = re.compile(r"\W*(?:FPS|帧率|frame rate|frames per second)\b[^|]{0,20}$", re.I)
_UNIT_AT_END = re.compile(r"[(（\[] ?([^()（）\[\]]{1,12}?) ?[)）\]]$")
# what is optional at the end begins with a mark that the repeat before it lacks, so that nothing is tried twice
_BARE_NUMBER = re.compile(r"^[\s*~≈<>≤≥=+±-]*\d[\d,.\s–~-]*(?:[+*]\s*)?$")
_UNIT_COLUMN = "section.unit-column"
_LONGEST_UNIT = 24  # characters
_BETWEEN = len(" | ")  # what joins the cells of a row to its text


@dataclass(frozen=True, slots=True)
class RowQuantities:
    """Reads the quantities of the rows of one document; `role_of` gives the role of a column by its header."""

    lexicon: Lexicon
    grammar: QuantityGrammar
    language: str
    role_of: Callable[[str], Role | None]
    _header_units: dict[str, str] = field(default_factory=dict)
    _holds_units: dict[str, bool] = field(default_factory=dict)

    def read(self, block: Block) -> tuple[Quantity, ...]:
        """The quantities of a row's cells, placed in the row's text, with their unit and their column's role."""
        found: list[Quantity] = []
        position = 0
        own = self._label_unit(block.cells[0].text) if block.cells else ""
        own = self._unit_column(block) or own
        for column, cell in enumerate(block.cells):
            header = block.header[column] if column < len(block.header) else ""
            text = self.lexicon.fold(cell.text)
            unit = self._header_unit(header) or (own if column else "")
            if unit and _BARE_NUMBER.match(text):
                text = f"{text.rstrip()} {unit}"
            role = self.role_of(header) if column else None
            quantities = self.grammar.find(text, self.language)
            if text != cell.text and "." in cell.text and any(q.kind == "count" for q in quantities):
                quantities = self.grammar.find(cell.text, self.language)  # "(recording)" is what is measured, no unit
            found += (_placed(quantity, position, len(cell.text), role) for quantity in quantities)
            position += len(cell.text) + _BETWEEN
        return tuple(found)

    def _header_unit(self, header: str) -> str:
        """The unit that a column's header is ("FPS") or ends in ("Latency (ms)"); empty where it has none."""
        if _FRAME_RATE.match(header):
            return "FPS"
        if header not in self._header_units:
            match = _UNIT_AT_END.search(" ".join(header.split()))
            self._header_units[header] = match.group(1) if match else ""
        return self._header_units[header]

    def _label_unit(self, label: str) -> str:
        """The unit that a row's label is ("FPS (GPU)") or ends in ("Latency (ms)"); empty where it has none."""
        unit = self._header_unit(label)
        return unit if _MEASURE.fullmatch(unit) else ""

    def _unit_column(self, block: Block) -> str:
        """What stands in the row's column of units ("ms" below "Unit"); empty where there is no such column."""
        for cell, header in zip(block.cells, block.header, strict=False):
            if self._is_of_units(header):
                unit = self.lexicon.fold(cell.text).strip()
                return unit if len(unit) <= _LONGEST_UNIT else ""
        return ""

    def _is_of_units(self, header: str) -> bool:
        """Whether a header says nothing but that units stand below it: "Unit", not "Unit price"."""
        if header not in self._holds_units:
            letters = len("".join(header.split()))
            said = [hit for hit in self.lexicon.find(header) if hit.concept == _UNIT_COLUMN]
            self._holds_units[header] = any(hit.end - hit.start >= letters for hit in said)
        return self._holds_units[header]


def _placed(quantity: Quantity, position: int, length: int, role: Role | None) -> Quantity:
    end = position + min(quantity.end, length)
    return replace(quantity, start=position + quantity.start, end=end, role=quantity.role or role)
