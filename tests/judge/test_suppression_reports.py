"""What is reported of suppressions: those that are of no use, have expired, give no reason or are forbidden."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from speclint.api import check_text, fix
from speclint.judge.checks import builtin_checks
from speclint.judge.engine import Judgement, judge
from speclint.judge.rules import load_index, load_rules
from speclint.judge.silencing import UnusedSuppression
from speclint.model import Finding
from speclint.read.document import parse
from speclint.read.source import source_from_text
from speclint.understand.knowledge import Knowledge
from speclint.understand.spec import understand

SPEC = """\
# Product requirements document: support assistant

## AI features

{first}
### Answer drafting

{inside}
The LLM assistant drafts a reply to every support ticket with GPT-4o; at least 40% are sent without an edit.

### Ticket triage

The ML classifier assigns each ticket to a queue. Accuracy is at least 90%. p95 latency is at most 300 ms.

{last}
"""
TODAY = date(2026, 12, 1)
REPORTS = ("SL902", "SL903", "SL904", "SL905", "SL906", "SL907")
DRAFTING, TRIAGE = 6, 11


def filled(first: str = "", inside: str = "", last: str = "") -> str:
    return SPEC.format(first=first, inside=inside, last=last)


def found(text: str, *codes: str, **options: Any) -> list[Finding]:
    asked = {"isolated": True, "today": TODAY, "min_confidence": "low", **options}
    findings = check_text(text, **asked).findings
    return [finding for finding in findings if not codes or finding.code in codes]


def places(findings: list[Finding]) -> list[tuple[int, str]]:
    return [(finding.span.line, finding.code) for finding in findings]


def judged(text: str) -> Judgement:
    spec = understand(parse(source_from_text("spec.md", text)), Knowledge.from_mapping(load_index()["knowledge"]))
    return judge(spec, load_rules(), builtin_checks(), today=TODAY)


def test_a_feature_is_silenced_as_a_whole_from_anywhere_in_its_section() -> None:
    assert places(found(filled(), "SL120", "SL150")) == [(DRAFTING, "SL120"), (DRAFTING, "SL150"), (TRIAGE, "SL150")]
    text = filled(inside="<!-- speclint-disable-feature SL120, SL150: a pilot -->")
    assert places(found(text, "SL120", "SL150", *REPORTS)) == [(TRIAGE, "SL150")]
    entry = "---\nspeclint:\n  disable: {rule: SL150, feature: Ticket triage}\n---\n"
    assert places(found(entry + filled(), "SL150", *REPORTS)) == [(DRAFTING + 4, "SL150")]


def test_a_feature_directive_outside_of_every_feature_is_broken() -> None:
    text = filled().replace("# Product", "<!-- speclint-disable-feature SL120 -->\n# Product")
    (broken,) = found(text, "SL902")
    assert "no AI feature's section holds this comment" in broken.message


def test_a_suppression_that_silences_nothing_is_unused() -> None:
    (unused,) = found(filled(first="<!-- speclint-disable-next-line SL110: later -->"), *REPORTS)
    assert (unused.code, unused.severity, unused.span.line) == ("SL903", "warning", 5)
    assert unused.message == "unused suppression: SL110 would find nothing here: take that out"


def test_of_several_rules_only_those_of_no_use_are_named() -> None:
    comment = "<!-- speclint-disable-next-line SL120, SL110, missing-cost: later -->"
    (unused,) = found(filled(first=comment), *REPORTS)
    assert unused.message == "unused suppression: SL110 would find nothing here: take that out"


@pytest.mark.parametrize(
    "options",
    [
        {"select": ["SL903", "SL130"]},
        {"ignore": ["SL110"]},
        {"config": ["severity.SL110 = 'off'"], "isolated": True},
    ],
)
def test_what_was_not_judged_is_not_unused(options: dict[str, Any]) -> None:
    text = filled(first="<!-- speclint-disable-next-line SL110, SL11, core: later -->")
    assert found(text, "SL903", **options) == []


def test_a_rule_that_found_something_unsure_is_used() -> None:
    text = filled(first="<!-- speclint-disable-next-line SL120 -->", inside="![budget](budget.png)")
    assert found(text, "SL903", min_confidence="high") == []


def test_nothing_is_unused_in_a_document_that_is_no_spec() -> None:
    assert found("# Minutes\n\n<!-- speclint-disable-file SL120 -->\nWe met and spoke of the plants.\n") == []


def test_a_directive_on_all_rules_cannot_hide_that_it_is_of_no_use() -> None:
    text = filled(last="<!-- speclint-disable -->")
    assert places(found(text, *REPORTS)) == [(15, "SL903")]
    text = filled(first="<!-- speclint-disable-next-line -->")
    assert found(text, *REPORTS) == []


def test_reports_on_suppressions_are_silenced_by_name_and_never_called_unused() -> None:
    unused = "<!-- speclint-disable-next-line SL110 -->"
    assert found(filled(first=unused, last="<!-- speclint-disable-file SL903: kept for the pilot -->"), *REPORTS) == []
    assert found(filled(last="<!-- speclint-disable-file SL903, expired-waiver -->"), *REPORTS) == []


def test_no_document_silences_what_its_team_demands_of_suppressions() -> None:
    first = "<!-- speclint-disable-file SL906, forbidden-suppression: x -->\n<!-- speclint-disable-file SL140 -->"
    demands = ["suppressions.require-reason = true", 'suppressions.forbid = ["SL140"]']
    demanded = found(filled(first=first), "SL906", "SL907", config=demands)
    assert places(demanded) == [(5, "SL907"), (6, "SL906"), (6, "SL907")]
    assert "SL906, SL907 must not be silenced" in demanded[0].message


def test_no_suppression_silences_the_report_on_itself() -> None:
    itself = "<!-- speclint-disable-next-line SL110, SL903 -->"
    over = "<!-- speclint-disable-file SL906 -->"
    assert places(found(filled(first=itself), *REPORTS)) == [(5, "SL903")]
    demanded = found(filled(first=over), *REPORTS, config=["suppressions.require-reason = true"])
    assert places(demanded) == [(5, "SL906"), (5, "SL907")]


def test_an_enable_that_closes_nothing_of_use_is_unused_too() -> None:
    assert places(found(filled(last="<!-- speclint-enable SL120 -->"), *REPORTS)) == [(15, "SL903")]
    pair = filled(first="<!-- speclint-disable SL110 -->", last="<!-- speclint-enable SL110 -->")
    assert places(found(pair, *REPORTS)) == [(5, "SL903"), (15, "SL903")]
    of_use = filled(first="<!-- speclint-disable SL120 -->", last="<!-- speclint-enable SL120 -->")
    assert found(of_use, *REPORTS) == []
    twice = filled(
        first="<!-- speclint-disable SL120 -->",
        inside="<!-- speclint-disable SL120 -->",
        last="<!-- speclint-enable SL120 -->",
    )
    assert places(found(twice, *REPORTS)) == [(8, "SL903")]


def cut(text: str, unused: UnusedSuppression) -> list[str]:
    """Give the words of the source that an unused suppression says may go."""
    lines = text.split("\n")
    return [lines[word.span.line - 1][word.span.column - 1 : word.span.end_column - 1] for word in unused.words]


def test_what_may_be_taken_out_is_told_with_its_place() -> None:
    text = filled(
        first="<!--\n speclint-disable-next-line SL120, SL110,\n missing-target:\n later -->",
        inside="> <!-- speclint-disable-line\n>   SL130\n>   SL131 -->",
        last="<!-- speclint-disable -->",
    )
    first, inside, last = judged(text).unused
    assert (cut(text, first), first.whole) == (["SL110", "missing-target"], False)
    assert (cut(text, inside), inside.whole) == (["SL130", "SL131"], True)
    assert (cut(text, last), last.whole, last.suppression.span.line) == ([], True, text.rstrip().count("\n") + 1)
    assert not judged(filled()).unused


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<!-- speclint-disable-next-line SL110: later -->\n", ""),
        ("<!-- speclint-disable -->\n<!-- speclint-enable -->\n", ""),
        (
            "<!-- speclint-disable-next-line SL110, SL120: later -->\n",
            "<!-- speclint-disable-next-line SL120: later -->\n",
        ),
        ("<!-- speclint-disable-next-line SL120 SL110 -->\n", "<!-- speclint-disable-next-line SL120 -->\n"),
        (
            "<!-- speclint-disable-next-line SL110, SL120, SL111, SL140, missing-target (owner: @li) -->\n",
            "<!-- speclint-disable-next-line SL120, SL140 (owner: @li) -->\n",
        ),
        ("> <!-- speclint-disable SL120,\n>   SL110 -->\n", "> <!-- speclint-disable SL120 -->\n"),
        ("Words <!-- speclint-disable-line SL120 --> here.\n", "Words  here.\n"),
    ],
)
def test_what_is_unused_is_taken_out_and_nothing_else(before: str, after: str) -> None:
    options: dict[str, Any] = {"isolated": True, "today": TODAY, "min_confidence": "low"}
    text = filled(first=before)
    repairs, errors = fix(check_text(text, **options), text=text, **options)
    assert errors == ()
    assert [repair.after for repair in repairs] == [filled(first=after).encode()]
    assert found(filled(first=after), "SL903") == []


def test_lines_that_ask_move_no_place() -> None:
    asking = "- **Cost:** TODO(speclint): at most … per call (ask engineering)\n\n"
    text = filled(inside=asking, last="<!--\n speclint-disable-line\n SL110,\n missing-latency -->")
    options: dict[str, Any] = {"isolated": True, "today": TODAY, "min_confidence": "low"}
    report = check_text(text, **options)
    (unused,) = [finding for finding in report.findings if finding.code == "SL903"]
    assert text.split("\n")[unused.span.line - 1] == "<!--"
    (repair,), _ = fix(report, text=text, **options)
    assert repair.after.decode() == filled(inside=asking, last="").removesuffix("\n")
    partly = filled(first="<!--\n speclint-disable-next-line SL110,\n SL120 -->", inside=asking)
    (repair,), _ = fix(check_text(partly, **options), text=partly, **options)
    assert repair.after.decode() == filled(first="<!--\n speclint-disable-next-line SL120 -->", inside=asking)


@pytest.mark.parametrize("last", ["<!-- speclint-disable SL110", "<!-- speclint-disable-line SL110\n\nSome words."])
def test_a_comment_that_is_never_closed_is_not_taken_out(last: str) -> None:
    (unused,) = found(filled(last=last), "SL903")
    assert unused.fix is None


def test_front_matter_is_left_to_its_author() -> None:
    (unused,) = found("---\nspeclint: {disable: [SL110]}\n---\n" + filled(), "SL903")
    assert unused.fix is None


def test_a_word_that_means_no_rule_is_left_in_an_unused_comment() -> None:
    (unused,) = judged(filled(first="<!-- speclint-disable-next-line SL11O, SL110 -->")).unused
    assert ([word.text for word in unused.words], unused.whole) == (["SL110"], False)


WAIVED = "<!-- speclint-disable-next-line SL120, SL150: after the pilot (owner: @maria, until {}) -->"


def dated(day: str, **options: Any) -> list[Finding]:
    return found(filled(first=WAIVED.format(day)), "SL120", "SL150", *REPORTS, **options)


def test_on_its_last_day_a_waiver_holds_and_on_the_next_it_does_not() -> None:
    assert places(dated("2026-12-01")) == [(5, "SL905"), (TRIAGE, "SL150")]
    expired, *back = dated("2026-11-30")
    assert (expired.code, expired.severity) == ("SL904", "error")
    assert "expired on 2026-11-30 (owner @maria), and what it silenced is back (2)" in expired.message
    assert places(back) == [(DRAFTING, "SL120"), (DRAFTING, "SL150"), (TRIAGE, "SL150")]


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2026-12-16", None),
        ("2026-12-15", "14 days from now"),
        ("2026-12-02", "tomorrow"),
        ("2026-12-01", "holds today for the last time"),
    ],
)
def test_the_end_is_announced_two_weeks_ahead(day: str, told: str | None) -> None:
    messages = [finding.message for finding in dated(day) if finding.code == "SL905"]
    assert len(messages) == (told is not None)
    assert all(told in message for message in messages if told)


def test_the_policy_settles_how_severe_dates_are_and_how_early_they_are_told() -> None:
    softer = ["suppressions.expired = 'info'"]
    assert [each.severity for each in dated("2026-11-30", config=softer) if each.code == "SL904"] == ["info"]
    silent = ["suppressions.expired = 'off'"]
    assert places(dated("2026-11-30", config=silent))[0] == (DRAFTING, "SL120")
    early = ["suppressions.warn-days = 60", "suppressions.expiring = 'error'"]
    assert [each.severity for each in dated("2027-01-15", config=early) if each.code == "SL905"] == ["error"]
    assert [each.code for each in dated("2026-12-02", config=["suppressions.expiring = 'off'"])] == ["SL150"]


def test_an_expired_block_does_not_open_the_one_around_it() -> None:
    inner = "<!-- speclint-disable SL120: x, until 2026-11-01 -->"
    text = filled(first="<!-- speclint-disable SL120: a batch -->\n" + inner)
    assert found(text, "SL120") == []


def test_an_expired_waiver_that_would_silence_nothing_is_only_unused() -> None:
    text = filled(first="<!-- speclint-disable-next-line SL110: x, until 2026-11-01 -->")
    assert places(found(text, *REPORTS)) == [(5, "SL903")]


def test_a_reason_is_demanded_only_where_the_team_demands_one() -> None:
    text = filled(first="<!-- speclint-disable-next-line SL120 (owner: @maria, until 2027-12-31) -->")
    assert found(text, *REPORTS) == []
    demand = ["suppressions.require-reason = true"]
    (unreasoned,) = found(text, *REPORTS, config=demand)
    assert (unreasoned.code, unreasoned.severity, unreasoned.span.line) == ("SL906", "error", 5)
    assert found(text.replace("SL120", "SL120: a batch"), *REPORTS, config=demand) == []
    entry = "---\nspeclint: {disable: [SL120]}\n---\n" + filled()
    assert places(found(entry, "SL906", config=demand)) == [(2, "SL906")]


def test_a_forbidden_suppression_is_without_effect_and_says_so() -> None:
    text = filled(first="<!-- speclint-disable-next-line SL120, SL150: later -->")
    findings = found(text, "SL120", "SL150", *REPORTS, config=["suppressions.forbid = ['missing-latency']"])
    assert places(findings) == [(5, "SL907"), (DRAFTING, "SL120"), (TRIAGE, "SL150")]
    assert findings[0].message.startswith("forbidden suppression: SL120 must not be silenced here")


def test_a_wide_suppression_is_forbidden_only_where_it_meets_a_forbidden_rule() -> None:
    forbid = ["suppressions.forbid = ['SL120']"]
    assert places(found(filled(first="<!-- speclint-disable-next-line core -->"), "SL907", config=forbid)) == [
        (5, "SL907")
    ]
    triage = filled().replace("### Ticket triage", "<!-- speclint-disable-next-line core -->\n### Ticket triage")
    assert found(triage, "SL907", config=forbid) == []


def test_fingerprints_of_reports_stay_when_lines_move() -> None:
    text = filled(first=WAIVED.format("2026-11-30"))
    moved = text.replace("## AI features", "Some words more.\n\n## AI features")
    assert [each.fingerprint for each in found(text, *REPORTS)] == [each.fingerprint for each in found(moved, *REPORTS)]


def test_reports_speak_chinese() -> None:
    messages = [each.message for each in dated("2026-11-30", language="zh") if each.code == "SL904"]
    assert messages == [
        "对 SL120、SL150 的豁免已于 2026-11-30 到期（负责人：@maria），原先屏蔽的问题已恢复（2 个）："
        "请补充说明，或重新约定日期"
    ]


def test_both_languages_have_the_same_phrases() -> None:
    from string import Formatter

    from speclint.judge.phrases import PHRASES

    fields = {
        language: {name: {field for _, field, _, _ in Formatter().parse(text) if field} for name, text in texts.items()}
        for language, texts in PHRASES.items()
    }
    assert fields["en"] == fields["zh"]
