"""What is found in a spec, where, in which order and under which fingerprint."""

from __future__ import annotations

import pytest
from spec_builders import claim, evidence, feature, opaque, rule, spec, statement, states

from speclint.errors import RulePackError
from speclint.judge.checks import builtin_checks
from speclint.judge.engine import judge
from speclint.judge.rules import Rule
from speclint.model import Finding, Problem, Span, Spec

LATENCY = states("SL120", "latency")
VAGUE_COST = states("SL131", "cost", "vague")
TEMPLATE = rule("SL801", "unfilled-template", group="document", check="unfilled-template", options={})
NO_FEATURE = rule("SL802", "no-ai-feature", group="document", check="no-ai-feature", options={})
FRONT_MATTER = rule(
    "SL901",
    "broken-front-matter",
    group="speclint",
    check="form-problem",
    options={"problem": "broken-front-matter"},
    message={"en": "{problem}"},
)
ALL = (LATENCY, VAGUE_COST, TEMPLATE, NO_FEATURE, FRONT_MATTER)
BROKEN = Problem("broken-front-matter", "mapping values are not allowed here", Span(2, 14, 2, 15))


def found(judged: Spec, *rules: Rule, language: str = "en") -> tuple[Finding, ...]:
    return judge(judged, rules or ALL, builtin_checks(), language=language).findings


def test_a_missing_dimension_is_found_at_the_line_that_defines_the_feature() -> None:
    (finding,) = found(spec(feature("Reply drafting", 7)), LATENCY)
    assert (finding.code, finding.name, finding.severity) == ("SL120", "missing-latency", "error")
    assert finding.span == Span(7, 1, 7, 15)
    assert (finding.dimension, finding.verdict) == ("latency", "missing")
    assert (finding.feature, finding.slug, finding.path) == ("Reply drafting", "reply-drafting", "docs/prd.md")
    assert finding.message == "Reply drafting breaks SL120"


def test_messages_and_questions_are_in_the_language_asked_for_and_else_in_english() -> None:
    (chinese,) = found(spec(feature()), LATENCY, language="zh")
    assert (chinese.message, chinese.question) == ("Reply drafting 违反 SL120", "多久？")
    (other,) = found(spec(feature()), LATENCY, language="fr")
    assert other.message == "Reply drafting breaks SL120"


def test_a_feature_name_with_braces_stands_in_the_message_as_it_is() -> None:
    (finding,) = found(spec(feature("Fill {slots}")), LATENCY)
    assert finding.message == "Fill {slots} breaks SL120"


def test_only_the_verdict_that_the_rule_reports_is_found() -> None:
    stated = feature("Stated one", cost=claim("cost", "stated"))
    vague = feature("Vague one", cost=claim("cost", "vague"))
    waived = feature("Waived one", cost=claim("cost", "waived"))
    assert [finding.feature for finding in found(spec(stated, vague, waived), VAGUE_COST)] == ["Vague one"]


def test_what_was_found_instead_is_quoted_with_its_line_and_reasons_three_times_at_most() -> None:
    quotes = [evidence(f"cheap, number {number}", 10 + number, "no-number") for number in range(5)]
    (finding,) = found(spec(feature(cost=claim("cost", "vague", *quotes, confidence="medium"))), VAGUE_COST)
    assert [(quote.text, quote.line, quote.reasons) for quote in finding.found] == [
        (f"cheap, number {number}", 10 + number, ("no-number",)) for number in range(3)
    ]
    assert finding.confidence == "medium"


def test_findings_are_ordered_by_line_then_code() -> None:
    vague = claim("cost", "vague")
    judged = spec(feature("Second", 20, cost=vague), feature("First", 4, cost=vague), problems=(BROKEN,))
    order = [(finding.span.line, finding.code) for finding in found(judged, *reversed(ALL))]
    assert order == [(2, "SL901"), (4, "SL120"), (4, "SL131"), (20, "SL120"), (20, "SL131")]


def test_a_fingerprint_survives_moving_lines_and_documents_and_tells_feature_and_rule_apart() -> None:
    (here,) = found(spec(feature("Drafting", 3)), LATENCY)
    (moved,) = found(spec(feature("Drafting", 30)), LATENCY)
    (renamed,) = found(spec(feature("Sorting", 3)), LATENCY)
    (elsewhere,) = found(spec(feature("Drafting", 3), path="other.md"), LATENCY)
    (other_rule,) = found(spec(feature("Drafting", 3)), states("SL150", "fallback"))
    assert here.fingerprint == moved.fingerprint == elsewhere.fingerprint
    assert len({each.fingerprint for each in (here, renamed, other_rule)}) == 3
    assert len(here.fingerprint) == 16


