"""`speclint check --fix`: what is written, what is said, what is never touched."""

from __future__ import annotations

import json
import os
import stat
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import GAPS, Program, Run

from speclint import api
from speclint.cli.main import cli
from speclint.errors import SourceError
from speclint.mend.files import write

WIDE = (
    "# PRD: Reply drafting\n\n## Reply drafting\n\n"
    "An LLM (gpt-4o-mini) drafts a reply; acceptance ＞＝ 40％ of drafts, latency p95 ＜ 3 s.\n"
)
MENDED = WIDE.replace("＞＝ 40％", "≥ 40%").replace("＜ 3 s", "< 3 s")


def test_safe_fixes_are_written_and_told_and_the_rest_is_reported(folder: Path, run: Run) -> None:
    (folder / "wide.md").write_text(WIDE, encoding="utf-8")
    result = run("check", "--fix", "wide.md")
    assert (folder / "wide.md").read_text(encoding="utf-8") == MENDED
    assert result.exit_code == 1
    assert "SL690" not in result.stdout
    assert "error SL130" in result.stdout
    assert "wide.md: 2 findings fixed (SL690 × 2)" in result.stderr
    assert "6 missing statements can be asked for in the documents themselves (--unsafe-fixes)" in result.stderr


def test_nothing_left_to_report_ends_with_0(folder: Path, run: Run) -> None:
    (folder / "wide.md").write_text(WIDE, encoding="utf-8")
    assert run("check", "--select", "SL690", "--fail-on", "info", "wide.md").exit_code == 1
    assert run("check", "--select", "SL690", "--fail-on", "info", "--fix", "wide.md").exit_code == 0


def test_without_unsafe_fixes_no_skeleton_is_written(folder: Path, run: Run) -> None:
    run("check", "--fix")
    assert (folder / "gaps.md").read_text(encoding="utf-8") == GAPS
    run("check", "--unsafe-fixes")
    assert (folder / "gaps.md").read_text(encoding="utf-8") == GAPS


def test_unsafe_fixes_ask_in_the_document_and_turn_no_run_green(folder: Path, run: Run) -> None:
    before = run("check", "--output-format", "json")
    result = run("check", "--fix", "--unsafe-fixes", "--output-format", "json")
    text = (folder / "gaps.md").read_text(encoding="utf-8")
    assert "- **Cost:** TODO(speclint): at most … per … (ask engineering and finance)" in text
    left = [line for line in text.split("\n") if "TODO" not in line and line]
    assert left == [line for line in GAPS.split("\n") if line]
    assert result.exit_code == before.exit_code == 1
    identities = [
        sorted((f["code"], f["slug"], f["severity"], f["fingerprint"]) for f in json.loads(ran.stdout)["findings"])
        for ran in (before, result)
    ]
    assert identities[0] == identities[1]
    assert "gaps.md: " in result.stderr
    assert "statements asked for (" in result.stderr


def test_rules_that_are_not_reported_are_not_mended(folder: Path, run: Run) -> None:
    run("check", "--fix", "--unsafe-fixes", "--select", "SL130")
    text = (folder / "gaps.md").read_text(encoding="utf-8")
    assert {line.split("**")[1] for line in text.split("\n") if "TODO(speclint)" in line} == {"Cost:"}


def test_a_suppressed_finding_is_not_mended(folder: Path, run: Run) -> None:
    path = folder / "gaps.md"
    path.write_text("<!-- speclint-disable-file SL130: free of charge -->\n" + GAPS, encoding="utf-8")
    run("check", "--fix", "--unsafe-fixes")
    assert "**Cost:**" not in path.read_text(encoding="utf-8")
    assert "TODO(speclint)" in path.read_text(encoding="utf-8")


def test_diff_shows_and_writes_nothing(folder: Path, run: Run) -> None:
    (folder / "wide.md").write_text(WIDE, encoding="utf-8")
    result = run("check", "--diff", "wide.md")
    assert (folder / "wide.md").read_text(encoding="utf-8") == WIDE
    assert result.exit_code == 1
    lines = result.stdout.split("\n")
    assert lines[:2] == ["--- wide.md", "+++ wide.md"]
    assert [line for line in lines if line.startswith("-An ")] == ["-" + WIDE.split("\n")[4]]
    assert [line for line in lines if line.startswith("+An ")] == ["+" + MENDED.split("\n")[4]]
    assert "findings are not among the changes" in result.stderr
    assert run("check", "--diff", "--exit-zero", "wide.md").exit_code == 0


def test_diff_ends_with_0_where_nothing_would_change_and_says_that_findings_remain(run: Run) -> None:
    result = run("check", "--diff", "gaps.md")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "findings are not among the changes: speclint check without --diff reports them" in result.stderr


