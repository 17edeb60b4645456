"""Draw which feature states what: a table of features and the seven core dimensions."""

from __future__ import annotations

from speclint.model import CORE, Feature, Spec
from speclint.show.terminal import Style, visible
from speclint.show.width import centre, columns, fit
from speclint.show.words import say, term

MARKS = {"stated": "✓", "vague": "~", "missing": "✗", "waived": "w"}
COLOURS = {"stated": "green", "vague": "yellow", "missing": "red", "waived": "cyan"}
INDENT = "  "
SHORTEST_NAME = 12


def matrix(spec: Spec, style: Style) -> list[str]:
    """Draw a spec's matrix within the style's columns; nothing where there is no feature."""
    if not spec.features:
        return []
    heads = [term(style.language, "column", dimension) for dimension in CORE]
    names = [visible(feature.name) for feature in spec.features]
    title = say(style.language, "matrix-name")
    wanted = max(columns(text) for text in (title, *names))
    room = style.width - len(INDENT) - sum(map(columns, heads))
    gap = "  " if wanted <= room - 2 * len(heads) else " "
    width = max(SHORTEST_NAME, min(wanted, room - len(gap) * len(heads)))
    lines = [INDENT + style.paint(gap.join((fit(title, width), *heads)), "dim")]
    for name, feature in zip(names, spec.features, strict=True):
        cells = [_cell(feature, dimension, columns(head), style) for dimension, head in zip(CORE, heads, strict=True)]
        lines.append((INDENT + gap.join((fit(name, width), *cells))).rstrip())
    return lines


def _cell(feature: Feature, dimension: str, width: int, style: Style) -> str:
    claim = feature.claims.get(dimension)
    if claim is None:
        return centre("-", width)
    mark = centre(MARKS[claim.verdict], width)
    return mark.replace(MARKS[claim.verdict], style.paint(MARKS[claim.verdict], COLOURS[claim.verdict]))
