"""Reading a rule page: its front matter, its body and the examples in it, which are its tests."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, cast

from speclint.errors import RulePackError
from speclint.judge.rules import Rule
from speclint.judge.suppression_policy import DEFAULT_POLICY, SuppressionPolicy
from speclint.judge.unfit import problem_with
from speclint.told import placed, shortened, told

# Four backticks or more, so that an example may hold a fence of its own.
_FENCE = re.compile(r"(?P<ticks>`{4,})(?P<info>[^`]*)")
_EXAMPLE = re.compile(
    r"md (?P<expected>good|bad) (?P<language>en|zh)(?: lines=(?P<lines>\d+(?:,\d+)*))?(?: with=(?P<beside>[\w,-]+))?"
    r"(?: today=(?P<today>\d{4}-\d\d-\d\d))?(?P<reasons> require-reason)?(?: forbid=(?P<forbidden>[\w,]+))?"
)


@dataclass(frozen=True, slots=True)
class Example:
    """A spec inside a page: `lines` are the 1-based lines in `text` at which its rule must report, none if good.

    `line` is the line in the page at which the example's fence opens. Behind `lines` the fence may name rules that run
    beside the page's own (`with=SL120`), the day (`today=2027-04-01`), and what the team demands of suppressions
    (`require-reason`, `forbid=SL120`).
    """

    language: Literal["en", "zh"]
    lines: tuple[int, ...]
    text: str
    line: int
    beside: tuple[str, ...] = ()
    today: date | None = None
    policy: SuppressionPolicy = DEFAULT_POLICY

    @property
    def good(self) -> bool:
        """Whether the rule must be silent on it."""
        return not self.lines


@dataclass(frozen=True, slots=True)
class Page:
    """A rule page; `body` is the Markdown below its front matter."""

    rule: Rule
    body: str
    examples: tuple[Example, ...]
    path: str


def parse_page(
    text: str, path: str, *, schema: Mapping[str, Any] | None = None, group: str | None = None, source: str = ""
) -> Page:
    """Parse a page whose path is GROUP/CODE-name.md, or whose group is given; validate its head if told how.

    `source` is the file to print it from, where it is none of speclint's own.
    """
    front, body, body_line = _split(text, path)
    data = _front_matter(front, path)
    if schema is not None:
        _validate(data, front, path, schema, 2)
    place = {"group": group or Path(path).parent.name, "path": path, "source": source}
    rule = Rule.from_mapping({**data, **place})
    if Path(path).name != f"{rule.code}-{rule.name}.md":
        raise RulePackError(
            placed(
                f"{path}:1",
                told("the page of {code} {name} must be called {code}-{name}.md", code=rule.code, name=rule.name),
            )
        )
    return Page(rule, body, tuple(_examples(body, body_line, path)), path)


def read_page(root: Path, path: str, *, schema: Mapping[str, Any] | None = None) -> Page:
    """Read and parse the page at a path relative to a rule folder."""
    return parse_page((root / path).read_text(encoding="utf-8"), path, schema=schema)


def page_text(rule: Rule) -> str:
    """Read the text of a rule's page; empty where a plugin gives a rule without one."""
    from importlib.resources import files

    if rule.source:
        return Path(rule.source).read_text(encoding="utf-8-sig")
    if not files("speclint.rules").joinpath(rule.path).is_file():
        return ""
    return files("speclint.rules").joinpath(rule.path).read_text(encoding="utf-8")


def page_body(rule: Rule) -> str:
    """Read a rule's page without its front matter."""
    text = page_text(rule)
    return _split(text, rule.path)[1].lstrip("\n") if text else ""


def require_examples(page: Page) -> None:
    """Refuse a page that lacks a good or a bad example in English or in Chinese."""
    there = {(example.good, example.language) for example in page.examples}
    for language in ("en", "zh"):
        for good, word in ((False, "bad"), (True, "good")):
            if (good, language) not in there:
                raise RulePackError(
                    placed(
                        page.path,
                        told(
                            "no example is marked 'md {word} {language}': add one of each", word=word, language=language
                        ),
                    )
                )


def _split(text: str, path: str) -> tuple[str, str, int]:
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        raise RulePackError(placed(f"{path}:1", told("a rule page begins with front matter between lines of ---")))
    for index, line in enumerate(lines[1:], start=1):
        if line.rstrip() == "---":
            return "\n".join(lines[1:index]), "\n".join(lines[index + 1 :]), index + 2
    raise RulePackError(placed(f"{path}:1", told("the front matter has no closing ---")))