def test_a_diff_can_be_applied_and_gives_what_fix_writes(folder: Path, run: Run, program: Program) -> None:
    text = WIDE.removesuffix("\n")  # no newline at the end
    (folder / "wide.md").write_text(text, encoding="utf-8", newline="")
    shown = program("check", "--diff", "--unsafe-fixes", "wide.md").stdout
    assert b"\\ No newline at end of file" in shown
    patch = folder / "fix.patch"
    patch.write_bytes(shown)
    run("check", "--fix", "--unsafe-fixes", "wide.md")
    fixed = (folder / "wide.md").read_bytes()
    (folder / "wide.md").write_text(text, encoding="utf-8", newline="")
    subprocess.run(["git", "apply", "-p0", "--unsafe-paths", "fix.patch"], cwd=folder, check=True)
    assert (folder / "wide.md").read_bytes() == fixed


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_diff_keeps_the_tabs_and_returns_that_a_patch_needs(
    folder: Path, program: Program, newline: str, mark: bytes
) -> None:
    text = WIDE.replace("\n\n", "\n").replace("drafts a reply;", "drafts\ta reply;") + "\n-\titem\n"
    document = folder / "wide.md"
    document.write_bytes(mark + text.replace("\n", newline).encode())
    shown = program("check", "--diff", "wide.md")
    assert b"cannot be applied" not in shown.stderr
    (folder / "fix.patch").write_bytes(shown.stdout)
    subprocess.run(["git", "apply", "-p0", "--unsafe-paths", "fix.patch"], cwd=folder, check=True)
    expected = text.replace("＞＝ 40％", "≥ 40%").replace("＜ 3 s", "< 3 s").replace("\n", newline)
    assert document.read_bytes() == mark + expected.encode()


@pytest.mark.parametrize(
    "deceptive", [WIDE + "\n::error::forged\n", WIDE + "a\x1b[31m\n", WIDE + "a\u202e\n", WIDE.replace("\n", "\r")]
)
def test_a_diff_that_shows_escapes_says_that_it_cannot_be_applied(folder: Path, run: Run, deceptive: str) -> None:
    (folder / "wide.md").write_bytes(deceptive.encode())
    result = run("check", "--diff", "wide.md")
    assert "-An LLM" in result.stdout
    assert "\r" not in result.stdout
    assert "the diff of wide.md cannot be applied" in result.stderr


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("ending", ["", "\n", "\n\n \n"])
def test_every_other_byte_stays(folder: Path, run: Run, newline: str, mark: bytes, ending: str) -> None:
    text = WIDE.replace("drafts a reply;", "drafts\ta reply;  ").rstrip("\n") + ending
    path = folder / "wide.md"
    path.write_bytes(mark + text.replace("\n", newline).encode())
    run("check", "--fix", "wide.md")
    expected = text.replace("＞＝ 40％", "≥ 40%").replace("＜ 3 s", "< 3 s").replace("\n", newline)
    assert path.read_bytes() == mark + expected.encode()
    run("check", "--fix", "--unsafe-fixes", "wide.md")
    skeletons = path.read_bytes()
    lines = skeletons.removeprefix(mark).decode().split(newline)
    assert [line for line in lines if "TODO" not in line and line.strip()] == [
        line for line in expected.split(newline) if line.strip()
    ]
    assert skeletons.startswith(mark)
    assert not any("\n" in line or "\r" in line for line in lines)
    assert skeletons.endswith(newline.encode()) == bool(ending)


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such permissions")
def test_permissions_and_links_stay(folder: Path, run: Run) -> None:
    (folder / "real").mkdir()
    real = folder / "real" / "spec.md"
    real.write_text(WIDE, encoding="utf-8")
    real.chmod(0o640)
    (folder / "link.md").symlink_to(real)
    run("check", "--fix", "link.md")
    assert (folder / "link.md").is_symlink()
    assert real.read_text(encoding="utf-8") == MENDED
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert sorted(path.name for path in (folder / "real").iterdir()) == ["spec.md"]


def test_a_file_that_changed_meanwhile_is_left_as_it_is(folder: Path) -> None:
    path = folder / "wide.md"
    path.write_text(WIDE, encoding="utf-8")
    report = api.check([path])
    repairs, _ = api.fix(report)
    path.write_text("# Rewritten\n", encoding="utf-8")
    with pytest.raises(SourceError, match="changed while it was checked"):
        write(repairs[0])
    assert path.read_text(encoding="utf-8") == "# Rewritten\n"
    assert [p.name for p in folder.iterdir() if "tmp" in p.suffix] == []
    path.write_text("\n" + WIDE, encoding="utf-8")
    repairs, errors = api.fix(report)
    assert repairs == ()
    assert "changed while it was checked" in errors[0].message


