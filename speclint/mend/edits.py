"""Changes to a text: at these offsets, this instead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from speclint.model import Source, Span


@dataclass(frozen=True, slots=True)
class Edit:
    """Put `text` in the place of what stands between two offsets; an insertion where they are equal."""

    start: int
    end: int
    text: str


def replacing(source: Source, span: Span, text: str) -> Edit:
    """Change what a span holds; where nothing is left of its lines, they go with it."""
    start = source.line_starts[span.line - 1] + span.column - 1
    end = source.line_starts[span.end_line - 1] + span.end_column - 1
    around = source.line(span.line)[: span.column - 1] + source.line(span.end_line)[span.end_column - 1 :]
    if text or around.strip():
        return Edit(start, end, text)
    starts = (*source.line_starts, len(source.text))
    return Edit(starts[span.line - 1], starts[span.end_line], "")


def compatible(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Keep, from the front, the edits that touch none kept before; equal ones are one.

    Those at one offset keep their order. What is left out is found again by the next run.
    """
    kept: list[Edit] = []
    for edit in sorted(dict.fromkeys(edits), key=lambda edit: (edit.start, edit.end)):
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return tuple(kept)


def apply(text: str, edits: Sequence[Edit]) -> str:
    """Make changes that are compatible and in order."""
    parts: list[str] = []
    at = 0
    for edit in edits:
        parts += (text[at : edit.start], edit.text)
        at = edit.end
    return "".join((*parts, text[at:]))
