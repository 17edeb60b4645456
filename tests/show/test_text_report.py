"""The report for people, to the letter, and the one line a finding of `concise`."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from hand_made import (
    chinese_report,
    claim,
    english_report,
    evidence,
    feature,
    finding,
    spec,
)

from speclint.api import check_text
from speclint.model import DIMENSIONS, FileError, Finding, Found, Report, Span
from speclint.show.concise import concise_report
from speclint.show.grouping import entries
from speclint.show.json import json_report
from speclint.show.terminal import Style
from speclint.show.text import text_report
from speclint.show.width import columns

ENGLISH = """\
docs/prd.md: PRD, English, 4 AI features

  error SL120 line 34: no latency budget in any of the 4 AI features
      for Answer drafting (line 34), Ticket triage (line 60), Conversation
        summaries for the shift handover (line 90) and 1 more
      needs a bound with its unit and percentile, and the requests it holds for
      ask product and engineering: How long may a user wait at the 95th
        percentile?
  warning SL111 line 60: only a vague quality target in 2 of the 4 AI features
      for Ticket triage (line 60), Conversation summaries for the shift handover
        (line 90)
      found line 62 “high accuracy”: no number
      found line 93 “summaries must be good, and nobody has said how good”: no
        number, no metric
      needs a quality metric of the AI's output with a number, and what it is
        measured on
      ask product and data science: How good must the output be to ship?

  AI feature            target latency cost confidence fallback drift evaluation
  Answer drafting         ✓       ✗     ✗       ✗         ✗       ✗       ✗
  Ticket triage           ~       ✗     ✗       ✗         ✗       ✗       ✗
  Conversation summari…   ~       ✗     ✗       ✗         ✗       ✗       ✗
  Semantic search         ✓       ✗     ✗       ✗         ✗       ✗       ✗

docs/card.md: model card, English, draft stage, 1 AI feature

  info SL120 line 1: Ranker states no latency budget
      needs a bound with its unit and percentile, and the requests it holds for
      ask product and engineering: How long may a user wait at the 95th
        percentile?

  AI feature    target  latency  cost  confidence  fallback  drift  evaluation
  Ranker          ✓        ✗      ✗        ✗          ✗        ✗        ✗

✓ stated  ~ vague  ✗ missing  w waived
2 specs, 5 AI features: 1 error, 1 warning, 1 info; 1 document is no spec
"""

CHINESE = """\
产品/客服需求.md：PRD，中文，2 个 AI 功能

  错误 SL120 第 40 行：会话摘要 Summary 没有说明延迟预算
      应写明：带单位和分位数的上限，以及适用于哪些请求
      请产品与工程回答：95% 的用户最多等多久？
  警告 SL111 第 18 行：两个 AI 功能的质量目标都不够具体
      涉及：“智能客服自动回复”（第 18 行）、“会话摘要 Summary”（第 40 行）
      现有：第 22 行“回答要准确、流畅，并且尽可能地让每一位用户都感到满意，具体
        标准由各业务方后续自行商定”：没有数值
      应写明：AI 输出的质量指标及其数值，以及在什么数据上衡量
      请产品与算法回答：输出要好到什么程度才能上线？

  AI 功能           目标  延迟  成本  置信度  兜底  漂移  评测
  智能客服自动回复   ✗     ✓     ✗      ✗      ✗     ✗     ✗
  会话摘要 Summary   ✗     ✗     ✗      ✗      ✗     ✗     ✗

