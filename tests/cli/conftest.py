"""A folder of documents, good and bad, and the command line run in it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from speclint.cli.main import cli

GAPS = """\
# Product requirements document: support assistant

## Goals

Agents should answer customers faster. The problem today: every reply is written by hand.

## User stories

As a support agent, I want a drafted reply, so that I answer in one step.

## AI features

### Answer drafting

The LLM assistant drafts a reply to every support ticket with GPT-4o. Answers are fast and accurate.

### Ticket triage

The ML classifier assigns each incoming ticket to a queue. Accuracy is at least 90%.

## Out of scope

Billing and refunds.
"""

NOTES = """\
# Minutes

We met on Tuesday and spoke of the office plants.
"""

Run = Callable[..., Result]
Program = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that the command line is run in, with a spec that has gaps and a document that is no spec."""
    (tmp_path / "gaps.md").write_text(GAPS, encoding="utf-8")
    (tmp_path / "notes.md").write_text(NOTES, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "SPECLINT_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def run(folder: Path) -> Run:
    """Run the command line in this process."""

    def invoke(*arguments: str) -> Result:
        return CliRunner().invoke(cli, arguments, prog_name="speclint")

    return invoke


@pytest.fixture
def program(folder: Path) -> Program:
    """Run the command line as a program of its own."""

    def start(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "speclint", *arguments]
        return subprocess.run(
            command, cwd=folder, env={**os.environ, **environment}, capture_output=True, timeout=60, check=False
        )

    return start
