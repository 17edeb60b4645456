#!/usr/bin/env python3
"""Write into the documentation what its commands print, or with --check tell whether that has changed.

    readme_output.py [--check] [FILE.md ...]

Without files, these are README.md, its translation, examples/README.md and all of docs/. A fenced `text` block below
`<!-- output of: speclint check examples/x.md -->` holds what that command prints, at 80 columns and without colour.
`| head -N` or `| tail -N` behind the command keeps N lines of it, and `...` stands for the rest. A fenced `md` block
below `<!-- text of: examples/x.md -->` holds that file, `| lines 3-9` behind its name some lines of it. Run it with the
Python that speclint is installed in.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BLOCK = re.compile(
    r"(?P<mark><!-- output of: speclint (?P<command>[^|\n]*?)(?: \| (?P<keep>head|tail) -(?P<lines>\d+))? -->\n+)"
    r"```text\n(?P<body>.*?)^```[ ]*$",
    re.MULTILINE | re.DOTALL,
)
EXCERPT = re.compile(
    r"(?P<mark><!-- text of: (?P<path>[^|\n]*?)(?: \| lines (?P<first>\d+)-(?P<last>\d+))? -->\n+)"
    r"```md\n(?P<body>.*?)^```[ ]*$",
    re.MULTILINE | re.DOTALL,
)
TEXT_ENVIRONMENT = {
    "NO_COLOR": "1",
    "COLUMNS": "80",
    "LC_ALL": "C.UTF-8",
    "PYTHONUTF8": "1",
    "PYTHONWARNINGS": "ignore",
}
PROGRAM = "import sys; from speclint.cli.main import main; sys.argv[0] = 'speclint'; main()"


def printed(command: str) -> str:
    """Run speclint at the top of the tree and give what it prints; an exit code of 2 or more is an error."""
    inherited = {name: value for name, value in os.environ.items() if name != "FORCE_COLOR"}
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, *shlex.split(command)],
        cwd=ROOT,
        env={**inherited, **TEXT_ENVIRONMENT},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if run.returncode not in (0, 1):
        raise SystemExit(f"speclint {command} ended with {run.returncode}:\n{run.stderr}")
    if not run.stdout.strip():
        raise SystemExit(f"speclint {command} printed nothing to show:\n{run.stderr}")
    return "\n".join(line.rstrip() for line in run.stdout.strip("\n").splitlines())


def shortened(text: str, keep: str | None, lines: int) -> str:
    """Keep the first or last lines of a text and say that there is more."""
    rows = text.splitlines()
    if keep is None or len(rows) <= lines:
        return text
    return "\n".join([*rows[:lines], "..."] if keep == "head" else ["...", *rows[-lines:]])


def filled(block: re.Match[str]) -> str:
    """Give a marked block with what its command prints now."""
    body = shortened(printed(block["command"].strip()), block["keep"], int(block["lines"] or 0))
    return f"{block['mark']}```text\n{body}\n```"


def excerpt(block: re.Match[str]) -> str:
    """Give a marked block with what its file holds now, or with some lines of it."""
    lines = (ROOT / block["path"].strip()).read_text(encoding="utf-8").splitlines()
    kept = lines[int(block["first"] or 1) - 1 : int(block["last"] or len(lines))]
    return f"{block['mark']}```md\n" + "\n".join(kept) + "\n```"


def documentation() -> list[Path]:
    """List the pages that may show output."""
    return [*sorted(ROOT.glob("README*.md")), ROOT / "examples" / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def main() -> int:
    """Read the command line; write the files, or compare them."""
    arguments = sys.argv[1:]
    check = "--check" in arguments
    names = [argument for argument in arguments if argument != "--check"]
    stale = []
    for path in [Path(name) for name in names] or documentation():
        text = path.read_text(encoding="utf-8")
        fresh = EXCERPT.sub(excerpt, BLOCK.sub(filled, text))
        if fresh != text:
            stale.append(path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name)
            if not check:
                path.write_text(fresh, encoding="utf-8", newline="\n")
    if stale and check:
        print(f"out of date: {', '.join(stale)}; run python .ci/readme_output.py", file=sys.stderr)
    return 1 if stale and check else 0


if __name__ == "__main__":
    sys.exit(main())
