"""Find the feature that each entry is about: one that the text defines, one of its sections, or one of its own."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from speclint.model import Block, Document, Kind, Text
from speclint.understand.candidates import name_of, words_of
from speclint.understand.declared.entries import Entry
from speclint.understand.declared.faults import Fault
from speclint.understand.features import Found
from speclint.understand.same_name import is_same
from speclint.understand.utterances import Reader, Utterance

_NO_FEATURE = ("section.", "heading.", "kind.")  # a heading of these classes names no feature


@dataclass(slots=True)
class Placed:
    """A feature with the entries that are about it."""

    found: Found
    entries: list[Entry] = field(default_factory=list)


def place(
    entries: Sequence[Entry],
    found: Sequence[Found],
    document: Document,
    utterances: Sequence[Utterance],
    reader: Reader,
    kind: Kind,
) -> tuple[tuple[Placed, ...], tuple[Fault, ...]]:
    """All features, those found in the text and those only declared, each with its entries; and entries without one."""
    placed = [Placed(one) for one in found]
    headings = {u.block.section: u for u in utterances if u.block.kind == "heading"}
    faults = []
    for entry in entries:
        if entry.name:
            holder = _named(
                entry, placed, headings, document, only=kind == "model-card" and len(found) == 1 == len(entries)
            )
            holder = holder or _section_named(entry, placed, headings, document)
            if holder is None:
                holder = Placed(_of_its_own(entry, document, reader))
                placed.append(holder)
        else:
            holder = _around(entry, placed) or _section_around(entry, placed, headings, document, reader)
            if holder is None and len(placed) == 1:
                holder = placed[0]
            elif holder is None and not placed:
                holder = _title_above(entry, placed, headings, document)
        if holder is None:
            faults.append(Fault("no-name", entry.span, key="name"))
        else:
            holder.entries.append(entry)
    return tuple(sorted(placed, key=lambda one: one.found.line)), tuple(faults)


def anchor(name: str) -> str:
    """A name as anchors have it, for comparison: letters and digits in lower case, anything else as one hyphen."""
    kept = (c if unicodedata.category(c)[0] in "LN" else " " for c in name.casefold())
    return "-".join("".join(kept).split())


def _named(
    entry: Entry, placed: Sequence[Placed], headings: dict[int, Utterance], document: Document, *, only: bool
) -> Placed | None:
    wanted = anchor(entry.name)
    for one in placed:
        title = one.found.title.block
        if wanted in (anchor(one.found.name), anchor(title.text.text) if title.kind == "heading" else ""):
            return one
    if only:
        return placed[0]  # the one entry of a card is about its one model, whatever it is called there
    if any(wanted in _names(u.block) for u in headings.values()):
        return None
    words = words_of(entry.name)
    return next((p for p in placed if is_same(p.found.name, words_of(p.found.name), entry.name, words)), None)


def _names(block: Block) -> tuple[str, str]:
    return anchor(block.text.text), anchor(name_of(block)[0])


def _section_named(
    entry: Entry, placed: list[Placed], headings: dict[int, Utterance], document: Document
) -> Placed | None:
    wanted = anchor(entry.name)
    title = next((u for u in headings.values() if wanted in _names(u.block)), None)
    return _of_section(title, placed, document) if title is not None else None


def _of_section(title: Utterance, placed: list[Placed], document: Document) -> Placed:
    """The feature that a heading defines, which is new where the text gave no sign of it."""
    holder = next((p for p in placed if p.found.title.index == title.index and p.found.title is title), None)
    if holder is None:
        section = document.sections[title.block.section]
        name = name_of(title.block)[0] or title.text
        holder = Placed(Found(name, title, section.line, ((section.line, section.end_line),), 1.0))
        placed.append(holder)
    return holder


def _around(entry: Entry, placed: Sequence[Placed]) -> Placed | None:
    """The feature in whose text a fence stands, the innermost of several."""
    line = entry.span.line
    holding = [
        (last - first, -first, number)
        for number, one in enumerate(placed)
        for first, last in one.found.extents
        if first <= line <= last
    ]
    return placed[min(holding)[2]] if holding else None


def _section_around(
    entry: Entry, placed: list[Placed], headings: dict[int, Utterance], document: Document, reader: Reader
) -> Placed | None:
    """The feature of the section that a fence stands in, or of one around it whose heading may name a feature."""
    index = _section_of(entry, document)
    while index > 0:
        title = headings.get(index)
        if title is not None and not reader.is_title(index) and not _is_class(title):
            return _of_section(title, placed, document)
        index = document.sections[index].parent
    return None


def _title_above(
    entry: Entry, placed: list[Placed], headings: dict[int, Utterance], document: Document
) -> Placed | None:
    """The feature that a document without any other is about: its title, for a fence right below that."""
    section = document.sections[_section_of(entry, document)]
    title = headings.get(section.index)
    return _of_section(title, placed, document) if title is not None and not _is_class(title) else None


def _section_of(entry: Entry, document: Document) -> int:
    line = entry.span.line
    return max((s.index for s in document.sections if s.line <= line <= s.end_line), default=0)


def _is_class(title: Utterance) -> bool:
    return any(concept.startswith(_NO_FEATURE) for concept in title.own_classes)


def _of_its_own(entry: Entry, document: Document, reader: Reader) -> Found:
    """A feature that the text does not know: it stands where it is declared."""
    source, span = document.source, entry.span
    start = source.line_starts[span.line - 1] + span.column - 1
    end = source.line_starts[span.end_line - 1] + span.end_column - 1
    size = len(entry.name)
    text = Text(entry.name, (start,) * size, (max(end, start + 1),) * size)
    title = reader.utterance_of(Block(-1, "front-matter", text, 0, span.line, span.line, info="name"))
    return Found(entry.name, title, span.line, ((span.line, max(entry.end_line, span.line)),), 1.0)
