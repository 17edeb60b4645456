"""Packages with plugins, installed without pip: a module and the metadata that says where it is."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent

import pytest
from click.testing import CliRunner, Result

from speclint.cli.main import cli

SPEC = """\
# PRD: Shop

## Product descriptions

An LLM (gpt-4o-mini) writes the description of each product from its photos.
"""

Install = Callable[..., Path]
Run = Callable[..., Result]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a spec that leaves nearly all open, in which commands are run."""
    work = tmp_path / "work"
    work.mkdir()
    (work / "shop.md").write_text(SPEC, encoding="utf-8")
    monkeypatch.chdir(work)
    for name in ("NO_COLOR", "FORCE_COLOR", "SPECLINT_DEBUG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    return work


@pytest.fixture
def run(folder: Path) -> Run:
    """Run the command line in this process."""
    return lambda *arguments: CliRunner().invoke(cli, arguments, prog_name="speclint")


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Install a package: its name, the source of its one module, its version. Gives the folder it is installed in."""
    known = set(sys.modules)
    site = tmp_path / "site"
    site.mkdir()
    monkeypatch.syspath_prepend(str(site))

    def make(name: str, source: str, version: str = "1.2", value: str | None = None) -> Path:
        module = name.replace("-", "_")
        (site / f"{module}.py").write_text(dedent(source), encoding="utf-8")
        metadata = site / f"{module}-{version}.dist-info"
        metadata.mkdir()
        (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n", "utf-8")
        (metadata / "entry_points.txt").write_text(f"[speclint]\nmain = {value or module}\n", encoding="utf-8")
        return site

    yield make
    for module in set(sys.modules) - known:
        if getattr(sys.modules[module], "__file__", None) and str(site) in str(sys.modules[module].__file__):
            del sys.modules[module]
