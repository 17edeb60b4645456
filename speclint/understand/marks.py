"""What a text speaks of: the concepts of the vocabulary found in it, and those that only its build shows."""

from __future__ import annotations

from collections.abc import Callable

from speclint.model import Block, Role
from speclint.understand.absolutes import absolutes, kept
from speclint.understand.blank_cells import open_blanks
from speclint.understand.lexicon import Lexicon
from speclint.understand.model_acts import chinese_rates, model_acts

_METRICS = ("metric.quality", "metric.business", "metric.service")


def marks_of(
    text: str, block: Block, lexicon: Lexicon, role_of: Callable[[str], Role | None]
) -> dict[str, list[tuple[int, int]]]:
    """Concept → its places in a text of a block, in order; `role_of` gives the role of a column by its header."""
    marks: dict[str, list[tuple[int, int]]] = {}
    for hit in lexicon.find(text):
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
        for concept, places in open_blanks(block, role_of, marks).items():
            marks[concept] = list(places)
            if not places:
                del marks[concept]
    vowed = kept(sorted([*marks.pop("target.absolute", ()), *absolutes(text, marks)]), marks)
    if vowed:
        marks["target.absolute"] = vowed
    return marks
