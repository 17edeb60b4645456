"""Installed plugins are found, remembered, left out, required, and named when they are broken."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import Install, Run

SHOUT = """
from speclint.plugins import hookimpl

@hookimpl
def speclint_reporters():
    return {"shout": lambda report, style: f"{len(report.specs)} read!\\n"}
"""
RAISES = """
from speclint.plugins import hookimpl

@hookimpl
def speclint_dimensions():
    raise RuntimeError("no network")
"""
FAILS = "raise ImportError('no acme_core')"
MODULES = """
import sys
from speclint.cli.main import cli
try:
    cli(sys.argv[1:], prog_name="speclint")
except SystemExit as end:
    print("importlib.metadata" in sys.modules, end.code)
"""


def test_an_installed_plugin_is_listed_and_used(install: Install, run: Run) -> None:
    install("acme-speclint", SHOUT)
    assert run("check", "shop.md", "--output-format", "shout").stdout == "1 read!\n"
    assert "acme-speclint 1.2 (installed)\n  reporters: shout\n" in run("plugins").stdout


def test_no_plugins_leaves_it_out(install: Install, run: Run, folder: Path) -> None:
    install("acme-speclint", SHOUT)
    result = run("check", "shop.md", "--output-format", "shout", "--no-plugins")
    assert result.exit_code == 2
    assert "no output format is called 'shout'" in result.stderr
    (folder / "speclint.toml").write_text('plugins = false\nrequire-plugins = ["other"]\n', encoding="utf-8")
    assert run("check", "shop.md", "--output-format", "shout").exit_code == 2
    for command in (("extract", "shop.md"), ("rules",), ("explain", "SL120")):
        assert run(*command, "--no-plugins").exit_code == 0


def test_an_object_within_a_module_is_a_plugin_too(install: Install, run: Run) -> None:
    install(
        "acme",
        "class House:\n" + SHOUT.replace("\n", "\n    ").replace("():", "(self):") + "\nhouse = House()",
        value="acme:house",
    )
    assert run("check", "shop.md", "--output-format", "shout").stdout == "1 read!\n"


@pytest.mark.parametrize("requirement", ["acme-speclint", "Acme_Speclint >= 1.0, < 2"])
def test_a_required_plugin_that_is_there_is_no_matter(
    requirement: str, install: Install, run: Run, folder: Path
) -> None:
    install("acme-speclint", SHOUT)
    (folder / "speclint.toml").write_text(f'require-plugins = ["{requirement}"]\n', encoding="utf-8")
    assert run("check", "shop.md", "--exit-zero").exit_code == 0


@pytest.mark.parametrize(
    ("requirement", "told"),
    [
        ("beta", "plugin beta is required, but not installed: pip install 'beta'"),
        (
            "acme-speclint>=2",
            "plugin acme-speclint 1.2 is installed, but acme-speclint>=2 is required: pip install 'acme-speclint>=2'",
        ),
        ("acme speclint", "require-plugins: 'acme speclint' is no requirement: write a package"),
    ],
)
def test_a_required_plugin_that_is_not_there_is_named_with_the_mend(
    requirement: str, told: str, install: Install, run: Run, folder: Path
) -> None:
    install("acme-speclint", SHOUT)
    (folder / "speclint.toml").write_text(f'require-plugins = ["{requirement}"]\n', encoding="utf-8")
    result = run("check", "shop.md")
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr
    assert ("additional_dependencies" in result.stderr) == ("pip install" in told)


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (RAISES, "plugin acme 1.2 failed in speclint_dimensions: RuntimeError: no network"),
        (RAISES.replace("raise", "return"), "TypeError: it gives a RuntimeError, not a mapping"),
        (FAILS, "plugin acme 1.2 failed in its entry point main = acme: ImportError: no acme_core"),
        (SHOUT.replace("reporters", "reports"), "failed in its hooks: unknown hook 'speclint_reports'"),
        (
            SHOUT.replace("@hookimpl", "@hookimpl(wrapper=True)").replace("return", "yield"),
            "failed in its hooks: speclint_reporters is wrapped: a plugin may add to",
        ),
        (SHOUT.replace('"shout"', '"json"'), "it gives 'json', which speclint 0.1.0 gives already"),
        (
            SHOUT.replace('lambda report, style: f"{len(report.specs)} read!\\n"', "'!'"),
            "'shout' is a str, not a function",
        ),
    ],
)
def test_a_broken_plugin_is_named_and_ends_the_run_only_where_it_is_required(
    source: str, told: str, install: Install, run: Run, folder: Path
) -> None:
    install("acme", source)
    result = run("check", "shop.md", "--select", "SL120")
    assert (result.exit_code, "SL120" in result.stdout) == (1, True)
    assert told in result.stderr
    assert result.stderr.count("note: plugin acme 1.2 failed in ") == 1
    (folder / "speclint.toml").write_text('require-plugins = ["acme"]\n', encoding="utf-8")
    result = run("check", "shop.md", "--select", "SL120")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "error: plugin acme 1.2 failed in " in result.stderr
    assert told in result.stderr
    (folder / "speclint.toml").unlink()
    listed = run("plugins")
    assert (listed.exit_code, "acme" in listed.stdout) == (2, True)


PAGE = """
@hookimpl
def speclint_rule_pages():
    texts = {"en": "something"}
    return [{"code": "ACME201", "name": "no-owner", "group": "acme", "path": "acme.py", "message": texts, "severity":
             {"prd": "error"}, "check": "broken", "question": texts, "summary": texts, "options": {}}]
