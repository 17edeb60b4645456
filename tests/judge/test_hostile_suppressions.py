"""Comments made to keep the judge busy are judged all the same; each of these once took minutes, or would have.

Each is judged in a process of its own, which is ended after a minute: a pull request that hangs a check is what is
tested for, not how fast a check is.
"""

from __future__ import annotations

import subprocess
import sys

import pytest

SIZE = 200_000
LONGEST_SECONDS = 60
HEAD = "# AI reply drafting PRD\n\n## Features\n\n### AI answer drafting\n\nThe LLM drafts a reply.\n\n"
JUDGE = """
import sys
from speclint.api import check_text
text = sys.stdin.buffer.read().decode()
print(len(check_text(text, kind="prd", isolated=True).specs))
"""
COMMENTS = {
    "words on lines of their own": "<!-- speclint-disable-line " + "\nSL120" * (SIZE // 6) + " -->",
    "words that are spelled alike": "".join(f"<!-- speclint-disable-line SLX{n} -->\n\n" for n in range(SIZE // 40)),
    "directives that are spelled alike": "<!-- speclint-disabled -->\n\n" * (SIZE // 30),
    "blocks in blocks": "<!-- speclint-disable -->\n\n" * (SIZE // 30),
    "dates without end": "<!-- speclint-disable-line SL120: " + "until " * (SIZE // 6) + " -->",
    "a year without end": "<!-- speclint-disable-line SL120: until " + "2" * SIZE + " -->",
    "owners without end": "<!-- speclint-disable-line SL120: " + "owner: " * (SIZE // 7) + " -->",
    "brackets without end": "<!-- speclint-disable-line SL120: " + "(" * SIZE + " -->",
    "a line of colons": "<!-- speclint" + ":" * SIZE + " -->",
}


@pytest.mark.parametrize("comments", COMMENTS.values(), ids=COMMENTS)
def test_hostile_comments_are_judged(comments: str) -> None:
    judge(HEAD + comments + "\n")


def test_hostile_front_matter_is_judged() -> None:
    entries = "".join(f"    - {{rule: SL1, feature: x{n}}}\n" for n in range(1500))
    judge(f"---\nspeclint:\n  disable:\n{entries}---\n{HEAD}")


def judge(text: str) -> None:
    command = [sys.executable, "-c", JUDGE]
    done = subprocess.run(command, input=text.encode(), capture_output=True, timeout=LONGEST_SECONDS, check=False)
    assert done.stdout.split() == [b"1"], done.stderr.decode()
