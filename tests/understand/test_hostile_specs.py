"""A spec made to keep a reader busy is read all the same, in time that grows with its length: each here took minutes.

Each is read in a process of its own, which is ended after half a minute: a pull request that hangs a check is what is
tested for, not how fast a check is.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest

SIZE = 100_000
LONGEST_SECONDS = 30
HEAD = "# AI reply drafting PRD\n\n## Features\n\n### AI answer drafting\n\nThe LLM drafts a reply.\n\n"
READ = """
import sys
from speclint.api import check_text
text = sys.stdin.buffer.read().decode()
print(len(check_text(text, kind=sys.argv[1]).specs))
"""


def repeated(piece: str) -> Callable[[int], str]:
    return lambda size: piece * (size // len(piece.encode()))


def numbered(line: str) -> Callable[[int], str]:
    return lambda size: "".join(line.format(n=n, word=word(n)) for n in range(size // len(line)))


def word(number: int) -> str:
    letters = ""
    while number:
        number, letter = divmod(number, 26)
        letters += chr(97 + letter)
    return f"q{letters}zu"


LINES: dict[str, Callable[[int], str]] = {
    "abbreviations": repeated("A. "),
    "abbreviated words": repeated("e.g. A "),
    "blanks, then abbreviations": lambda size: "1" * (size // 2) + ". " + "A. " * (size // 6),
    "quantities far apart": lambda size: "p95 1 s" + " " * size + "2 s",
    "a header's unit that never closes": lambda size: f"| a | b ({' ' * size}ms, x |\n|---|---|\n| q | 1 |",
    "a number followed by blanks": lambda size: f"| a | latency (ms) |\n|---|---|\n| q | 1{' ' * size}x |",
    "slots that never close": repeated("{{"),
    "statements that never close": repeated("{% "),
    "a bracket followed by blanks": lambda size: "[" + " " * size + "x",
    "brackets to fill in": repeated("[填写"),
    "a metric with a number, again and again": repeated("accuracy 0.9 "),
    "a failure with a reaction": repeated("if it fails, "),
    "failures": repeated("失败"),
    "thresholds": repeated("置信度低于0.7，"),
    "sentences with thresholds": repeated("Confidence is 0.7 or more. "),
    "one endless sentence": repeated("word "),
    "data by name": lambda size: "evaluation set " + "A-" * (size // 2),
    "data in a file that never ends": lambda size: "evaluation set " + "a/b." * (size // 4),
    "splits": lambda size: "evaluation set " + "split " * (size // 6),
    "titles that never close": lambda size: "training data " + "《a" * (size // 4),
    "lists in brackets": lambda size: "training data " + ("(" + "," * 240) * (size // 241),
    "a status of bars": lambda size: "status" + "|" * size,
}


@pytest.mark.parametrize("hostile", LINES.values(), ids=LINES)
def test_a_hostile_line_is_read(hostile: Callable[[int], str]) -> None:
    read(HEAD + hostile(SIZE) + "\n")


DOCUMENTS: dict[str, Callable[[int], str]] = {
    "items": repeated("- item\n"),
    "items of many names": numbered("- AI {word} generation by the LLM\n"),
    "items that contain items": lambda size: "".join("  " * (n % 50) + f"- item {n}\n" for n in range(size // 60)),
    "sections of many names": numbered("### {n}. LLM {word} drafting\n\nThe LLM must be fast at {word}.\n\n"),
    "a heading without end": lambda size: "### AI " + "GPT-4 " * (size // 6),
    "rows on one line": lambda size: (
        "<table>" + "".join(f"<tr><td>AI {word(n)} drafts</td></tr>" for n in range(size // 40)) + "</table>"
    ),
    "headings on one line": repeated("<h1>a</h1>"),
    "items with names": numbered("- AI summary of {word}\n"),
    "headings": repeated("## a\n\n"),
    "rows": lambda size: "| a | b |\n|---|---|\n" + "| x | 1 s |\n" * (size // 12),
    "bold lines": numbered("**AI summary {n}:** LLM writes text\n\n"),
}


@pytest.mark.parametrize("hostile", DOCUMENTS.values(), ids=DOCUMENTS)
def test_a_hostile_document_is_read(hostile: Callable[[int], str]) -> None:
    read(HEAD + hostile(SIZE) + "\n")


def test_a_hostile_card_is_read() -> None:
    read("".join(f"## The {word(n)} model\n\nIt has an accuracy of 0.9.\n\n" for n in range(SIZE // 50)), "model-card")


def read(text: str, kind: str = "prd") -> None:
    command = [sys.executable, "-c", READ, kind]
    done = subprocess.run(command, input=text.encode(), capture_output=True, timeout=LONGEST_SECONDS, check=False)
    assert done.stdout.split() == [b"1"], done.stderr.decode()
