"""Front matter that cannot be read is a problem on its line, and what only looks like front matter is none."""

from __future__ import annotations

import pytest

from speclint.read.document import parse
from speclint.read.source import source_from_text

BODY = "\n# Title\n\nText.\n"


def problems(text: str) -> list[tuple[int, str]]:
    document = parse(source_from_text("a.md", text + BODY))
    assert [section.title for section in document.sections] == ["", "Title"]
    return [(problem.span.line, problem.message) for problem in document.problems]


def test_a_list_is_no_front_matter() -> None:
    ((line, message),) = problems("---\n- a\n- b\n---\n")
    assert line == 2
    assert "not a mapping" in message


@pytest.mark.parametrize("head", ["---\ntitle: x\n", "---\ntitle: x\ntags:\n  - a\n  - b\nstage: draft\n"])
def test_front_matter_must_be_closed(head: str) -> None:
    ((line, message),) = problems(head)
    assert line == 1
    assert "not closed" in message


@pytest.mark.parametrize(
    "head",
    [
        "---\n\n- a\n\n---\n",
        "---\nA rule above.\n\n---\n",
        "---\nA sentence: it is prose.\nAnd goes on.\n",
        "---\n",
        "text\n---\na: b\n",
    ],
)
def test_a_rule_opens_no_front_matter(head: str) -> None:
    assert parse(source_from_text("a.md", head + BODY)).problems == ()
