"""`speclint init` sets a repository up, and never at the cost of what is there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from click.testing import Result

Run = Callable[..., Result]

HOOKS = "# ours\nrepos:\n  - repo: https://example.org/formatter\n    rev: v1\n    hooks:\n      - id: formatter\n"


def git(folder: Path, *arguments: str) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    subprocess.run(["git", *arguments], cwd=folder, env=environment, check=True, capture_output=True)


@pytest.fixture
def repository(root: Path, folder: Path) -> Path:
    """A repository on GitHub with a spec in a folder and a model card at the top."""
    git(folder, "init", "--quiet")
    git(folder, "remote", "add", "origin", "git@github.com:acme/product.git")
    (folder / "docs" / "specs").mkdir(parents=True)
    shutil.move(folder / "gaps.md", folder / "docs" / "specs" / "gaps.md")
    shutil.copy(root / "examples" / "filled-model-card.md", folder / "CARD.md")
    return folder


def files(folder: Path) -> dict[str, bytes]:
    """What a folder holds, git's own files apart."""
    paths = (path for path in folder.rglob("*") if path.is_file() and ".git" not in path.relative_to(folder).parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_a_repository_is_set_up_and_a_second_run_changes_nothing(run: Run, repository: Path) -> None:
    before = files(repository)
    result = run("init", "--yes")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "2 specs among 3 Markdown files: docs/specs, CARD.md\n" in result.stderr
    assert "next: speclint check docs/specs CARD.md" in result.stderr
    made = files(repository)
    assert made.keys() - before.keys() == {"speclint.toml", ".pre-commit-config.yaml", ".github/workflows/speclint.yml"}
    assert {name: made[name] for name in before} == before
    again = run("init", "--yes")
    assert again.exit_code == 0
    assert again.stderr.count("stays as it is") == 3
    assert files(repository) == made


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_configuration_holds_and_so_does_all_that_it_proposes(language: str, run: Run, repository: Path) -> None:
    assert run("init", "--yes", "--lang", language).exit_code == 0
    path = repository / "speclint.toml"
    assert run("check", "docs").exit_code == 1
    assert "edition" in run("config").stdout
    proposed = re.sub(r"^# (?=\[|[a-z-]+ = )", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert "\nfail-on = " in proposed
    assert '\n[files]\nprd = ["docs/specs/"]\nmodel-card = ["CARD.md"]\n' in proposed
    path.write_text(proposed, encoding="utf-8")
    assert run("check", "docs").exit_code == 1
    assert run("check", "CARD.md").exit_code == 0


def test_what_it_writes_for_hooks_and_workflow_names_the_places_of_the_specs(run: Run, repository: Path) -> None:
    run("init", "--yes")
    hooks = yaml.safe_load((repository / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    (hook,) = hooks["repos"][0]["hooks"]
    assert hook["id"] == "speclint"
    assert re.search(hook["files"], "docs/specs/gaps.md")
    assert not re.search(hook["files"], "notes.md")
    workflow = yaml.safe_load((repository / ".github/workflows/speclint.yml").read_text(encoding="utf-8"))
    *_, step = workflow["jobs"]["speclint"]["steps"]
    assert step["uses"].startswith("speclint/speclint@v")
    assert step["with"]["paths"].split("\n") == ["docs/specs", "CARD.md", ""]


@pytest.mark.parametrize(
    ("name", "schema"), [(".github/workflows/speclint.yml", "github-workflows"), (".gitlab-ci.yml", "gitlab-ci")]
)
def test_what_it_writes_for_ci_is_what_its_readers_read(name: str, schema: str, run: Run, repository: Path) -> None:
    tool = Path(sys.executable).with_name("check-jsonschema")
    if not tool.exists():
        pytest.skip("check-jsonschema is not installed: pip install -e '.[dev]'")
    if schema == "gitlab-ci":
        git(repository, "remote", "set-url", "origin", "https://gitlab.com/acme/product")
    assert run("init", "--yes").exit_code == 0
    command = [tool, "--builtin-schema", f"vendor.{schema}", name]
    done = subprocess.run(command, cwd=repository, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_an_entry_is_added_to_the_hooks_that_are_there(run: Run, repository: Path) -> None:
    (repository / ".pre-commit-config.yaml").write_text(HOOKS, encoding="utf-8")
    assert "updated .pre-commit-config.yaml" in run("init", "--yes").stderr
    text = (repository / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    assert text.startswith(HOOKS)
    assert [repo["hooks"][0]["id"] for repo in yaml.safe_load(text)["repos"]] == ["formatter", "speclint"]


def test_what_cannot_be_changed_safely_is_printed(run: Run, repository: Path) -> None:
    hooks, pipeline = "repos: [{repo: meta, hooks: [{id: identity}]}]\n", "stages: [build]\nbuild: {script: [make]}\n"
    (repository / ".pre-commit-config.yaml").write_text(hooks, encoding="utf-8")
    (repository / ".gitlab-ci.yml").write_text(pipeline, encoding="utf-8")
    git(repository, "remote", "remove", "origin")
    result = run("init", "--yes")
    assert result.exit_code == 0
    assert result.stderr.count("cannot be changed safely: add this by hand") == 2
    assert "- id: speclint" in result.stdout
    assert "codequality: speclint.json" in result.stdout
    assert (repository / ".pre-commit-config.yaml").read_text(encoding="utf-8") == hooks
    assert (repository / ".gitlab-ci.yml").read_text(encoding="utf-8") == pipeline


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("speclint.toml", "stage = 'draft'\n"),
        (".speclint.toml", "stage = 'draft'\n"),
        ("pyproject.toml", "[tool.speclint]\nstage = 'draft'\n"),
        (".github/workflows/speclint.yml", "on: push\n"),
        (".github/workflows/docs.yaml", "jobs: {a: {steps: [{run: speclint check docs}]}}\n"),
    ],
)
def test_nothing_that_is_there_is_overwritten(name: str, text: str, run: Run, repository: Path) -> None:
    (repository / name).parent.mkdir(parents=True, exist_ok=True)
    (repository / name).write_text(text, encoding="utf-8")
    result = run("init", "--yes")
    assert result.exit_code == 0
    assert f"{name} is there and stays as it is" in result.stderr
    assert (repository / name).read_text(encoding="utf-8") == text
    beside = {"speclint.toml", ".speclint.toml"} if name.endswith("toml") else {"speclint.yml", "docs.yaml"}
    folder = repository if name.endswith("toml") else repository / ".github/workflows"
    assert {path.name for path in folder.iterdir()} & beside <= {Path(name).name}


def test_without_specs_and_without_a_host(run: Run, folder: Path) -> None:
    (folder / "gaps.md").unlink()
    result = run("init", "--yes")
    assert result.exit_code == 0
    assert "no spec among 1 Markdown files yet: speclint new prd" in result.stderr
    assert "neither on GitHub nor on GitLab" in result.stderr
    assert files(folder).keys() == {"notes.md", "speclint.toml", ".pre-commit-config.yaml"}


def test_it_sets_up_the_whole_repository_from_a_folder_of_it(
    run: Run, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository / "docs")
    assert run("init", "--yes").exit_code == 0
    assert (repository / "speclint.toml").is_file()
    assert not (repository / "docs" / "speclint.toml").exists()


def test_a_dry_run_prints_a_patch_and_writes_nothing(run: Run, repository: Path) -> None:
    (repository / ".pre-commit-config.yaml").write_text(HOOKS, encoding="utf-8")
    before = files(repository)
    result = run("init", "--dry-run", "--agents")
    assert result.exit_code == 0
    assert files(repository) == before
    (repository / "init.patch").write_text(result.stdout, encoding="utf-8")
    git(repository, "apply", "init.patch")
    (repository / "init.patch").unlink()
    patched = files(repository)
    assert "AGENTS.md" in patched
    assert run("init", "--yes", "--agents").stderr.count("stays as it is") == 4
    assert files(repository) == patched


class TestAgents:
    """The section for writing assistants."""

    def test_it_comes_where_it_is_wanted(self, run: Run, repository: Path) -> None:
        (repository / "AGENTS.md").write_text("# Agents\n\nBe brief.\n", encoding="utf-8")
        assert run("init", "--yes").exit_code == 0
        assert (repository / "AGENTS.md").read_text(encoding="utf-8") == "# Agents\n\nBe brief.\n"
        assert run("init", "--yes", "--agents").exit_code == 0
        text = (repository / "AGENTS.md").read_text(encoding="utf-8")
        assert text.startswith("# Agents\n\nBe brief.\n\n<!-- ")
        assert "Never invent a value" in text
        assert run("check", "AGENTS.md").stdout == ""  # the marks are no directives, the file is no spec

    def test_a_second_run_brings_it_up_to_date_in_place(self, run: Run, repository: Path) -> None:
        run("init", "--yes", "--agents")
        path = repository / "AGENTS.md"
        fresh = path.read_text(encoding="utf-8")
        path.write_text(f"before\n\n{fresh.replace('Never invent', 'Always invent')}\nafter\n", encoding="utf-8")
        assert "updated AGENTS.md" in run("init", "--yes").stderr
        assert path.read_text(encoding="utf-8") == f"before\n\n{fresh}\nafter\n"
        run("init", "--yes", "--lang", "zh")
        assert "绝不编造数值" in path.read_text(encoding="utf-8")
        assert path.read_text(encoding="utf-8").startswith("before\n\n<!-- begin")

    @pytest.mark.parametrize("keep", [0, 1])
    def test_broken_marks_are_left_to_their_owner(self, keep: int, run: Run, repository: Path) -> None:
        run("init", "--yes", "--agents")
        path = repository / "AGENTS.md"
        text = re.findall(r"<!-- .*? -->", path.read_text(encoding="utf-8"))[keep]
        path.write_text(text, encoding="utf-8")
        result = run("init", "--yes")
        assert "AGENTS.md cannot be changed safely" in result.stderr
        assert "Never invent a value" in result.stdout
        assert path.read_text(encoding="utf-8") == text


def test_without_a_terminal_and_without_yes_it_says_so(run: Run, repository: Path) -> None:
    before = files(repository)
    result = run("init")
    assert result.exit_code == 2
    assert "give --yes to write without asking, or --dry-run" in result.stderr
    assert files(repository) == before


def test_where_all_is_there_no_terminal_is_needed(run: Run, repository: Path) -> None:
    run("init", "--yes")
    assert run("init").exit_code == 0


def test_a_file_that_cannot_be_read_is_named(run: Run, repository: Path) -> None:
    (repository / ".pre-commit-config.yaml").write_bytes(b"repos: \xff\n")
    result = run("init", "--yes")
    assert result.exit_code == 2
    assert "cannot read .pre-commit-config.yaml" in result.stderr
    assert not (repository / "speclint.toml").exists()  # nothing is half done


@pytest.fixture
def answers(repository: Path) -> Iterator[Callable[[str], subprocess.CompletedProcess[str]]]:
    """Run `init` on a terminal, with these answers typed."""
    pty = pytest.importorskip("pty", reason="no pseudo-terminals on this system")
    opened = []

    def run_with(typed: str) -> subprocess.CompletedProcess[str]:
        keyboard, terminal = pty.openpty()
        opened.extend((keyboard, terminal))
        os.write(keyboard, typed.encode())
        command = [sys.executable, "-m", "speclint", "init"]
        return subprocess.run(command, cwd=repository, stdin=terminal, capture_output=True, text=True, check=False)

    yield run_with
    for descriptor in opened:
        os.close(descriptor)


def test_on_a_terminal_it_asks_for_each_file(
    answers: Callable[[str], subprocess.CompletedProcess[str]], repository: Path
) -> None:
    (repository / "AGENTS.md").write_text("# Agents\n", encoding="utf-8")
    done = answers("y\nn\n\nn\n")
    assert done.returncode == 0, done.stderr
    for question in (
        "Write speclint.toml?",
        "Write .pre-commit-config.yaml?",
        "Write .github/workflows/speclint.yml?",
        "Add speclint to AGENTS.md?",
    ):
        assert question in done.stderr
    assert (repository / "speclint.toml").is_file()
    assert (repository / ".github/workflows/speclint.yml").is_file()
    assert not (repository / ".pre-commit-config.yaml").exists()
    assert (repository / "AGENTS.md").read_text(encoding="utf-8") == "# Agents\n"
