"""Draw which feature states what: a table of features and the core dimensions, with those of a team's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from speclint.model import CORE, Claim, Feature, Spec
from speclint.show.terminal import Style, visible
from speclint.show.width import centre, columns, fit
from speclint.show.words import dimension_term, say, term

MARKS = {"stated": "✓", "vague": "~", "missing": "✗", "waived": "w"}
COLOURS = {"stated": "green", "vague": "yellow", "missing": "red", "waived": "cyan"}
UNREAD, UNSURE = "·", "?"
INDENT = "  "
SHORTEST_NAME = 12


def matrix(spec: Spec, style: Style) -> list[str]:
    """Draw a spec's matrix within the style's columns; nothing where there is no feature.

    Dimensions that speclint does not have of its own stand in a second table where they do not fit into the first.
    """
    if not spec.features:
        return []
    own = {name: visible(dimension_term(style.language, "column", name, spec.titles)) for name in spec.titles}
    core = {name: term(style.language, "column", name) for name in CORE}
    least = len(INDENT) + SHORTEST_NAME + sum(columns(head) + 1 for head in (*core.values(), *own.values()))
    if own and least > style.width:
        return [*_table(spec, core, style), "", *_table(spec, own, style)]
    return _table(spec, {**core, **own}, style)


def label_of(feature: Feature) -> str:
    """Name a feature, with a question mark before it where it is perhaps none."""
    return f"? {feature.name}" if feature.confidence == "low" else feature.name


def mark_of(claim: Claim, spec: Spec) -> str:
    """What is read of a dimension, with a question mark behind it where that is unsure.

    Of a spec in another language than English and Chinese nothing is said to be missing: it was not read for that.
    """
    if claim.verdict == "missing" and spec.language == "other":
        return UNREAD
    return MARKS[claim.verdict] + (UNSURE if claim.confidence == "low" else "")


def legend(specs: Iterable[Spec | None], language: str) -> str:
    """Explain the marks of the matrices of specs, as far as they stand there."""
    drawn = [spec for spec in specs if spec]
    features = [feature for spec in drawn for feature in spec.features]
    marks = {mark_of(claim, spec) for spec in drawn for f in spec.features for claim in f.claims.values()}
    return "".join(
        (
            say(language, "legend"),
            say(language, "legend-doubt") if any(mark.endswith(UNSURE) for mark in marks) else "",
            say(language, "legend-unread") if UNREAD in marks else "",
            say(language, "legend-unsure") if any(f.confidence == "low" for f in features) else "",
        )
    )


def _table(spec: Spec, titled: Mapping[str, str], style: Style) -> list[str]:
    heads = list(titled.values())
    names = [visible(label_of(feature)) for feature in spec.features]
    title = say(style.language, "matrix-name")
    wanted = max(columns(text) for text in (title, *names))
    room = style.width - len(INDENT) - sum(map(columns, heads))
    gap = "  " if wanted <= room - 2 * len(heads) else " "
    width = max(SHORTEST_NAME, min(wanted, room - len(gap) * len(heads)))
    lines = [INDENT + style.paint(gap.join((fit(title, width), *heads)), "dim")]
    for name, feature in zip(names, spec.features, strict=True):
        cells = [_cell(spec, feature, dimension, columns(head), style) for dimension, head in titled.items()]
        lines.append((INDENT + gap.join((fit(name, width), *cells))).rstrip())
    return lines


def _cell(spec: Spec, feature: Feature, dimension: str, width: int, style: Style) -> str:
    claim = feature.claims.get(dimension)
    if claim is None:
        return centre("-", width)
    mark = mark_of(claim, spec)
    colour = "dim" if mark == UNREAD else COLOURS[claim.verdict]
    drawn = centre(mark[0], width)  # the question mark stands beside it, not in its column
    drawn = drawn.replace(f"{mark[0]} ", mark, 1) if len(mark) > 1 and f"{mark[0]} " in drawn else centre(mark, width)
    return drawn.replace(mark, style.paint(mark, colour))
