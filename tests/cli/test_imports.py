"""What a run does not need, it does not import: that is most of what a hook's user waits for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {
    "importlib.metadata",
    "jsonschema",
    "multiprocessing",
    "rich",
    "yaml",
    "concurrent.futures",
    "asyncio",
}
PROGRAM = """
import sys
from speclint.cli.main import cli
try:
    cli(sys.argv[1:], prog_name="speclint")
except SystemExit as end:
    assert end.code in (0, 1), end.code
print("\\n".join(sorted(sys.modules)), file=sys.stderr)
"""


def imported_by(folder: Path, *arguments: str) -> set[str]:
    command = [sys.executable, "-c", PROGRAM, *arguments]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stderr
    return set(run.stderr.splitlines())


@pytest.mark.parametrize("command", ["check", "extract"])
def test_a_plain_document_needs_nothing_heavy(command: str, folder: Path) -> None:
    imported_by(folder, command, "gaps.md")  # the first run looks for plugins, and remembers
    modules = imported_by(folder, command, "gaps.md")
    assert "markdown_it" in modules
    assert modules & HEAVY == set()


def test_only_what_is_declared_is_held_against_a_schema(folder: Path) -> None:
    text = (folder / "gaps.md").read_text(encoding="utf-8")
    (folder / "titled.md").write_text(f"---\ntitle: x\n---\n{text}", encoding="utf-8")
    declaration = "ai-features: {Night shift: {model: gpt-4o}}"
    (folder / "declared.md").write_text(f"---\n{declaration}\n---\n{text}", encoding="utf-8")
    titled, declared = (imported_by(folder, "extract", name) for name in ("titled.md", "declared.md"))
    assert "yaml" in titled
    assert titled & {"jsonschema", "speclint.understand.declared"} == set()
    assert {"jsonschema", "speclint.understand.declared"} <= declared


def test_the_version_needs_no_parser(folder: Path) -> None:
    modules = imported_by(folder, "--version")
    assert modules & (HEAVY | {"markdown_it", "pluggy", "speclint.api"}) == set()


def test_a_report_imports_only_its_own_format_and_language(folder: Path) -> None:
    modules = imported_by(folder, "check", "--output-format", "concise", "gaps.md")
    assert (
        modules & {"speclint.show.json", "speclint.show.text", "speclint.show.chinese", "speclint.show.page"} == set()
    )