def test_a_fingerprint_is_the_same_in_every_language() -> None:
    judged = spec(feature())
    assert found(judged, LATENCY)[0].fingerprint == found(judged, LATENCY, language="zh")[0].fingerprint


def test_two_findings_that_mean_the_same_have_two_fingerprints() -> None:
    again = Problem("broken-front-matter", BROKEN.message, Span(4, 1, 4, 2))
    first, second = found(spec(problems=(BROKEN, again)), FRONT_MATTER)
    assert first.fingerprint != second.fingerprint


def test_an_unfilled_template_is_told_once_that_it_is_one() -> None:
    slot = statement(8, "Latency: [TBD]", standing="placeholder")
    judged = spec(feature(), feature("Second", 20), template=True, declared_kind="prd", statements=(slot,))
    (finding,) = found(judged)
    assert (finding.code, finding.span.line, finding.feature) == ("SL801", 1, None)
    assert [quote.line for quote in finding.found] == [8]


def test_a_template_is_still_told_that_its_front_matter_is_broken() -> None:
    assert [finding.code for finding in found(spec(template=True, problems=(BROKEN,)))] == ["SL801", "SL901"]


def test_a_document_that_is_no_spec_owes_nothing() -> None:
    judgement = judge(spec(feature(), kind="none", problems=(BROKEN,)), ALL, builtin_checks())
    assert (judgement.findings, judgement.suppressed) == ((), 0)
    assert found(spec(kind="none", declared_kind="none", problems=(BROKEN,))) == ()


def test_a_declared_prd_without_an_ai_feature_is_told_so() -> None:
    for kind in ("none", "prd"):
        (finding,) = found(spec(kind=kind, declared_kind="prd"))
        assert (finding.code, finding.span.line) == ("SL802", 1)
    assert found(spec(kind="prd")) == ()
    assert [finding.code for finding in found(spec(feature(), declared_kind="prd"))] == ["SL120"]


def test_in_a_language_that_is_not_read_nothing_is_said_to_be_absent() -> None:
    assert found(spec(feature(), language="other")) == ()


@pytest.mark.parametrize(
    ("kind", "language", "suffix"),
    [
        ("image", "en", "; cannot read the image at line 5"),
        ("embed", "en", "; cannot read the embedded sheet at line 5"),
        ("iframe", "zh", "；无法读取第 5 行的嵌入页面"),
    ],
)
def test_a_gap_beside_unreadable_content_is_of_low_confidence_and_says_so(
    kind: str, language: str, suffix: str
) -> None:
    (finding,) = found(spec(feature(line=3), opaque=(opaque(kind, 5),)), LATENCY, language=language)
    assert finding.confidence == "low"
    assert finding.message.endswith(suffix)


def test_unreadable_content_of_another_feature_casts_no_doubt() -> None:
    judged = spec(feature("First", 3), feature("Second", 20), opaque=(opaque("embed", 25),))
    assert [finding.confidence for finding in found(judged, LATENCY)] == ["high", "low"]


def test_outside_the_features_a_sheet_casts_doubt_and_an_image_only_on_what_the_whole_document_says() -> None:
    sheet, image = opaque("embed", 35), opaque("image", 35)
    wide = feature(latency=claim("latency", scope="document"))
    assert found(spec(feature(), opaque=(sheet,)), LATENCY)[0].confidence == "low"
    assert found(spec(feature(), opaque=(image,)), LATENCY)[0].confidence == "high"
    assert found(spec(wide, opaque=(image,)), LATENCY)[0].confidence == "low"


def test_a_rule_whose_check_nobody_registers_is_named_with_the_checks_there_are() -> None:
    with pytest.raises(RulePackError, match=r"core/SL199-odd-one\.md: no check is called 'magic'.*states"):
        found(spec(feature()), rule("SL199", "odd-one", check="magic"))


def test_a_message_with_a_slot_that_its_check_does_not_fill_is_named() -> None:
    odd = rule("SL199", "odd-one", message={"en": "{feature} lacks {thing}"})
    with pytest.raises(RulePackError, match=r"SL199-odd-one\.md: check 'states' gives no \{thing\}"):
        found(spec(feature()), odd)


def test_a_rule_that_lacks_an_option_of_its_check_is_named() -> None:
    with pytest.raises(RulePackError, match=r"SL199-odd-one\.md: options of check 'states': verdict must be a text"):
        found(spec(feature()), rule("SL199", "odd-one", options={"dimension": "latency"}))
