"""The cases of `blocks.md` and `exports.md`: what is read from Markdown, block by block."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from speclint.model import Block, Document, Span
from speclint.read.document import parse
from speclint.read.source import source_from_text

CASE = re.compile(r"^## (?P<name>[^\n]+)\n\n````md\n(?P<text>.*?)````\n\n```yaml\n(?P<expected>.*?)```\n", re.M | re.S)
TEXTS = {name: (Path(__file__).parent / name).read_text(encoding="utf-8") for name in ("blocks.md", "exports.md")}
CASES = [
    pytest.param(match["text"], yaml.safe_load(match["expected"]), id=match["name"])
    for text in TEXTS.values()
    for match in CASE.finditer(text)
]


def test_every_case_of_the_files_is_found() -> None:
    assert len(CASES) == sum(text.count("\n````md\n") for text in TEXTS.values()) > 0


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
@pytest.mark.parametrize(("text", "expected"), CASES)
def test_case(text: str, expected: dict[str, Any], newline: str) -> None:
    document = parse(source_from_text("case.md", text.replace("\n", newline)))
    read = {
        "blocks": [_block(block) for block in document.blocks],
        "sections": [_fields(section) for section in document.sections],
        "comments": [_spanned(comment) for comment in document.comments],
        "opaque": [_spanned(opaque) for opaque in document.opaque],
        "problems": [_spanned(problem) for problem in document.problems],
        "front_matter": dict(document.front_matter),
    }
    for name, wanted in expected.items():
        if isinstance(wanted, list):
            found = [{key: piece[key] for key in keys} for piece, keys in zip(read[name], wanted, strict=False)]
            assert len(read[name]) == len(wanted), read[name]
            assert [_as_lf(piece, newline) for piece in found] == wanted
        else:
            assert read[name] == wanted


def _fields(piece: Any) -> dict[str, Any]:
    return {name: getattr(piece, name) for name in piece.__slots__}


def _block(block: Block) -> dict[str, Any]:
    read = _fields(block)
    return {
        **read,
        "text": block.text.text,
        "cells": [cell.text for cell in block.cells],
        "header": list(block.header),
        "parents": list(block.parents),
    }


def _spanned(piece: Any) -> dict[str, Any]:
    read = _fields(piece)
    span: Span = read.pop("span")
    return {**read, **_fields(span)}


def _as_lf(piece: dict[str, Any], newline: str) -> dict[str, Any]:
    """Only the text of a comment keeps its newlines as written."""
    return {key: value.replace(newline, "\n") if isinstance(value, str) else value for key, value in piece.items()}


def test_a_document_of_nothing_has_one_section() -> None:
    document: Document = parse(source_from_text("empty.md", ""))
    assert document.blocks == ()
    assert [section.level for section in document.sections] == [0]
