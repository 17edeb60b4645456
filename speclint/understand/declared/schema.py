"""Hold data against the schemas of declarations: which of it can be used, and what is wrong with the rest."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from functools import cache
from typing import TYPE_CHECKING, Any

from speclint.model import Node, Span
from speclint.understand.declared.faults import Fault

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator

Error = Any  # a ValidationError, whose parts are typed as if they might be unset

_ROUNDS = 8  # a part that is taken out may leave what holds it incomplete, and so on upwards
# What a team's own dimension is declared as, by the kind of evidence that makes it stated.
FORMS = {
    "metric": "target",
    "bound": "latency",
    "threshold": "confidence",
    "trigger-action": "fallback",
    "observation": "drift",
    "described-set": "evaluation",
    "named-thing": "model",
}


@cache
def definitions() -> Mapping[str, Any]:
    """The definitions that both schemas share."""
    loaded: Mapping[str, Any] = _load("prd")["$defs"]
    return loaded


def _load(name: str) -> Any:
    from importlib.resources import files

    text = files("speclint.schemas").joinpath(f"{name}.schema.json").read_text(encoding="utf-8")
    return json.loads(text)


@cache
def _validator(form: str) -> Draft202012Validator:
    from jsonschema import Draft202012Validator

    schema = {"$ref": f"#/$defs/{form}", "$defs": definitions()}
    return Draft202012Validator(schema, format_checker=_dates())


@cache
def _metadata_validator() -> Draft202012Validator:
    from jsonschema import Draft202012Validator

    properties = _load("model-card")["properties"]
    others = ("kind", "stage", "status", "speclint", "ai-features")  # which are judged elsewhere
    return Draft202012Validator({"properties": {key: properties[key] for key in properties if key not in others}})


@cache
def _dates() -> Any:
    from datetime import date

    from jsonschema import FormatChecker

    checker = FormatChecker(formats=())

    @checker.checks("date", raises=ValueError)
    def is_date(value: object) -> bool:
        return not isinstance(value, str) or bool(date.fromisoformat(value))

    return checker


def usable(form: str, node: Node, owner: str, feature: str) -> tuple[Any, tuple[Fault, ...]]:
    """What of a node's data can be used as this form (None where nothing can), and what is wrong with it."""
    validator = _validator(form)
    data = deepcopy(node.value)
    errors = _leaves(validator.iter_errors(data))
    faults = tuple(fault for error in errors for fault in _faults(error, node, owner, feature))
    for _ in range(_ROUNDS):
        if not errors:
            return data, faults
        if not _pruned(data, errors):
            return None, faults
        errors = _leaves(validator.iter_errors(data))
    return None, faults


def metadata_faults(front_matter: Mapping[str, Any], place: Callable[[str], Span]) -> Iterator[Fault]:
    """What is wrong with the metadata of a model card; `place` tells where what has a dotted key stands."""
    for error in _leaves(_metadata_validator().iter_errors(dict(front_matter))):
        path = [str(part) for part in error.absolute_path]
        span = place(".".join(path))
        owner = ".".join(part for part in path if not part.isdigit())
        yield from _faults(error, Node("", span, None, span, ""), owner, "", skipped=len(path))


def _leaves(errors: Iterable[Error]) -> list[Error]:
    """The errors in order of place; of a choice of forms, those of the form that the data was meant to have."""
    found = [leaf for error in errors for leaf in _leaf(error)]
    return sorted(found, key=lambda error: ([str(part) for part in error.absolute_path], str(error.validator)))


def _leaf(error: Error) -> Iterator[Error]:
    if error.validator != "anyOf" or all(inner.validator == "required" for inner in error.context or ()):
        yield error
        return
    branches: dict[Any, list[Error]] = {}
    for inner in error.context or ():
        branches.setdefault(inner.schema_path[0], []).append(inner)
    depth = len(error.absolute_path)
    meant = [
        branch
        for branch in branches.values()
        if not any(inner.validator == "type" and len(inner.absolute_path) == depth for inner in branch)
    ]
    for inner in meant[0] if meant else ():
        yield from _leaf(inner)
    if not meant:
        yield error


