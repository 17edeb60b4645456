"""The house rules do what their pages say, and come by way of the installed package."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from acme_speclint import plugin

from speclint.testing import Case, RuleTester

TESTER = RuleTester(plugin)
SPEC = """\
# PRD: Shop

Owner: the catalogue team

## Product descriptions

An LLM (gpt-4o-mini) writes the description of each product from its photos. It is accessible.
"""


def speclint(*arguments: str, at: Path) -> str:
    run = subprocess.run(
        [sys.executable, "-m", "speclint", *arguments],
        cwd=at,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode in (0, 1), run.stderr
    return run.stdout


def test_every_page_is_as_it_should_be() -> None:
    assert list(TESTER.problems()) == []


@pytest.mark.parametrize("case", TESTER.cases(), ids=str)
def test_an_example_gives_what_its_page_says(case: Case) -> None:
    case.verify()


def test_a_word_alone_is_no_missing_accessibility_and_an_owner_is_enough() -> None:
    TESTER.assert_findings(SPEC, ACME101=[], ACME201=[])


def test_an_owner_in_a_table_is_one() -> None:
    table = "| what | who |\n| --- | --- |\n| Owner | the catalogue team |\n"
    TESTER.assert_findings(SPEC.replace("Owner: the catalogue team\n", table), ACME201=[])
    TESTER.assert_findings(
        SPEC.replace("Owner: the catalogue team\n", table.replace("the catalogue team", "TBD")), ACME201=[7]
    )


def test_the_installed_command_knows_rules_dimension_and_format(tmp_path: Path) -> None:
    (tmp_path / "shop.md").write_text(SPEC.replace("Owner: the catalogue team", ""), encoding="utf-8")
    assert "acme-speclint 1.0.0 (installed)" in speclint("plugins", at=tmp_path)
    assert "Accessibility" in speclint("check", "shop.md", at=tmp_path)
    told = speclint("check", "shop.md", "--output-format", "acme-checklist", "--select", "ACME", at=tmp_path)
    assert told == "[ ] ACME201 shop.md:5 the document names no owner\n"
