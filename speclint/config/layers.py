"""Lay configurations over each other: what a file extends lies below it, the command line above all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from speclint.config.layer import TABLES, Key, Layer, layer_of, read_layer
from speclint.links import is_within
from speclint.told import told

# These lists add up; any other list replaces the one below it.
ADDED = ("extend-select", "extend-ignore", "rules", "require-plugins", "locked")
# What a lock on one of these holds, too: the other ways to the same end. A rule that is off has no severity.
_ALSO = {
    "select": ("extend-select",),
    "ignore": ("extend-ignore", "per-file-ignores"),
    "severity": ("select", "ignore", "extend-ignore", "per-file-ignores", "edition"),
}

Packages = Callable[[str], Mapping[str, Any] | None]


@dataclass(frozen=True, slots=True)
class Entry:
    """The value that holds, and the layer that it comes from (for a list that adds up, the last one)."""

    value: Any
    layer: Layer
    key: Key


def layers_of(path: Path, packages: Packages) -> tuple[Layer, ...]:
    """Read a configuration file and all that it extends, the file itself last.

    `packages` gives the settings of an installed package by its name, None where there is no such package. Raises
    `ConfigError`.
    """
    return tuple(_extended(read_layer(path), packages, (path.resolve(),)))


def merged(layers: Iterable[Layer]) -> Mapping[Key, Entry]:
    """Give the entries that hold; raises `ConfigError` where a layer changes what one below has locked."""
    entries: dict[Key, Entry] = {}
    locks: list[tuple[str, Layer]] = []
    for layer in layers:
        for key in layer.replaces:
            entries.pop(key, None)
        for key, value in layer.entries.items():
            for word, owner in locks:
                if _locks(word, key, layer):
                    raise layer.error(
                        key,
                        told(
                            "{word} is locked by {place}: leave it out", word=word, place=owner.place(("locked",), word)
                        ),
                    )
            if key[0] in ADDED and key in entries:
                value = [*entries[key].value, *_placed(key, value, layer)]
            else:
                value = _placed(key, value, layer)
            entries[key] = Entry(value, layer, key)
        locks += [(word, layer) for word in layer.entries.get(("locked",), ())]
    return entries


def _extended(layer: Layer, packages: Packages, above: tuple[Path, ...]) -> Iterable[Layer]:
    given = layer.entries.get(("extends",), ())
    for name in [given] if isinstance(given, str) else given:
        if name.endswith(".toml") or "/" in name or "\\" in name:
            path = Path(os.path.realpath(layer.folder / name))  # of links in a circle, too
            if path in above:
                raise layer.error(
                    ("extends",), told("{name} extends this file in turn: take one of the two out", name=name), name
                )
            if not path.is_file():
                raise layer.error(
                    ("extends",), told("{name} does not exist: paths are relative to this file", name=name), name
                )
            yield from _extended(read_layer(path), packages, (*above, path))
        else:
            settings = packages(name)
            if settings is None:
                message = told(
                    "no installed package {name!r} gives a configuration: install it, or write ./{name} for a file",
                    name=name,
                )
                raise layer.error(("extends",), message, name)
            yield layer_of(settings, name, layer.folder)
    yield layer


def _placed(key: Key, value: Any, layer: Layer) -> Any:
    """Make paths absolute: they are relative to the file that names them."""
    if key == ("rules",):
        return [(layer.folder / folder).as_posix() for folder in value]
    if key == ("baseline",):
        if layer.text and not is_within(layer.folder / value, layer.folder):
            message = told(
                "the baseline {name} lies outside of the folder of this file: keep it there, or name it by --baseline",
                name=value,
            )
            raise layer.error(key, message)
        return (layer.folder / value).as_posix()
    return value


def _locks(word: str, key: Key, layer: Layer) -> bool:
    """Whether a lock holds a key; whoever asks for a few rules by `--select` looks closer and changes nothing."""
    table = word.partition(".")[0]
    if key[0] in _ALSO.get(table, ()):
        return not layer.replaces
    return word in {key[0], ".".join(key)} or (len(key) == 1 and key[0] in TABLES and word.startswith(key[0] + "."))
