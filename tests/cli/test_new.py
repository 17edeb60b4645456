"""`speclint new` writes templates that speclint reads as such."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from speclint import api

Run = Callable[..., Result]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("kind", ["prd", "model-card"])
def test_it_writes_a_template_that_is_read_as_one(kind: str, language: str, run: Run, folder: Path) -> None:
    result = run("new", kind, "--lang", language)
    assert (result.exit_code, result.stdout) == (0, "")
    assert f"{kind}.md" in result.stderr
    report = api.check([folder / f"{kind}.md"], min_confidence="low")
    (spec,) = report.specs
    assert (spec.kind, spec.language, spec.template) == (kind, language, True)
    assert [finding.code for finding in report.findings] == ["SL801"]


def test_the_title_is_filled_in(run: Run, folder: Path) -> None:
    assert run("new", "prd", "--title", r"Harbour \1 pilot", "--output", "specs/harbour.md").exit_code == 0
    assert "# Harbour \\1 pilot: product requirements\n" in (folder / "specs/harbour.md").read_text(encoding="utf-8")
    assert run("new", "model-card", "--lang", "zh", "--title", "潮位\n预测", "--output", "card.md").exit_code == 0
    assert "# 模型卡片：潮位 预测\n" in (folder / "card.md").read_text(encoding="utf-8")


def test_nothing_is_overwritten(run: Run, folder: Path) -> None:
    before = (folder / "gaps.md").read_bytes()
    result = run("new", "prd", "--output", "gaps.md")
    assert result.exit_code == 2
    assert "gaps.md exists and is not overwritten: name another file" in result.stderr
    assert (folder / "gaps.md").read_bytes() == before


def test_it_writes_to_standard_output(run: Run, folder: Path) -> None:
    before = sorted(folder.iterdir())
    result = run("new", "model-card", "--output", "-")
    assert result.exit_code == 0
    assert result.stdout.startswith("---\nkind: model-card\n")
    assert sorted(folder.iterdir()) == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("new", "essay"), "'essay' is not one of"),
        (("new", "prd", "--title", " "), "give a name"),
        (("new", "prd", "--output", "gaps.md/prd.md"), "cannot make the folder gaps.md"),
    ],
)
def test_what_cannot_be_done_ends_with_2_and_the_mend(arguments: tuple[str, ...], message: str, run: Run) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr
