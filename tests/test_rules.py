"""Every rule page is a test: its bad examples break its rule at exactly the lines they name, its good ones do not."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from speclint.judge.checks import builtin_checks
from speclint.judge.engine import judge
from speclint.judge.index import build_index, read_pages, read_schema, render_index
from speclint.judge.pages import Example, Page, page_text
from speclint.judge.rules import Rule, load_index, load_rules
from speclint.model import Spec
from speclint.read.document import parse
from speclint.read.source import source_from_text
from speclint.understand.knowledge import Knowledge
from speclint.understand.spec import understand

ROOT = Path(__file__).resolve().parent.parent
SCHEMA = read_schema(ROOT / "schemas" / "rule.schema.json")
PAGES = read_pages(ROOT / "rules", SCHEMA)
EXAMPLES = [(page, example) for page in PAGES for example in page.examples]
OF_DIMENSIONS = [(page, example) for page, example in EXAMPLES if page.rule.check == "states"]
LINK = re.compile(r"\]\((?!https?:)([^)#]+)\)")


def label(value: Page | Example) -> str:
    if isinstance(value, Page):
        return value.rule.code
    return f"{'good' if value.good else 'bad'}-{value.language}-line{value.line}"


@cache
def knowledge() -> Knowledge:
    return Knowledge.from_mapping(load_index()["knowledge"])


def spec_of(example: Example) -> Spec:
    return understand(parse(source_from_text("example.md", example.text)), knowledge())


def broken_rules(example: Example, rules: tuple[Rule, ...]) -> list[tuple[str, int]]:
    beside = tuple(rule for rule in load_rules() if rule.code in example.beside)
    judgement = judge(
        spec_of(example),
        rules + beside,
        builtin_checks(),
        stage="launch",  # where no rule is off
        known=load_rules(),
        policy=example.policy,
        today=example.today,
    )
    return [(finding.code, finding.span.line) for finding in judgement.findings if finding.code not in example.beside]


@pytest.mark.parametrize(("page", "example"), EXAMPLES, ids=label)
def test_with_its_rule_alone_an_example_gives_exactly_what_the_page_says(page: Page, example: Example) -> None:
    expected = [(page.rule.code, line) for line in example.lines]
    assert broken_rules(example, (page.rule,)) == expected


@pytest.mark.parametrize(("page", "example"), OF_DIMENSIONS, ids=label)
def test_with_all_rules_a_bad_example_of_a_dimension_breaks_no_other_core_rule(page: Page, example: Example) -> None:
    """A page whose examples are bad in five ways teaches none of them."""
    seven = tuple(rule for rule in load_rules() if rule.group == "core" and rule.code < "SL180")
    others = [(code, line) for code, line in broken_rules(example, seven) if code != page.rule.code]
    assert others == []


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
