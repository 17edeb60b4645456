"""What the pages on CI and on writing assistants show to copy is what works."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from speclint.adopt.precommit import add_entry, hook_entry
from speclint.adopt.templates import template

FENCE = re.compile(r"^```yaml\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
WHOLE_FILES = {".github/workflows/speclint.yml": "github-workflows", ".gitlab-ci.yml": "gitlab-ci"}


@pytest.fixture(scope="module")
def snippets(root: Path) -> list[str]:
    return FENCE.findall((root / "docs/how-to/run-in-ci.md").read_text(encoding="utf-8"))


def test_every_snippet_is_yaml(snippets: list[str]) -> None:
    assert len(snippets) >= 7
    assert all(yaml.safe_load(snippet) for snippet in snippets)


@pytest.mark.parametrize(("name", "schema"), list(WHOLE_FILES.items()))
def test_whole_files_are_what_their_readers_read(name: str, schema: str, snippets: list[str], tmp_path: Path) -> None:
    tool = Path(sys.executable).with_name("check-jsonschema")
    if not tool.exists():
        pytest.skip("check-jsonschema is not installed: pip install -e '.[dev]'")
    (snippet,) = (text for text in snippets if text.startswith(f"# {name}\n"))
    (tmp_path / "file.yml").write_text(snippet, encoding="utf-8")
    command = [tool, "--builtin-schema", f"vendor.{schema}", tmp_path / "file.yml"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout


def test_the_hooks_of_the_page_are_published(snippets: list[str], root: Path) -> None:
    published = {hook["id"] for hook in yaml.safe_load((root / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
    page = (root / "docs/how-to/run-in-ci.md").read_text(encoding="utf-8")
    assert published == set(re.findall(r"^\| `(speclint[a-z-]*)` \|", page, re.MULTILINE))
    assert add_entry(next(text for text in snippets if ".pre-commit-config" in text), hook_entry([])) is not None


def test_the_page_on_assistants_shows_the_section(root: Path) -> None:
    page = (root / "docs/how-to/agents.md").read_text(encoding="utf-8")
    assert f"````md\n{template('agents', 'en')}````\n" in page


def test_each_action_is_pinned_to_one_commit_everywhere(root: Path) -> None:
    texts = [root / "action.yml", *root.glob("docs/**/*.md"), *root.glob("speclint/templates/*.yml")]
    used = [
        u for path in texts for u in re.findall(r"uses: (\S+@\S.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    others = {name for name in used if not name.startswith("speclint/speclint@")}
    assert {name.partition("@")[0] for name in others} == {"actions/checkout", "github/codeql-action/upload-sarif"}
    assert len(others) == 2
    assert all(re.fullmatch(r"\S+@[0-9a-f]{40} # v\d+\.\d+\.\d+", name) for name in others)
