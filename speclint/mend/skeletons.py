"""Write what asks for a missing statement, in the document's own layout and language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from speclint.mend.edits import Edit
from speclint.mend.places import Place, Site
from speclint.mend.style import escaped
from speclint.model import Feature, Finding, Source
from speclint.understand.slots import BETWEEN, MARK

_PARTS_ITSELF = re.compile(r"\s*(?:[-*+#]|\d{1,9}[.)]\s)")


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A statement that a finding says is missing, and where it belongs."""

    finding: Finding
    feature: Feature
    place: Place


def insertions(skeletons: Sequence[Skeleton], site: Site) -> Iterable[Edit]:
    """One edit for each gap, with all skeletons that belong there in their order."""
    gaps: dict[int, list[Skeleton]] = {}
    for skeleton in skeletons:
        gaps.setdefault(skeleton.place.line, []).append(skeleton)
    for line, those in sorted(gaps.items()):
        yield _insertion(site.document.source, line, those, site)


def _insertion(source: Source, line: int, skeletons: Sequence[Skeleton], site: Site) -> Edit:
    written: list[str] = []
    for number, skeleton in enumerate(skeletons):
        place = skeleton.place
        if place.loose if number else place.apart:
            written.append("")
        written.append(_line(skeleton, number, site))
    newline = _newline(source)
    following = source.line(line + 1)
    if line < len(source.line_starts) and following.strip() and not _continues(skeletons[-1].place, following):
        written.append("")
    if line < len(source.line_starts):
        at = source.line_starts[line]
        return Edit(at, at, "".join(text + newline for text in written))
    at = len(source.text)
    if source.text.endswith(("\n", "\r")):
        return Edit(at, at, "".join(text + newline for text in written))
    return Edit(at, at, "".join(newline + text for text in written))


def _continues(place: Place, following: str) -> bool:
    """Whether what follows parts itself from a skeleton without a blank line: another row, another item."""
    if place.row is not None:
        return following.lstrip().startswith("|")
    return not place.apart and _PARTS_ITSELF.match(following) is not None


def _line(skeleton: Skeleton, number: int, site: Site) -> str:
    """One skeleton; `number` is how many stand before it in its gap."""
    place, finding = skeleton.place, skeleton.finding
    dimension = next(d for d in site.knowledge.dimensions if d.name == finding.dimension)
    label = _translated(dimension.skeleton.label, site.language)
    if place.named:
        label = escaped(skeleton.feature.name) + BETWEEN + label
    asks = _translated(dimension.skeleton.text, site.language) or finding.question
    mark = MARK + ("：" if site.language == "zh" else ": ") + asks
    if place.row is None:
        marker = place.marker.following(number).write() if place.marker else ""
        return marker + place.labels.write(label) + mark
    row = place.row
    cells = [""] * row.columns
    cells[row.label], cells[row.value] = f"{row.mark}{label}{row.mark}", mark.replace("|", "\\|")
    filled = "|".join(f"{row.pad}{cell}{row.pad}" if cell else row.pad or " " for cell in cells)
    return row.before + (filled if row.before.endswith("|") else filled.lstrip()) + row.after


def _translated(texts: object, language: str) -> str:
    """A text in a language, the English one where there is no such translation, empty where there is none at all."""
    return str(texts.get(language) or texts.get("en") or "") if isinstance(texts, dict) else ""


def _newline(source: Source) -> str:
    """How a source ends its lines: as the first of them does."""
    if len(source.line_starts) < 2:
        return "\r\n" if source.text.endswith("\r\n") else "\r" if source.text.endswith("\r") else "\n"
    end = source.text[: source.line_starts[1]]
    return "\r\n" if end.endswith("\r\n") else end[-1]
