"""What is built holds what the tree holds, and declares what it imports."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import speclint

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

IMPORTED_AS = {"markdown-it-py": "markdown_it", "pyyaml": "yaml"}
INSTALLED_FROM = {"speclint/": "speclint/", "speclint/rules/": "rules/", "speclint/schemas/": "schemas/"}


@pytest.fixture(scope="module")
def project(root: Path) -> dict[str, Any]:
    with (root / "pyproject.toml").open("rb") as file:
        declared: dict[str, Any] = tomllib.load(file)["project"]
    return declared


@pytest.fixture(scope="module")
def tracked(clone: Path) -> set[str]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=clone, check=True, capture_output=True, text=True)
    return set(listed.stdout.split("\0")) - {""}


@pytest.fixture(scope="module")
def built(clone: Path, tracked: set[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an sdist, and of a wheel that was built from that sdist (`tracked` is listed before the build)."""
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(clone)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    return out


def requirement_names(requirements: list[str]) -> set[str]:
    return {re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0].lower() for requirement in requirements}


def imported_modules(source: str) -> Iterator[str]:
    """Yield the top-level names of all that a module imports from outside its own package."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module.split(".")[0]


def test_the_wheel_holds_every_file_of_speclint_rules_and_schemas(built: Path, tracked: set[str]) -> None:
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        installed = {name for name in archive.namelist() if ".dist-info/" not in name and not name.endswith("/")}
    expected = {
        target + name.removeprefix(folder)
        for target, folder in INSTALLED_FROM.items()
        for name in tracked
        if name.startswith(folder)
    }
    assert len(expected) > 20
    assert installed == expected


def test_the_sdist_holds_every_tracked_file(built: Path, tracked: set[str]) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        packed = {member.name.split("/", 1)[1] for member in archive.getmembers() if member.isfile()}
    generated = {"PKG-INFO", "setup.cfg"}
    assert {name for name in packed if not name.startswith("speclint.egg-info/")} - generated == tracked


def test_the_version_is_the_same_everywhere(project: dict[str, Any], built: Path) -> None:
    assert project["version"] == speclint.__version__
    assert [path.name.split("-")[1] for path in built.glob("*.whl")] == [speclint.__version__]


def test_the_command_line_named_in_the_script_exists(project: dict[str, Any]) -> None:
    module, _, function = project["scripts"]["speclint"].partition(":")
    found = __import__(module, fromlist=[function])
    assert callable(getattr(found, function))


def test_what_is_imported_is_declared_and_what_is_declared_is_imported(root: Path, project: dict[str, Any]) -> None:
    files = [path for folder in ("speclint", "rules", "schemas") for path in (root / folder).rglob("*.py")]
    imported = {name for path in files for name in imported_modules(path.read_text(encoding="utf-8"))}
    third_party = imported - set(sys.stdlib_module_names) - {"speclint", "__future__"}
    declared = {IMPORTED_AS.get(name, name) for name in requirement_names(project["dependencies"])}
    assert third_party == declared


def test_every_dependency_says_what_it_is_for(root: Path) -> None:
    text = (root / "pyproject.toml").read_text(encoding="utf-8")
    block = text.split("\ndependencies = [\n", 1)[1].split("\n]", 1)[0]
    without = [line.strip() for line in block.splitlines() if not re.search(r'",?\s+# \S', line)]
    assert without == []
