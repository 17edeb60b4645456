"""One configuration file, read and validated: its entries by key path."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from speclint.config import toml
from speclint.config.find import TABLE
from speclint.errors import ConfigError
from speclint.read.regular import UnfitFileError, read_regular
from speclint.told import placed, reason, told

Key = tuple[str, ...]
# Tables whose entries are settings of their own: who extends a file changes one entry and keeps the rest.
TABLES = ("severity", "options", "per-file-ignores", "files", "vocabulary", "suppressions")

_MAX_BYTES = 100_000
_MAX_BYTES_OF_PROJECT = 500_000  # of pyproject.toml, which other tools share
SELECTION: tuple[Key, ...] = (("ignore",), ("extend-select",), ("extend-ignore",))


@dataclass(frozen=True, slots=True)
class Layer:
    """The entries of one file, command line or plugin; `folder` is what its paths are relative to.

    `text` is what was written there (empty where it is no file), `prefix` the table in which our keys stand, and
    `replaces` are keys whose entries in layers below do not hold.
    """

    label: str
    folder: Path
    entries: Mapping[Key, Any]
    text: str = field(default="", repr=False)
    prefix: Key = ()
    replaces: tuple[Key, ...] = ()

    def line(self, key: Key, value: object = None) -> int | None:
        """Give the 1-based line of an entry, or of a value in its list; None where there are no lines."""
        return toml.line_of(self.text, (*self.prefix, *key), value) if self.text else None

    def place(self, key: Key, value: object = None) -> str:
        """Say where an entry stands."""
        line = self.line(key, value)
        return self.label if line is None else f"{self.label}:{line}"

    def error(self, key: Key, message: str, value: object = None) -> ConfigError:
        """Make an error that names the place of an entry."""
        return ConfigError(placed(self.place(key, value), message))


def read_layer(path: Path) -> Layer:
    """Read a configuration file; raises `ConfigError` with file, line and mend for whatever is wrong with it."""
    label = _label(path)
    text = _text_of(path, label)
    data = _parsed(text, label)
    prefix: Key = ()
    if path.name == "pyproject.toml":
        prefix = TABLE
        for name in TABLE:
            inner = data.get(name, {})
            data = inner if isinstance(inner, dict) else {}
    return layer_of(data, label, path.parent, text, prefix)


def _text_of(path: Path, label: str) -> str:
    most = _MAX_BYTES_OF_PROJECT if path.name == "pyproject.toml" else _MAX_BYTES
    try:
        return read_regular(path, most).decode("utf-8-sig").replace("\r\n", "\n")
    except UnfitFileError as error:
        raise ConfigError(placed(label, error.message)) from None
    except UnicodeDecodeError:
        raise ConfigError(placed(label, told("is not UTF-8: save it as UTF-8"))) from None
    except OSError as error:
        raise ConfigError(placed(label, told("cannot be read: {reason}", reason=reason(error)))) from None


def _parsed(text: str, label: str) -> dict[str, Any]:
    try:
        return toml.loads(text)
    except toml.LongKeyError as error:
        raise ConfigError(placed(f"{label}:{error.line}", error.message)) from None
    except toml.TOMLDecodeError as error:
        raise ConfigError(_not_toml(label, error)) from None
    except RecursionError:
        raise ConfigError(placed(label, told("nests too deeply to be read: flatten its lists"))) from None


def layer_of(data: Mapping[str, Any], label: str, folder: Path, text: str = "", prefix: Key = ()) -> Layer:
    """Validate entries and make a layer of them."""
    from speclint.config.validate import first_problem, unknown_lock

    layer = Layer(label, folder, dict(_flat(data)), text, prefix)
    if data:
        problem = first_problem(data) or unknown_lock(data)
        if problem:
            raise layer.error(*problem)
    return layer


def parse_option(given: str) -> Layer:
    """Read one `key = value` of the command line."""
    label = f"--config {given!r}"
    try:
        data = toml.loads(given)
    except toml.LongKeyError as error:
        raise ConfigError(placed(label, error.message)) from None
    except RecursionError:
        raise ConfigError(placed(label, told("nests too deeply to be read: flatten its lists"))) from None
    except toml.TOMLDecodeError as error:
        raise ConfigError(
            placed(label, told("not valid TOML: {error}; write key = value, a text in quotes", error=error))
        ) from None
    return layer_of(data, label, Path.cwd())


def _not_toml(label: str, error: Exception) -> str:
    """Say where TOML goes wrong, in the form in which places are told."""
    match = re.fullmatch(r"(?P<what>.*) \(at line (?P<line>\d+), column (?P<column>\d+)\)", str(error))
    if match is None:
        return placed(label, told("not valid TOML: {error}", error=error))
    place = f"{label}:{match['line']}:{match['column']}"
    return placed(place, told("not valid TOML: {error}", error=match["what"]))


def _flat(data: Mapping[str, Any]) -> Iterator[tuple[Key, Any]]:
    for key, value in data.items():
        if key in TABLES and isinstance(value, Mapping):
            yield from (((key, name), entry) for name, entry in value.items())
        else:
            yield (key,), value


def _label(path: Path) -> str:
    """Name a file as seen from here, so that messages are short and the same on every machine."""
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()
