"""Which rules a document's front matter disables: `speclint: {disable: …}`, as written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from speclint.model import Disabling, Document, Span
from speclint.understand.declarations import OWN

_KEY = "disable"
_RULE = "rule"
_SAID = (_RULE, "reason", "owner", "until", "feature")
_Places = Mapping[str, tuple[int, int]]


def disabled_rules(document: Document) -> tuple[Disabling, ...]:
    """Give the entries of `disable`: words, or mappings; a rule may also be the key of what is said of it."""
    own = document.front_matter.get(OWN)
    given = own.get(_KEY) if isinstance(own, Mapping) else None
    if given is None:
        return ()
    return tuple(_entries(document, _places(document), given, f"{OWN}.{_KEY}"))


def _entries(document: Document, places: _Places, given: object, key: str) -> Iterator[Disabling]:
    if isinstance(given, list):
        for number, item in enumerate(given):
            yield from _entries(document, places, item, f"{key}.{number}")
    elif isinstance(given, Mapping) and any(word in given for word in _SAID):
        said = {str(name): _text(value) for name, value in given.items() if name != _RULE}
        place = places.get(f"{key}.{_RULE}") or places.get(key)
        yield Disabling(_words(given.get(_RULE)), said, _span(document, place))
    elif isinstance(given, Mapping):
        for rule, value in given.items():
            said = {str(name): _text(told) for name, told in value.items()} if isinstance(value, Mapping) else {}
            if not isinstance(value, Mapping) and value is not None:
                said = {"reason": _text(value)}
            yield Disabling(str(rule), said, _place_of_rule(document, places.get(f"{key}.{rule}"), str(rule)))
    elif given is not None:
        yield Disabling(_words(given), {}, _span(document, places.get(key)))


def _words(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(str(word) for word in value)
    return "" if value is None else str(value)


def _text(value: object) -> str | None:
    """Give a value as text; None where it is none, such as a list."""
    return None if value is None or isinstance(value, (bool, list, Mapping)) else str(value)


def _places(document: Document) -> _Places:
    """Find the first value below each dotted key."""
    places: dict[str, tuple[int, int]] = {}
    for block in document.blocks:
        if block.kind != "front-matter":
            break
        if block.info.startswith(f"{OWN}.{_KEY}"):
            key, place = block.info, (block.text.starts[0], block.text.ends[-1])
            while key:
                places.setdefault(key, place)
                key = key.rpartition(".")[0]
    return places


def _span(document: Document, place: tuple[int, int] | None) -> Span:
    return document.source.span(*place) if place else Span(1, 1, 1, 4)


def _place_of_rule(document: Document, value: tuple[int, int] | None, rule: str) -> Span:
    """Find a rule that is a key: it stands before its value, or, where it has none, behind `disable`."""
    text = document.source.text
    start = text.rfind(rule, 0, value[0]) if value else text.find(rule, text.find(_KEY, text.find(OWN)))
    return _span(document, (start, start + len(rule)) if start >= 0 and rule else None)
