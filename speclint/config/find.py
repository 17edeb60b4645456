"""Find the configuration file that holds for a folder: the nearest one, there or above."""

from __future__ import annotations

from pathlib import Path

NAMES = ("speclint.toml", ".speclint.toml", "pyproject.toml")  # the first that is there holds
TABLE = ("tool", "speclint")  # of pyproject.toml, which belongs to others


def nearest(folder: Path, known: dict[Path, Path | None]) -> Path | None:
    """Give the nearest configuration file of an absolute folder; a pyproject.toml counts that has our table.

    `known` is filled with the answers, so that the many documents of a folder ask once.
    """
    above: list[Path] = []
    for here in (folder, *folder.parents):  # no recursion, since folders may nest deeper than functions do
        if here in known:
            found = known[here]
            break
        above.append(here)
        named = (here / name for name in NAMES)
        found = next((path for path in named if path.is_file() and _is_ours(path)), None)
        if found:
            break
    known.update(dict.fromkeys(above, found))
    return found


def _is_ours(path: Path) -> bool:
    return path.name != "pyproject.toml" or has_table(path)


def has_table(path: Path) -> bool:
    """Whether a pyproject.toml seems to have our table: cheap, and whoever parses it will know."""
    try:
        return b"tool.speclint" in path.read_bytes()
    except OSError:
        return False
