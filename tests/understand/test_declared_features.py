"""What a document declares as data outranks what its text says, and counts where the text says nothing."""

from __future__ import annotations

from datetime import date

import pytest

from speclint.api import check_text
from speclint.judge.rules import load_index
from speclint.model import Feature, Spec
from speclint.read.document import parse
from speclint.read.source import source_from_text
from speclint.understand.knowledge import Knowledge
from speclint.understand.spec import understand

BODY = """
# Support desk

## Reply drafting

The assistant drafts a reply to each e-mail with an LLM. It should be fast and cheap.

## Sign-in

Users sign in with their company account.
"""


def spec_of(declared: str, body: str = BODY, **options: str) -> Spec:
    (spec,) = check_text(f"---\n{declared}---\n{body}", **options).specs  # type: ignore[arg-type]
    return spec


def feature(spec: Spec, name: str) -> Feature:
    (found,) = (one for one in spec.features if one.name == name)
    return found


def written(text: str, spec: Spec, dimension: str, name: str) -> list[str]:
    """What stands in the source where the evidence of a claim is said to stand."""
    source = source_from_text("x.md", text)
    found = []
    for piece in feature(spec, name).claims[dimension].evidence:
        start = source.line_starts[piece.span.line - 1] + piece.span.column - 1
        end = source.line_starts[piece.span.end_line - 1] + piece.span.end_column - 1
        found.append(source.text[start:end])
    return found


@pytest.mark.parametrize("name", ["Reply drafting", "reply-drafting", "REPLY  drafting", "AI reply drafting"])
def test_a_declared_claim_outranks_the_text_of_the_feature_that_its_name_means(name: str) -> None:
    spec = spec_of(f"ai-features:\n  {name}:\n    latency: {{statistic: p95, value: 800, unit: ms}}\n")
    drafting = feature(spec, "Reply drafting")
    assert drafting.span.line == 9
    claim = drafting.claims["latency"]
    assert (claim.verdict, claim.scope, claim.confidence) == ("stated", "declared", "high")
    (quantity,) = claim.evidence[0].quantities
    assert (quantity.value, quantity.unit, quantity.comparator, quantity.statistic) == (0.8, "s", "<=", "p95")
    assert drafting.claims["cost"].verdict == "vague"  # what is not declared is read from the text
    assert spec.claims["latency"].verdict == "stated"


@pytest.mark.parametrize(
    "declared",
    [
        "  Reply drafting:\n    latency: {value: 4, unit: s}\n",
        "  - {name: Reply drafting, latency: {value: 4, unit: s}}\n",
        "  - name: Reply drafting\n    latency:\n      - value: 4\n        unit: s\n",
    ],
)
def test_a_mapping_by_name_and_a_list_say_the_same(declared: str) -> None:
    claim = feature(spec_of(f"ai-features:\n{declared}"), "Reply drafting").claims["latency"]
    assert (claim.verdict, [q.value for q in claim.evidence[0].quantities]) == ("stated", [4.0])


def test_evidence_stands_at_its_entry() -> None:
    head = (
        "ai-features:\n- name: Reply drafting\n  cost: {value: 0.02, unit: USD, per: request}  # agreed\n"
        "  target:\n  - metric: F1\n    comparator: ≥\n    value: 85%\n\n"
        "  # and\n  - {metric: recall, comparator: ≥, value: 0.9}\n"
    )
    spec = spec_of(head)
    text = f"---\n{head}---\n{BODY}"
    assert written(text, spec, "cost", "Reply drafting") == ["cost: {value: 0.02, unit: USD, per: request}"]
    assert written(text, spec, "target", "Reply drafting") == [
        "metric: F1\n    comparator: ≥\n    value: 85%",
        "{metric: recall, comparator: ≥, value: 0.9}",
    ]


def test_a_feature_of_which_the_text_gives_no_sign_is_one_where_it_is_declared() -> None:
    spec = spec_of("ai-features: [Sign-in, Night shift]\n")
    assert [(f.name, f.span.line) for f in spec.features] == [
        ("Night shift", 2),
        ("Reply drafting", 7),
        ("Sign-in", 11),
    ]
    (alone,) = spec_of(
        "ai-features: {Sorting: {task: classify, mode: batch}}\n", "# Plan\n\nWe build a shop.\n"
    ).features
    assert (alone.name, alone.task, alone.mode, alone.span.line) == ("Sorting", "classify", "batch", 2)


