"""Every character of every text of a document is proven against the source: what a span covers is what is quoted."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from speclint.model import Block, Document, Text
from speclint.read.document import parse
from speclint.read.source import read_source, source_from_text

ENTITY = re.compile(r"&(?:#?\w+);")
NOT_WORDS = re.compile(r"<[^>]*>|[\s>\\|:-]+")


@pytest.fixture(scope="module")
def documents(corpus: Path) -> dict[str, Document]:
    """The documents of the corpus by name."""
    return {path.name: parse(read_source(path)) for path in sorted((corpus / "docs").glob("*.md"))}


def test_each_character_stands_where_it_says(documents: dict[str, Document]) -> None:
    wrong = [
        f"{name}:{block.line}: {what}"
        for name, document in documents.items()
        for block in document.blocks
        for what in _misplaced(block, document.source.text)
    ]
    assert wrong == []
    assert sum(len(block.text.text) for document in documents.values() for block in document.blocks) > 400_000


def test_offsets_never_decrease_and_stay_within_the_lines_of_their_block(documents: dict[str, Document]) -> None:
    for name, document in documents.items():
        for block in document.blocks:
            starts = list(block.text.starts)
            assert starts == sorted(starts), (name, block)
            span = document.source.span(*block.text.source_range(0, len(starts)))
            assert block.line <= span.line <= span.end_line <= block.end_line, (name, block)


def test_the_words_of_a_source_are_read_but_for_those_nobody_sees(documents: dict[str, Document]) -> None:
    """Of each line, letters that no block covers are link targets, tags, a header's, a fence's or a comment's."""
    missed = {name: lines for name, document in documents.items() if (lines := list(_missed(document)))}
    assert missed == {}


def test_blocks_stand_in_order_under_parents_before_them(documents: dict[str, Document]) -> None:
    for document in documents.values():
        lines = [block.line for block in document.blocks]
        assert lines == sorted(lines)
        for index, block in enumerate(document.blocks):
            assert block.index == index
            assert list(block.parents) == sorted(set(block.parents))
            assert all(parent < index for parent in block.parents)
            assert {document.blocks[parent].kind for parent in block.parents} <= {"item", "paragraph"}
            section = document.sections[block.section]
            assert section.line <= block.line <= block.end_line <= max(section.end_line, block.line), block


def test_sections_nest(documents: dict[str, Document]) -> None:
    for document in documents.values():
        for section in document.sections[1:]:
            parent = document.sections[section.parent]
            assert parent.index < section.index
            assert parent.level < section.level
            assert parent.line <= section.line <= section.end_line <= parent.end_line


def test_rows_have_an_entry_a_column(documents: dict[str, Document]) -> None:
    rows = [block for document in documents.values() for block in document.blocks if block.kind == "row"]
    assert len(rows) > 1000
    for row in rows:
        assert row.text.text == " | ".join(cell.text for cell in row.cells).rstrip(" |") or row.header
        assert not row.header or len(row.header) == len(row.cells)


@pytest.mark.parametrize("newline", ["\r\n", "\r"], ids=["crlf", "cr"])
def test_newlines_change_no_text_and_no_line(documents: dict[str, Document], newline: str) -> None:
    for name, document in documents.items():
        text = re.sub(r"\r\n?|\n", newline, document.source.text)
        other = parse(source_from_text(name, text))
        assert [_essence(block) for block in other.blocks] == [_essence(block) for block in document.blocks]
        assert [comment.span for comment in other.comments] == [comment.span for comment in document.comments]
        assert [what for block in other.blocks for what in _misplaced(block, text)] == []


def test_a_span_counts_characters_from_one() -> None:
    source = source_from_text("a.md", "# 标题\r\n\r\n- 延迟 **≤ 800 ms**，每次 &lt; ￥1\r\n")
    (item,) = [block for block in parse(source).blocks if block.kind == "item"]
    start = item.text.text.index("≤")
    span = source.span(*item.text.source_range(start, start + len("≤ 800 ms")))
    assert (span.line, span.column, span.end_line, span.end_column) == (3, 8, 3, 16)
    assert source.line(3)[span.column - 1 : span.end_column - 1] == "≤ 800 ms"
    less = item.text.text.index("<")
    entity = source.span(*item.text.source_range(less, less + 1))
    assert source.line(3)[entity.column - 1 : entity.end_column - 1] == "&lt;"


def _misplaced(block: Block, source: str) -> Iterator[str]:
    """What is wrong with the places of a block's text and cells."""
    for cell in block.cells:
        yield from _misplaced_in(cell, source, joined=False)
    yield from _misplaced_in(block.text, source, joined=block.kind == "row")


def _misplaced_in(text: Text, source: str, *, joined: bool) -> Iterator[str]:
    assert len(text.starts) == len(text.ends) == len(text.text)
    for character, start, end in zip(text.text, text.starts, text.ends, strict=True):
        if not 0 <= start <= end <= len(source) or not _gives(source[start:end], character, joined=joined):
            yield f"{character!r} is said to stand at {start}-{end}, where {source[start:end]!r} stands"


def _gives(written: str, character: str, *, joined: bool) -> bool:
    """Whether a stretch of source may be read as a character: itself, an entity, escape, break or joint of cells."""
    if written == character:
        return True
    if ENTITY.fullmatch(written):
        return character in html.unescape(written)
    if written.startswith("\\") and written[1:] == character:
        return True
    if character == " " or (joined and character == "|"):
        return not NOT_WORDS.sub("", written)
    return joined and not written  # a cell repeated by a row span is held to a point


def _missed(document: Document) -> Iterator[str]:
    source = document.source
    covered = bytearray(len(source.text))
    for block in document.blocks:
        for start, end in zip(block.text.starts, block.text.ends, strict=True):
            covered[start:end] = b"\1" * (end - start)
    for comment in document.comments:
        start = source.line_starts[comment.span.line - 1] + comment.span.column - 1
        end = source.line_starts[comment.span.end_line - 1] + comment.span.end_column - 1
        covered[start:end] = b"\1" * (end - start)
    headers = " ".join(dict.fromkeys(" ".join(block.header) for block in document.blocks))
    keys = " ".join(block.info for block in document.blocks)
    unseen = re.compile(r"\]\([^\n]*\)|<[^>\n]*>|```[\w-]*|^\[[^\]]+\]:[^\n]*|!\[[^\n]*")
    head = source.text.find("\n---\n", 3) if source.line(1) == "---" else -1
    for number, start in enumerate(source.line_starts, 1):
        line = source.line(number)
        left = unseen.sub("", "".join(c if not covered[start + i] else "\0" for i, c in enumerate(line)))
        words = [word for word in re.findall(r"[^\W\d_]{2,}", left) if word not in headers and word not in keys]
        if words and start > head:
            yield f"{number}: {words}"


def _essence(block: Block) -> tuple[object, ...]:
    return (
        block.kind,
        block.text.text,
        block.line,
        block.end_line,
        block.section,
        block.parents,
        block.header,
        block.info,
    )
