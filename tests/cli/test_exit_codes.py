"""Every way in which a run can end has its exit code and its message, and the other files are still reported."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]
Program = Callable[..., "subprocess.CompletedProcess[bytes]"]


def test_findings_end_with_1(run: Run) -> None:
    result = run("check", "gaps.md")
    assert result.exit_code == 1
    assert "SL130" in result.stdout
    assert result.stderr == ""


def test_exit_zero_ends_with_0_and_still_reports(run: Run) -> None:
    result = run("check", "--exit-zero", "gaps.md")
    assert result.exit_code == 0
    assert "SL130" in result.stdout


def test_findings_below_error_end_with_0(run: Run) -> None:
    result = run("check", "--stage", "draft", "gaps.md")
    assert result.exit_code == 0
    assert "info SL130" in result.stdout


def test_nothing_left_to_report_ends_with_0(run: Run) -> None:
    result = run("check", "--ignore", "ALL", "gaps.md")
    assert result.exit_code == 0
    assert "nothing to report" in result.stdout


def test_a_document_that_is_no_spec_ends_with_0_and_says_so(run: Run) -> None:
    result = run("check", "notes.md")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.startswith("nothing to check: 1 document is no spec")


def test_the_current_folder_is_checked_where_no_path_is_given(run: Run) -> None:
    result = run("check", "--output-format", "concise")
    assert result.exit_code == 1
    assert "gaps.md:13:" in result.stdout


@pytest.mark.parametrize("command", ["check", "extract"])
@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("utf16.md", "# PRD\n".encode("utf-16"), "iconv -f UTF-16"),
        ("gb.md", "# 需求文档\n智能客服的回答要准确，延迟要低。\n".encode("gb18030"), "iconv -f GB18030"),
        ("binary.md", b"# PRD\n\x00\x01\x02\n", "binary"),
        ("latin.md", "# Café au lait déjà vu\n".encode("latin-1"), "UTF-8"),
    ],
)
def test_an_unreadable_file_ends_with_2_and_the_others_are_reported(
    command: str, name: str, content: bytes, message: str, run: Run, folder: Path
) -> None:
    (folder / name).write_bytes(content)
    result = run(command, "gaps.md", name)
    assert result.exit_code == 2
    assert "gaps.md" in result.stdout
    assert result.stderr.startswith(f"error: {name}")
    assert message in result.stderr


def test_exit_zero_does_not_hide_a_failure(run: Run, folder: Path) -> None:
    (folder / "utf16.md").write_bytes("# PRD\n".encode("utf-16"))
    assert run("check", "--exit-zero", "gaps.md", "utf16.md").exit_code == 2


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_ends_with_2(run: Run, folder: Path) -> None:
    (folder / "secret.md").write_text("# PRD\n", encoding="utf-8")
    (folder / "secret.md").chmod(0)
    result = run("check", "gaps.md", "secret.md")
    assert result.exit_code == 2
    assert "permission denied" in result.stderr
    assert "gaps.md" in result.stdout


@pytest.mark.parametrize("command", ["check", "extract"])
def test_a_path_that_does_not_exist_ends_with_2(command: str, run: Run) -> None:
    result = run(command, "gaps.md", "missing.md")
    assert result.exit_code == 2
    assert "missing.md" in result.stderr
    assert "gaps.md" in result.stdout


def test_a_folder_without_markdown_ends_with_2(run: Run, folder: Path) -> None:
    (folder / "code").mkdir()
    (folder / "code" / "main.py").write_text("pass\n", encoding="utf-8")
    result = run("check", "code")
    assert result.exit_code == 2
    assert "code" in result.stderr
    assert "Markdown" in result.stderr


def test_a_folder_whose_markdown_is_all_ignored_ends_with_0_and_says_so(run: Run, folder: Path) -> None:
    (folder / "drafts").mkdir()
    (folder / "drafts" / "prd.md").write_text("# PRD\n", encoding="utf-8")
    (folder / "drafts" / ".gitignore").write_text("*.md\n", encoding="utf-8")
    result = run("check", "drafts")
    assert result.exit_code == 0
    assert result.stderr != ""


def test_a_file_with_a_byte_order_mark_is_read(run: Run, folder: Path) -> None:
    (folder / "bom.md").write_bytes(b"\xef\xbb\xbf" + (folder / "gaps.md").read_bytes())
    result = run("check", "bom.md")
    assert (result.exit_code, result.stderr) == (1, "")


def test_an_empty_file_is_no_spec(run: Run, folder: Path) -> None:
    (folder / "empty.md").write_bytes(b"")
    result = run("check", "empty.md")
    assert result.exit_code == 0
    assert "nothing to check" in result.stderr


def test_broken_front_matter_is_a_finding_and_the_body_is_checked(run: Run, folder: Path) -> None:
    body = (folder / "gaps.md").read_text(encoding="utf-8")
    (folder / "broken.md").write_text(f"---\ntitle: [\n---\n{body}", encoding="utf-8")
    result = run("check", "--output-format", "concise", "broken.md")
    assert result.exit_code == 1
    assert "SL901" in result.stdout
    assert "SL130" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("check", "--select", "SL12O", "gaps.md"), "did you mean SL12"),
        (("check", "--ignore", "missing-latencies", "gaps.md"), "did you mean missing-latency"),
        (("check", "--stage", "lunch", "gaps.md"), "launch"),
        (("check", "--kind", "pdr", "gaps.md"), "prd"),
        (("check", "--min-confidence", "sure", "gaps.md"), "medium"),
        (("check", "--output-format", "jsn", "gaps.md"), "did you mean json?"),
        (("check", "--color", "blue", "gaps.md"), "never"),
        (("check", "--lang", "de", "gaps.md"), "zh"),
        (("check", "--exit-nil", "gaps.md"), "--exit-zero"),
        (("extract", "--output-format", "xml", "gaps.md"), "json"),
        (("extract",), "PATH"),
        (("explain", "missing-latnecy"), "did you mean missing-latency"),
        (("explain", "gaps.md"), "gaps.md:1"),
        (("explain", "gaps.md:999"), "no line 999"),
        (("explain", "gaps.md:0"), "no line 0"),
        (("explain", "missing.md:3"), "missing.md"),
        (("explain",), "CODE"),
        (("rules", "extra"), "extra"),
        (("chekc", "gaps.md"), "did you mean check?"),
        (("gaps.md",), "baseline, check, completion, config"),
    ],
)
def test_a_wrong_word_ends_with_2_and_names_the_nearest(arguments: tuple[str, ...], message: str, run: Run) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert message in result.stderr
    assert result.stderr.startswith("error: ")
    assert "Usage" not in result.stderr


def test_an_empty_path_is_not_the_current_folder(run: Run) -> None:
    result = run("check", "")
    assert result.exit_code == 2
    assert "empty path" in result.stderr
    assert result.stdout == ""


def test_a_folder_without_permission_is_told_with_its_mend(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = os.scandir

    def closed(path: Path) -> object:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied")
        return listed(path)

    (folder / "closed").mkdir()
    monkeypatch.setattr(os, "scandir", closed)
    result = run("check", ".")
    assert result.exit_code == 2
    assert 'permission denied for the folder closed; open it, e.g. with "chmod u+rx closed"' in result.stderr


def test_an_unknown_rule_is_told_before_any_file_is_read(run: Run) -> None:
    result = run("check", "--select", "SL999", "missing.md")
    assert "SL999" in result.stderr
    assert "missing.md" not in result.stderr


@pytest.mark.parametrize(
    "content",
    [
        "> " * 3000 + "deep\n",
        "- " * 500 + "deep\n",
        "[" * 20000 + "\n",
        "# PRD\n\n" + "| a " * 2000 + "|\n" + "|---" * 2000 + "|\n",
        "```\n# never closed\n",
        "\u202e\x1b[31m# PRD\x07\n",
        "9" * 5000 + " ms\n",
        "---\n---\n---\n",
        "\r\r\n\n\r",
    ],
)
def test_hostile_documents_end_calmly(content: str, run: Run, folder: Path) -> None:
    (folder / "hostile.md").write_text(content, encoding="utf-8", newline="")
    for command in (("check", "hostile.md"), ("check", "--kind", "prd", "hostile.md"), ("extract", "hostile.md")):
        result = run(*command)
        assert result.exit_code in (0, 1), result.stderr
        assert "internal error" not in result.stderr


@pytest.mark.parametrize("command", ["check", "extract"])
def test_an_unexpected_failure_in_one_file_names_it_and_spares_the_others(
    command: str, run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from speclint.read import document

    parse = document.parse

    def parse_or_fail(source: object, **options: object) -> object:
        if source.path.endswith("cursed.md"):  # type: ignore[attr-defined]
            raise KeyError("boom")
        return parse(source, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(document, "parse", parse_or_fail)
    (folder / "cursed.md").write_text("# PRD\n", encoding="utf-8")
    result = run(command, "cursed.md", "gaps.md")
    assert result.exit_code == 2
    assert "cursed.md: internal error" in result.stderr
    assert "KeyError: 'boom'" in result.stderr
    assert "gaps.md" in result.stdout
    monkeypatch.setenv("SPECLINT_DEBUG", "1")
    assert "Traceback" in run(command, "cursed.md").stderr


def test_an_interrupt_ends_with_130(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from speclint import api

    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(api, "check", interrupt)
    result = run("check", "gaps.md")
    assert result.exit_code == 130
    assert "Traceback" not in result.output


@pytest.mark.skipif(not hasattr(signal, "SIGPIPE"), reason="a system without SIGPIPE")
def test_a_reader_that_goes_away_is_no_error(folder: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "speclint", "extract", "gaps.md"]
    run = subprocess.run(command, cwd=folder, stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert (run.returncode, run.stderr) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_output_that_cannot_be_written_ends_with_2(folder: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "speclint", "check", "gaps.md"]
        run = subprocess.run(command, cwd=folder, stdout=full, stderr=subprocess.PIPE, check=False)
    assert run.returncode == 2
    assert b"cannot write the output" in run.stderr
    assert b"Traceback" not in run.stderr


def test_chinese_is_written_in_utf_8_whatever_the_locale(program: Program, folder: Path) -> None:
    (folder / "zh.md").write_text(
        "# 智能客服 PRD\n\n## AI 功能\n\n大模型自动回复用户，回答要准确。\n", encoding="utf-8"
    )
    environment = {
        "LC_ALL": "C",
        "LANG": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONIOENCODING": "ascii",
    }
    run = program("check", "--kind", "prd", "--lang", "zh", ".", **environment)
    assert run.returncode in (0, 1), run.stderr
    assert "AI 功能" in run.stdout.decode("utf-8")
    assert json.loads(program("extract", "gaps.md", **environment).stdout.decode("utf-8"))["version"] == 1


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="file names are always Unicode")
def test_a_file_name_that_is_no_text_is_shown_with_escapes(program: Program, folder: Path) -> None:
    name = os.fsencode(folder) + b"/caf\xe9.md"
    with open(name, "wb") as file:  # noqa: PTH123 a Path cannot be made of bytes
        file.write((folder / "gaps.md").read_bytes())
    for arguments in (("check", "--output-format", "concise", "."), ("extract", "."), ("check", ".")):
        run = program(*arguments)
        assert run.returncode in (0, 1), run.stderr
        assert rb"caf\udce9.md" in run.stdout


@pytest.mark.parametrize("package", ["click", "markdown_it", "yaml"])
def test_a_package_that_is_not_installed_is_named(package: str, folder: Path) -> None:
    code = f"import sys, runpy; sys.modules[{package!r}] = None; sys.argv = ['speclint', 'extract', 'gaps.md']\n"
    code += "runpy.run_module('speclint', run_name='__main__')"
    (folder / "gaps.md").write_text("---\nstatus: draft\n---\n# PRD\n\n## AI search\n\nAn LLM.\n", encoding="utf-8")
    result = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False)
    assert result.returncode == 2
    assert f"{package} is not installed" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(("least", "code"), [("error", 0), ("warning", 1), ("info", 1)])
def test_how_grave_a_finding_must_be_to_fail(least: str, code: int, run: Run) -> None:
    result = run("check", "--select", "SL190", "--fail-on", least, "gaps.md")
    assert "warning" in result.stdout
    assert result.exit_code == code