def test_a_document_that_declares_features_is_a_prd_unless_it_is_something_else() -> None:
    declared = "ai-features: {Sorting: {task: classify}}\n"
    assert spec_of(declared, "# Notes\n\nSome words.\n").kind == "prd"
    card = "license: mit\npipeline_tag: text-classification\nmodel-index: []\nlibrary_name: keras\n"
    assert spec_of(
        card + declared, "# Model card: sorter\n\nThis model sorts.\n\n## Training data\n\nMany.\n"
    ).kind == ("model-card")
    none = spec_of("kind: none\n" + declared, "# Notes\n\nSome words.\n")
    assert (none.kind, none.features) == ("none", ())


def test_the_one_entry_of_a_model_card_is_about_its_model() -> None:
    head = "kind: model-card\nai-features: {sorter: {latency: {value: 20, unit: ms}}}\n"
    (model,) = spec_of(head, "# Tillwatch card-fraud detector\n\nA model that sorts payments.\n").features
    assert model.name == "Tillwatch card-fraud detector"
    assert model.claims["latency"].scope == "declared"


def test_a_waiver_is_a_claim_and_is_listed() -> None:
    head = (
        "ai-features:\n  Reply drafting:\n"
        "    cost: {waived: {reason: idle GPU, owner: Mei, until: 2027-03-31}}\n"
        "    drift:\n      waived:\n        reason: a trial of two weeks\n"
    )
    spec = spec_of(head)
    claims = feature(spec, "Reply drafting").claims
    assert (claims["cost"].verdict, claims["drift"].verdict) == ("waived", "waived")
    cost, drift = spec.waivers
    assert (cost.feature, cost.dimension, cost.reason, cost.owner) == ("reply-drafting", "cost", "idle GPU", "Mei")
    assert (cost.until, cost.span.line) == (date(2027, 3, 31), 4)
    assert (drift.owner, drift.until, drift.span.line) == ("", None, 5)


def test_what_states_and_what_waives_a_dimension_in_part_state_it() -> None:
    latency = "[{waived: {reason: nightly}, }, {value: 2, unit: s, population: requests by day}]"
    claim = feature(spec_of(f"ai-features: {{Reply drafting: {{latency: {latency}}}}}\n"), "Reply drafting").claims[
        "latency"
    ]
    assert claim.verdict == "stated"
    assert "value: 2" in claim.evidence[0].text


def test_nobody_waits_for_what_is_declared_a_batch() -> None:
    report = check_text("---\nai-features: {Reply drafting: {mode: batch}}\n---\n" + BODY, select=["SL12"])
    assert [(f.code, f.severity) for f in report.findings] == [("SL121", "info")]


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("latency: {value: 1500, unit: 毫秒}", (1.5, "s", "<=", None, None)),
        ("latency: {value: 30, unit: tokens/s}", (30.0, "token", ">=", None, "second")),
        ("latency: {statistic: 95% of requests, value: 2, unit: s}", (2.0, "s", "<=", "share:0.95", None)),
        ("cost: {value: 0.5, unit: 元, per: 次}", (0.5, "CNY", "<=", None, "call")),
        ("cost: {value: 1.5, currency: CHF, per: user and month}", (1.5, "CHF", "<=", None, "user and month")),
        ("cost: {value: 0.1, unit: $, per: request}", (0.1, "USD", "<=", None, "request")),
        ("cost: {value: 24, unit: GB, per: instance}", (24e9, "bytes", "<=", None, "instance")),
        ("target: {metric: WER, comparator: at most, value: 8, unit: '%'}", (0.08, "", "<=", None, None)),
        ("target: {metric: BLEU, comparator: '>=', value: 1_032.5}", (1032.5, "", ">=", None, None)),
        ("confidence: {threshold: 70%, below: hidden}", (0.7, "", "", None, None)),
        ("drift: {what: PSI of categories, interval: 每周}", (604800.0, "s", "", None, None)),
        ("evaluation: {dataset: tickets of Q3, size: 2000, unit: tickets}", (2000.0, "tickets", "", None, None)),
    ],
)
def test_quantities_are_in_canonical_units(entry: str, expected: tuple[object, ...]) -> None:
    spec = spec_of(f"ai-features:\n  Reply drafting:\n    {entry}\n")
    assert [p.message for p in spec.problems] == []
    claim = feature(spec, "Reply drafting").claims[entry.partition(":")[0]]
    (quantity,) = claim.evidence[0].quantities
    assert (quantity.value, quantity.unit, quantity.comparator, quantity.statistic, quantity.per) == expected
    assert quantity.end <= len(claim.evidence[0].text)


