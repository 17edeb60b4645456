"""action.yml does what it says on every kind of event."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from action_runner import EXPRESSION, FORK, OWN, Action, Event

Git = Callable[..., str]

GOOD, BAD = "good specs", "bad"


def test_findings_are_annotations_a_sarif_file_a_summary_and_an_exit_code(action: Action, repository: Path) -> None:
    run = action.run(repository, Event())
    assert run.code == 1
    lines = [line for line in run.stdout.splitlines() if not line.startswith("::notice title=speclint::")]
    assert len(run.stdout.splitlines()) - len(lines) in (0, 1)  # where there are more than GitHub shows, it is told
    assert all(re.match(r"::(error|warning|notice) file=bad/meeting\.md,line=\d+", line) for line in lines), lines
    assert run.outputs["exit-code"] == "1"
    assert run.outputs["findings"] == str(len(lines))
    sarif = json.loads(Path(run.outputs["sarif-file"]).read_text(encoding="utf-8"))
    assert len(sarif["runs"][0]["results"]) == len(lines)
    assert "Live transcription" in run.summary
    assert Path(run.outputs["markdown-file"]).read_text(encoding="utf-8") == run.summary
    assert run.uploaded == {"sarif_file": run.outputs["sarif-file"], "category": "speclint"}


def test_without_findings_it_ends_well(action: Action, repository: Path) -> None:
    run = action.run(repository, Event(), paths=f"{GOOD}\n")
    assert (run.code, run.stdout) == (0, "")
    assert (run.outputs["exit-code"], run.outputs["findings"]) == ("0", "0")
    assert run.uploaded is not None  # what was found before is closed


def test_a_path_a_line_with_blanks_in_it(action: Action, repository: Path) -> None:
    run = action.run(repository, Event(), paths=f"{GOOD}\r\n\n{BAD}/meeting.md")
    assert run.code == 1
    assert "drafting" in run.summary.lower()


@pytest.mark.parametrize(("fail_on", "code"), [("never", 0), ("error", 1), ("warning", 1)])
def test_fail_on(fail_on: str, code: int, action: Action, repository: Path) -> None:
    run = action.run(repository, Event(), fail_on=fail_on)
    assert run.code == code
    assert run.stdout.startswith("::error ")


def test_args_are_words_and_nothing_more(action: Action, repository: Path) -> None:
    run = action.run(repository, Event(), args="--select SL130  --lang zh\n--stage draft")
    assert run.code == 0
    assert set(re.findall(r"SL\d+", run.stdout)) == {"SL130"}
    assert re.search(r"[\u4e00-\u9fff]", run.stdout)


@pytest.mark.parametrize("text", ["$(touch broken)", "`touch broken`", "; touch broken", "*", '" && touch broken "'])
def test_no_input_becomes_part_of_a_script(text: str, action: Action, repository: Path) -> None:
    for name in ("paths", "args", "since", "sarif_file", "config", "fail_on", "annotations", "upload_sarif"):
        before = set(repository.rglob("*"))
        run = action.run(repository, Event(head=text, environment={"GITHUB_BASE_REF": text}), **{name: text})
        made = {path.name for path in set(repository.rglob("*")) - before}
        assert "broken" not in made
        assert run.code == (1 if name == "sarif_file" else 2), name


def test_a_module_in_the_checkout_is_never_imported(action: Action, repository: Path) -> None:
    for name in ("speclint", "json", "yaml", "secrets", "venv", "pip", "click"):
        (repository / f"{name}.py").write_text("open('broken', 'w')\nraise SystemExit(7)\n", encoding="utf-8")
    run = action.run(repository, Event(), annotations="false")
    assert run.code == 1
    assert not (repository / "broken").exists()


@pytest.mark.parametrize("paths", ["absent.md", "."])
def test_where_speclint_cannot_do_its_work_the_step_ends_with_2_and_says_so(
    paths: str, action: Action, repository: Path
) -> None:
    (repository / "broken.md").write_bytes(b"# PRD \xff\xfe\x00")
    run = action.run(repository, Event(), paths=paths)
    assert run.code == 2
    assert "::error title=speclint::speclint could not do its work" in run.stdout
    assert run.outputs["exit-code"] == "2"
    assert run.stderr.startswith("error: ")


def test_a_wrong_option_ends_with_2(action: Action, repository: Path) -> None:
    run = action.run(repository, Event(), args="--no-such-option")
    assert run.code == 2
    assert run.outputs == {"findings": "", "exit-code": "2", "sarif-file": "", "markdown-file": ""}
    assert run.uploaded is None


@pytest.mark.parametrize("name", ["annotations", "summary", "upload_sarif", "fail_on"])
def test_a_wrong_input_is_named(name: str, action: Action, repository: Path) -> None:
    run = action.run(repository, Event(), **{name: "maybe"})
    assert run.code == 2
    assert f"::error title=speclint::the input {name.replace('_', '-')} is n" in run.stdout


def test_without_annotations_the_log_is_text_in_which_no_line_is_a_command(action: Action, repository: Path) -> None:
    run = action.run(repository, Event(), annotations="false")
    assert run.code == 1
    first, *text, last = run.stdout.splitlines()
    stop = re.fullmatch(r"::stop-commands::([0-9a-f]{32})", first)
    assert stop is not None
    assert last == f"::{stop[1]}::"
    assert "error SL" in "\n".join(text)
    assert "Live transcription" in run.summary


def test_without_a_summary(action: Action, repository: Path) -> None:
    assert action.run(repository, Event(), summary="false").summary == ""


def test_the_sarif_file_stands_where_it_is_wanted(action: Action, repository: Path) -> None:
    run = action.run(repository, Event(), sarif_file="speclint.sarif")
    assert run.outputs["sarif-file"] == "speclint.sarif"
    assert (repository / "speclint.sarif").is_file()


@pytest.mark.parametrize(
    ("event", "choice", "uploads"),
    [
        (Event("push"), "auto", True),
        (Event("push"), "false", False),
        (Event("pull_request", "main", OWN), "auto", True),
        (Event("pull_request", "main", FORK), "auto", False),
        (Event("pull_request", "main", FORK), "true", True),
        (Event("pull_request", "main", ""), "auto", False),  # the fork is gone
        (Event("pull_request", "main", OWN, actor="dependabot[bot]"), "auto", False),
        (Event("pull_request_target", "main", FORK), "auto", False),
    ],
)
def test_what_is_uploaded(event: Event, choice: str, uploads: bool, action: Action, repository: Path) -> None:
    run = action.run(repository, event, upload_sarif=choice)
    assert run.code == 1  # the findings are told in any case
    assert "::error " in run.stdout
    assert (run.uploaded is not None) == uploads


def test_a_shallow_clone_of_a_pull_request_says_what_fetch_depth_it_needs(
    action: Action, repository: Path, tmp_path: Path, git: Git
) -> None:
    clone = tmp_path / "shallow"
    git(tmp_path, "clone", "--quiet", "--depth=1", "--branch=change", repository.as_uri(), str(clone))
    event = Event("pull_request", "main", OWN)
    run = action.run(clone, event, since="base")
    assert run.code == 2
    assert "fetch-depth: 2" in run.stdout
    assert action.run(clone, event).code == 1  # and without `since` the depth does not matter


def takes_since() -> bool:
    from speclint.cli.check import check

    return any("--since" in parameter.opts for parameter in check.params)


@pytest.mark.skipif(not takes_since(), reason="speclint check has no --since")
@pytest.mark.parametrize("depth", ["1", "2", "full"])
def test_a_pull_request_is_told_of_what_it_changes(
    depth: str, action: Action, repository: Path, tmp_path: Path, git: Git
) -> None:
    """GitHub checks out the commit that would merge the pull request."""
    git(repository, "switch", "--quiet", "main")
    shutil.copy(repository / GOOD / "drafting.md", repository / "other.md")
    bad = git(repository, "show", "change:bad/meeting.md")
    (repository / "old.md").write_text(bad, encoding="utf-8")
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "-m", "meanwhile")
    git(repository, "switch", "--quiet", "--create", "merge")
    git(repository, "merge", "--quiet", "--no-ff", "change", "-m", "merge")
    clone = tmp_path / "clone"
    shallow = () if depth == "full" else (f"--depth={depth}",)
    git(tmp_path, "clone", "--quiet", *shallow, "--branch=merge", repository.as_uri(), str(clone))
    run = action.run(clone, Event("pull_request", "main", OWN), since="base")
    if depth == "1":
        assert run.code == 2
        return
    assert run.code == 1, run.stderr
    assert set(re.findall(r"file=([^,]+),", run.stdout)) == {"bad/meeting.md"}
    everything = action.run(clone, Event("push"), since="base")
    assert set(re.findall(r"file=([^,]+),", everything.stdout)) == {"bad/meeting.md", "old.md"}


def test_no_expression_stands_in_a_script(root: Path) -> None:
    action = yaml.safe_load((root / "action.yml").read_text(encoding="utf-8"))
    assert [step["name"] for step in action["runs"]["steps"] if EXPRESSION.search(step.get("run", ""))] == []
    used = [step["uses"] for step in action["runs"]["steps"] if "uses" in step]
    assert [name for name in used if not re.fullmatch(r"github/codeql-action/upload-sarif@[0-9a-f]{40}", name)] == []


def test_every_input_is_described_and_documented(root: Path) -> None:
    action = yaml.safe_load((root / "action.yml").read_text(encoding="utf-8"))
    page = (root / "docs" / "how-to" / "run-in-ci.md").read_text(encoding="utf-8")
    for name, given in {**action["inputs"], **action["outputs"]}.items():
        assert given["description"].endswith("."), name
        assert f"| `{name}` |" in page, name


@pytest.mark.parametrize(
    "tool",
    [
        ("check-jsonschema", "--builtin-schema", "vendor.github-actions"),
        ("zizmor", "--offline", "--quiet", "--persona=pedantic"),
    ],
)
def test_the_tools_that_know_actions_have_no_objection(tool: tuple[str, ...], root: Path) -> None:
    command = Path(sys.executable).with_name(tool[0])
    if not command.exists():
        pytest.skip(f"{tool[0]} is not installed: pip install -e '.[dev]'")
    run = subprocess.run([command, *tool[1:], root / "action.yml"], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.slow
def test_it_installs_itself_from_its_own_checkout(clone: Path, repository: Path, tmp_path: Path) -> None:
    work = tmp_path / "runner"
    work.mkdir()
    run = Action(clone / "action.yml", {}, work).run(repository, Event())
    assert run.code == 1, run.stdout + run.stderr
    assert "::error file=bad/meeting.md" in run.stdout
    assert (work / "speclint-venv").is_dir()
