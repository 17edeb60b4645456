"""`speclint diff`: between which sides, in which formats, with which exit code."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from git_repository import GitRepository
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt

from speclint.cli.main import cli

SPEC = """\
# Product requirements document: support assistant

## AI features

### Answer drafting

The LLM assistant drafts a reply to every support ticket with GPT-4o. p95 latency is at most 800 ms.

### Ticket triage

The ML classifier assigns each incoming ticket to a queue. Accuracy is at least 90%.
"""
LOOSER = SPEC.replace("800 ms", "3 s")
CHINESE = """\
# 产品需求文档：智能客服

## AI 功能

### 智能回复

大模型为每个工单起草回复，单次生成耗时 P95 不超过 2 秒。草稿采纳率不低于 60%。
"""


def diff(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["diff", *arguments], prog_name="speclint")


def changes(*arguments: str) -> list[tuple[str, str, str, str]]:
    """Give document, feature, dimension and effect of each change."""
    result = diff("--output-format", "json", *arguments)
    assert result.exit_code == 0, result.stderr
    documents: list[dict[str, Any]] = json.loads(result.stdout)["documents"]
    return [
        (document["new_path"], feature["new"]["name"], change["dimension"], change["effect"])
        for document in documents
        for feature in document["features"]
        for change in feature["changes"]
    ]


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> GitRepository:
    """A repository with a spec on main, which topic loosens; topic is checked out."""
    made = GitRepository(tmp_path / "repository")
    made.write("docs/one.md", SPEC)
    made.write("docs/two.md", SPEC)
    made.write("README.md", "# A project\n\nWords.\n")
    made.commit()
    made.git("checkout", "--quiet", "-b", "topic")
    made.write("docs/one.md", LOOSER)
    made.commit()
    monkeypatch.chdir(made.folder)
    return made


@pytest.mark.parametrize(
    "sides",
    [
        ("main",),
        ("main..topic",),
        ("main...",),
        ("main...HEAD",),
        ("main", "topic"),
        ("main:docs", "topic:docs"),
        ("main:docs/one.md", "topic:docs/one.md"),
        ("main:docs",),
        ("main:docs/one.md",),
        ("main:./docs",),
        ("main", "docs"),
        ("main", "docs/one.md"),
        ("main:docs/two.md", "docs/one.md"),
        ("docs/two.md", "docs/one.md"),
    ],
)
def test_files_folders_and_revisions_are_compared(sides: tuple[str, ...], repository: GitRepository) -> None:
    assert changes(*sides) == [("docs/one.md", "Answer drafting", "latency", "weakened")]


def test_the_other_way_round_it_is_strengthened(repository: GitRepository) -> None:
    assert changes("topic", "main") == [("docs/one.md", "Answer drafting", "latency", "strengthened")]
    assert changes("docs", "main") == [("docs/one.md", "Answer drafting", "latency", "strengthened")]


def test_three_dots_leave_out_what_the_other_branch_did_since(repository: GitRepository) -> None:
    repository.git("checkout", "--quiet", "main")
    repository.write("docs/two.md", SPEC.replace("90%", "95%"))
    repository.commit()
    repository.git("checkout", "--quiet", "topic")
    assert len(changes("main", "topic")) == 2
    assert len(changes("main...topic")) == 1


def test_below_a_folder_only_its_documents_are_compared(
    repository: GitRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.write("other/three.md", SPEC)
    monkeypatch.chdir(repository.folder / "docs")
    assert changes("main") == [("one.md", "Answer drafting", "latency", "weakened")]


def test_folders_are_compared_without_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder, text in (("old", SPEC), ("new", LOOSER)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "prd.md").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", "")
    assert changes("old", "new") == [("new/prd.md", "Answer drafting", "latency", "weakened")]


def test_documents_come_go_and_are_found_again_under_another_name(repository: GitRepository) -> None:
    (repository.folder / "docs" / "two.md").rename(repository.folder / "docs" / "renamed.md")
    repository.write("docs/new.md", CHINESE)
    (repository.folder / "docs" / "one.md").unlink()
    report = json.loads(diff("main", "--output-format", "json").stdout)
    told = {(document["status"], document["old_path"], document["new_path"]) for document in report["documents"]}
    assert ("added", None, "docs/new.md") in told
    assert {status for status, *_ in told} == {"added", "removed", "renamed"}
    text = diff("main").stdout
    assert "docs/new.md (new)" in text
    assert "AI feature added: 智能回复 (line 5): stated:" in text


def test_the_report_names_what_changed_with_its_lines(repository: GitRepository) -> None:
    text = " ".join(diff("main").stdout.split())
    assert "weakened: latency budget loosened, for Answer drafting was p95 at most 800 ms (line 7 “" in text
    assert "now p95 at most 3 s (line 7 “" in text
    assert text.endswith("main → the working tree: 1 promise weakened")
    chinese = "".join(diff("main", "--lang", "zh").stdout.split())
    assert "放宽：延迟预算放宽了，涉及：Answerdrafting" in chinese
    assert chinese.endswith("main→工作区：1项承诺被放宽")
    assert "no promise changed" in diff("main", "main").stdout


def test_json_is_as_its_schema_says(repository: GitRepository, root: Path) -> None:
    repository.write("docs/new.md", CHINESE)
    (repository.folder / "docs" / "two.md").unlink()
    repository.write("docs/broken.md", "x")
    (repository.folder / "docs" / "broken.md").write_bytes(b"\xff\xfe")
    schema = json.loads((root / "schemas" / "diff.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    result = diff("main", "--output-format", "json")
    assert result.exit_code == 2
    assert "docs/broken.md" in result.stderr
    report = json.loads(result.stdout)
    Draft202012Validator(schema).validate(report)
    assert report["summary"]["features_removed"] == 2
    assert report["summary"]["errors"] == 1
    assert report["new"] is None


def test_markdown_shows_what_documents_say_as_plain_text(repository: GitRepository) -> None:
    hostile = SPEC.replace("Answer drafting", "Answer <img src=x> @team | `x` [a](http://b)")
    repository.write("docs/one.md", hostile)
    repository.commit()
    repository.write("docs/one.md", hostile.replace("800 ms", "3 s | <script> ![x](http://evil) #12"))
    markdown = diff("HEAD", "--output-format", "markdown").stdout
    assert "**weakened**" in markdown
    assert "@team" not in markdown
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown)
    inline = [child.type for token in tokens for child in token.children or ()]
    assert not {"html_inline", "link_open", "image", "code_inline"} & set(inline)
    assert "html_block" not in {token.type for token in tokens}
    rows = [line for line in markdown.splitlines() if line.startswith("|")]
    assert len({len(re.findall(r"(?<!\\)\|", row)) for row in rows}) == 1


def test_nothing_that_a_document_says_commands_a_log(repository: GitRepository) -> None:
    repository.write("docs/one.md", LOOSER.replace("### Answer", "### \x1b[31m##vso[task.x] Answer"))
    for format_ in ("text", "markdown"):
        output = diff("main", "--output-format", format_, "--color", "never").stdout
        assert "\x1b" not in output
        assert "##vso[" not in output


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("main",), 0),
        (("main", "--fail-on", "weakened"), 1),
        (("main", "--fail-on", "changed"), 1),
        (("topic", "main", "--fail-on", "weakened"), 0),
        (("topic", "main", "--fail-on", "changed"), 1),
        (("main", "main", "--fail-on", "changed"), 0),
    ],
)
def test_it_fails_only_where_it_is_asked_to(arguments: tuple[str, ...], code: int, repository: GitRepository) -> None:
    assert diff(*arguments).exit_code == code


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("docs",), "say what to compare it with, as in speclint diff HEAD docs"),
        (("docs/one.md", "docs"), "a file and a folder"),
        (("nope",), "no commit is called 'nope'"),
        (("docs/nope.md", "docs/one.md"), "no such file or folder"),
        (("main:nope", "topic"), "holds no Markdown"),
        (("main:nope",), "holds no Markdown"),
        (("--", "-x"), "no commit is called '-x'"),
        (("--", "-x...HEAD"), "no commit is called '-x'"),
        ((), "Missing argument"),
    ],
)
def test_what_cannot_be_compared_is_an_error(arguments: tuple[str, ...], told: str, repository: GitRepository) -> None:
    result = diff(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr


def test_outside_of_a_repository_a_revision_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = diff("main")
    assert (result.exit_code, "is in no git repository" in result.stderr) == (2, True)
