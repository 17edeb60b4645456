"""Every rule page is a test: its bad examples break its rule at exactly the lines they name, its good ones do not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from speclint.judge.index import build_index, read_pages, read_schema, render_index
from speclint.judge.pages import Page, page_text
from speclint.judge.rules import load_index, load_rules
from speclint.testing import Case, RuleTester

ROOT = Path(__file__).resolve().parent.parent
SCHEMA = read_schema(ROOT / "schemas" / "rule.schema.json")
PAGES = read_pages(ROOT / "rules", SCHEMA)
TESTER = RuleTester()
CASES = TESTER.cases()
LINK = re.compile(r"\]\((?!https?:)([^)#]+)\)")


def label(page: Page) -> str:
    return page.rule.code


@pytest.mark.parametrize("case", CASES, ids=str)
def test_with_its_rule_alone_an_example_gives_exactly_what_the_page_says(case: Case) -> None:
    case.verify()


@pytest.mark.parametrize("case", [case for case in CASES if case.page.rule.check == "states"], ids=str)
def test_with_all_rules_a_bad_example_of_a_dimension_breaks_no_other_core_rule(case: Case) -> None:
    """A page whose examples are bad in five ways teaches none of them."""
    seven = [rule.code for rule in load_rules() if rule.group == "core" and rule.code < "SL180"]
    found = TESTER.check_text(case.example.text, select=seven)
    assert [(finding.code, finding.span.line) for finding in found if finding.code != case.page.rule.code] == []


@pytest.mark.parametrize("page", PAGES, ids=label)
def test_a_page_has_its_headings_in_their_order(page: Page) -> None:
    headings = re.findall(r"^(#{1,2}) (.+)$", re.sub(r"^(`{3,}).*?^\1`*$", "", page.body, flags=re.M | re.S), re.M)
    levels, titles = zip(*headings, strict=True)
    assert levels == ("#", *["##"] * (len(titles) - 1))
    assert titles[1:3] == ("What it asks", "Why it matters")
    assert titles[-2:] in (("How to state it", "Examples"), ("How to mend it", "Examples"))


@pytest.mark.parametrize("page", PAGES, ids=label)
def test_the_links_of_a_page_lead_somewhere(page: Page) -> None:
    folder = (ROOT / "rules" / page.path).parent
    assert [link for link in LINK.findall(page.body) if not (folder / link).is_file()] == []


@pytest.mark.parametrize("page", PAGES, ids=label)
def test_a_page_speaks_english_and_chinese(page: Page) -> None:
    for texts in (page.rule.message, page.rule.question, page.rule.summary):
        assert set(texts) == {"en", "zh"}
    assert not re.search(r"\{\w+\}", "".join([*page.rule.question.values(), *page.rule.summary.values()]))


def test_every_dimension_has_a_rule_for_what_is_missing_and_one_for_what_is_vague() -> None:
    asked = {
        (page.rule.options["dimension"], page.rule.options["verdict"]) for page in PAGES if page.rule.group == "core"
    }
    dimensions = load_index()["knowledge"]["dimensions"]
    assert asked == {(dimension, verdict) for dimension in dimensions for verdict in ("missing", "vague")}


def test_the_committed_index_is_what_the_pages_and_vocabularies_give() -> None:
    committed = (ROOT / "rules" / "index.json").read_text(encoding="utf-8")
    assert committed == render_index(build_index(ROOT / "rules", SCHEMA)), "run python -m speclint.judge.index"


def test_the_index_gives_the_rules_of_the_pages() -> None:
    assert load_rules() == tuple(page.rule for page in PAGES)
    assert page_text(PAGES[0].rule).endswith(PAGES[0].body)
