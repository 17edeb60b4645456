"""The published hook, run by pre-commit as its users run it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(find_spec("pre_commit") is None, reason="pre-commit is not installed: pip install -e '.[dev]'"),
]

GOOD = "examples/support-reply-drafting.md"
BAD = "examples/meeting-transcription.md"


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment in which pre-commit keeps its store for itself and git has no repository forced on it."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return {**inherited, "PRE_COMMIT_HOME": str(tmp_path_factory.mktemp("pre-commit")), "PRE_COMMIT_COLOR": "never"}


@pytest.fixture(scope="module")
def user(clone: Path, environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Someone else's repository, with a good and a bad spec and a file that is no Markdown."""
    folder = tmp_path_factory.mktemp("user")
    subprocess.run(["git", "init", "--quiet"], cwd=folder, env=environment, check=True)
    for example in (GOOD, BAD):
        shutil.copy(clone / example, folder / Path(example).name)
    (folder / "notes.txt").write_text("not Markdown\n", encoding="utf-8")
    subprocess.run(["git", "add", "--all"], cwd=folder, env=environment, check=True)
    return folder


def try_repo(clone: Path, user: Path, environment: dict[str, str], *files: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pre_commit", "try-repo", str(clone), "speclint", "--files", *files]
    return subprocess.run(
        command, cwd=user, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_the_hook_passes_on_a_good_spec(clone: Path, user: Path, environment: dict[str, str]) -> None:
    run = try_repo(clone, user, environment, Path(GOOD).name)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "Passed" in run.stdout


def test_the_hook_fails_on_a_bad_spec_and_shows_its_findings(
    clone: Path, user: Path, environment: dict[str, str]
) -> None:
    run = try_repo(clone, user, environment, Path(BAD).name)
    assert run.returncode == 1, run.stdout + run.stderr
    assert "exit code: 1" in run.stdout
    assert Path(BAD).name in run.stdout
    assert "SL1" in run.stdout


def test_the_hook_leaves_files_alone_that_are_no_markdown(clone: Path, user: Path, environment: dict[str, str]) -> None:
    run = try_repo(clone, user, environment, "notes.txt")
    assert run.returncode == 0, run.stdout + run.stderr
    assert "Skipped" in run.stdout
