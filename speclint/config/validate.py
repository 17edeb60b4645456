"""Validate a configuration against `schemas/config.schema.json`, and say what is wrong in words."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from speclint.judge.unfit import problem_with
from speclint.told import did_you_mean, placed, shortened, told

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
    shown = ".".join(map(shortened, key))
    schema, allowed_by = cast(Mapping[str, Any], error.schema), cast(Any, error.validator_value)
    if error.validator == "additionalProperties":
        unknown = sorted(set(cast(Any, error.instance)) - set(schema.get("properties", {})))[0]
        return (*key, unknown), _unknown(unknown, shown, sorted(schema.get("properties", {}))), None
    if error.validator == "propertyNames":
        message = told(
            "{name!r} is no name for an entry of {table}", name=shortened(error.instance), table=shortened(shown)
        )
        return (*key, str(error.instance)), message, None
    if error.validator == "enum":
        allowed = [str(value) for value in allowed_by]
        message = told(
            "{key} is {value}, which is none of {allowed}", key=shown, value=_quoted(error.instance), allowed=allowed
        )
        return key, _with_hint(message, error.instance, allowed), None
    if error.validator == "type":
        wanted = _WORDS.get(allowed_by, allowed_by)
        message = told("{key} must be {wanted}, not {value}", key=shown, wanted=wanted, value=_quoted(error.instance))
        return key, message, error.instance
    return key, placed(shown, problem_with(error)), None


_WORDS = {
    "array": told('a list such as ["…"]'),
    "string": told("a text in quotes"),
    "boolean": told("true or false"),
    "integer": told("a whole number"),
    "object": told("a table"),
}


def _quoted(value: object) -> str:
    return repr(shortened(value)) if isinstance(value, str) else shortened(value)


def _unknown(name: str, table: str, known: list[str]) -> str:
    if table:
        message = told("no setting is called {name!r} in {table}", name=shortened(name), table=table)
    else:
        message = told("no setting is called {name!r}", name=shortened(name))
    return _with_hint(message, name, known, known)


def _with_hint(message: str, word: object, known: list[str], otherwise: Sequence[str] = ()) -> str:
    from difflib import get_close_matches

    hint = did_you_mean(get_close_matches(str(word), known, n=1), otherwise)
    return told("{problem}: {hint}", problem=message, hint=hint) if hint else message
