"""A repository with specs, and the command line run in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from speclint.cli.main import cli

SPEC = """\
# Product requirements document: support assistant

## AI features

### Answer drafting

The LLM assistant drafts a reply to every support ticket with GPT-4o. Answers are fast and accurate.
"""
NOTES = "# Minutes\n\nWe met on Tuesday and spoke of the office plants.\n"

Run = Callable[..., Result]
Write = Callable[[str, str], Path]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Write a file of the repository, folders as needed; the repository has docs/spec.md and docs/notes.md."""
    monkeypatch.chdir(tmp_path)

    def written(name: str, text: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    written("docs/spec.md", SPEC)
    written("docs/notes.md", NOTES)
    return written


@pytest.fixture
def run(write: Write) -> Run:
    """Run the command line in the repository."""

    def invoke(*arguments: str) -> Result:
        return CliRunner().invoke(cli, arguments, prog_name="speclint")

    return invoke


@pytest.fixture
def codes(run: Run) -> Callable[..., dict[str, str]]:
    """Check paths and give the severity of each code that is reported."""

    def found(*arguments: str) -> dict[str, str]:
        import json

        result = run("check", "--output-format", "json", *(arguments or ("docs",)))
        assert result.exit_code in (0, 1), result.output
        return {finding["code"]: finding["severity"] for finding in json.loads(result.stdout)["findings"]}

    return found
