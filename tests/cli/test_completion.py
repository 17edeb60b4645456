"""Shells complete commands, options and files; `python -m speclint` is the same program."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from speclint.cli.main import COMMANDS

Run = Callable[..., Result]
Program = Callable[..., "subprocess.CompletedProcess[bytes]"]


def completed(program: Program, *words: str) -> list[str]:
    """What the program answers a bash that asks how the last of these words may go on."""
    done = program(
        _SPECLINT_COMPLETE="bash_complete", COMP_WORDS=" ".join(("speclint", *words)), COMP_CWORD=str(len(words))
    )
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout.decode().split()


@pytest.mark.parametrize(
    ("words", "answers"),
    [
        (("che",), {"plain,check"}),
        (("ex",), {"plain,explain", "plain,extract"}),
        (("check", "--min-"), {"plain,--min-confidence"}),
        (("check", "--stage", "l"), {"plain,launch"}),
        (("new", "m"), {"plain,model-card"}),
        (("completion", "z"), {"plain,zsh"}),
        (("check", "doc"), {"file,doc"}),
        (("no-such-command", "x"), set()),
    ],
)
def test_what_is_completed(words: tuple[str, ...], answers: set[str], program: Program) -> None:
    assert set(completed(program, *words)) == answers


def test_every_command_is_completed(program: Program) -> None:
    assert set(completed(program, "")) >= {f"plain,{name}" for name in COMMANDS}


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_is_one_that_the_shell_reads(shell: str, run: Run, folder: Path) -> None:
    result = run("completion", shell)
    assert (result.exit_code, result.stderr) == (0, "")
    assert f"_SPECLINT_COMPLETE={shell}_complete" in result.stdout
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    (folder / "script").write_text(result.stdout, encoding="utf-8")
    assert subprocess.run([shell, "-n", "script"], cwd=folder, capture_output=True, check=False).returncode == 0


def test_another_shell_is_refused(run: Run) -> None:
    result = run("completion", "cmd")
    assert result.exit_code == 2
    assert "'bash', 'zsh', 'fish'" in result.stderr


def test_the_module_is_the_program(program: Program) -> None:
    done = program("check", "gaps.md")
    assert done.returncode == 1
    assert b"gaps.md: PRD" in done.stdout
