"""What a text speaks of: the concepts of the vocabulary found in it, and those that only its build shows."""

from __future__ import annotations

from collections.abc import Callable

from speclint.model import Block, Role
from speclint.understand.absolutes import absolutes, kept
from speclint.understand.blank_cells import open_blanks
from speclint.understand.declared_rows import DECLARED, DENIED, declared_ai
from speclint.understand.model_acts import chinese_rates, model_acts
from speclint.understand.numbering import Finder

_METRICS = ("metric.quality", "metric.business", "metric.service")


def marks_of(
    text: str, block: Block, find: Finder, role_of: Callable[[str], Role | None]
) -> dict[str, list[tuple[int, int]]]:
    """Concept → its places in a text of a block, in order.

    `find` finds the terms of a text, `role_of` gives the role of a column by its header.
    """
    marks: dict[str, list[tuple[int, int]]] = {}
    for hit in find(text):
        marks.setdefault(hit.concept, []).append((hit.start, hit.end))
    if block.kind != "code" and not any(metric in marks for metric in _METRICS):
        for place in chinese_rates(text):
            marks.setdefault("metric.quality", []).append(place)
    if "ai.not" not in marks and block.kind != "code":
        for place in model_acts(text):
            marks.setdefault("ai.name", []).append(place)
        if "ai.name" in marks:
            marks["ai.name"].sort()
    if block.kind == "row":
        _add_declared(block, marks)
        for concept, places in open_blanks(block, role_of, marks).items():
            marks[concept] = list(places)
            if not places:
                del marks[concept]
    vowed = kept(sorted([*marks.pop("target.absolute", ()), *absolutes(text, marks)]), marks)
    if vowed:
        marks["target.absolute"] = vowed
    return marks


def _add_declared(block: Block, marks: dict[str, list[tuple[int, int]]]) -> None:
    """Heed a column that says which rows are AI, whatever their words speak of."""
    declared = declared_ai(block)
    if declared is None:
        return
    is_ai, place = declared
    marks.pop("ai.not" if is_ai else "ai.name", None)
    marks.setdefault("ai.name" if is_ai else "ai.not", []).append(place)
    marks[DECLARED if is_ai else DENIED] = [place]
    if not is_ai:
        marks.pop("ai.weak", None)
