"""The published hooks, run by pre-commit and by prek as their users run them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from speclint.cli.check import check

pytestmark = pytest.mark.slow

GOOD = "examples/support-reply-drafting.md"
BAD = "examples/meeting-transcription.md"

PREK = Path(sys.executable).with_name("prek.exe" if os.name == "nt" else "prek")
RUNNERS = {
    "pre-commit": [sys.executable, "-m", "pre_commit"] if find_spec("pre_commit") else None,
    "prek": [str(PREK)] if PREK.exists() else None,
}
FIXES = any("--fix" in parameter.opts for parameter in check.params)


@pytest.fixture(scope="module", params=list(RUNNERS))
def runner(request: pytest.FixtureRequest) -> list[str]:
    """The command of a program that runs hooks."""
    command = RUNNERS[request.param]
    if command is None:
        pytest.skip(f"{request.param} is not installed: pip install -e '.[dev]'")
    return command


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment in which the runners keep their stores for themselves and git has no repository forced on it."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    own = {"PRE_COMMIT_COLOR": "never", "PREK_COLOR": "never"}
    stores = {name: str(tmp_path_factory.mktemp(name.lower())) for name in ("PRE_COMMIT_HOME", "PREK_HOME")}
    return {**inherited, **own, **stores}


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


class Hooks:
    """The hooks of the project, tried in someone's repository."""

    def __init__(self, runner: list[str], clone: Path, user: Path, environment: dict[str, str]) -> None:
        self.runner, self.clone, self.user, self.environment = runner, clone, user, environment

    def run(self, *files: str, hook: str = "speclint") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*self.runner, "try-repo", str(self.clone), hook, "--files", *files],
            cwd=self.user,
            env=self.environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )


@pytest.fixture(scope="module")
def hooks(runner: list[str], clone: Path, user: Path, environment: dict[str, str]) -> Hooks:
    return Hooks(runner, clone, user, environment)


def test_the_hook_passes_on_a_good_spec(hooks: Hooks) -> None:
    run = hooks.run(Path(GOOD).name)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "Passed" in run.stdout


def test_the_hook_fails_on_a_bad_spec_and_shows_its_findings(hooks: Hooks) -> None:
    run = hooks.run(Path(BAD).name)
    assert run.returncode == 1, run.stdout + run.stderr
    assert "exit code: 1" in run.stdout
    assert Path(BAD).name in run.stdout
    assert "SL1" in run.stdout


def test_the_hook_leaves_files_alone_that_are_no_markdown(hooks: Hooks) -> None:
    run = hooks.run("notes.txt")
    assert run.returncode == 0, run.stdout + run.stderr
    assert "Skipped" in run.stdout


@pytest.mark.skipif(not FIXES, reason="speclint check has no --fix")
def test_the_hook_that_mends_reports_what_it_cannot_mend_and_leaves_a_good_spec_as_it_is(hooks: Hooks) -> None:
    before = (hooks.user / Path(GOOD).name).read_bytes()
    run = hooks.run(Path(GOOD).name, hook="speclint-fix")
    assert run.returncode == 0, run.stdout + run.stderr
    assert (hooks.user / Path(GOOD).name).read_bytes() == before
    run = hooks.run(Path(BAD).name, hook="speclint-fix")
    assert run.returncode == 1, run.stdout + run.stderr
    assert "SL1" in run.stdout


@pytest.mark.skipif(not FIXES, reason="speclint check has no --fix")
def test_the_hook_that_mends_stops_the_commit_where_it_changed_something(hooks: Hooks) -> None:
    path = hooks.user / "mended.md"
    good = (hooks.user / Path(GOOD).name).read_text(encoding="utf-8")
    path.write_text(good.replace("under $380 a month", "＜ $380 a month"), encoding="utf-8")
    subprocess.run(["git", "add", "--all"], cwd=hooks.user, env=hooks.environment, check=True)
    run = hooks.run(path.name, hook="speclint-fix")
    assert run.returncode == 1, run.stdout + run.stderr
    assert "files were modified by this hook" in run.stdout
    assert path.read_text(encoding="utf-8") == good.replace("under $380 a month", "< $380 a month")
