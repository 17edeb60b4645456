"""What whoever checks many files is told: counts instead of findings, and how far the run is."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

Run = Callable[..., Result]


def test_statistics_count_findings_by_rule_and_features_by_dimension(run: Run) -> None:
    result = run("check", "--statistics", "--exit-zero", "gaps.md")
    lines = result.stdout.splitlines()
    counts = {line.split()[2]: int(line.split()[0]) for line in lines if " SL" in line}
    assert counts["SL130"] == 2  # neither feature says what it may cost
    assert lines[0].endswith("in 1 document")
    assert list(counts.values()) == sorted(counts.values(), reverse=True)
    (cost,) = [line.split() for line in lines if line.startswith("cost ")]
    assert cost == ["cost", "0", "0", "2", "0"]
    assert "2 AI features" in result.stdout


def test_statistics_of_nothing_say_so(run: Run) -> None:
    assert run("check", "--statistics", "--ignore", "all", "gaps.md").stdout.startswith("nothing to report\n")


def progress_of(folder: Path) -> tuple[str, bytes]:
    """Check a folder with standard error on a terminal; give what that showed, and standard output."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "speclint", "check", "--exit-zero", "--output-format", "concise", "many"]
    run = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, stderr=theirs, timeout=60, check=True)
    os.close(theirs)
    shown = b""
    try:
        while chunk := os.read(ours, 1 << 16):
            shown += chunk
    except OSError:  # so a terminal ends whose other side is closed
        pass
    os.close(ours)
    return shown.decode(), run.stdout


def test_a_long_run_shows_on_a_terminal_how_far_it_is(folder: Path) -> None:
    (folder / "many").mkdir()
    for number in range(120):
        (folder / "many" / f"{number}.md").write_text("# Minutes\n\nWe met.\n", encoding="utf-8")
    shown, report = progress_of(folder)
    assert "100%" in shown
    assert report == b""
    for number in range(30, 120):
        (folder / "many" / f"{number}.md").unlink()
    assert "%" not in progress_of(folder)[0]


def test_no_progress_is_written_where_there_is_no_terminal(run: Run, folder: Path) -> None:
    (folder / "many").mkdir()
    for number in range(120):
        (folder / "many" / f"{number}.md").write_text("# Minutes\n\nWe met.\n", encoding="utf-8")
    assert "%" not in run("check", "many").stderr
