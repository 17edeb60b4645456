"""A link that comes with a checkout makes no command write to what lies outside of it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]

WIDE = "# PRD: Reply drafting\n\n## Reply drafting\n\nAn LLM drafts a reply; acceptance ＞＝ 40％ of drafts.\n"

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows lets few users make links")


@pytest.fixture
def victim(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of somebody else's, outside of the folder that the command line is run in."""
    path = tmp_path_factory.mktemp("outside") / "victim.txt"
    path.write_text("# kept\n", encoding="utf-8")
    return path


def is_kept(victim: Path) -> bool:
    return victim.read_text(encoding="utf-8") == "# kept\n" and [*victim.parent.iterdir()] == [victim]


def test_a_report_is_not_written_through_a_link(folder: Path, victim: Path, run: Run) -> None:
    (folder / "speclint.sarif").symlink_to(victim)
    (folder / "dangling.sarif").symlink_to(victim.parent / "new.txt")
    for name in ("speclint.sarif", "dangling.sarif"):
        result = run("check", "--output-format", f"sarif={name}", "gaps.md")
        assert result.exit_code == 2
        assert f"{name} is a link, which is not followed" in result.stderr
    assert is_kept(victim)


def test_a_baseline_is_not_written_through_a_link(folder: Path, victim: Path, run: Run) -> None:
    victim.write_text("", encoding="utf-8")  # an empty file may become a baseline
    (folder / "speclint-baseline.txt").symlink_to(victim)
    result = run("baseline", "gaps.md")
    assert result.exit_code == 2
    assert "speclint-baseline.txt is a link" in result.stderr
    assert victim.read_text(encoding="utf-8") == ""


def test_a_baseline_is_not_written_over_what_is_none(folder: Path, run: Run) -> None:
    notes = folder / "constraints.txt"
    notes.write_text("# nothing is pinned yet\n", encoding="utf-8")
    result = run("baseline", "--output", "constraints.txt", "gaps.md")
    assert result.exit_code == 2
    assert "constraints.txt: is no baseline, and is not overwritten" in result.stderr
    assert notes.read_text(encoding="utf-8") == "# nothing is pinned yet\n"
    notes.write_text("", encoding="utf-8")
    for _ in range(2):  # of its own, even where it holds no entry
        assert run("baseline", "--output", "constraints.txt", "notes.md").exit_code == 0


@pytest.mark.parametrize("command", ["baseline", "check"])
def test_a_configured_baseline_lies_with_its_configuration(folder: Path, victim: Path, run: Run, command: str) -> None:
    (folder / "old.txt").symlink_to(victim)
    for name in ("old.txt", "../old.txt", victim.as_posix()):
        (folder / "speclint.toml").write_text(f'fail-on = "error"\nbaseline = "{name}"\n', encoding="utf-8")
        result = run(command, "gaps.md")
        assert result.exit_code == 2
        assert f"speclint.toml:2: the baseline {name} lies outside" in result.stderr
    assert is_kept(victim)
    (folder / "speclint.toml").unlink()
    own = victim.parent / "speclint-baseline.txt"
    assert run("baseline", "--output", str(own), "gaps.md").exit_code == 0  # who types it means it
    assert run("check", "--baseline", str(own), "gaps.md").exit_code == 0


def test_a_document_is_not_mended_through_a_link_to_elsewhere(folder: Path, victim: Path, run: Run) -> None:
    victim.write_text(WIDE, encoding="utf-8")
    (folder / "link.md").symlink_to(victim)
    (folder / "linked").symlink_to(victim.parent)
    (victim.parent / "spec.md").write_text(WIDE, encoding="utf-8")
    for path in ("link.md", "linked/spec.md"):
        result = run("check", "--fix", path)
        assert result.exit_code == 2
        assert "name the real file" in result.stderr
    assert victim.read_text(encoding="utf-8") == (victim.parent / "spec.md").read_text(encoding="utf-8") == WIDE
    (folder / ".git").mkdir()
    assert run("check", "--fix", "link.md").exit_code == 2
    real = victim.parent / "spec.md"
    assert "name the real file" not in run("check", "--fix", str(real)).stderr
    assert real.read_text(encoding="utf-8") != WIDE


def test_init_writes_nothing_out_of_the_repository(folder: Path, victim: Path, run: Run) -> None:
    (folder / "AGENTS.md").symlink_to(victim)
    result = run("init", "--yes", "--agents")
    assert result.exit_code == 2
    assert "AGENTS.md leads out of the repository by a link" in result.stderr
    assert not (folder / "speclint.toml").exists()
    (folder / "AGENTS.md").unlink()
    (folder / ".github").symlink_to(victim.parent)
    result = run("init", "--yes")
    assert result.exit_code == 2
    assert ".github/workflows/speclint.yml leads out" in result.stderr
    assert is_kept(victim)


def test_new_writes_nothing_out_of_the_repository(folder: Path, victim: Path, run: Run) -> None:
    (folder / "specs").symlink_to(victim.parent)
    (folder / "prd.md").symlink_to(victim.parent / "prd.md")
    for options in (["--output", "specs/prd.md"], []):
        result = run("new", "prd", *options)
        assert result.exit_code == 2
        assert "leads out of the repository by a link" in result.stderr
    assert is_kept(victim)
    assert run("new", "prd", "--output", str(victim.parent / "prd.md")).exit_code == 0