def _front_matter(front: str, path: str) -> Mapping[str, Any]:
    return _yaml(front, path, told("front matter"), 2)


def read_yaml(text: str, path: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    """Read and validate a YAML file of a rule folder; raises `RulePackError` with its line."""
    data = _yaml(text, path, told("the file"), 1)
    _validate(data, text, path, schema, 1)
    return data


def _yaml(text: str, path: str, what: str, first: int) -> dict[str, Any]:
    """Read YAML within the limits that documents are held to, since a pull request may bring it as well."""
    from speclint.read.source import source_from_text
    from speclint.read.yaml_data import BrokenYamlError, YamlText

    try:
        return dict(YamlText(source_from_text(path, text), text, lambda index: index, what).data())
    except BrokenYamlError as error:
        line = first + text.count("\n", 0, error.offset or 0)
        raise RulePackError(placed(f"{path}:{line}", error.message)) from None


def _validate(data: Any, text: str, path: str, schema: Mapping[str, Any], first: int) -> None:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import best_match

    error = best_match(Draft202012Validator(schema).iter_errors(data))
    if error is not None:
        keys = [str(key) for key in error.absolute_path]
        raise RulePackError(
            placed(
                f"{path}:{line_of(text, keys, first)}",
                placed(".".join(map(shortened, keys)), problem_with(error)) if keys else problem_with(error),
            )
        )


def line_of(text: str, keys: Sequence[str], first: int) -> int:
    """Find the line of the entry that a path of keys leads to in YAML whose first line is the file's line `first`."""
    import yaml

    node: yaml.Node | None = yaml.compose(text, Loader=yaml.SafeLoader)
    line = 1
    for key in keys:
        if isinstance(node, yaml.SequenceNode) and key.isdecimal() and int(key) < len(node.value):
            node = node.value[int(key)]
            line = node.start_mark.line + first
            continue
        if not isinstance(node, yaml.MappingNode):
            break
        entry = next((pair for pair in node.value if pair[0].value == key), None)
        if entry is None:
            break
        line, node = entry[0].start_mark.line + first, entry[1]
    return line


def _examples(body: str, body_line: int, path: str) -> Iterator[Example]:
    ticks, opened, info, inside = "", 0, "", list[str]()
    for number, line in enumerate(body.split("\n"), start=body_line):
        fence = _FENCE.fullmatch(line.rstrip())
        if ticks:
            if fence and len(fence["ticks"]) >= len(ticks) and not fence["info"].strip():
                if info.partition(" ")[0] == "md":
                    yield _example(info, "\n".join(inside) + "\n", opened, path)
                ticks = ""
            else:
                inside.append(line)
        elif fence:
            ticks, opened, info, inside = fence["ticks"], number, fence["info"].strip(), []
    if ticks:
        raise RulePackError(
            placed(f"{path}:{opened}", told("the fence that opens here is never closed by {ticks}", ticks=ticks))
        )


def _example(info: str, text: str, line: int, path: str) -> Example:
    match = _EXAMPLE.fullmatch(info)
    if match is None:
        raise RulePackError(
            placed(
                f"{path}:{line}",
                told(
                    "{info!r} is no example: write 'md good en' or 'md bad en lines=3', with en or zh",
                    info=shortened(info),
                ),
            )
        )
    lines = tuple(int(number) for number in match["lines"].split(",")) if match["lines"] else ()
    if (match["expected"] == "bad") != bool(lines):
        raise RulePackError(
            placed(f"{path}:{line}", told("a bad example says lines=… at which the rule reports, a good one does not"))
        )
    last = text.count("\n")
    if any(not 1 <= number <= last for number in lines):
        raise RulePackError(
            placed(
                f"{path}:{line}",
                told("the example has {last} lines, lines={lines} goes beyond", last=last, lines=match["lines"]),
            )
        )
    try:
        today = date.fromisoformat(match["today"]) if match["today"] else None
    except ValueError:
        raise RulePackError(
            placed(f"{path}:{line}", told("today={today} is no day: write YYYY-MM-DD", today=match["today"]))
        ) from None
    return Example(
        cast(Literal["en", "zh"], match["language"]),
        lines,
        text,
        line,
        beside=tuple(match["beside"].split(",")) if match["beside"] else (),
        today=today,
        policy=SuppressionPolicy(
            require_reason=bool(match["reasons"]), forbid=frozenset((match["forbidden"] or "").split(",")) - {""}
        ),
    )
