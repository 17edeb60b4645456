"""What a checkout brings along cannot hang a run, eat the memory, or keep other documents from being reported."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from speclint.config import toml

Run = Callable[..., Result]
Write = Callable[[str, str], Path]

posix = pytest.mark.skipif(sys.platform == "win32", reason="devices, pipes and links as POSIX has them")
LONG = ".".join("a" * 20_000)


@posix
@pytest.mark.parametrize("name", ["/dev/zero", "pipe"])
def test_a_baseline_that_never_ends_is_refused(name: str, write: Write, run: Run) -> None:
    os.mkfifo("pipe")
    if name == "pipe":
        write("speclint.toml", 'baseline = "pipe"\n')
        result = run("check", "docs")
    else:
        result = run("check", "--baseline", name, "docs")
    assert (result.exit_code, result.stderr) == (2, f"error: {name}: is no regular file: name one\n")


@posix
def test_a_gitignore_that_is_a_link_is_not_followed(write: Write, run: Run) -> None:
    Path(".git").mkdir()
    write("all.txt", "*.md\n")
    Path("docs/.gitignore").symlink_to("../all.txt")
    Path(".gitignore").symlink_to("/dev/zero")
    result = run("check", "docs")
    assert (result.exit_code, "SL130" in result.stdout) == (1, True)


@posix
def test_a_link_in_a_circle_is_an_error_of_that_file(write: Write, run: Run) -> None:
    Path("docs/loop.md").symlink_to("loop.md")
    for paths in (["docs"], ["docs/spec.md", "docs/loop.md"]):
        result = run("check", *paths)
        assert result.exit_code == 2
        assert "SL130" in result.stdout
        assert "docs/loop.md" in result.stderr
        assert "internal error" not in result.stderr


@pytest.mark.parametrize(
    "text",
    [
        f"x = 1\n{LONG} = 1\n",
        f"\n[{LONG}]\n",
        '\n"a"' + '."a"' * 20_000 + " = 1\n",
        "\nx = {" + f"{LONG} = 1" + "}\n",
        '\nx = {a = """z"""", ' + f'{LONG} = "b"' + "}\n",
    ],
)
def test_a_key_of_many_parts_is_refused_before_it_is_parsed(text: str, write: Write, run: Run) -> None:
    write("speclint.toml", text)
    result = run("check", "docs")
    assert result.exit_code == 2
    assert result.stderr == "error: speclint.toml:2: a key has more than 20 dots, which no setting has\n"


def test_dots_in_texts_and_comments_are_no_keys(write: Write, run: Run) -> None:
    dots = "a." * 30
    write("speclint.toml", f'# {dots}\nselect = [\'SL130\'] # {dots}\nexclude = [\'{dots}\', """\n{dots}"""]\n')
    assert run("check", "docs").exit_code == 1


def test_lines_are_told_of_a_statement_that_is_too_long_to_parse_again_and_again() -> None:
    text = "ignore = [\n" + ('"SL120", ' * 60 + "\n") * 990 + ']\n[severity]\nSL1 = "x"\n[options."SL2"]\n'
    assert toml.line_of(text, ("ignore",)) == 1
    assert toml.line_of(text, ("severity", "SL1")) == 994
    assert toml.line_of(text, ("options", "SL2")) == 995


@pytest.mark.parametrize("text", ["select = '{}'", "fail-on = '{}'", "{} = 1", "severity.SL120 = '{}'", "[{}]"])
def test_what_is_quoted_of_a_configuration_is_cut(text: str, write: Write, run: Run) -> None:
    write("speclint.toml", text.format("k" * 40 + "SECRET"))
    result = run("check", "docs")
    assert result.exit_code == 2
    assert "k" * 40 + "…" in result.stderr
    assert "SECRET" not in result.stderr
