"""What the commands print, and where."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

import speclint
from speclint.cli.main import cli
from speclint.model import DIMENSIONS

Run = Callable[..., Result]


def test_the_version(run: Run) -> None:
    result = run("--version")
    assert (result.exit_code, result.stdout) == (0, f"speclint {speclint.__version__}\n")


@pytest.mark.parametrize("command", [(), ("check",), ("extract",), ("explain",), ("rules",)])
@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_every_command_helps(command: tuple[str, ...], flag: str, run: Run) -> None:
    result = run(*command, flag)
    assert result.exit_code == 0
    assert result.stdout.startswith("Usage: speclint")
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_no_command_shows_the_help(run: Run) -> None:
    result = run()
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("Usage: speclint")
    assert "\nCommands:\n" in result.stderr


def test_a_dimension_is_explained_by_its_rules(run: Run) -> None:
    result = run("explain", "latency")
    assert result.exit_code == 0
    assert re.findall(r"^SL\d+", result.stdout, re.MULTILINE) == ["SL120", "SL121"]


def test_check_speaks_chinese(run: Run) -> None:
    result = run("check", "--lang", "zh", "gaps.md")
    assert "错误 SL130" in result.stdout
    assert "个 AI 功能" in result.stdout


def test_a_report_without_colour_has_no_escape(run: Run) -> None:
    assert "\x1b[" not in run("check", "gaps.md").stdout
    assert "\x1b[" in run("check", "--color", "always", "gaps.md").stdout


def test_the_environment_decides_on_colour_and_the_flag_outranks_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in run("check", "gaps.md").stdout
    assert "\x1b[" not in run("check", "--color", "never", "gaps.md").stdout
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in run("check", "gaps.md").stdout


@pytest.mark.parametrize("output_format", ["concise", "json"])
def test_formats_for_programs_are_never_coloured(output_format: str, run: Run) -> None:
    assert "\x1b[" not in run("check", "--color", "always", "--output-format", output_format, "gaps.md").stdout


def test_concise_names_place_code_and_message(run: Run) -> None:
    lines = run("check", "--select", "SL130", "--output-format", "concise", "gaps.md").stdout.splitlines()
    assert lines == [
        "gaps.md:13:5: SL130 Answer drafting states no cost budget",
        "gaps.md:17:5: SL130 Ticket triage states no cost budget",
    ]


def test_selecting_and_ignoring_may_be_repeated_and_listed(run: Run) -> None:
    def codes(*arguments: str) -> set[str]:
        answer = json.loads(run("check", "--output-format", "json", *arguments, "gaps.md").stdout)
        return {finding["code"] for finding in answer["findings"]}

    every = codes()
    assert {"SL130", "SL160"} <= every
    assert codes("--select", "SL130,SL160") == {"SL130", "SL160"}
    assert codes("--select", "SL130", "--select", "missing-drift") == {"SL130", "SL160"}
    assert codes("--ignore", "SL130", "--ignore", "missing-drift") == every - {"SL130", "SL160"}


@pytest.mark.parametrize(
    ("language", "told", "nothing"),
    [("en", "findings held back as unsure", "nothing to report"), ("zh", "个把握不大的问题未列出", "没有问题")],
)
def test_findings_that_are_all_unsure_are_not_nothing(
    folder: Path, run: Run, language: str, told: str, nothing: str
) -> None:
    heading = "# Product requirements document: assistant\n\n## AI features\n\n### Answer drafting\n\n"
    text = f"{heading}The LLM drafts a reply to every ticket with GPT-4o.\n\n![budget](budget.png)\n"
    (folder / "spec.md").write_text(text, encoding="utf-8")
    for options in (["text"], ["markdown"], ["github"], ["text", "--statistics"]):
        shown = run("check", "--lang", language, "--output-format", *options, "spec.md")
        assert told in shown.stdout
        assert nothing not in shown.stdout
    concise = run("check", "--lang", language, "--output-format", "concise", "spec.md")
    assert concise.stdout == ""
    assert told in concise.stderr.splitlines()[-1]
    sure = run("check", "--lang", language, "--min-confidence", "low", "--output-format", "concise", "spec.md")
    assert told not in sure.stderr


def test_min_confidence_leaves_out_what_is_less_sure(run: Run) -> None:
    def confidences(least: str) -> list[str]:
        answer = json.loads(run("check", "--output-format", "json", "--min-confidence", least, "gaps.md").stdout)
        return [finding["confidence"] for finding in answer["findings"]]

    low, high = confidences("low"), confidences("high")
    assert high == [confidence for confidence in low if confidence == "high"]
    assert len(confidences("medium")) <= len(low)


def test_a_comment_suppresses_and_is_counted(run: Run, folder: Path) -> None:
    text = (folder / "gaps.md").read_text(encoding="utf-8")
    (folder / "quiet.md").write_text(f"<!-- speclint-disable-file SL130: decided later -->\n{text}", encoding="utf-8")
    result = run("check", "--select", "SL130", "quiet.md")
    assert result.exit_code == 0
    assert "suppressed" in result.stdout


@pytest.mark.parametrize(("command", "schema"), [("check", "report"), ("extract", "spec")])
def test_json_answers_validate(command: str, schema: str, run: Run, root: Path) -> None:
    result = run(command, "--output-format", "json", ".")
    described = json.loads((root / "schemas" / f"{schema}.schema.json").read_text(encoding="utf-8"))
    answer = json.loads(result.stdout)
    Draft202012Validator(described).validate(answer)
    assert answer["schema"] == described["$id"]


def test_extract_gives_every_document_and_ends_with_0(run: Run) -> None:
    result = run("extract", "gaps.md", "notes.md")
    assert result.exit_code == 0
    spec, notes = json.loads(result.stdout)["documents"]
    assert [feature["name"] for feature in spec["features"]] == ["Answer drafting", "Ticket triage"]
    assert (notes["kind"], notes["features"]) == ("none", [])
    assert list(notes["dimensions"]) == list(DIMENSIONS)


def test_two_runs_give_the_same_bytes(run: Run) -> None:
    for arguments in (("check", "."), ("check", "--output-format", "json", "."), ("extract", ".")):
        assert run(*arguments).stdout == run(*arguments).stdout


@pytest.mark.parametrize("word", ["SL120", "sl120", "missing-latency"])
def test_explain_prints_the_page_of_a_rule(word: str, run: Run) -> None:
    result = run("explain", word)
    assert result.exit_code == 0
    assert result.stdout.startswith("SL120 missing-latency\n")
    assert "bad example, English" in result.stdout


@pytest.mark.parametrize(("word", "codes"), [("SL12", ["SL120", "SL121"]), ("sl9", ["SL901", "SL902"])])
def test_explain_lists_the_rules_that_a_beginning_means(word: str, codes: list[str], run: Run) -> None:
    result = run("explain", word)
    assert result.exit_code == 0
    assert [code for code in re.findall(r"SL\d{3}", result.stdout) if code in codes] == codes


@pytest.mark.parametrize("place", ["gaps.md:19", "gaps.md:19:4", "gaps.md:19:4:"])
def test_explain_tells_what_is_read_on_a_line(place: str, run: Run) -> None:
    result = run("explain", place)
    assert result.exit_code == 0
    assert result.stdout.startswith("gaps.md, line 19: PRD, English, review stage, 2 AI features\n")
    assert "target of Ticket triage: stated" in result.stdout


def test_rules_lists_every_rule(run: Run, root: Path) -> None:
    pages = sorted(page.name.split("-")[0] for page in (root / "rules").glob("*/SL*.md"))
    listed = json.loads(run("rules", "--output-format", "json").stdout)["rules"]
    assert [rule["code"] for rule in listed] == pages
    table = run("rules")
    assert table.exit_code == 0
    assert all(code in table.stdout for code in pages)
    assert max(map(len, table.stdout.splitlines())) <= 80


def test_what_the_command_line_does_is_there_as_functions(folder: Path) -> None:
    from speclint import check, check_text, extract

    text = Path("gaps.md").read_text(encoding="utf-8")
    from_file, from_text = check(["gaps.md"]), check_text(text, path="gaps.md")
    assert from_file.findings == from_text.findings
    assert from_file.findings
    assert extract(["gaps.md"]).findings == ()
    assert extract("gaps.md").specs == extract([Path("gaps.md")]).specs == from_file.specs


def test_a_file_is_understood_once(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from speclint.understand import spec

    understand, read = spec.understand, []

    def count(document: object, *rest: object, **options: object) -> object:
        read.append(document)
        return understand(document, *rest, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(spec, "understand", count)
    run("check", "gaps.md")
    assert len(read) == 1


def test_several_formats_go_to_files_and_one_to_standard_output(run: Run, folder: Path) -> None:
    result = run("check", "gaps.md", "--output-format", "sarif=out.sarif", "--output-format", "github")
    assert result.exit_code == 1
    assert result.stdout.startswith("::error file=gaps.md")
    log = json.loads((folder / "out.sarif").read_text(encoding="utf-8"))
    assert len(log["runs"][0]["results"]) == result.stdout.count(" file=gaps.md,")


def test_two_formats_cannot_share_standard_output(run: Run) -> None:
    result = run("check", "gaps.md", "--output-format", "json", "--output-format", "github")
    assert result.exit_code == 2
    assert "give one a file" in result.stderr


def test_a_report_that_cannot_be_written_is_told(run: Run) -> None:
    result = run("check", "gaps.md", "--output-format", "json=nowhere/out.json")
    assert result.exit_code == 2
    assert "nowhere/out.json" in result.stderr


def test_the_step_summary_is_written_where_github_has_a_file_for_it(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(folder / "summary.md"))
    run("check", "gaps.md", "--output-format", "concise")
    assert not (folder / "summary.md").exists()
    run("check", "gaps.md", "--output-format", "github")
    assert (folder / "summary.md").read_text(encoding="utf-8").startswith("## speclint: ")


def test_a_document_may_come_by_standard_input(folder: Path) -> None:
    text = (folder / "gaps.md").read_bytes()
    from_file = CliRunner().invoke(cli, ["check", "--output-format", "concise", "gaps.md"])
    for arguments in (["-", "--stdin-filename", "gaps.md"], ["--stdin-filename", "gaps.md"]):
        result = CliRunner().invoke(cli, ["check", "--output-format", "concise", *arguments], input=text)
        assert (result.exit_code, result.stdout) == (from_file.exit_code, from_file.stdout)
    unnamed = CliRunner().invoke(cli, ["check", "--output-format", "concise", "-"], input=text)
    assert unnamed.stdout.startswith("<stdin>:")


@pytest.mark.parametrize("data", ["需求".encode("gb18030") * 40, b"a" * 2_000_001, b"\0"])
def test_what_is_wrong_with_standard_input_is_told(data: bytes, folder: Path) -> None:
    result = CliRunner().invoke(cli, ["check", "-", "--stdin-filename", "a.md"], input=data)
    assert result.exit_code == 2
    assert result.stderr.startswith("error: a.md")


@pytest.mark.parametrize("arguments", [("-", "gaps.md"), ("gaps.md", "--stdin-filename", "x.md")])
def test_standard_input_stands_alone(arguments: tuple[str, ...], run: Run) -> None:
    result = run("check", *arguments)
    assert result.exit_code == 2
    assert "standard input" in result.stderr


def test_a_report_is_written_over_no_other_and_over_no_document(run: Run, folder: Path) -> None:
    before = (folder / "gaps.md").read_bytes()
    twice = run("check", "gaps.md", "--output-format", "json=o.json", "--output-format", "sarif=./o.json")
    over = run("check", "gaps.md", "--output-format", "json=gaps.md")
    assert (twice.exit_code, over.exit_code) == (2, 2)
    assert (folder / "gaps.md").read_bytes() == before


def test_a_file_that_cannot_be_written_does_not_cost_the_other_formats(run: Run) -> None:
    result = run("check", "gaps.md", "--output-format", "json=nowhere/o.json", "--output-format", "github")
    assert result.exit_code == 2
    assert result.stdout.startswith("::error file=gaps.md")
