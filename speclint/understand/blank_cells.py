"""Cells that say only that there is no value: in a row that gives the wanted value they leave nothing open."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from speclint.model import Block, Role

Places = Sequence[tuple[int, int]]

_BLANK = 12  # characters of a cell that says only that there is no value
_BETWEEN = len(" | ")
_OPEN = ("standing.placeholder", "standing.deferred")


def open_blanks(
    block: Block, role_of: Callable[[str], Role | None], marks: Mapping[str, Places]
) -> Mapping[str, Places]:
    """The marks of a row's blank or open cells, without those of today's value and those beside a wanted one.

    Empty where the row has no such mark; `role_of` gives the role of a column by its header.
    """
    blanks = {concept: marks[concept] for concept in _OPEN if concept in marks}
    if not blanks:
        return {}
    cells: list[tuple[int, int, Role | None]] = []
    start, given = 0, False
    for column, cell in enumerate(block.cells):
        role = role_of(block.header[column]) if column and column < len(block.header) else None
        given |= role == "target" and any(character.isdigit() for character in cell.text)
        cells.append((start, start + len(cell.text), role))
        start += len(cell.text) + _BETWEEN
    harmless = [
        (first, last)
        for first, last, role in cells
        if last <= first + _BLANK and (role == "baseline" or (given and role != "target"))
    ]
    return {
        concept: [(a, b) for a, b in places if not any(first <= a and b <= last for first, last in harmless)]
        for concept, places in blanks.items()
    }
