"""Which rules --select and --ignore leave."""

from __future__ import annotations

import pytest
from spec_builders import rule, states

from speclint.errors import UsageError
from speclint.judge.selection import find_rule, select_rules

RULES = (
    states("SL120", "latency"),
    states("SL121", "latency", "vague"),
    states("SL130", "cost"),
    rule("SL801", "unfilled-template", group="document"),
    rule("ACME101", "names-an-owner", group="acme"),
)
EVERY = ["SL120", "SL121", "SL130", "SL801", "ACME101"]


@pytest.mark.parametrize(
    ("select", "ignore", "left"),
    [
        ((), (), EVERY),
        (("",), (), EVERY),
        (("all",), (), EVERY),
        (("SL120",), (), ["SL120"]),
        (("sl12",), (), ["SL120", "SL121"]),
        (("SL1",), (), ["SL120", "SL121", "SL130"]),
        (("SL",), (), EVERY[:4]),
        (("ACME",), (), ["ACME101"]),
        (("missing-cost", "SL120"), (), ["SL120", "SL130"]),
        (("SL130,SL801",), (), ["SL130", "SL801"]),
        (("document",), (), ["SL801"]),
        (("core",), ("SL12",), ["SL130"]),
        ((), ("core", "acme"), ["SL801"]),
        (("SL120",), ("SL120",), []),
    ],
)
def test_rules_are_chosen_by_code_name_prefix_and_group(
    select: tuple[str, ...], ignore: tuple[str, ...], left: list[str]
) -> None:
    assert [chosen.code for chosen in select_rules(RULES, select, ignore)] == left


@pytest.mark.parametrize(
    ("word", "nearest"), [("SL12O", "SL12"), ("missing-costs", "missing-cost"), ("documents", "document")]
)
def test_an_unknown_word_is_refused_with_the_nearest(word: str, nearest: str) -> None:
    for arguments in (((word,), ()), ((), (word,))):
        with pytest.raises(UsageError, match=f"no rule is called '{word}': did you mean {nearest}"):
            select_rules(RULES, *arguments)


@pytest.mark.parametrize("word", ["SL9", "SL1200", "S", "1", "zzzzzz"])
def test_the_beginning_of_no_code_is_unknown(word: str) -> None:
    with pytest.raises(UsageError, match=f"no rule is called '{word}'"):
        select_rules(RULES, (word,))


def test_one_rule_is_found_by_its_code_or_name() -> None:
    assert find_rule(RULES, "sl130") is find_rule(RULES, "Missing-Cost") is RULES[2]
    with pytest.raises(UsageError, match="no rule is called 'SL13': did you mean SL130"):
        find_rule(RULES, "SL13")