"""


@pytest.mark.parametrize(
    ("check", "told"),
    [
        ("lambda spec, rule: 1 / 0", "failed in check 'broken': ZeroDivisionError: division by zero"),
        ("lambda spec, rule: [1]", "failed in check 'broken': TypeError: it yields an int, not a Fact"),
    ],
)
def test_a_check_that_raises_is_its_plugins_fault_not_the_documents(
    check: str, told: str, install: Install, run: Run, folder: Path
) -> None:
    hook = f"\n@hookimpl\ndef speclint_checks():\n    return {{'broken': {check}}}\n"
    install("acme", "from speclint.plugins import hookimpl\n" + PAGE + hook)
    result = run("check", "shop.md", "--select", "SL120,ACME")
    assert (result.exit_code, told in result.stderr, "SL120" in result.stdout) == (1, True, True)
    (folder / "speclint.toml").write_text('require-plugins = ["acme"]\n', encoding="utf-8")
    result = run("check", "shop.md", "--select", "SL120,ACME")
    assert (result.exit_code, told in result.stderr) == (2, True)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("ACME201", "SL999"), "SL999 is no code of a plugin"),
        (('"no-owner"', '"missing-latency"'), "another rule is called missing-latency already"),
        (('"broken"', '"statse"'), "no check is called 'statse': did you mean states?"),
        (('"options": {}', '"options": {"dimension": "latancy"}'), "did you mean latency?"),
    ],
)
def test_a_page_that_does_not_fit_is_left_out(change: tuple[str, str], told: str, install: Install, run: Run) -> None:
    install(
        "acme",
        "from speclint.plugins import hookimpl\n" + PAGE.replace(*change).replace('"broken"', '"states"'),
    )
    result = run("rules")
    assert (result.exit_code, "something" in result.stdout) == (0, False)
    assert told in result.stderr


def test_a_format_that_raises_is_named_since_somebody_asked_for_it(install: Install, run: Run) -> None:
    install("acme", SHOUT.replace("len(report.specs)", "report.spec"))
    result = run("check", "shop.md", "--output-format", "shout")
    assert result.exit_code == 2
    assert "error: plugin acme 1.2 failed in output format 'shout': AttributeError" in result.stderr


def test_debug_shows_the_traceback(install: Install, folder: Path) -> None:
    process = program("check", "shop.md", site=install("acme", RAISES), SPECLINT_DEBUG="1")
    assert 'raise RuntimeError("no network")' in process.stderr


def program(*arguments: str, site: Path, code: str = MODULES, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env={**os.environ, "PYTHONPATH": str(site), **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_what_is_installed_is_remembered_until_it_changes(install: Install, folder: Path, tmp_path: Path) -> None:
    site = install("acme", SHOUT)
    place = {"XDG_CACHE_HOME": str(tmp_path / "cache"), "LOCALAPPDATA": str(tmp_path / "cache")}
    command = ("check", "shop.md", "--output-format", "shout")
    told = [program(*command, site=site, **place).stdout for _ in range(2)]
    assert told == ["1 read!\nTrue 1\n", "1 read!\nFalse 1\n"]
    (kept,) = (tmp_path / "cache").rglob("CACHEDIR.TAG")
    assert kept.read_text(encoding="utf-8").startswith("Signature: 8a477f597d28d172789f06886806bc55\n")
    assert [path.suffix for path in kept.parent.iterdir() if path != kept] == [".json"]
    install("beta", SHOUT.replace("shout", "whisper"))
    assert "1 read!" in program("check", "shop.md", "--output-format", "whisper", site=site, **place).stdout


@pytest.mark.parametrize("content", ["{", "[]", '{"stamp": 1}', ""])
def test_a_cache_that_holds_nonsense_is_passed_over(
    content: str, install: Install, folder: Path, tmp_path: Path
) -> None:
    site = install("acme", SHOUT)
    place = {"XDG_CACHE_HOME": str(tmp_path / "cache"), "LOCALAPPDATA": str(tmp_path / "cache")}
    command = ("check", "shop.md", "--output-format", "shout")
    program(*command, site=site, **place)
    for kept in (tmp_path / "cache").rglob("*.json"):
        kept.write_text(content, encoding="utf-8")
    assert program(*command, site=site, **place).stdout == "1 read!\nTrue 1\n"


def test_without_a_place_for_a_cache_all_works_and_nothing_is_said(
    install: Install, folder: Path, tmp_path: Path
) -> None:
    site = install("acme", SHOUT)
    (tmp_path / "file").touch()
    place = {"XDG_CACHE_HOME": str(tmp_path / "file"), "LOCALAPPDATA": str(tmp_path / "file")}
    process = program("check", "shop.md", "--output-format", "shout", site=site, **place)
    assert (process.stdout, process.stderr) == ("1 read!\nTrue 1\n", "")


def test_what_a_repository_holds_is_not_installed(install: Install, folder: Path) -> None:
    """A pull request may bring a folder that looks like an installed package; its code must not run."""
    site = install("acme", SHOUT)
    for found in site.iterdir():
        found.rename(folder / found.name)
    process = program("plugins", site=folder)
    assert "acme" not in process.stdout
    assert "speclint" in process.stdout


def test_a_plugin_that_fails_is_named_once_in_chinese(install: Install, run: Run) -> None:
    install(
        "acme-rules",
        """
        from speclint.plugins import hookimpl

        @hookimpl
        def speclint_dimensions():
            return []
        """,
    )
    told = "插件 acme-rules 1.2 出错（speclint_dimensions）：TypeError：它给出的是 list，而不是键值对；本次运行不使用它"
    result = run("check", "shop.md", "--lang", "zh")
    assert result.stderr.count(told) == 1
    assert told.partition("；")[0] in run("plugins", "--lang", "zh").stdout.replace("\n    ", "")
    result = run("check", "shop.md", "--lang", "zh", "--config", "require-plugins = ['acme-rules']")
    assert result.stderr.startswith("错误：插件 acme-rules 1.2 出错")
