"""A rule, as its page's front matter declares it, and the committed index of the built-in ones."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, cast, get_args

from speclint.errors import RulePackError
from speclint.model import Kind, Severity
from speclint.told import placed, told

FIRST_EDITION = "2027.1"


def in_language(texts: Mapping[str, str], language: str) -> str:
    """Choose the text in a language, the English one where there is no such translation."""
    return texts.get(language) or texts["en"]


@cache
def load_index() -> Mapping[str, Any]:
    """Read the committed index of the built-in rule pages, dimensions and vocabularies, once a process."""
    from importlib.resources import files

    resource = files("speclint.rules").joinpath("index.json")
    try:
        text = resource.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise RulePackError(
            told("{resource} does not exist: run python -m speclint.judge.index", resource=resource)
        ) from None
    return cast(Mapping[str, Any], json.loads(text))


@cache
def load_rules() -> tuple[Rule, ...]:
    """Give the built-in rules in the order of their codes."""
    return tuple(Rule.from_mapping(data) for data in load_index()["rules"])


@dataclass(frozen=True, slots=True)
class Change:
    """The severity of a rule from an edition on."""

    edition: str
    severity: Mapping[Kind, Severity]


@dataclass(frozen=True, slots=True)
class Rule:
    """What a page asks of a spec; `severity` is the one at review, and a kind that it leaves out is not asked.

    `message`, `question` and `summary` map a language to a text, of which the English one is always there. `path` is
    where the page stands, relative to its rule folder, `source` the file where it is none of speclint's own. `edition`
    is the first that has the rule on, `changes` are the severities that later ones give it. A rule is `settled` whose
    severity a configuration chose.
    """

    code: str
    name: str
    group: str
    severity: Mapping[Kind, Severity]
    check: str
    options: Mapping[str, Any]
    message: Mapping[str, str]
    question: Mapping[str, str]
    summary: Mapping[str, str]
    path: str
    source: str = ""
    edition: str = FIRST_EDITION
    changes: tuple[Change, ...] = ()
    settled: bool = False

    @classmethod
    def from_mapping(cls, data: Mapping[str, Any]) -> Rule:
        """Make a rule from an entry of the index or from front matter completed by `group` and `path`."""
        label = str(data.get("path") or data.get("code") or "a rule")
        rule = cls(
            code=_text(data, "code", label),
            name=_text(data, "name", label),
            group=_text(data, "group", label),
            severity=cast(Mapping[Kind, Severity], _mapping(data, "severity", label)),
            check=_text(data, "check", label),
            options=_mapping(data, "options", label) if "options" in data else {},
            message=_translations(data, "message", label),
            question=_translations(data, "question", label),
            summary=_translations(data, "summary", label),
            path=_text(data, "path", label),
            source=str(data.get("source", "")),
            edition=_text({"edition": FIRST_EDITION, **data}, "edition", label),
            changes=tuple(Change(change["edition"], change["severity"]) for change in data.get("changes", ())),
        )
        for severity in rule.severity.values():
            if severity not in get_args(Severity):
                raise RulePackError(
                    placed(
                        label,
                        told(
                            "severity must be one of {known}, not {severity!r}",
                            known=get_args(Severity),
                            severity=severity,
                        ),
                    )
                )
        return rule

    def option(self, name: str) -> str:
        """Give an option that the check cannot do without."""
        return _text(self.options, name, placed(self.path, told("options of check {check!r}", check=self.check)))


def _text(data: Mapping[str, Any], key: str, label: str) -> str:
    value = data.get(key)
    if not isinstance(value, str) or not value:
        raise RulePackError(placed(label, told("{key} must be a text, not {value!r}", key=key, value=value)))
    return value


def _mapping(data: Mapping[str, Any], key: str, label: str) -> Mapping[str, Any]:
    value = data.get(key)
    if not isinstance(value, Mapping):
        raise RulePackError(placed(label, told("{key} must be a mapping, not {value!r}", key=key, value=value)))
    return value


def _translations(data: Mapping[str, Any], key: str, label: str) -> Mapping[str, str]:
    value = _mapping(data, key, label)
    _text(value, "en", placed(label, key))
    return value
