"""The shape of the code: which way imports run, what a plain check loads, how long a file may be."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

# Not pluggy: the built-in rules come by its road, and beside click it costs two milliseconds.
HEAVY = (
    "concurrent.futures",
    "email",
    "http",
    "importlib.metadata",
    "jsonschema",
    "multiprocessing",
    "pkg_resources",
    "pygments",
    "rich",
    "typing_extensions",
    "urllib.request",
    "yaml",
)
PLAIN = """\
# Reply suggestions

## AI reply suggestions

The assistant drafts replies to customer mails with a large language model. p95 latency is at most 800 ms.
"""
LONGEST_FILE = 400  # lines; past that a file is more than one thing


def modules_loaded_by(*arguments: str, at: Path) -> set[str]:
    """Run speclint in a new interpreter and list the modules it has loaded at its end."""
    program = (
        "import atexit, json, sys\n"
        "atexit.register(lambda: print(json.dumps(sorted(sys.modules)), file=sys.stderr))\n"
        f"sys.argv = {['speclint', *arguments]!r}\n"
        "from speclint.cli.main import main\n"
        "main()\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=at, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert run.returncode in (0, 1), run.stderr
    return set(json.loads(run.stderr.splitlines()[-1]))


def heavy(modules: set[str]) -> list[str]:
    return [name for name in HEAVY if name in modules]


def test_imports_run_one_way(root: Path) -> None:
    command = Path(sys.executable).with_name("lint-imports")
    if not command.exists():
        pytest.skip("import-linter is not installed: pip install -e '.[test]'")
    environment = {**os.environ, "NO_COLOR": "1", "COLUMNS": "120", "PYTHONWARNINGS": "ignore"}
    run = subprocess.run(
        [command, "--no-cache"],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_a_plain_check_loads_nothing_heavy(tmp_path: Path) -> None:
    (tmp_path / "plain.md").write_text(PLAIN, encoding="utf-8")
    modules_loaded_by("check", "plain.md", at=tmp_path)  # the first run looks for plugins, and remembers
    loaded = modules_loaded_by("check", "plain.md", at=tmp_path)
    assert "speclint.understand.spec" in loaded  # the document was read, not passed over
    assert heavy(loaded) == []


def test_the_version_loads_no_room(tmp_path: Path) -> None:
    loaded = modules_loaded_by("--version", at=tmp_path)
    assert heavy(loaded) == []
    assert (
        sorted(name for name in loaded if name.startswith(("speclint.read", "speclint.understand", "markdown_it")))
        == []
    )


def test_rules_and_schemas_are_read_as_resources_and_never_imported(root: Path) -> None:
    """A static import of them works when installed and fails for type checkers in an editable install."""
    imports = [
        (path.relative_to(root).as_posix(), name)
        for path in (root / "speclint").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
            if isinstance(node, ast.ImportFrom)
            else []
        )
        if name.startswith(("speclint.rules", "speclint.schemas"))
    ]
    assert imports == []


def test_no_file_is_longer_than_it_may_be(root: Path) -> None:
    files = [path for folder in ("speclint", "rules", "tests", ".ci") for path in (root / folder).rglob("*.py")]
    lengths = {path.relative_to(root).as_posix(): len(path.read_text(encoding="utf-8").splitlines()) for path in files}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}
