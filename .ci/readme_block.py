#!/usr/bin/env python3
"""Print the text of the README's NUMBERth fenced block, which must be `sh`, so that what it promises is what is run.

readme_block.py NUMBER
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

README = Path(__file__).resolve().parent.parent / "README.md"
FENCE = re.compile(r"^```(?P<info>[^\n`]*)\n(?P<body>.*?)^```[ ]*$", re.MULTILINE | re.DOTALL)


def fenced_blocks(text: str) -> list[tuple[str, str]]:
    """List the fenced blocks of a Markdown text: what stands behind the opening fence, and the body."""
    return [(match["info"].strip(), match["body"]) for match in FENCE.finditer(text)]


def main() -> int:
    """Read the command line and print the block."""
    if len(sys.argv) != 2 or not sys.argv[1].isdigit():
        print(__doc__, file=sys.stderr)
        return 2
    info, body = fenced_blocks(README.read_text(encoding="utf-8"))[int(sys.argv[1]) - 1]
    if info != "sh":
        print(f"block {sys.argv[1]} of {README.name} is {info or 'plain'!r}, not 'sh'", file=sys.stderr)
        return 1
    print(body, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