✓ 已说明  ~ 不具体  ✗ 缺失  w 已豁免
1 份规格文档，2 个 AI 功能：1 个错误、1 个警告
"""

CONCISE = """\
docs/prd.md:34:1: SL120 Answer drafting states no latency budget
docs/prd.md:60:1: SL120 Ticket triage states no latency budget
docs/prd.md:90:1: SL120 Conversation summaries for the shift handover states no latency budget
docs/prd.md:110:1: SL120 Semantic search states no latency budget
docs/prd.md:60:1: SL111 Ticket triage states only a vague quality target
docs/prd.md:90:1: SL111 Conversation summaries for the shift handover states only a vague quality target
docs/card.md:1:1: SL120 Ranker states no latency budget
"""


def wide_report(count: int = 8) -> Report:
    """A PRD whose features all lack all seven, as a first draft does."""
    document = spec("prd.md", *(feature(f"Feature number {number}", 10 * number) for number in range(1, count + 1)))
    findings = [
        replace(finding(of), code=f"SL1{number}0", dimension=dimension, message=f"{of.name} states no {dimension}")
        for number, dimension in enumerate(DIMENSIONS[:7], 1)
        for of in document.features
    ]
    return Report((document,), tuple(findings), ())


def lines_of(report: Report, language: str = "en", width: int = 80) -> list[str]:
    return text_report(report, Style(language, width)).splitlines()


def test_the_report_in_english() -> None:
    assert text_report(english_report(), Style()) == ENGLISH


def test_the_report_in_chinese() -> None:
    assert text_report(chinese_report(), Style("zh")) == CHINESE


def test_colour_changes_no_character() -> None:
    for report, language in ((english_report(), "en"), (chinese_report(), "zh")):
        coloured = text_report(report, Style(language, colour=True))
        assert "\x1b[" in coloured
        assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == text_report(report, Style(language))


@pytest.mark.parametrize("width", [72, 80, 100])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_line_is_wider_than_the_terminal(language: str, width: int) -> None:
    reports = (english_report(), chinese_report(), wide_report(12))
    lines = [line for report in reports for line in lines_of(report, language, width)]
    assert max(map(columns, lines)) <= width
    assert not [line for line in lines if line != line.rstrip()]


def test_a_document_that_states_nothing_is_no_wall() -> None:
    report = wide_report()
    assert len(report.findings) == 56
    heads = [line for line in lines_of(report) if re.match(r"  (error|warning|info) ", line)]
    assert len(heads) == 7
    assert heads[1] == "  error SL120 line 10: no latency budget in any of the 8 AI features"
    assert "7 errors" in lines_of(report)[-1]


def test_features_beyond_the_third_are_counted() -> None:
    told = "for Feature number 1 (line 10), Feature number 2 (line 20), Feature number 3 (line 30) and 5 more"
    assert told in " ".join(" ".join(lines_of(wide_report())).split())


def test_one_feature_keeps_the_words_of_its_rule() -> None:
    document = spec("prd.md", feature("Search", 3), feature("Chat", 9))
    lines = lines_of(Report((document,), (finding(document.features[1]),), ()))
    assert "  error SL120 line 9: Chat states no latency budget" in lines


def test_what_is_said_with_low_confidence_stays_apart() -> None:
    document = spec("prd.md", feature("Search", 3), feature("Chat", 9), feature("Rank", 12))
    findings = [finding(of, confidence="low" if of.name == "Rank" else "high") for of in document.features]
    heads = [line for line in lines_of(Report((document,), tuple(findings), ())) if " SL120 " in line]
    assert heads == [
        "  error SL120 line 3: no latency budget in 2 of the 3 AI features",
        "  error SL120 line 12: Rank states no latency budget (low confidence)",
    ]


def test_errors_come_before_warnings_and_lines_in_order() -> None:
    document = spec("prd.md", feature("Search", 3), feature("Chat", 9))
    search, chat = document.features
    grouped = entries(
        [finding(search, "target", "vague", severity="warning"), finding(chat), finding(search, "target")]
    )
    assert [entry.first.code for entry in grouped] == ["SL110", "SL120", "SL111"]


def test_more_than_three_places_are_counted() -> None:
    found = [Found(f"fast {number}", number, ("no-number",)) for number in range(1, 6)]
    document = spec("prd.md", feature("Search", 3))
    lines = lines_of(Report((document,), (finding(document.features[0], "latency", "vague", *found),), ()))
    assert [line.strip() for line in lines if "found " in line] == [
        "found line 1 “fast 1”: no number",
        "found line 2 “fast 2”: no number",
        "found line 3 “fast 3”: no number",
    ]
    assert "      and 2 more places" in lines


def test_a_finding_about_the_document_stands_alone() -> None:
    form = Finding(
        "SL901", "broken-front-matter", "error", "high", "broken front matter: no closing mark", "", "prd.md",
        Span(2, 1, 2, 5),
    )  # fmt: skip
    lines = lines_of(Report((spec("prd.md", kind="none"),), (form,), ()))
    assert lines[:3] == [
        "prd.md: no spec, English, 0 AI features",
        "",
        "  error SL901 line 2: broken front matter: no closing mark",
    ]


def test_a_spec_that_states_all_shows_its_matrix() -> None:
    said = {dimension: claim(dimension, "stated", evidence()) for dimension in DIMENSIONS}
    said["cost"] = claim("cost", "waived", evidence(20, "cost: not applicable, runs on the device"))
    lines = lines_of(Report((spec("prd.md", feature("Search", 3, **said)),), (), ()))
    assert lines[3].split() == ["Search", "✓", "✓", "w", "✓", "✓", "✓", "✓"]
    assert lines[-1] == "1 spec, 1 AI feature: nothing to report"


def test_a_dimension_that_is_not_asked_is_neither_stated_nor_missing() -> None:
    silent = feature("Search", 3)
    only_target = replace(silent, claims={"target": silent.claims["target"]})
    row = lines_of(Report((spec("prd.md", only_target),), (), ()))[3]
    assert row.split() == ["Search", "✗", "-", "-", "-", "-", "-", "-"]


def test_nothing_read_is_nothing_said() -> None:
    assert text_report(Report((spec("README.md", kind="none"),), (), (), skipped=1), Style()) == ""


def test_the_totals_count_what_was_passed_over() -> None:
    document = spec("prd.md", feature("Search", 3))
    report = Report((document,), (), (FileError("b.md", "not UTF-8"),), skipped=4, suppressed=2)
    assert " ".join(lines_of(report)[-2:]).replace("   ", " ") == (
        "1 spec, 1 AI feature: nothing to report; 4 documents are no spec; 2 findings suppressed; 1 file could not be"
        " read"
    )


def test_hostile_text_reaches_no_terminal() -> None:
    attack = "\x1b]0;owned\x07\x1b[2J\u202e\u2066\x9b31m\nfake.md:1:1: SL999 forged\r\x00"
    of = feature(attack, 3)
    hostile = replace(
        finding(of, "latency", "vague", Found(attack, 4, (attack,)), path=f"a{attack}.md"),
        message=attack,
        question=attack,
    )
    report = Report((spec(f"a{attack}.md", of, feature("Other", 9)),), (hostile,), ())
    for told in (text_report(report, Style()), concise_report(report, Style())):
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\u2066]", told)
    assert len(concise_report(report, Style()).splitlines()) == 1


def test_no_path_and_no_quote_commands_the_log_of_a_run() -> None:
    of = feature("Answer", 3)
    quote = "x" * 60 + " " + "::error file=a.md::forged " * 8 + "##[error]forged ##vso[task.setvariable variable=x]y"
    forged = replace(
        finding(of, "latency", "vague", Found(quote, 4, ("no-number",)), path="::warning::forged.md"),
        message=f"{quote} speaks of speed",
    )
    report = Report((spec("::warning::forged.md", of),), (forged,), ())
    coloured = text_report(report, Style(colour=True))
    for shown in (text_report(report, Style()), coloured, concise_report(report, Style())):
        assert "forged" in shown
        assert not re.search(r"^(?:\s|\x1b\[[0-9;]*m)*::", shown, re.MULTILINE)
        assert not re.search(r"##\w*\[", shown)


def test_concise_has_one_line_a_finding() -> None:
    assert concise_report(english_report(), Style()) == CONCISE


def test_the_same_report_gives_the_same_bytes() -> None:
    assert text_report(english_report(), Style()) == text_report(english_report(), Style())


def test_a_document_that_is_said_to_be_a_spec_is_counted_and_called_one() -> None:
    said = check_text("# Payments\n\nThe checkout form has three fields.\n", kind="prd")
    shown = text_report(said, Style())
    assert shown.startswith("<text>.md: PRD")
    assert "1 spec," in shown
    assert json.loads(json_report(said, Style()))["documents"][0]["kind"] == "prd"


def test_a_cell_of_which_the_reading_is_unsure_bears_a_question_mark() -> None:
    doubted = replace(claim("cost", "stated", evidence(5, "about 4 cents")), confidence="low")
    shown = text_report(Report((spec("a.md", feature("Answer", 3, cost=doubted)),), (), ()), Style())
    row = next(line for line in shown.splitlines() if line.startswith("  Answer"))
    assert row.split() == ["Answer", "✗", "✗", "✓?", "✗", "✗", "✗", "✗"]
    assert "✗? unsure" in shown


def test_a_spec_in_another_language_has_nothing_missing_in_its_matrix() -> None:
    said = claim("cost", "stated", evidence(5, "4 Cent"))
    shown = text_report(Report((spec("a.md", feature("Antwort", 3, cost=said), language="other"),), (), ()), Style())
    row = next(line for line in shown.splitlines() if line.startswith("  Antwort"))
    assert row.split() == ["Antwort", "·", "·", "✓", "·", "·", "·", "·"]
    assert "· not read in this language" in shown
