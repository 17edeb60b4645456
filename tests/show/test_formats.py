"""What other programs are given: each format read by its own consumer or schema, and none obeyed by accident."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hand_made import chinese_report, english_report, feature, finding, spec
from jsonschema import Draft4Validator
from junitparser import Error, Failure, JUnitXml
from markdown_it import MarkdownIt

from speclint.api import plugins
from speclint.model import FileError, Report
from speclint.show.terminal import Style

HOSTILE = (
    "A](http://evil.example) GH-1 deadbeef12 foo@evil.com @octocat <b>x</b>"
    " | ::error::no %0A #7 www.evil.example `x` &lt;"
)
STYLE = Style()


def written(name: str, report: Report, style: Style = STYLE) -> str:
    return plugins().reporters()[name](report, style)


def hostile_report() -> Report:
    of = feature(HOSTILE, 3)
    told = replace(finding(of), message=f"{HOSTILE} states no latency budget\n::error::forged")
    return Report(
        (spec("docs/a b,c:d.md", of),), (replace(told, path="docs/a b,c:d.md"),), (FileError("x.md", "no", 2),)
    )


REPORTS = [english_report(), chinese_report(), hostile_report(), Report((), (), ())]


@pytest.fixture(scope="module")
def sarif_schema() -> Draft4Validator:
    # The schema of the OASIS standard, as https://json.schemastore.org/sarif-2.1.0-rtm.5.json has it.
    return Draft4Validator(json.loads((Path(__file__).parent / "schemas" / "sarif-2.1.0.json").read_text("utf-8")))


@pytest.mark.parametrize("report", REPORTS)
def test_sarif_is_valid_and_has_what_github_reads(report: Report, sarif_schema: Draft4Validator) -> None:
    log = json.loads(written("sarif", report))
    sarif_schema.validate(log)
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert all(rule["help"]["text"] for rule in rules)
    assert {rule["properties"]["precision"] for rule in rules} <= {"very-high", "high", "low"}
    assert next(rule for rule in rules if rule["id"] == "SL120")["help"]["markdown"].startswith("# Missing latency")
    assert len(run["results"]) == len(report.findings)
    for result, found in zip(run["results"], report.findings, strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == found.code
        (location,) = result["locations"]
        region = location["physicalLocation"]["region"]
        assert region["startLine"] == region["endLine"] == found.span.line
        assert re.fullmatch(r"[\w./%~-]+", location["physicalLocation"]["artifactLocation"]["uri"])


def test_the_fingerprint_of_a_result_stays_when_lines_move() -> None:
    def prints(shift: int) -> list[object]:
        of = feature("Search", 3 + shift)
        log = json.loads(written("sarif", Report((spec("a.md", of),), (finding(of),), ())))
        return [result["partialFingerprints"] for result in log["runs"][0]["results"]]

    assert prints(0) == prints(40)


@pytest.mark.parametrize("report", REPORTS)
def test_github_gets_one_command_a_line_and_errors_first(report: Report) -> None:
    lines = [line for line in written("github", report).splitlines() if not line.startswith("::notice title=speclint")]
    assert len(lines) == len(report.findings) + len(report.errors)
    command = re.compile(r"::(error|warning|notice) file=[^,:]+,line=\d+[^:]*::[^\r\n]+")
    kinds = [match[1] for line in lines if (match := command.fullmatch(line))]
    assert len(kinds) == len(lines)
    of_findings = kinds[: len(report.findings)]
    assert of_findings == sorted(of_findings, key=["error", "warning", "notice"].index)


@pytest.mark.parametrize(("count", "told"), [(10, 0), (11, 1)])
def test_github_is_told_of_more_annotations_than_it_shows(count: int, told: int) -> None:
    of = feature("Search", 3)
    report = Report((spec("a.md", of),), (finding(of),) * count, ())
    lines = written("github", report).splitlines()
    assert len(lines) == count + told
    assert lines[-1].startswith("::notice title=speclint::11 errors in all; GitHub shows 10") == bool(told)


@pytest.mark.parametrize("report", REPORTS)
def test_gitlab_gets_relative_paths_and_fingerprints(report: Report) -> None:
    issues = json.loads(written("gitlab", report))
    lines = [f.span.line for f in report.findings] + [error.line for error in report.errors]
    assert [issue["location"]["lines"]["begin"] for issue in issues] == lines
    for issue in issues:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert not issue["location"]["path"].startswith("./")


@pytest.mark.parametrize("report", REPORTS)
def test_junit_counts_what_it_holds(report: Report) -> None:
    root = ElementTree.fromstring(written("junit", report))
    cases = root.findall("./testsuite/testcase")
    failed = root.findall("./testsuite/testcase/failure")
    assert root.tag == "testsuites"
    assert (int(root.attrib["tests"]), int(root.attrib["failures"])) == (len(cases), len(failed))
    assert int(root.attrib["errors"]) == len(report.errors)
    features = {(f.path, f.feature) for f in report.findings if f.severity == "error"}
    assert len(failed) == len(features)


@pytest.mark.parametrize("report", REPORTS)
def test_junit_is_read_by_a_reader_of_junit(report: Report) -> None:
    read = JUnitXml.fromstring(written("junit", report).encode())
    cases = [case for suite in read for case in suite]
    assert (read.tests, read.failures, read.errors) == (
        len(cases),
        sum(any(isinstance(result, Failure) for result in case.result) for case in cases),
        sum(any(isinstance(result, Error) for result in case.result) for case in cases),
    )
    assert {case.name for case in cases} >= {f.feature for f in report.findings if f.feature}


@pytest.mark.parametrize("report", REPORTS)
def test_reviewdog_gets_a_diagnostic_a_finding(report: Report) -> None:
    answer = json.loads(written("rdjson", report))
    assert answer["source"]["name"] == "speclint"
    assert len(answer["diagnostics"]) == len(report.findings) + len(report.errors)
    for diagnostic, found in zip(answer["diagnostics"], report.findings, strict=False):
        assert diagnostic["location"]["range"]["start"]["line"] == found.span.line
        assert diagnostic["severity"] in ("ERROR", "WARNING", "INFO")
        assert diagnostic["code"] == {"value": found.code}


@pytest.mark.parametrize("report", REPORTS)
def test_json_lines_are_the_findings_of_json(report: Report) -> None:
    lines = [json.loads(line) for line in written("json-lines", report).splitlines()]
    assert lines == json.loads(written("json", report))["findings"]


def test_what_a_document_says_is_plain_text_in_the_summary() -> None:
    text = written("markdown", hostile_report())
    assert not re.search(r"http://|www\.", text)
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(text)
    inline = [child for token in tokens for child in token.children or ()]
    assert not any(child.type in ("link_open", "image", "code_inline") for child in inline)
    assert {child.content for child in inline if child.type == "html_inline"} <= {"<br>"}
    assert sum(token.type == "heading_open" for token in tokens) == 2
    shown = "".join(child.content for child in inline)  # a forge looks for these in what is shown
    assert not re.search(r"@\w|#\d|GH-\d|[0-9a-f]{7}", shown)


def test_the_questions_are_plain_text_too() -> None:
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(written("questions", hostile_report()))
    inline = [child for token in tokens for child in token.children or ()]
    assert not any(child.type in ("link_open", "image", "code_inline", "html_inline") for child in inline)
    assert not re.search(r"@\w|#\d", "".join(child.content for child in inline))


@pytest.mark.parametrize("name", ["sarif", "github", "gitlab", "junit", "rdjson", "json", "markdown", "questions"])
@pytest.mark.parametrize("path", ["\udcff.md", "::error::x/a.md", "\uffff.md", " ::warning::x.md"])
def test_no_name_of_a_file_breaks_or_commands(name: str, path: str) -> None:
    of = feature("Reply", 3)
    told = tuple(replace(finding(of, d), path=path) for d in ("latency", "target"))
    text = written(name, Report((spec(path, of),), told, ()))
    text.encode("utf-8")
    if name != "github":
        assert not re.search(r"^\s*::", text, re.MULTILINE)
    if name == "junit":
        ElementTree.fromstring(text)


def test_what_could_not_be_read_is_in_every_report() -> None:
    for name in ("sarif", "github", "gitlab", "junit", "rdjson"):
        assert "x.md" in written(name, hostile_report()), name
    assert "1 file could not be read" in written("markdown", hostile_report())


def test_the_summary_has_the_matrix_and_whom_to_ask() -> None:
    text = written("markdown", english_report())
    assert "| AI feature | target | latency | cost |" in text
    assert "ask product and engineering" in text
    assert "请产品与算法回答" in written("markdown", chinese_report(), Style(language="zh"))


def test_questions_stand_once_with_the_features_they_are_about() -> None:
    text = written("questions", english_report())
    assert text.count("How good must the output be to ship? (Ticket triage, Conversation summaries") == 1
    assert all(found.question in text for found in english_report().findings)
    first, second = text.split("docs/card.md")
    assert "docs/prd.md" in first
    assert (first.count("95th percentile"), second.count("95th percentile")) == (1, 1)


@pytest.mark.parametrize(
    "name", ["sarif", "github", "gitlab", "junit", "rdjson", "json-lines", "markdown", "questions"]
)
def test_nothing_deceptive_goes_out(name: str) -> None:
    of = feature("Re\x1b[31mply\u202e\x00", 3)
    report = Report((spec("a.md", of),), (replace(finding(of), message="Re\x1b[31mply\u202e\x00 states none"),), ())
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202e]", written(name, report))
