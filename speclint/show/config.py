"""Show which settings hold and where each comes from: as TOML with comments for people, as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from speclint.show.serialise import SCHEMAS, VERSION, to_json
from speclint.show.terminal import Style, visible
from speclint.show.words import say, term

_COMMENT_AT = 44  # the column of comments, where a setting leaves room for it


@dataclass(frozen=True, slots=True)
class Shown:
    """A setting that holds: its key path, its value and its origin, empty where nobody has set it."""

    key: tuple[str, ...]
    value: Any
    origin: str


def config_toml(path: str, settings: Sequence[Shown], rules: Sequence[tuple[str, str]], style: Style) -> str:
    """Write the settings as a configuration file that would give them, the origin of each behind it.

    `rules` are the codes of the rules in force, each with its severity for a PRD.
    """
    lines = [style.paint(f"# {say(style.language, 'config-of', path=visible(path))}", "dim")]
    for table, members in groupby(sorted(settings, key=lambda shown: len(shown.key)), key=_table):
        lines += ["", f"[{table}]"] if table else []
        lines += [_line(shown, style) for shown in members]
    lines += ["", style.paint(f"# {say(style.language, 'config-rules', n=len(rules))}", "dim")]
    colon = say(style.language, "colon")
    for severity, codes in _by_severity(rules):
        lines.append(style.paint(f"# {term(style.language, 'severity', severity)}{colon}{', '.join(codes)}", "dim"))
    return "\n".join(lines) + "\n"


def config_json(path: str, settings: Sequence[Shown], rules: Sequence[tuple[str, str]]) -> str:
    """Write the settings as JSON, described by `schemas/settings.schema.json`."""
    return to_json(
        {
            "schema": SCHEMAS + "settings.schema.json",
            "version": VERSION,
            "path": path,
            "settings": [
                {"key": list(shown.key), "value": shown.value, "origin": shown.origin or None} for shown in settings
            ],
            "rules": [{"code": code, "severity": severity} for code, severity in rules],
        }
    )


def _by_severity(rules: Sequence[tuple[str, str]]) -> list[tuple[str, list[str]]]:
    order = ("error", "warning", "info", "off")
    return [(name, codes) for name in order if (codes := [code for code, severity in rules if severity == name])]


def _table(shown: Shown) -> str:
    return _toml_key(shown.key[0]) if len(shown.key) > 1 else ""


def _line(shown: Shown, style: Style) -> str:
    setting = visible(f"{_toml_key(shown.key[-1])} = {_toml(shown.value)}")
    origin = visible(shown.origin) if shown.origin else say(style.language, "config-default")
    return f"{setting:<{_COMMENT_AT}}" + style.paint(f"  # {origin}", "dim")


def _toml_key(key: str) -> str:
    return (
        key
        if key.isascii() and key.replace("-", "").replace("_", "").isalnum()
        else json.dumps(key, ensure_ascii=False)
    )


def _toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_toml_key(key)} = {_toml(item)}" for key, item in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)
