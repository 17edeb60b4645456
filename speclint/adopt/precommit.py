"""The hook's entry in `.pre-commit-config.yaml`: a new file, or a few lines more in the one that is there."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from speclint import __version__

REPOSITORY = "https://github.com/speclint/speclint"


def hook_entry(places: Sequence[str]) -> str:
    """Give the item of `repos:` that runs speclint, limited to the places of the specs where there are some."""
    lines = [f"- repo: {REPOSITORY}", f"  rev: v{__version__}", "  hooks:", "    - id: speclint"]
    if places:
        lines.append(f"      files: {json.dumps(_files_pattern(places), ensure_ascii=False)}")
    return "".join(f"{line}\n" for line in lines)


def runs_hook(text: str) -> bool:
    """Whether a configuration names the hook already, or cannot be read to tell."""
    return re.search(r"^[\s-]*id:\s*['\"]?speclint\b", text, re.MULTILINE) is not None


def add_entry(text: str, entry: str) -> str | None:
    """Add an item to the end of `repos:`; None where that cannot be done with all else left as it is.

    Lines are added and none is touched, so that comments and layout stay; that the outcome says what the file said, and
    the new item, is checked by reading both.
    """
    import yaml

    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        before = yaml.safe_load(text)
    except yaml.YAMLError:
        return None
    if not isinstance(node, yaml.MappingNode):
        return None
    repos = next((value for key, value in node.value if key.value == "repos"), None)
    if not isinstance(repos, yaml.SequenceNode) or repos.flow_style or not repos.value:
        return None
    indent = " " * repos.start_mark.column
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines(keepends=True)
    end = _last_line(repos) + 1
    if not lines[end - 1].endswith("\n"):
        lines[end - 1] += newline
    added = [f"{indent}{line}{newline}" for line in entry.splitlines()]
    after = "".join([*lines[:end], *added, *lines[end:]])
    return after if _says_as_well(before, entry, after) else None


def _files_pattern(places: Sequence[str]) -> str:
    """Write the regular expression that holds for files in these places."""
    ends = ["$" if place.lower().endswith((".md", ".markdown")) else "/" for place in places]
    escaped = [re.sub(r"([.^$*+?{}\[\]\\|()])", r"\\\1", place) for place in places]
    alternatives = [place + end for place, end in zip(escaped, ends, strict=True)]
    return f"^({'|'.join(alternatives)})" if len(alternatives) > 1 else f"^{alternatives[0]}"


def _last_line(node: Any) -> int:
    """The 0-based line on which the last scalar of a node ends: a block's own end is where the next thing begins."""
    import yaml

    if isinstance(node, yaml.ScalarNode):
        mark = node.end_mark  # that of a block scalar is at the start of the line after it
        return int(mark.line) - (mark.column == 0 and mark.line > node.start_mark.line)
    parts = [part for pair in node.value for part in (pair if isinstance(pair, tuple) else (pair,))]
    if node.flow_style or not parts:
        return int(node.end_mark.line)
    return max(_last_line(part) for part in parts)


def _says_as_well(before: Any, entry: str, after: str) -> bool:
    import yaml

    try:
        return bool(yaml.safe_load(after) == {**before, "repos": [*before["repos"], *yaml.safe_load(entry)]})
    except yaml.YAMLError:
        return False
