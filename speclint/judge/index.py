"""Build the committed index of the built-in knowledge: `python -m speclint.judge.index [--check]`.

A run reads this one file instead of every page and vocabulary, and so needs neither YAML nor a schema validator.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, cast

from speclint.errors import RulePackError
from speclint.judge.pages import Page, read_page, require_examples
from speclint.judge.rules import FIRST_EDITION
from speclint.told import placed, told

VERSION = 1
_WIDTH = 120


def build_index(root: Path, schema: Mapping[str, Any]) -> dict[str, Any]:
    """Gather the rule pages (without their bodies), dimensions and vocabularies of a rule folder."""
    return {
        "version": VERSION,
        "rules": [_entry(page) for page in read_pages(root, schema)],
        "knowledge": {"dimensions": _data(root / "dimensions"), "vocabulary": _data(root / "vocabulary")},
    }


def read_pages(root: Path, schema: Mapping[str, Any]) -> list[Page]:
    """Read and validate every page of a rule folder, in the order of codes."""
    paths = sorted(path.relative_to(root).as_posix() for path in root.glob("**/SL*.md"))
    pages = sorted((read_page(root, path, schema=schema) for path in paths), key=lambda page: page.rule.code)
    taken: dict[str, str] = {}
    for page in pages:
        require_examples(page)
        for label in (page.rule.code, page.rule.name):
            if label in taken:
                raise RulePackError(
                    placed(
                        page.path,
                        told(
                            "{label} is taken by {other}: codes and names are permanent",
                            label=label,
                            other=taken[label],
                        ),
                    )
                )
            taken[label] = page.path
    return pages


def render_index(index: Mapping[str, Any]) -> str:
    """Write an index as text: the same bytes for the same content, one entry a line, so that diffs can be read."""
    return _rendered(index, "") + "\n"


def read_schema(path: Path) -> Mapping[str, Any]:
    """Read a JSON schema."""
    return cast(Mapping[str, Any], json.loads(path.read_text(encoding="utf-8")))


def main(arguments: Sequence[str]) -> int:
    """Write rules/index.json below the current folder, or with --check say whether it is up to date."""
    if list(arguments) not in ([], ["--check"]):
        return _say("usage: python -m speclint.judge.index [--check]", 2)
    root = Path("rules")
    target = root / "index.json"
    try:
        text = render_index(build_index(root, read_schema(Path("schemas", "rule.schema.json"))))
    except (RulePackError, OSError) as error:
        return _say(str(error), 2)
    current = target.read_text(encoding="utf-8") if target.exists() else ""
    if current == text:
        return 0
    if arguments:
        return _say(f"{target} is out of date: run python -m speclint.judge.index", 1)
    with target.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
    return 0


def _say(message: str, code: int) -> int:
    sys.stderr.write(message + "\n")
    return code


def _rendered(value: Any, indent: str) -> str:
    line = json.dumps(value, ensure_ascii=False, allow_nan=False)
    if len(indent) + len(line) <= _WIDTH:
        return line
    inner = indent + " "
    if isinstance(value, Mapping):
        entries = [f"{json.dumps(key, ensure_ascii=False)}: {_rendered(item, inner)}" for key, item in value.items()]
        return "{\n" + ",\n".join(inner + entry for entry in entries) + f"\n{indent}}}"
    if isinstance(value, list) and any(isinstance(item, (Mapping, list)) for item in value):
        return "[\n" + ",\n".join(inner + _rendered(item, inner) for item in value) + f"\n{indent}]"
    return line


def _entry(page: Page) -> dict[str, Any]:
    rule = page.rule
    return {
        "code": rule.code,
        "name": rule.name,
        "group": rule.group,
        "severity": rule.severity,
        "check": rule.check,
        "options": rule.options,
        "message": rule.message,
        "question": rule.question,
        "summary": rule.summary,
        "path": rule.path,
        **({"edition": rule.edition} if rule.edition != FIRST_EDITION else {}),
        **({"changes": [asdict(change) for change in rule.changes]} if rule.changes else {}),
    }


def _data(folder: Path) -> dict[str, Any]:
    return {path.stem: _load(path) for path in sorted(folder.glob("*.yaml"))}


def _load(path: Path) -> Any:
    import yaml

    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise RulePackError(placed(path, told("not valid YAML: {error}", error=error))) from None
    for place, problem in _unfit(data):
        raise RulePackError(placed(path, placed(place or told("the file"), problem)))
    return data


def _unfit(data: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """Find what JSON would change on the way: whoever reads the index must get what the file says."""
    if isinstance(data, dict):
        for key, value in data.items():
            if not isinstance(key, str):
                yield place, told("the key {key!r} is no text: put it in quotes", key=key)
            yield from _unfit(value, f"{place}.{key}" if place else str(key))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from _unfit(value, f"{place}[{number}]")
    elif data is not None and not isinstance(data, (str, int, float, bool)):
        yield place, told("{value!r} is a {type}: put it in quotes", value=data, type=type(data).__name__)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
