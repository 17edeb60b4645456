"""Authors test rules as speclint tests its own, from the command line and from pytest."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from speclint.errors import PluginError, UsageError
from speclint.plugins import hookimpl
from speclint.testing import RuleTester, assert_page

from .conftest import Install, Run

NAME = "acme/ACME101-missing-accessibility.md"
PAGE = f"house-rules/{NAME}"


@pytest.fixture
def house(folder: Path, root: Path) -> Path:
    """A rule folder with one page that is as it should be."""
    shutil.copytree(root / "examples" / "plugin" / "acme_speclint" / "rules", folder / "house-rules")
    (folder / "house-rules" / "acme" / "ACME201-no-owner.md").unlink()
    return folder / "house-rules"


def change(house: Path, old: str, new: str) -> None:
    text = (house / NAME).read_text(encoding="utf-8")
    assert old in text
    (house / NAME).write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize("subject", ["house-rules", PAGE])
def test_a_page_that_is_as_it_should_be(subject: str, house: Path, run: Run) -> None:
    result = run("test-rules", subject)
    assert (result.exit_code, result.stdout) == (0, "1 page, 4 examples: 0 failures\n")
    assert run("test-rules", subject, "--lang", "zh").stdout == "1 个规则页、4 个示例：0 处不符\n"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "bad en lines=3",
            "bad en lines=1",
            f"{PAGE}:34: bad example: expected ACME101 at line 1, got ACME101 at line 3 "
            "(the example is read as a PRD with 1 AI feature)",
        ),
        (
            "conform to WCAG 2.2 AA.",
            "are good.",
            f"{PAGE}:42: good example: expected no ACME101, got ACME101 at line 3 "
            "(the example is read as a PRD with 1 AI feature)",
        ),
        (
            "{prd: warning}",
            "{model-card: warning}",
            f"{PAGE}:34: bad example: expected ACME101 at line 3, got no ACME101 "
            "(the example is read as a PRD with 1 AI feature, for which ACME101 has no severity)",
        ),
        ("{prd: warning}", "{prd: fatal}", f"{PAGE}:4: severity.prd: is none of error, warning, info"),
        ("dimension: accessibility", "dimension: access", f"{PAGE}:1: no dimension is called 'access'"),
        ("{feature} names", "{features} names", f"{PAGE}:34: check 'states' gives no {{features}}"),
    ],
)
def test_a_failure_names_file_line_expected_and_got(old: str, new: str, told: str, house: Path, run: Run) -> None:
    change(house, old, new)
    result = run("test-rules", "house-rules")
    assert result.exit_code == 1
    assert result.stdout.startswith(told), result.stdout


def test_a_page_without_a_good_example_fails(house: Path, run: Run) -> None:
    for language in ("en", "zh"):
        change(house, f"````md good {language}", "````text")
    result = run("test-rules", "house-rules")
    assert result.stdout.startswith(f"{PAGE}:1: no example is marked 'md good en'")


def test_every_broken_page_is_told_at_once(house: Path, run: Run) -> None:
    other = house / "acme" / "ACME102-other-rule.md"
    other.write_text("---\ncode: ACME102\n---\n# Other\n", encoding="utf-8")
    change(house, "{prd: warning}", "{prd: fatal}")
    assert run("test-rules", "house-rules").stdout.count("ACME10") == 2


def test_an_installed_plugin_is_tested_by_its_name(install: Install, house: Path, run: Run) -> None:
    install(
        "acme-house",
        f"from speclint.plugins import from_folder\nhouse = from_folder({str(house)!r})",
        value="acme_house:house",
    )
    assert run("test-rules", "acme-house").stdout == "1 page, 4 examples: 0 failures\n"
    result = run("test-rules", "acme-hose")
    assert (result.exit_code, "acme-hose is no file, folder or installed plugin" in result.stderr) == (2, True)


def test_a_page_may_be_asserted_from_any_test(house: Path) -> None:
    assert_page(house / NAME)
    change(house, "bad en lines=3", "bad en lines=1")
    with pytest.raises(AssertionError, match=r"ACME101-missing-accessibility\.md:34: bad example: expected ACME101 at"):
        assert_page(house / NAME)


def test_cases_are_named_for_parametrisation(house: Path) -> None:
    tester = RuleTester(house)
    assert [str(case) for case in tester.cases()][:2] == ["ACME101-bad-en-line34", "ACME101-good-en-line42"]
    for case in tester.cases():
        case.verify()


def test_findings_of_a_text(house: Path, folder: Path) -> None:
    tester = RuleTester(house)
    text = (folder / "shop.md").read_text(encoding="utf-8")
    assert [finding.code for finding in tester.check_text(text, select=["ACME101", "missing-cost"])] == [
        "ACME101",
        "SL130",
    ]
    tester.assert_findings(text, ACME101=[3], SL180=[])
    with pytest.raises(AssertionError, match="expected no ACME101, got ACME101 at line 3"):
        tester.assert_findings(text, ACME101=[])
    with pytest.raises(UsageError, match="did you mean ACME101"):
        tester.assert_findings(text, ACME111=[])


class Raising:
    """A plugin whose check does not work."""

    @hookimpl
    def speclint_checks(self) -> dict[str, object]:
        return {"states-badly": lambda spec, rule: 1 / 0}


def test_what_is_tested_must_work(house: Path) -> None:
    change(house, "check: states", "check: states-badly")
    change(house, "{dimension: accessibility, verdict: missing}", "{}")
    failures = [str(failure) for failure in RuleTester(house, Raising()).problems()]
    assert len(failures) == 4
    assert "plugin Raising failed in check 'states-badly': ZeroDivisionError" in failures[0]
    with pytest.raises(PluginError):
        RuleTester(house, Raising()).check_text("# PRD: A\n\n## AI replies\n\nAn LLM drafts.\n", select=["ACME101"])
