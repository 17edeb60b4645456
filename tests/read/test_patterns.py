"""Patterns mean what they mean to git, and none of them takes long."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from speclint.read.patterns import Patterns

PATHS = [
    "a.md",
    "b.txt",
    "docs/a.md",
    "docs/notes.md",
    "docs/old/a.md",
    "docs/old/deep/notes.md",
    "specs/2024/q1/a.md",
    "specs/2025/a.md",
    "x/docs/a.md",
    "x/y/docs/old/z.md",
    "odd/[1].md",
    "odd/a b.md",
    "odd/#x.md",
    "odd/!y.md",
    "odd/star*.md",
    "odd/end .md",
    ".hidden/a.md",
    "产品/规格.md",
]


@pytest.mark.parametrize(
    "lines",
    [
        ["*.md"],
        ["docs"],
        ["docs/"],
        ["/docs"],
        ["docs/*"],
        ["docs/**"],
        ["**/docs"],
        ["**/old/**"],
        ["docs/**/notes.md"],
        ["a/**/b", "x/**/docs/"],
        ["**"],
        ["specs/20*/"],
        ["specs/202[45]/*.md"],
        ["specs/202[!4]/"],
        ["specs/202[^4]/"],
        ["*.md", "!a.md"],
        ["docs/", "!docs/a.md"],
        ["/*", "!/docs"],
        ["docs/*", "!docs/old"],
        ["?.md"],
        ["\\#x.md", "\\!y.md"],
        ["# a comment", "", "   ", "a.md  "],
        ["end\\ .md"],
        ["star\\*.md"],
        ["odd/\\[1\\].md"],
        ["[1].md"],
        ["a b.md"],
        ["规*.md"],
        [".*"],
        ["docs**"],
        ["/"],
        ["*/*/*.md"],
        ["old/a.md"],
        ["**/**/old/a.md"],
    ],
)
def test_patterns_mean_what_they_mean_to_git(lines: list[str], tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    for name in PATHS:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    (tmp_path / ".gitignore").write_text("\n".join(lines) + "\n", encoding="utf-8")
    asked = subprocess.run(
        ["git", "-C", tmp_path, "check-ignore", "--no-index", "-z", "--stdin"],
        input="\0".join(PATHS),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    ignored = set(asked.stdout.split("\0")) - {""}
    patterns = Patterns(lines)
    assert {path for path in PATHS if patterns.cover(path)} == ignored


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("*a" * 60 + "b", "a" * 250),
        ("**/a/" * 60 + "b", "a/" * 400 + "c"),
        ("**/*a*a*a*a*a*a*/" * 20 + "b", ("a" * 100 + "/") * 40 + "c"),
        ("[" * 5000, "a"),
        ("?*" * 100 + "b", "a" * 250),
    ],
)
def test_no_pattern_goes_on_for_ever(pattern: str, path: str) -> None:
    assert not Patterns([pattern]).cover(path)
