"""Say in words what a schema does not allow, without quoting what stands there: a file may hold what is secret."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from speclint.told import shortened, told

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

_TYPES = {
    "string": told("a text"),
    "boolean": told("true or false"),
    "integer": told("a whole number"),
    "number": told("a number"),
    "array": told("a list"),
    "object": told("a mapping"),
    "null": told("nothing"),
}
_OF_PYTHON = {str: "string", bool: "boolean", int: "integer", float: "number", list: "array", dict: "object"}


def problem_with(error: ValidationError) -> str:
    """Tell what is wrong; names of keys are cut, and of values only the type is told."""
    schema, allowed_by = cast(Mapping[str, Any], error.schema), cast(Any, error.validator_value)
    instance = cast(Any, error.instance)
    if error.validator == "type":
        wanted = [_TYPES[name] for name in ([allowed_by] if isinstance(allowed_by, str) else allowed_by)]
        given = _TYPES[_OF_PYTHON.get(type(instance), "null")]
        return told("must be {wanted}, not {given}", wanted=wanted, given=given)
    if error.validator == "enum":
        return told("is none of {allowed}", allowed=[str(value) for value in allowed_by])
    if error.validator == "minimum":
        return told("must be at least {least}", least=allowed_by)
    if error.validator == "pattern":
        return told("does not match {pattern}", pattern=allowed_by)
    if error.validator == "additionalProperties":
        known = schema.get("properties", {})
        name = shortened(min(map(str, set(instance) - set(known))))
        if not known:
            return told("{name!r} is unknown", name=name)
        return told("{name!r} is unknown: there are {known}", name=name, known=sorted(known))
    if error.validator == "required":
        return told("{name!r} is missing", name=next(name for name in allowed_by if name not in instance))
    return told("does not fit the schema ({keyword})", keyword=error.validator)
