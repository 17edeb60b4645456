"""The hook's entry is put into a file that is there without a change to anything else."""

from __future__ import annotations

import re

import pytest
import yaml

from speclint.adopt.precommit import add_entry, hook_entry, runs_hook

ENTRY = hook_entry(["docs/specs", "PRD.md"])

LAYOUTS = {
    "indented": "# ours\nrepos:\n  # the formatter\n  - repo: https://x.example/y\n    rev: v1\n    hooks: [{id: y}]\n",
    "not indented": "repos:\n- repo: https://x.example/y\n  rev: v1 # pinned\n  hooks:\n  - id: y\n",
    "something behind": "repos:\n- repo: https://x.example/y\n  rev: v1\n  hooks:\n  - id: y\n\n# speed\nci: {}\n",
    "a block scalar at the end": "repos:\n- repo: local\n  hooks:\n  - id: y\n    entry: |\n      one\nci: {}\n",
    "no newline at the end": "repos:\n- repo: https://x.example/y\n  rev: v1\n  hooks:\n  - id: y",
    "carriage returns": "repos:\r\n- repo: https://x.example/y\r\n  rev: v1\r\n  hooks:\r\n  - id: y\r\n",
    "a document mark": "---\nrepos:\n-   repo: meta\n    hooks:\n    -   id: check-hooks-apply\n",
}
NOT_SAFE = {
    "flow style": "repos: [{repo: https://x.example/y, rev: v1, hooks: [{id: y}]}]\n",
    "empty": "repos: []\n",
    "no repos": "ci: {}\n",
    "a list": "- repos\n",
    "no YAML": "repos: [\n",
    "two documents": "repos:\n- repo: meta\n---\nrepos: []\n",
    "an own tag": "repos:\n- !include other.yaml\n",
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_lines_are_added_and_none_is_touched(name: str) -> None:
    before = LAYOUTS[name]
    after = add_entry(before, ENTRY)
    assert after is not None
    was, now = yaml.safe_load(before), yaml.safe_load(after)
    assert now == {**was, "repos": [*was["repos"], *yaml.safe_load(ENTRY)]}
    kept = iter(after.splitlines())
    assert all(line in kept for line in before.splitlines())  # in their order
    assert ("\r\n" in after) == ("\r\n" in before)
    assert "\n" not in after.replace("\r\n", "") or "\r\n" not in before
    assert runs_hook(after)
    assert not runs_hook(before)


@pytest.mark.parametrize("name", NOT_SAFE)
def test_what_cannot_be_done_safely_is_not_done(name: str) -> None:
    assert add_entry(NOT_SAFE[name], ENTRY) is None


def test_the_pattern_holds_for_the_places_and_nothing_else() -> None:
    (entry,) = yaml.safe_load(hook_entry(["docs/a+b (old)", "PRD.md"]))
    pattern = re.compile(entry["hooks"][0]["files"])
    assert pattern.search("docs/a+b (old)/x.md")
    assert pattern.search("PRD.md")
    assert not any(pattern.search(path) for path in ("docs/aab (old)/x.md", "PRDxmd", "PRD.md.md", "x/PRD.md"))
    assert "files" not in yaml.safe_load(hook_entry([]))[0]["hooks"][0]
