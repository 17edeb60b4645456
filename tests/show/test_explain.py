"""What is told of one line of a document, and how a rule's page looks in a terminal."""

from __future__ import annotations

from dataclasses import replace

from hand_made import claim, evidence, feature, quantity, spec, statement

from speclint.model import Comment, Opaque, Span, Spec
from speclint.show.explain import position_report
from speclint.show.page import render, rule_page
from speclint.show.position import read_position
from speclint.show.rules import RuleSummary, rules_table
from speclint.show.terminal import Style
from speclint.show.width import columns

PAGE = """\
---
code: SL120
---
# Latency budget

A user who waits leaves; `p95` is what the *slowest* of twenty see. See [the study](https://example.com/a) and
[SL121](SL121-vague-latency.md).

## How to state it

- a statistic: `p95`
- 中文也要能够正确地换行，因为每个汉字都占两列，所以八十列里面只能放下四十个汉字，再多就要换到下一行去了。
  1. nested

| term | meaning |
| --- | --- |
| p95 | 95 of 100 are no slower |
| 首字 | first token |

````md bad en lines=3
## Answer drafting

Replies are **fast**.
````

````md good zh
回复延迟 P95 不超过 2 秒。
````
"""

RENDERED = """\
SL120 missing-latency
core, error in a PRD, info in a model card
asks: How long may a user wait?

Latency budget
==============

A user who waits leaves; `p95` is what the slowest of twenty see. See the study
(https://example.com/a) and SL121.

How to state it
---------------

- a statistic: `p95`
- 中文也要能够正确地换行，因为每个汉字都占两列，所以八十列里面只能放下四十个汉
  字，再多就要换到下一行去了。
  1. nested

term  meaning
────  ───────────────────────
p95   95 of 100 are no slower
首字  first token

bad example, English:
    ## Answer drafting

    Replies are **fast**.

good example, Chinese:
    回复延迟 P95 不超过 2 秒。
"""

LINE = """\
docs/prd.md, line 34: PRD, English, 2 AI features

  statement  “Answer drafting replies with p95 ≤ 800 ms and high accuracy”,
             asserted
  section    Product › Features
  quantity   “≤ 800 ms”: duration <= 0.8 s, p95, target

  target of Answer drafting: vague (in its own section, high confidence)
    evidence 2 of 2, strongest first; not enough: no number
  latency of Answer drafting, Triage: stated (in its own section, high
    confidence)
    the only evidence; enough: nothing is lacking

  defines the AI feature Answer drafting (generates, interactive, high
    confidence)
    target      ~ vague: line 50 “precise”: no number
    latency     ✓ stated: line 34 “p95 ≤ 800 ms”
    cost        ✗ missing
    confidence  ✗ missing
    fallback    ✗ missing
    drift       ✗ missing
    evaluation  ✗ missing
    model       ✗ missing
    data        ✗ missing
"""


def document() -> Spec:
    fast = evidence(34, "p95 ≤ 800 ms")
    vague = claim("target", "vague", evidence(50, "precise", "no-number"), evidence(34, "high accuracy", "no-number"))
    drafting = feature("Answer drafting", 34, latency=claim("latency", "stated", fast), target=vague)
    triage = feature("Triage", 60, latency=claim("latency", "stated", fast))
    said = "Answer drafting replies with p95 ≤ 800 ms and high accuracy"
    read = (statement(34, said, quantity(), headings=("Product", "Features")), statement(80, "Sent by e-mail"))
    return spec(
        "docs/prd.md",
        drafting,
        triage,
        statements=read,
        comments=(Comment(" TODO ", Span(70, 1, 71, 4)),),
        opaque=(Opaque("image", 1, Span(72, 1, 72, 20)),),
    )


def told(line: int, written: str = "x", language: str = "en", of: Spec | None = None) -> str:
    return position_report(read_position(of or document(), line, written), Style(language))


def test_a_line_that_defines_a_feature_and_serves_two_dimensions() -> None:
    assert told(34) == LINE


def test_chinese_is_told_in_chinese() -> None:
    lines = told(34, language="zh").splitlines()
    assert "  数量  “≤ 800 ms”：时长 <= 0.8 s，p95，目标" in lines
    assert "    2 条依据中的第 2 条（由强到弱）；不够：没有数值" in lines


def test_a_line_within_a_feature_names_it() -> None:
    assert "within the AI feature Answer drafting, which line 34 defines" in told(36)


def test_a_statement_that_serves_nothing_says_so() -> None:
    assert "it serves as evidence for no dimension" in told(80)


def test_a_line_without_a_statement_says_why() -> None:
    assert "the line is blank" in told(100, "  ")
    assert "which directs the linter and states nothing" in told(71)
    assert "cannot be read as text (an image)" in told(72)
    assert "nothing is read as a statement on this line\n" in told(100, "| --- |")


def test_a_document_that_is_no_spec_says_so() -> None:
    notes = spec("README.md", kind="none", statements=(statement(3, "hello"),))
    assert "the document is read as no spec, so nothing is asked of it" in told(3, of=notes)


def test_evidence_that_only_the_document_has_is_told_of_the_document() -> None:
    shared = {"drift": claim("drift", "vague", evidence(80, "quality is monitored", "no-interval"))}
    text = told(80, of=spec("prd.md", feature("Search", 3), claims=shared, statements=(statement(80, "x"),)))
    assert "drift of the document: vague" in text
    assert "not enough: no interval, threshold or statistic" in text


def test_a_rule_page_at_80_columns() -> None:
    page = rule_page(
        code="SL120",
        name="missing-latency",
        group="core",
        severity={"prd": "error", "model-card": "info"},
        question="How long may a user wait?",
        summary="No time is stated.",
        markdown=PAGE,
        style=Style(),
    )
    assert page == RENDERED


def test_a_table_that_does_not_fit_becomes_a_list() -> None:
    table = "| term | meaning |\n| --- | --- |\n| p95 | " + "slow " * 20 + "|\n"
    lines = render(table, Style())
    assert lines[0].startswith("- term: p95; meaning: slow")
    assert max(map(columns, lines)) <= 80


def test_a_page_cannot_command_the_terminal() -> None:
    lines = render("# \x1b[2J\n\n`\x1b[31m`\n\n```\n\x1b]0;x\x07\n```\n", Style())
    assert not [line for line in lines if "\x1b" in line]


def test_the_pages_of_all_rules_fit_80_columns() -> None:
    from speclint.api import explain_rule, rules

    for rule in rules():
        lines = render(explain_rule(rule.code)[1], Style())
        assert max(map(columns, lines)) <= 80, rule.code


def test_rules_are_listed_by_group() -> None:
    listed = [
        RuleSummary("SL120", "missing-latency", "core", {"prd": "error"}, "Nothing says how long it may take."),
        RuleSummary("SL801", "unfilled-template", "document", {"model-card": "info"}, "A template."),
    ]
    assert rules_table(listed, Style(width=60)).splitlines()[:8] == [
        "code   name               severity  summary",
        "",
        "core",
        "SL120  missing-latency    error     Nothing says how long it",
        "                                    may take.",
        "",
        "document",
        "SL801  unfilled-template  off       A template.",
    ]


def test_a_change_and_a_share_are_told_in_words() -> None:
    falls = replace(
        quantity("by 5 points", 0.05), comparator="delta-", kind="points", unit="pp", statistic="share:0.95"
    )
    text = told(3, of=spec("prd.md", feature("Search", 1), statements=(statement(3, "falls by 5 points", falls),)))
    assert "“by 5 points”: percentage points − 0.05 pp, 95% of cases, target" in text
