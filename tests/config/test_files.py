"""Where a configuration is looked for, what it is built on, and what a mistake in one says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]
Write = Callable[[str, str], Path]
Codes = Callable[..., dict[str, str]]

ONLY_COST = 'select = ["SL130"]\n'
ONLY_DRIFT = 'select = ["SL160"]\n'


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("speclint.toml", ONLY_COST),
        (".speclint.toml", ONLY_COST),
        ("pyproject.toml", '[project]\nname = "x"\n\n[tool.speclint]\n' + ONLY_COST),
    ],
)
def test_each_kind_of_file_is_read(name: str, text: str, write: Write, codes: Codes) -> None:
    write(name, text)
    assert codes() == {"SL130": "error"}


def test_the_nearest_file_holds_for_each_document(write: Write, codes: Codes) -> None:
    write("speclint.toml", ONLY_COST)
    write("docs/speclint.toml", ONLY_DRIFT)
    spec = (Path("docs") / "spec.md").read_text(encoding="utf-8")
    write("other.md", spec)
    assert codes("docs") == {"SL160": "error"}
    assert codes("other.md") == {"SL130": "error"}
    assert set(codes(".")) == {"SL130", "SL160"}


def test_of_two_files_in_a_folder_the_first_by_name_holds(write: Write, codes: Codes) -> None:
    write("speclint.toml", ONLY_COST)
    write("pyproject.toml", "[tool.speclint]\n" + ONLY_DRIFT)
    assert codes() == {"SL130": "error"}


def test_a_pyproject_of_somebody_else_is_passed_over(write: Write, codes: Codes) -> None:
    write("speclint.toml", ONLY_COST)
    write("docs/pyproject.toml", "[tool.ruff]\nline-length = 100\n")
    assert codes() == {"SL130": "error"}


def test_a_named_file_stands_for_those_that_would_be_found(write: Write, codes: Codes) -> None:
    write("speclint.toml", ONLY_COST)
    write("other.toml", ONLY_DRIFT)
    assert codes("--config", "other.toml", "docs") == {"SL160": "error"}
    assert "SL120" not in codes("--isolated", "--ignore", "SL12", "docs")
    assert {"SL130", "SL160"} <= set(codes("--isolated", "docs"))


def test_a_file_extends_others_and_outranks_them(write: Write, codes: Codes) -> None:
    write("org/base.toml", '[severity]\nSL130 = "warning"\nSL160 = "warning"\n')
    write("speclint.toml", 'extends = "org/base.toml"\nselect = ["SL130", "SL160"]\n[severity]\nSL160 = "info"\n')
    assert codes() == {"SL130": "warning", "SL160": "info"}


def test_two_files_that_extend_each_other_are_an_error(write: Write, run: Run) -> None:
    write("a.toml", 'extends = "b.toml"\n')
    write("b.toml", '\nextends = "a.toml"\n')
    result = run("check", "--config", "a.toml", "docs")
    assert result.exit_code == 2
    assert result.stderr == "error: b.toml:2: a.toml extends this file in turn: take one of the two out\n"


def test_lists_that_add_up_add_up(write: Write, codes: Codes) -> None:
    write("base.toml", 'select = ["SL130", "SL160"]\nextend-ignore = ["SL160"]\n')
    write("speclint.toml", 'extends = ["./base.toml"]\nextend-select = ["SL140"]\nextend-ignore = ["SL150"]\n')
    assert set(codes()) == {"SL130", "SL140"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('selct = ["core"]', "t.toml:1: no setting is called 'selct': did you mean select?"),
        (
            '\n[files]\nmodelcard = ["a"]',
            "t.toml:3: no setting is called 'modelcard' in files: did you mean model-card?",
        ),
        (
            '[severity]\nSL120 = "error"\nSL130 = "eror"',
            "t.toml:3: severity.SL130 is 'eror', which is none of error, warning, info, off: did you mean error?",
        ),
        ('select = "core"', "t.toml:1: select must be a list such as [\"…\"], not 'core'"),
        ('preview = "yes"', "t.toml:1: preview must be true or false, not 'yes'"),
        ("[suppressions]\nwarn-days = -1", "t.toml:2: suppressions.warn-days: must be at least 0"),
        ('edition = "2026.1"', "t.toml:1: edition is '2026.1', which is none of 2027.1: did you mean 2027.1?"),
        (
            'select = [\n  "core",\n  # a comment\n  "SL12O",\n]\n',
            "t.toml:4: no rule is called 'SL12O': did you mean SL121?",
        ),
        (
            '[severity]\nmissing-latenc = "off"',
            "t.toml:2: no rule is called 'missing-latenc': did you mean missing-latency?",
        ),
        ('[per-file-ignores]\n"a.md" = ["SL8O1"]', "t.toml:2: no rule is called 'SL8O1': did you mean SL801?"),
        (
            "[options.SL120]\nspeed = 3",
            "t.toml:2: rule SL120 has no option 'speed': its options are dimension, verdict",
        ),
        ("[options.SL120]\nverdict = 3", "t.toml:2: option 'verdict' of rule SL120 must be of type str"),
        (
            '[vocabulary]\n"latency.term" = ["x"]',
            "t.toml:2: no concept is called 'latency.term': did you mean latency.terms?",
        ),
        ('locked = [\n  "stage",\n  "severty",\n]', "t.toml:3: no setting is called 'severty': did you mean severity?"),
        (
            'locked = ["suppressions.forbit"]',
            "t.toml:1: no setting is called 'suppressions.forbit': did you mean suppressions.forbid?",
        ),
        ("a = \n", "t.toml:1:5: not valid TOML: Invalid value"),
        ('extends = ["./no.toml"]', "t.toml:1: ./no.toml does not exist: paths are relative to this file"),
        (
            'extends = "acme"',
            "t.toml:1: no installed package 'acme' gives a configuration: install it, or write ./acme for a file",
        ),
    ],
)
def test_a_mistake_is_told_with_its_line_and_its_mend(text: str, message: str, write: Write, run: Run) -> None:
    write("t.toml", text)
    result = run("check", "--config", "t.toml", "docs")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"error: {message}\n"


def test_a_mistake_in_a_pyproject_is_found_among_other_tables(write: Write, run: Run) -> None:
    write(
        "pyproject.toml",
        '[project]\nname = "x"\n\n[tool.speclint]\nselect = ["core"]\n\n[tool.speclint.severity]\nX = "off"\n',
    )
    result = run("check", "docs")
    assert result.exit_code == 2
    assert result.stderr.startswith("error: pyproject.toml:8: no rule is called 'X'")


def test_a_file_that_is_not_text_is_told(write: Write, run: Run) -> None:
    write("speclint.toml", "").write_bytes(b"\xff\xfe\x00")
    result = run("check", "docs")
    assert (result.exit_code, result.stderr) == (2, "error: speclint.toml: is not UTF-8: save it as UTF-8\n")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a = " + "[" * 50_000 + "]" * 50_000, "speclint.toml"),
        ("# x\n" * 200_000, "speclint.toml: is larger than 100000 bytes: shorten it"),
        ('"' + "k" * 90_000 + '" = 1', "speclint.toml:1: no setting is called"),
        ("x = 1\n" + "".join(f"k{number} = 1\n" for number in range(8_000)), "speclint.toml:"),
    ],
)
def test_a_hostile_file_ends_the_run_with_a_message(text: str, message: str, write: Write, run: Run) -> None:
    write("speclint.toml", text)
    result = run("check", "docs")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"error: {message}")
    assert "internal error" not in result.stderr
