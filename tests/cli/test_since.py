"""`check --since` reports by feature what changed, and says what to fetch where it cannot tell."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from git_repository import GitRepository

from speclint.cli.main import cli

SPEC = """\
# Product requirements document: support assistant

## AI features

### Answer drafting

The LLM assistant drafts a reply to every support ticket with GPT-4o. Answers are fast and accurate.

### Ticket triage

The ML classifier assigns each incoming ticket to a queue. Accuracy is at least 90%.

## Operations

Cost of all AI calls has to stay reasonable.

## Out of scope

Billing and refunds.
"""


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> GitRepository:
    """A repository whose branch main holds two equal specs; the branch topic is checked out."""
    made = GitRepository(tmp_path / "repository")
    made.write("docs/one.md", SPEC)
    made.write("docs/two.md", SPEC)
    made.commit()
    made.git("checkout", "--quiet", "-b", "topic")
    monkeypatch.chdir(made.folder)
    return made


def check(*arguments: str, since: str = "main") -> Result:
    return CliRunner().invoke(cli, ["check", "--since", since, *arguments], prog_name="speclint")


def features(*arguments: str, since: str = "main") -> set[tuple[str, str | None]]:
    """Name the document and the feature of each finding that is reported."""
    result = check("--output-format", "json", *arguments, since=since)
    assert result.exit_code in (0, 1), result.stderr
    report: dict[str, Any] = json.loads(result.stdout)
    return {(finding["path"], finding["feature"]) for finding in report["findings"]}


def test_nothing_is_reported_where_nothing_changed(repository: GitRepository) -> None:
    result = check()
    assert result.exit_code == 0
    assert "nothing to report" in result.stdout
    assert "on what is unchanged" in " ".join(result.stdout.split())
    assert "one.md" not in result.stdout


def test_a_feature_is_reported_as_a_whole_when_its_own_text_changed(repository: GitRepository) -> None:
    repository.write("docs/one.md", SPEC.replace("each incoming ticket", "every incoming ticket"))
    assert features() == {("docs/one.md", "Ticket triage")}
    repository.commit()
    assert features() == {("docs/one.md", "Ticket triage")}
    assert features(since="HEAD") == set()
    chinese = check("--lang", "zh")
    assert "未改动部分的" in chinese.stdout


@pytest.mark.parametrize(
    "moved",
    [
        pytest.param(SPEC.replace("## AI features", "Written in spring.\n\n## AI features"), id="text above"),
        pytest.param(SPEC.replace("each incoming ticket", "each\nincoming ticket"), id="wrapped anew"),
        pytest.param(SPEC.replace("\n", "\r\n"), id="other newlines"),
        pytest.param(SPEC.replace("Billing and refunds.", "Billing, refunds and tax."), id="text that covers none"),
    ],
)
def test_a_feature_that_only_moved_is_not_reported(moved: str, repository: GitRepository) -> None:
    (repository.folder / "docs" / "one.md").write_bytes(moved.encode("utf-8"))
    assert features() == set()


def test_a_statement_for_the_whole_document_touches_all_features_that_it_covers(repository: GitRepository) -> None:
    repository.write("docs/one.md", SPEC.replace("has to stay reasonable", "has to stay affordable"))
    assert features() == {("docs/one.md", "Answer drafting"), ("docs/one.md", "Ticket triage")}


def test_a_finding_that_the_change_brought_is_reported_wherever_it_stands(repository: GitRepository) -> None:
    repository.write("docs/one.md", "---\nstatus: draft\n---\n\n" + SPEC)
    repository.commit()
    repository.git("checkout", "--quiet", "-B", "later")
    repository.write("docs/one.md", "---\nstatus: review\n---\n\n" + SPEC)
    assert ("docs/one.md", "Ticket triage") in features(since="topic")


def test_a_suppression_that_goes_brings_its_finding(repository: GitRepository) -> None:
    silenced = SPEC.replace("### Ticket", "<!-- speclint-disable-next-line SL120: nightly -->\n\n### Ticket")
    repository.write("docs/one.md", silenced)
    repository.commit()
    repository.git("checkout", "--quiet", "-B", "later")
    repository.write("docs/one.md", SPEC)
    assert ("docs/one.md", "Ticket triage") in features("--select", "SL120", since="topic")


def test_new_files_count_as_new_whether_git_knows_them_or_not(repository: GitRepository) -> None:
    repository.write("docs/new.md", SPEC)
    both = {("docs/new.md", "Answer drafting"), ("docs/new.md", "Ticket triage")}
    assert features() == both
    repository.commit()
    assert features() == both


def test_a_renamed_file_is_followed(repository: GitRepository) -> None:
    repository.git("mv", "docs/one.md", "docs/drafting und triage.md")
    assert features() == set()
    repository.commit()
    renamed = SPEC.replace("each incoming", "every incoming")
    repository.write("docs/drafting und triage.md", renamed)
    assert features() == {("docs/drafting und triage.md", "Ticket triage")}


def test_what_changed_on_the_other_branch_since_does_not_count(repository: GitRepository) -> None:
    repository.write("docs/one.md", SPEC.replace("each incoming", "every incoming"))
    repository.commit()
    repository.git("checkout", "--quiet", "main")
    repository.write("docs/two.md", SPEC.replace("Answers are fast", "Answers are quick"))
    repository.commit()
    repository.git("checkout", "--quiet", "topic")
    assert features() == {("docs/one.md", "Ticket triage")}


def test_it_is_the_same_from_a_folder_below_and_by_absolute_path(
    repository: GitRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.write("docs/one.md", SPEC.replace("each incoming", "every incoming"))
    monkeypatch.chdir(repository.folder / "docs")
    assert features() == {("one.md", "Ticket triage")}
    monkeypatch.chdir(repository.folder.parent)
    whole = str(repository.folder)
    assert {feature for _, feature in features(whole)} == {"Ticket triage"}


def test_with_a_baseline_only_what_is_new_to_both_is_reported(repository: GitRepository) -> None:
    CliRunner().invoke(cli, ["baseline"])
    repository.write("docs/one.md", SPEC.replace("Accuracy is at least 90%", "Accuracy is high"))
    result = check("--output-format", "json", "--baseline", "speclint-baseline.txt")
    assert {finding["code"] for finding in json.loads(result.stdout)["findings"]} == {"SL111"}


def test_standard_input_is_compared_by_its_name(repository: GitRepository) -> None:
    arguments = ["check", "-", "--stdin-filename", "docs/one.md", "--since", "main"]
    same = CliRunner().invoke(cli, arguments, input=SPEC)
    changed = CliRunner().invoke(cli, arguments, input=SPEC.replace("each incoming", "every incoming"))
    assert (same.exit_code, changed.exit_code) == (0, 1)


@pytest.mark.parametrize("revision", ["", "-x", "--output=stolen", "--help", "nope", "main:docs", "ma\nin"])
def test_what_names_no_commit_is_an_error(revision: str, repository: GitRepository) -> None:
    result = check(f"--since={revision}") if revision else check(since="")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "no commit is called" in result.stderr
    assert not (repository.folder / "stolen").exists()


def test_a_branch_that_was_not_fetched_is_named_with_the_fetch(repository: GitRepository) -> None:
    result = check(since="origin/release")
    assert (result.exit_code, "git fetch origin release" in result.stderr) == (2, True)


def test_a_shallow_clone_is_told_what_to_fetch(
    repository: GitRepository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.write("docs/one.md", SPEC.replace("each", "every"))
    repository.commit()
    clone = GitRepository(tmp_path / "clone")
    url = repository.folder.as_uri()
    clone.git("fetch", "--quiet", "--depth=1", url, "topic:topic", "main:refs/remotes/origin/main")
    clone.git("checkout", "--quiet", "topic")
    monkeypatch.chdir(clone.folder)
    for since in ("origin/main", "origin/other"):
        result = check(since=since)
        assert result.exit_code == 2
        assert "git fetch --unshallow" in result.stderr
        assert "fetch-depth: 0" in result.stderr


def test_no_repository_and_no_git_are_errors(
    repository: GitRepository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from speclint.versions import git

    alone = tmp_path / "alone"
    alone.mkdir()
    (alone / "a.md").write_text(SPEC, encoding="utf-8")
    result = check(str(alone))
    assert (result.exit_code, "is in no git repository" in result.stderr) == (2, True)
    git._program.cache_clear()
    git._opened.cache_clear()
    monkeypatch.setenv("PATH", str(alone))
    result = check()
    git._program.cache_clear()
    assert (result.exit_code, "git is not installed" in result.stderr) == (2, True)


def test_a_broken_repository_is_not_taken_for_the_one_around_it(repository: GitRepository) -> None:
    repository.write("inner/a.md", SPEC)
    (repository.folder / "inner" / ".git").mkdir()
    result = check("inner")
    assert (result.exit_code, "not a git repository" in result.stderr) == (2, True)


def test_a_repository_without_a_commit_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    empty = GitRepository(tmp_path / "empty")
    empty.write("a.md", SPEC)
    monkeypatch.chdir(empty.folder)
    assert check(since="HEAD").exit_code == 2


@pytest.mark.skipif(os.name == "nt", reason="needs a shell script")
def test_nothing_that_a_repository_brings_is_run(repository: GitRepository, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever its configuration, attributes, hooks and folder name: none starts a program."""
    folder = repository.folder
    trap = folder / "trap.sh"
    trap.write_text(f"#!/bin/sh\ntouch '{folder}/sprung'\ncat\n", encoding="utf-8")
    trap.chmod(trap.stat().st_mode | stat.S_IEXEC)
    settings = {
        "core.fsmonitor": trap,
        "core.pager": trap,
        "core.sshCommand": trap,
        "core.alternateRefsCommand": trap,
        "diff.external": trap,
        "diff.trap.command": trap,
        "diff.trap.textconv": trap,
        "filter.trap.clean": trap,
        "filter.trap.smudge": trap,
        "filter.trap.process": trap,
        "alias.rev-parse": f"!{trap}",
        "pager.diff-index": "true",
    }
    repository.write("docs/two.md", SPEC.replace("each incoming", "every incoming"))
    repository.git("mv", "docs/one.md", "docs/three.md")
    repository.commit()
    repository.write(".gitattributes", "*.md diff=trap filter=trap\n")
    repository.write("docs/two.md", SPEC.replace("each incoming", "all incoming"))
    for hook in ("post-index-change", "fsmonitor-watchman", "reference-transaction", "post-checkout"):
        (folder / ".git" / "hooks" / hook).write_bytes(trap.read_bytes())
        (folder / ".git" / "hooks" / hook).chmod(0o755)
    with (folder / ".git" / "config").open("a", encoding="utf-8") as file:
        for name, value in settings.items():
            section, _, key = name.rpartition(".")
            one, _, sub = section.partition(".")
            file.write(f'[{one} "{sub}"]\n' if sub else f"[{one}]\n")
            file.write(f'\t{key} = "{value}"\n')
    for name in ("GIT_EXTERNAL_DIFF", "GIT_PAGER", "GIT_SSH_COMMAND", "GIT_EDITOR"):
        monkeypatch.setenv(name, str(trap))
    monkeypatch.setenv("GIT_DIR", str(folder / "nowhere"))
    (folder / "git").write_bytes(trap.read_bytes())
    (folder / "git").chmod(0o755)
    monkeypatch.setenv("PATH", os.pathsep.join([".", "", os.environ["PATH"]]))
    assert features() == {("docs/two.md", "Ticket triage")}
    assert CliRunner().invoke(cli, ["diff", "main"]).exit_code == 0
    assert not (folder / "sprung").exists()
    repository.git("diff", "main", may_fail=True)
    assert (folder / "sprung").exists()  # the traps do work
