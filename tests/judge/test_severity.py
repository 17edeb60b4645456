"""How severe a finding is, by the kind of document, its stage and the rule's group."""

from __future__ import annotations

import pytest
from spec_builders import feature, rule, spec, states

from speclint.judge.checks import builtin_checks
from speclint.judge.engine import judge
from speclint.judge.severity import severity_at
from speclint.model import Stage

STAGES: tuple[Stage, ...] = ("draft", "review", "launch")
MISSING = {"prd": "error", "model-card": "info"}
VAGUE = {"prd": "warning", "model-card": "info"}


@pytest.mark.parametrize(
    ("group", "severity", "expected"),
    [
        ("core", MISSING, ("info", "error", "error")),
        ("core", VAGUE, ("info", "warning", "error")),
        ("core", {"prd": "info"}, ("info", "info", "info")),
        ("model-and-data", VAGUE, (None, None, "warning")),
        ("evaluation", VAGUE, (None, None, "warning")),
        ("risk", VAGUE, (None, None, "warning")),
        ("operations", VAGUE, (None, None, "warning")),
        ("wording", VAGUE, ("info", "warning", "warning")),
        ("consistency", MISSING, ("warning", "error", "error")),
        ("document", MISSING, ("info", "error", "error")),
        ("speclint", MISSING, ("error", "error", "error")),
        ("our-own-pack", VAGUE, ("info", "warning", "error")),
    ],
)
def test_the_stage_says_how_much_is_asked(
    group: str, severity: dict[str, str], expected: tuple[str | None, ...]
) -> None:
    made = rule("SL120", "missing-latency", group=group, severity=severity)
    assert tuple(severity_at(made, "prd", stage) for stage in STAGES) == expected


def test_a_model_card_is_asked_as_its_column_says_at_every_stage() -> None:
    made = rule("SL120", "missing-latency", severity=MISSING)
    assert [severity_at(made, "model-card", stage) for stage in STAGES] == ["info", "info", "info"]


def test_a_kind_that_a_rule_leaves_out_is_not_asked() -> None:
    only_prd = rule("SL120", "missing-latency", severity={"prd": "error"})
    assert judge(spec(feature(), kind="model-card"), [only_prd], builtin_checks()).findings == ()


@pytest.mark.parametrize(
    ("argument", "document", "severity"),
    [(None, None, "error"), (None, "draft", "info"), ("launch", "draft", "error"), ("draft", "launch", "info")],
)
def test_the_stage_asked_for_outranks_the_one_the_document_names(
    argument: Stage | None, document: Stage | None, severity: str
) -> None:
    judged = judge(spec(feature(), stage=document), [states("SL120", "latency")], builtin_checks(), stage=argument)
    assert [finding.severity for finding in judged.findings] == [severity]
