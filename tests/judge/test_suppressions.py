"""Which findings a comment silences, and which comments are reported."""

from __future__ import annotations

import pytest
from spec_builders import comment, feature, rule, spec, statement, states

from speclint.judge.checks import builtin_checks
from speclint.judge.engine import Judgement, judge
from speclint.model import Comment, Spec

LATENCY = states("SL120", "latency")
COST = states("SL130", "cost")
BROKEN = rule(
    "SL902",
    "broken-suppression",
    group="speclint",
    check="form-problem",
    options={"problem": "broken-suppression"},
    message={"en": "suppression: {problem}", "zh": "屏蔽：{problem}"},
)
RULES = (LATENCY, COST, BROKEN)


def judged(*comments: Comment, lines: tuple[int, ...] = ()) -> Judgement:
    """Judge two features at lines 5 and 20 that lack latency and cost, with comments and further text."""
    made = spec(
        feature("First", 5), feature("Second", 20), comments=comments, statements=tuple(statement(n) for n in lines)
    )
    return judge(made, RULES, builtin_checks())


def left(judgement: Judgement) -> list[tuple[int, str]]:
    return [(finding.span.line, finding.code) for finding in judgement.findings]


EVERYTHING = [(5, "SL120"), (5, "SL130"), (20, "SL120"), (20, "SL130")]


def test_without_a_comment_everything_is_found() -> None:
    assert left(judged()) == EVERYTHING
    assert judged().suppressed == 0


@pytest.mark.parametrize(
    "named",
    [
        "SL120",
        "sl120",
        "missing-latency",
        "Missing-Latency",
        "SL12",
        "SL120: runs at night",
        "SL120：夜间运行",
        "SL120 -- runs at night, see SL999",
    ],
)
def test_a_rule_is_named_by_code_name_or_the_beginning_of_codes(named: str) -> None:
    judgement = judged(comment(f" speclint-disable-next-line {named} ", 4))
    assert left(judgement) == [(5, "SL130"), (20, "SL120"), (20, "SL130")]
    assert judgement.suppressed == 1


@pytest.mark.parametrize(
    "named", ["SL120, SL130", "SL120 SL130", "SL120，missing-cost", "SL1", "core", "", ": all of it"]
)
def test_several_rules_or_all_are_named(named: str) -> None:
    judgement = judged(comment(f" speclint-disable-next-line {named} ", 4))
    assert left(judgement) == [(20, "SL120"), (20, "SL130")]
    assert judgement.suppressed == 2


def test_the_next_line_is_the_next_that_holds_text() -> None:
    directive = comment(" speclint-disable-next-line SL120 ", 2)
    assert (5, "SL120") not in left(judged(directive))
    assert (5, "SL120") in left(judged(directive, lines=(3,)))


def test_a_comment_of_several_lines_reaches_from_its_last() -> None:
    directive = comment(" speclint-disable-next-line SL120:\n the batch\n runs at night ", 2, 4)
    assert (5, "SL120") not in left(judged(directive, lines=(2,)))


def test_directives_may_be_stacked() -> None:
    stack = (comment("speclint-disable-next-line SL120", 3), comment("speclint-disable-next-line SL130", 4))
    assert left(judged(*stack)) == [(20, "SL120"), (20, "SL130")]


def test_disable_line_silences_its_own_line_only() -> None:
    assert left(judged(comment(" speclint-disable-line SL120 ", 5))) == [EVERYTHING[1], *EVERYTHING[2:]]
    assert left(judged(comment(" speclint-disable-line SL120 ", 4))) == EVERYTHING


def test_a_block_reaches_to_where_it_is_enabled_again() -> None:
    block = (comment(" speclint-disable SL120, missing-cost ", 2), comment(" speclint-enable SL120 ", 12))
    assert left(judged(*block)) == [(20, "SL120")]


def test_a_block_that_is_never_closed_reaches_to_the_end() -> None:
    assert left(judged(comment(" speclint-disable ", 10))) == EVERYTHING[:2]


def test_of_a_block_on_all_rules_one_may_be_enabled_again() -> None:
    block = (comment(" speclint-disable ", 1), comment(" speclint-enable SL130 ", 10))
    assert left(judged(*block)) == [(20, "SL130")]


def test_disable_file_silences_the_whole_document_wherever_it_stands() -> None:
    assert left(judged(comment(" speclint-disable-file SL120: a batch ", 39))) == [(5, "SL130"), (20, "SL130")]


def test_an_unknown_rule_is_reported_with_the_nearest_and_the_known_ones_are_silenced() -> None:
    judgement = judged(comment(" speclint-disable-next-line SL12O, missing-cost ", 4))
    assert left(judgement) == [(4, "SL902"), (5, "SL120"), (20, "SL120"), (20, "SL130")]
    assert judgement.findings[0].message == "suppression: no rule is called 'SL12O': did you mean SL120?"


def test_a_reason_without_a_colon_is_explained() -> None:
    judgement = judged(comment(" speclint-disable-next-line SL120 runs at night ", 4))
    assert judgement.findings[0].message.startswith("suppression: a reason goes after a colon; ")
    assert (5, "SL120") not in left(judgement)


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("speclint-disable-nextline SL120", "speclint-disable-next-line"),
        ("speclint-disabled SL120", "speclint-disable"),
        ("speclint-ignore-file SL120", "speclint-disable-file"),
        ("speclint: disable-file SL120", "speclint-disable-file"),
        ("speclint disable SL120", "speclint-disable"),
    ],
)
def test_an_unknown_directive_silences_nothing_and_is_reported_with_the_nearest(text: str, nearest: str) -> None:
    judgement = judged(comment(f" {text} ", 4))
    assert left(judgement) == [(4, "SL902"), *EVERYTHING]
    assert judgement.findings[0].message.endswith(f"did you mean {nearest}?")


@pytest.mark.parametrize("text", ["speclint is run on this file", "see SL120", "markdownlint-disable MD013", ""])
def test_other_comments_are_left_alone(text: str) -> None:
    assert left(judged(comment(text, 4))) == EVERYTHING


def test_a_rule_that_is_not_selected_is_no_mistake_in_a_comment() -> None:
    made = spec(feature("First", 5), comments=(comment("speclint-disable-next-line SL130", 4),))
    assert left(judge(made, (BROKEN,), builtin_checks(), known=RULES)) == []
    assert left(judge(made, (BROKEN,), builtin_checks())) == [(4, "SL902")]


def test_the_report_on_a_comment_can_be_silenced_too() -> None:
    wrong = comment(" speclint-disable-next-line SL12O ", 4)
    assert (4, "SL902") not in left(judged(wrong, comment("speclint-disable-file SL902", 1)))


def test_reports_on_comments_are_localised() -> None:
    made: Spec = spec(comments=(comment("speclint-disable SL12O：夜间运行", 4),))
    (finding,) = judge(made, RULES, builtin_checks(), language="zh").findings
    assert finding.message == "屏蔽：没有名为 'SL12O' 的规则，是否指 SL120？"