def _pruned(data: Any, errors: Sequence[Error]) -> bool:
    """Take out of the data what is wrong; false where that would be all of it."""
    wrong: set[tuple[Any, ...]] = set()
    for error in errors:
        path = tuple(error.absolute_path)
        if error.validator == "additionalProperties":
            wrong.update((*path, key) for key in _extras(error))
        elif error.validator == "dependentRequired":
            wrong.update((*path, other) for other, _ in _dependent(error))
        elif path:
            wrong.add(path)
        else:
            return False
    for path in sorted(wrong, key=lambda path: [str(part).zfill(6) for part in path], reverse=True):
        holder = data
        try:
            for part in path[:-1]:
                holder = holder[part]
            del holder[path[-1]]
        except (KeyError, IndexError, TypeError):
            continue  # it went with what held it
    return True


def _extras(error: Error) -> list[str]:
    return [key for key in error.instance if key not in error.schema.get("properties", {})]


def _dependent(error: Error) -> list[tuple[str, str]]:
    instance: Mapping[str, Any] = error.instance
    return [
        (other, key)
        for other, keys in error.validator_value.items()
        for key in keys
        if other in instance and key not in instance
    ]


def _faults(error: Error, root: Node, owner: str, feature: str, skipped: int = 0) -> Iterator[Fault]:
    """An error as the faults that an author would name, each at its own place; its path leads past `skipped` keys."""
    node = root
    for part in list(error.absolute_path)[skipped:]:
        node = next((child for child in reversed(node.parts) if child.key == str(part)), node)
        owner = f"{owner}.{part}" if isinstance(part, str) else owner
    kind, value, instance = str(error.validator), error.validator_value, error.instance
    place = node.key_span
    if kind == "additionalProperties":
        known = sorted(error.schema["properties"])
        for key in _extras(error):
            span = next((part.key_span for part in node.parts if part.key == key), place)
            yield Fault("unknown-key", span, owner, key, known=known, feature=feature)
    elif kind == "required":
        missing = next(key for key in value if error.message.startswith(repr(key)))
        yield Fault("missing", place, owner, missing, feature=feature)
    elif kind == "anyOf" and all("required" in form for form in value):
        known = [key for form in value for key in form["required"]]
        yield Fault("missing-one", place, owner, known=known, feature=feature)
    elif kind == "dependentRequired":
        for other, key in _dependent(error):
            span = next((part.span for part in node.parts if part.key == other), place)
            yield Fault("without", span, owner, key, other, feature=feature)
    elif kind == "enum":
        yield Fault("unknown-value", node.span, owner, written=instance, known=value, feature=feature)
    elif kind in ("pattern", "format") and error.schema.get("format") == "date":
        if kind == "pattern" or _is_date_shaped(str(instance), error.schema["pattern"]):
            yield Fault("no-date", node.span, owner, written=instance, feature=feature)
    elif kind in ("exclusiveMinimum", "minimum"):
        wanted = "positive" if kind == "exclusiveMinimum" else "at-least"
        yield Fault("too-small", node.span, owner, written=instance, wanted=(wanted,), feature=feature, limit=value)
    elif kind == "maxProperties":
        yield Fault("waived-too", place, owner, feature=feature)
    elif instance is None or kind in ("minLength", "minItems", "minProperties"):
        yield Fault("empty", node.span, owner, wanted=_types(error), feature=feature)
    else:
        yield Fault("wrong-type", node.span, owner, written=instance, wanted=_types(error), feature=feature)


def _is_date_shaped(value: str, pattern: str) -> bool:
    import re

    return bool(re.search(pattern, value))


def _types(error: Error) -> tuple[str, ...]:
    """The types that would do, as the messages name them."""
    declared = error.schema.get("type") or [form.get("type", "string") for form in error.schema.get("anyOf", ())]
    types = (declared,) if isinstance(declared, str) else tuple(declared)
    if "pattern" in error.schema and "number" in types:
        return ("number|string",)
    return types or ("string",)
