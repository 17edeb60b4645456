#!/usr/bin/env python3
"""Compare the figures of a corpus score with their floor, and end with 1 where one is below it.

    floor.py FIGURES.json [FLOOR.json]

FIGURES.json is what the corpus's score.py writes; FLOOR.json (floor.json beside this script) maps dotted names of its
figures to the least, or most, that is accepted. When figures rise, raise the floor.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any


def figure(figures: Any, name: str) -> float | None:
    """Look up a dotted name; None where the score has no such figure."""
    for part in name.split("."):
        if not isinstance(figures, dict) or part not in figures:
            return None
        figures = figures[part]
    return figures if isinstance(figures, int | float) else None


def compare(figures: Any, floor: dict[str, dict[str, float]]) -> list[tuple[str, float | None, str, bool]]:
    """Give a row for each figure that has a floor: its name, its value, the bound, and whether it holds."""
    rows: list[tuple[str, float | None, str, bool]] = []
    for name, least in floor["minimum"].items():
        value = figure(figures, name)
        rows.append((name, value, f">= {least:g}", value is not None and value >= least))
    for name, most in floor["maximum"].items():
        value = figure(figures, name)
        rows.append((name, value, f"<= {most:g}", value is not None and value <= most))
    return rows


def main() -> int:
    """Read the command line, print the table and tell whether all hold."""
    if len(sys.argv) not in (2, 3):
        print(__doc__, file=sys.stderr)
        return 2
    floor_path = Path(sys.argv[2]) if len(sys.argv) == 3 else Path(__file__).with_name("floor.json")
    figures = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    rows = compare(figures, json.loads(floor_path.read_text(encoding="utf-8")))
    for name, value, bound, holds in rows:
        print(f"{'ok  ' if holds else 'LOW '} {name:26} {'absent' if value is None else f'{value:g}':>8}   {bound}")
    return 0 if all(holds for *_, holds in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
