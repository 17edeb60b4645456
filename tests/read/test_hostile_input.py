"""Documents made to break a parser are read all the same: a hang or a crash here would be one in a pull request."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from speclint.read.document import parse
from speclint.read.source import source_from_text

SIZE = 25_000
ALPHABET = ["\n", "\r\n", " ", "    ", "\t", "|", "-", "---", ":", "#", ">", "*", "**", "_", "`", "```", "[", "](", ")"]
ALPHABET += ["!", "<", "</", "<!--", "-->", "<table>", "<td>", "&lt;", "\\", "~~", "1.", "x", "中", "：", '"', "'", "{"]


PIECES = ["[", "![", "[a](", "*", "**a ", "_a*b ", "`a``b", "~~a", "&", "<a ", '<a "', "x<!--", "<!--", "<table>"]
PIECES += [
    "1.1 a\n",
    "1.1 a\nb\n",
    "A\n\nb.\n\n",
    "1. a\n\n",
    "一、a\n",
    "<!-- \n1.1 a\n",
    "a\tb\tc\n\n",
    "- a\tb\tc\n\n",
]
PIECES += ["| | |", "| | |\n", "a|b|c\n", "- ```\n", "##a\n", "    - a\n\n", "\t- a\n", "[a]: b\n\n[a]\n\n", "<tr><td>"]


@pytest.mark.parametrize("blank", [" ", "\t", ".", "\u3000"])
def test_a_numbered_line_of_blanks_ends(blank: str) -> None:
    document = parse(source_from_text("hostile.md", f"1.1 a{blank * SIZE}x\n1.2 b\nc\n"))
    assert document.sections[0].level == 0


@pytest.mark.parametrize("piece", PIECES)
def test_repetition_ends(piece: str) -> None:
    for prefix in ("", "x", "<table>", "<div>"):
        document = parse(source_from_text("hostile.md", prefix + piece * (SIZE // len(piece))))
        assert document.sections[0].level == 0


@pytest.mark.parametrize("depth", [60, 500, 5000])
@pytest.mark.parametrize(
    "nested",
    [
        lambda depth: "> " * depth + "x",
        lambda depth: "- " * depth + "x",
        lambda depth: "\n".join("  " * level + "- x" for level in range(min(depth, 700))),
        lambda depth: "![" * depth + "](x)" * depth,
        lambda depth: "[" * depth + "](x)" * depth,
        lambda depth: "*a **b " * depth + "b** a*" * depth,
        lambda depth: "<table><tr><td>" * depth,
        lambda depth: "\n".join("`" * length for length in range(min(depth, 1000), 2, -1)),
        lambda depth: "---\na: " + "[" * depth + "]" * depth + "\n---\n",
        lambda depth: "---\n" + "".join("  " * level + "a:\n" for level in range(min(depth, 400))) + "---\n",
    ],
    ids=["quotes", "lists in a line", "lists", "images", "links", "emphasis", "tables", "fences", "flow", "block"],
)
def test_nesting_is_read(nested: object, depth: int) -> None:
    assert callable(nested)
    document = parse(source_from_text("deep.md", nested(depth)))
    assert all(problem.name == "broken-front-matter" for problem in document.problems)


def test_a_broken_delimiter_row_costs_its_length() -> None:
    row = "|-" + " " * 1_000_000 + "x|\n"  # tried at each blank, this would take an hour
    assert parse(source_from_text("wide.md", row * 2 + "| a | b\n" + row)).blocks


def test_cells_that_span_repeat_no_more_than_is_in_proportion() -> None:
    rows = "<tr><td rowspan=9999 colspan=200>AI latency</td></tr>" * 1000
    text = f"<table>{rows}</table>"
    document = parse(source_from_text("wide.md", text))
    assert sum(len(block.text.text) for block in document.blocks) < 20 * len(text)
    assert sum(len(block.cells) for block in document.blocks) < 20 * len(text)


def test_front_matter_that_grows_through_aliases_is_refused() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    document = parse(source_from_text("bomb.md", "---\n" + "\n".join(lines) + "\n---\n# Title\n"))
    assert [problem.name for problem in document.problems] == ["broken-front-matter"]
    assert document.front_matter == {}
    assert [section.title for section in document.sections] == ["", "Title"]


def test_a_long_paragraph_keeps_its_text() -> None:
    text = "word **bold** " * 10_000
    (block,) = parse(source_from_text("long.md", text)).blocks
    assert block.text.text == text.strip()


def test_random_marks_keep_every_invariant() -> None:
    chance = random.Random(7)
    for _ in range(1500):
        text = "".join(chance.choices(ALPHABET, k=chance.randint(1, 60)))
        check_invariants(text)


def test_corpus_documents_cut_anywhere_keep_every_invariant(corpus: Path) -> None:
    chance = random.Random(11)
    paths = sorted((corpus / "docs").glob("*.md"))
    for _ in range(150):
        text = chance.choice(paths).read_text(encoding="utf-8")
        start = chance.randrange(len(text))
        check_invariants(text[start : start + chance.randint(1, 3000)])


def check_invariants(text: str) -> None:
    source = source_from_text("random.md", text)
    document = parse(source)
    for block in document.blocks:
        assert block.text.text.strip(), text
        starts = list(block.text.starts)
        assert starts == sorted(starts), text
        assert all(0 <= start <= end <= len(text) for start, end in zip(starts, block.text.ends, strict=True)), text
        assert 1 <= block.line <= block.end_line <= len(source.line_starts), text
        assert all(parent < block.index for parent in block.parents), text
        assert not block.header or len(block.header) == len(block.cells), text
        assert block.strong <= len(block.text.text), text
        for part in (block.text, *block.cells):
            for character, start, end in zip(part.text, part.starts, part.ends, strict=True):
                assert end - start != 1 or character in (" ", "|", text[start:end]), (text, part.text, character)
    for section in document.sections[1:]:
        parent = document.sections[section.parent]
        assert parent.index < section.index, text
        assert section.line <= section.end_line, text
