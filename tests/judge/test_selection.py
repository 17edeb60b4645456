"""Which rules --select and --ignore leave."""

from __future__ import annotations

from pathlib import Path

import pytest
from spec_builders import rule, states

from speclint.config.layer import Layer
from speclint.config.layers import merged
from speclint.config.ruleset import rules_in_force
from speclint.config.settings import Settings
from speclint.errors import ConfigError, UsageError
from speclint.judge.rules import Rule
from speclint.judge.selection import find_rule

RULES = (
    states("SL120", "latency"),
    states("SL121", "latency", "vague"),
    states("SL130", "cost"),
    rule("SL801", "unfilled-template", group="document"),
    rule("ACME101", "names-an-owner", group="acme"),
)
EVERY = ["SL120", "SL121", "SL130", "SL801", "ACME101"]


def select_rules(select: tuple[str, ...], ignore: tuple[str, ...] = ()) -> tuple[Rule, ...]:
    layers = (
        Layer("--select", Path(), {("select",): list(select)}),
        Layer("--ignore", Path(), {("extend-ignore",): list(ignore)}),
    )
    return rules_in_force(RULES, Settings(Path(), merged(layers)))


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
    assert [chosen.code for chosen in select_rules(select, ignore)] == left


@pytest.mark.parametrize(
    ("word", "nearest"), [("SL12O", "SL12"), ("missing-costs", "missing-cost"), ("documents", "document")]
)
def test_an_unknown_word_is_refused_with_the_nearest(word: str, nearest: str) -> None:
    for arguments in (((word,), ()), ((), (word,))):
        with pytest.raises(ConfigError, match=f"no rule is called '{word}': did you mean {nearest}"):
            select_rules(*arguments)


@pytest.mark.parametrize("word", ["SL9", "SL1200", "S", "1", "zzzzzz"])
def test_the_beginning_of_no_code_is_unknown(word: str) -> None:
    with pytest.raises(ConfigError, match=f"no rule is called '{word}'"):
        select_rules((word,))


def test_one_rule_is_found_by_its_code_or_name() -> None:
    assert find_rule(RULES, "sl130") is find_rule(RULES, "Missing-Cost") is RULES[2]
    with pytest.raises(UsageError, match="no rule is called 'SL13': did you mean SL130"):
        find_rule(RULES, "SL13")
