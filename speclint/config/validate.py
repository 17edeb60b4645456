"""Validate a configuration against `schemas/config.schema.json`, and say what is wrong in words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

Problem = tuple[tuple[str, ...], str, object]


@cache
def config_schema() -> Mapping[str, Any]:
    """Read the published schema of configuration files."""
    from importlib.resources import files

    text = files("speclint.schemas").joinpath("config.schema.json").read_text(encoding="utf-8")
    schema: Mapping[str, Any] = json.loads(text)
    return schema


def first_problem(data: Mapping[str, Any]) -> Problem | None:
    """Give the key, the message and the value of the first thing that the schema does not allow."""
    from jsonschema import Draft202012Validator

    errors = Draft202012Validator(config_schema()).iter_errors(data)
    first = min(errors, key=lambda error: (list(map(str, error.absolute_path)), error.message), default=None)
    return None if first is None else _told(first)


def unknown_lock(data: Mapping[str, Any]) -> Problem | None:
    """Give the first lock on a setting that does not exist: it would hold nothing."""
    known = config_schema()["properties"]
    for word in data.get("locked", ()):
        table, _, entry = word.partition(".")
        entries = known.get(table, {}).get("properties", {})
        if table not in known or (entry and known[table].get("type") != "object"):
            return ("locked",), _unknown(word, "", sorted(known)), word
        if entry and entries and entry not in entries:
            return ("locked",), _unknown(word, "", [f"{table}.{name}" for name in entries]), word
    return None


def _told(error: ValidationError) -> Problem:
    while error.context:  # of several forms that would do, tell about the one that comes nearest
        error = max(error.context, key=lambda inner: (len(inner.absolute_path), inner.validator != "type"))
    key = tuple(str(part) for part in error.absolute_path if isinstance(part, str))
    shown = ".".join(key)
    schema, allowed_by = cast(Mapping[str, Any], error.schema), cast(Any, error.validator_value)
    if error.validator == "additionalProperties":
        unknown = sorted(set(cast(Any, error.instance)) - set(schema.get("properties", {})))[0]
        return (*key, unknown), _unknown(unknown, shown, sorted(schema.get("properties", {}))), None
    if error.validator == "propertyNames":
        return (*key, str(error.instance)), f"{error.instance!r} is no name for an entry of {shown}", None
    if error.validator == "enum":
        allowed = [str(value) for value in allowed_by]
        return (
            key,
            f"{shown} is {error.instance!r}, which is none of {', '.join(allowed)}{_nearest(error.instance, allowed)}",
            None,
        )
    if error.validator == "type":
        return (
            key,
            f"{shown} must be {_WORDS.get(allowed_by, allowed_by)}, not {error.instance!r}",
            error.instance,
        )
    return key, f"{shown}: {error.message}", None


_WORDS = {
    "array": 'a list such as ["…"]',
    "string": "a text in quotes",
    "boolean": "true or false",
    "integer": "a whole number",
    "object": "a table",
}


def _unknown(name: str, table: str, known: list[str]) -> str:
    where = f" in {table}" if table else ""
    return f"no setting is called {name!r}{where}{_nearest(name, known) or ': there are ' + ', '.join(known)}"


def _nearest(word: object, known: list[str]) -> str:
    from difflib import get_close_matches

    match = get_close_matches(str(word), known, n=1)
    return f": did you mean {match[0]}?" if match else ""
