"""A rule folder that comes with a pull request gives away nothing and cannot eat the memory."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from .conftest import Run

BOMB = "x0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"x{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]\n" for level in range(1, 10)
)
MERGES = "x0: &a0 {x: y}\n" + "".join(
    f"x{level}: &a{level}\n  <<: [*a{level - 1}, *a{level - 1}]\n" for level in range(1, 40)
)
PAGE = "---\n{}\n---\n# Page\n"


@pytest.fixture
def house(folder: Path) -> Path:
    """A rule folder with nothing in it."""
    (folder / "speclint.toml").write_text('rules = ["house"]\n', encoding="utf-8")
    (folder / "house/vocabulary").mkdir(parents=True)
    (folder / "house/dimensions").mkdir()
    return folder


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
@pytest.mark.parametrize("name", ["vocabulary/b.yaml", "dimensions/b.yaml", "ACME101-x.md", "inner/b.yaml"])
def test_a_link_that_leads_out_of_the_folder_is_refused(name: str, house: Path, run: Run) -> None:
    (house / "secret").mkdir()
    (house / "secret/b.yaml").write_text("https://bob:ghp_SECRET@github.com\n", encoding="utf-8")
    path = house / "house" / name
    if name.startswith("inner"):
        (house / "house/vocabulary").rmdir()
        (house / "house/vocabulary").symlink_to("../secret")
        name = "vocabulary/b.yaml"
    else:
        path.symlink_to(house / "secret/b.yaml")
    result = run("check", "shop.md")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"error: house/{name}: leads out of the rule folder: put the file itself there\n"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("vocabulary/b.yaml", "https://bob:ghp_SECRET@github.com\n"),
        ("vocabulary/b.yaml", "latency: ghp_SECRET\n"),
        ("dimensions/b.yaml", "name: b\nevidence: ghp_SECRET\n"),
        ("dimensions/b.yaml", "k" * 40 + "ghp_SECRET: x\n"),
        ("ACME101-x.md", PAGE.format("code: ghp_SECRET")),
        ("ACME101-x.md", PAGE.format("code: [ghp_SECRET]")),
    ],
)
def test_no_message_quotes_what_stands_in_a_file(name: str, text: str, house: Path, run: Run) -> None:
    (house / "house" / name).write_text(text, encoding="utf-8")
    result = run("check", "shop.md")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"error: house/{name}:")
    assert "SECRET" not in result.stderr


@pytest.mark.parametrize("name", ["vocabulary/b.yaml", "dimensions/b.yaml", "ACME101-x.md"])
@pytest.mark.parametrize(
    ("text", "told"),
    [
        (BOMB, "expands to more than 20000 entries"),
        (MERGES, "expands to more than 20000 entries"),
        ("x: " + "[" * 100_000, "nests deeper than 50 levels"),
        ("x: &a [*a]\n", "refers to itself"),
        ("# x\n" * 60_000, "is longer than 200000 characters"),
        ("# x\n" * 150_000, "is larger than 500000 bytes"),
    ],
)
def test_yaml_that_would_blow_up_is_refused(name: str, text: str, told: str, house: Path, run: Run) -> None:
    text = PAGE.format(text) if name.endswith(".md") else text
    (house / "house" / name).write_text(text, encoding="utf-8")
    result = run("check", "shop.md")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"error: house/{name}:")
    assert told in result.stderr