FENCED = "# Desk\n\n## Reply drafting\n\nAn LLM drafts replies.\n\n### How\n\n{fence}\n\n## Sign-in\n\nUsers sign in.\n"


@pytest.mark.parametrize(
    "fence", ["```yaml speclint\n{}\n```", "~~~~ YML speclint\n{}\n~~~~", "- so:\n\n  ```yaml speclint\n  {}\n  ```"]
)
def test_a_fence_is_about_the_section_it_stands_in(fence: str) -> None:
    text = FENCED.format(fence=fence.format("latency: {value: 3, unit: s}"))
    spec = check_text(text).specs[0]
    assert [f.name for f in spec.features] == ["Reply drafting"]
    assert feature(spec, "Reply drafting").claims["latency"].scope == "declared"
    assert written(text, spec, "latency", "Reply drafting") == ["latency: {value: 3, unit: s}"]


def test_a_fence_may_say_whom_it_is_about_and_may_hold_all_of_them() -> None:
    for content in (
        "Sign-in:\n  task: classify",
        "- name: sign-in\n  task: classify",
        "ai-features: [{name: Sign-in, task: classify}]",
    ):
        spec = check_text(FENCED.format(fence=f"```yaml speclint\n{content}\n```")).specs[0]
        assert feature(spec, "Sign-in").task == "classify", content


def test_a_fence_in_a_section_of_which_nothing_says_ai_makes_it_a_feature() -> None:
    text = "# Desk\n\nWords.\n\n## Sign-in\n\nUsers sign in.\n\n```yaml speclint\nmodel: gpt-4o-mini\n```\n"
    (found,) = check_text(text).specs[0].features
    assert (found.name, found.span.line, found.claims["model"].verdict) == ("Sign-in", 5, "stated")


def test_a_fence_below_the_title_is_about_the_one_feature_of_the_document() -> None:
    fence = "```yaml speclint\nmodel: gpt-4o-mini\n```\n"
    (found,) = check_text(f"# Reply drafting\n\nWords.\n\n{fence}").specs[0].features
    assert (found.name, found.span.line, found.claims["model"].verdict) == ("Reply drafting", 1, "stated")
    (found,) = check_text(f"# Desk\n\n{fence}\n## Reply drafting\n\nAn LLM drafts replies.\n").specs[0].features
    assert (found.name, found.claims["model"].scope) == ("Reply drafting", "declared")


def test_what_is_declared_is_no_prose() -> None:
    """An action in a declaration must not serve as the fallback of another feature, nor a line of a fence."""
    fallback = "fallback: {trigger: the model is down, action: show the saved AI reply}"
    body = BODY + "\n## Tagging\n\nAn LLM tags each ticket.\n"
    spec = spec_of(f"ai-features:\n  Reply drafting:\n    {fallback}\n", body)
    assert feature(spec, "Tagging").claims["fallback"].verdict == "missing"
    fenced = (
        BODY.replace("cheap.\n", f"cheap.\n\n```yaml speclint\n{fallback}\n```\n")
        + "\n## Tagging\n\nAn LLM tags each ticket.\n"
    )
    assert feature(spec_of("title: x\n", fenced), "Tagging").claims["fallback"].verdict == "missing"


def test_a_fence_that_is_quoted_or_shown_declares_nothing() -> None:
    quoted = "> ```yaml speclint\n> latency: {value: 3, unit: s}\n> ```"
    shown = "````md\n```yaml speclint\nlatency: {value: 3, unit: s}\n```\n````"
    for fence in (quoted, shown):
        (spec,) = check_text(FENCED.format(fence=fence), kind="prd").specs
        assert {c.scope for f in spec.features for c in f.claims.values()} <= {"own", "named", "document", None}, fence


def test_a_dimension_of_a_team_is_declared_as_the_built_in_one_of_its_kind() -> None:
    knowledge = load_index()["knowledge"]
    bound = {"evidence": "bound", "quantities": ["duration"], "terms": {"en": ["time to review"]}}
    own = {**knowledge, "dimensions": {**knowledge["dimensions"], "review": bound}}
    text = "---\nai-features:\n  Sorting:\n    review: {value: 2, unit: h}\n    reviw: {}\n---\n# Desk\n"
    spec = understand(parse(source_from_text("x.md", text)), Knowledge.from_mapping(own))
    claim = feature(spec, "Sorting").claims["review"]
    assert (claim.verdict, claim.evidence[0].quantities[0].value) == ("stated", 7200.0)
    assert [p.message for p in spec.problems] == ["a feature has no key `reviw`: did you mean `review`?"]