def test_one_file_that_cannot_be_written_stops_no_other(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a.md").write_text(WIDE, encoding="utf-8")
    (folder / "b.md").write_text(WIDE, encoding="utf-8")
    protected = os.path.realpath(folder / "a.md")
    access = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: str(path) != protected and access(path, mode))
    result = run("check", "--fix", "a.md", "b.md")
    assert result.exit_code == 2
    assert "a.md: cannot be mended: it is write-protected" in result.stderr
    assert (folder / "a.md").read_text(encoding="utf-8") == WIDE
    assert (folder / "b.md").read_text(encoding="utf-8") == MENDED


def test_standard_input_is_mended_to_standard_output_and_reported_on_standard_error(folder: Path) -> None:
    data = b"\xef\xbb\xbf" + WIDE.replace("\n", "\r\n").encode()
    result = CliRunner().invoke(cli, ["check", "--fix", "-", "--stdin-filename", "prd.md"], input=data)
    assert result.stdout_bytes == b"\xef\xbb\xbf" + MENDED.replace("\n", "\r\n").encode()
    assert "prd.md: 2 findings fixed" in result.stderr
    assert "error SL130" in result.stderr
    assert result.exit_code == 1
    plain = CliRunner().invoke(cli, ["check", "--fix", "-"], input=b"# Notes\n")
    assert plain.stdout_bytes == b"# Notes\n"


def test_the_report_marks_what_fix_mends(folder: Path, run: Run) -> None:
    (folder / "wide.md").write_text(WIDE, encoding="utf-8")
    text = run("check", "wide.md").stdout
    assert "info SL690 line 5: [*] full-width operator in a quantity: ＞＝ 40％ → ≥ 40%" in text
    assert "[*] 2 fixable with --fix; " in text
    concise = run("check", "wide.md", "--output-format", "concise").stdout
    assert "wide.md:5:49: SL690 [*] full-width" in concise
    assert "SL130 [*]" not in concise
    finding = json.loads(run("check", "--select", "SL690", "wide.md", "--output-format", "json").stdout)["findings"][0]
    edit = {"line": 5, "end_line": 5, "column": 49, "end_column": 55, "replacement": "≥ 40%"}
    assert finding["fix"] == {"applicability": "safe", "edit": edit}


def test_code_scanning_is_given_the_fix(folder: Path, run: Run) -> None:
    (folder / "wide.md").write_text(WIDE, encoding="utf-8")
    sarif = json.loads(run("check", "--select", "SL690", "wide.md", "--output-format", "sarif").stdout)
    change = sarif["runs"][0]["results"][0]["fixes"][0]["artifactChanges"][0]
    assert change["replacements"][0]["insertedContent"] == {"text": "≥ 40%"}


KIND = "---\nkind: prdd\nspeclint: {stage: lanch} # soon\n---\n" + MENDED


def test_a_misspelled_kind_and_stage_are_mended_where_one_word_is_meant(folder: Path, run: Run) -> None:
    path = folder / "kind.md"
    path.write_text(KIND, encoding="utf-8")
    run("check", "--fix", "kind.md")
    assert path.read_text(encoding="utf-8") == KIND.replace("prdd", "prd").replace("lanch", "launch")
    path.write_text(KIND.replace("lanch", "someday"), encoding="utf-8")
    run("check", "--fix", "--select", "SL901", "kind.md")
    assert "someday" in path.read_text(encoding="utf-8")


def test_messages_are_chinese_where_asked(folder: Path, run: Run) -> None:
    (folder / "wide.md").write_text(WIDE, encoding="utf-8")
    assert "wide.md：将修复 2 个问题（SL690 × 2）" in run("check", "--diff", "--lang", "zh", "wide.md").stderr
    assert "wide.md：已修复 2 个问题（SL690 × 2）" in run("check", "--fix", "--lang", "zh", "wide.md").stderr


def test_a_document_commands_no_terminal_and_no_log_by_its_diff(folder: Path, run: Run) -> None:
    (folder / "wide.md").write_text(WIDE + "\n  ::error::forged \x1b[31m\n", encoding="utf-8")
    shown = run("check", "--diff", "--color", "never", "wide.md").stdout
    assert "\x1b" not in shown
    assert not any(line.strip().startswith("::") for line in shown.split("\n"))


def test_what_a_baseline_holds_back_is_not_mended(folder: Path, run: Run) -> None:
    (folder / "wide.md").write_text(WIDE, encoding="utf-8")
    assert run("baseline", "wide.md").exit_code == 0
    result = run("check", "--baseline", "speclint-baseline.txt", "--fix", "--unsafe-fixes", "wide.md")
    assert result.exit_code == 0
    assert (folder / "wide.md").read_text(encoding="utf-8") == WIDE
