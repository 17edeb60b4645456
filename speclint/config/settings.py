"""The settings that hold for a document, as the program takes them."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, cast

from speclint.config.layer import Key, Layer
from speclint.config.layers import Entry
from speclint.model import Confidence, Kind, Severity, Stage
from speclint.read.patterns import Patterns

EDITIONS = ("2027.1",)  # the newest last

# What holds where nobody says otherwise, in the order in which it is shown.
DEFAULTS: Mapping[Key, Any] = {
    ("edition",): EDITIONS[-1],
    ("extends",): [],
    ("select",): [],
    ("ignore",): [],
    ("extend-select",): [],
    ("extend-ignore",): [],
    ("preview",): False,
    ("stage",): "review",
    ("fail-on",): "error",
    ("min-confidence",): "medium",
    ("exclude",): [],
    ("rules",): [],
    ("plugins",): True,
    ("require-plugins",): [],
    ("locked",): [],
    ("suppressions", "require-reason"): False,
    ("suppressions", "forbid"): [],
    ("suppressions", "warn-days"): 14,
    ("suppressions", "expired"): "error",
    ("suppressions", "expiring"): "warning",
}


@dataclass(frozen=True)
class Settings:
    """What the configuration says, completed by what holds where it says nothing.

    `folder` is where the nearest configuration file stands: patterns are relative to it. `entries` tells for each key
    that somebody has set where it comes from.
    """

    folder: Path
    entries: Mapping[Key, Entry] = field(default_factory=dict, repr=False)

    def value(self, *key: str) -> Any:
        """Give what holds for a key; None where nothing does."""
        entry = self.entries.get(key)
        return DEFAULTS.get(key) if entry is None else entry.value

    def told(self) -> list[tuple[Key, Any, str]]:
        """Give all that holds, with the place that sets it; empty where nobody does."""
        keys = [*DEFAULTS, *(key for key in sorted(self.entries) if key not in DEFAULTS)]
        return [
            (key, self._relative(key), entry.layer.place(key) if (entry := self.entries.get(key)) else "")
            for key in keys
        ]

    def _relative(self, key: Key) -> Any:
        """Give a value as our file would say it: paths from its folder."""
        value = self.value(*key)
        if key == ("baseline",):
            return Path(os.path.relpath(value, self.folder)).as_posix()
        return [Path(os.path.relpath(path, self.folder)).as_posix() for path in value] if key == ("rules",) else value

    def table(self, name: str) -> dict[str, Any]:
        """Give the entries of a table."""
        return {key[1]: entry.value for key, entry in self.entries.items() if key[0] == name and len(key) == 2}

    def locked(self, name: str) -> bool:
        """Whether an organisation has locked a setting."""
        return name in self.value("locked")

    def layer(self, *key: str) -> Layer | None:
        """Give the layer that sets a key."""
        entry = self.entries.get(key)
        return entry.layer if entry else None

    @property
    def select(self) -> Sequence[str]:
        """Words for the rules that are on; none means all."""
        return cast(Sequence[str], self.value("select"))

    @property
    def ignore(self) -> Sequence[str]:
        """Words for the rules that are off."""
        return [*self.value("ignore"), *self.value("extend-ignore")]

    @property
    def extend_select(self) -> Sequence[str]:
        """Words for rules that are on beside those of `select`."""
        return cast(Sequence[str], self.value("extend-select"))

    @property
    def edition(self) -> str:
        """The edition whose rules and severities hold."""
        return cast(str, self.value("edition"))

    @property
    def preview(self) -> bool:
        """Whether rules are on that no edition has yet."""
        return bool(self.value("preview"))

    @property
    def stage(self) -> Stage:
        """The stage of documents that do not say theirs."""
        return cast(Stage, self.value("stage"))

    @property
    def fail_on(self) -> Severity:
        """The severity from which on a finding fails a run."""
        return cast(Severity, self.value("fail-on"))

    @property
    def min_confidence(self) -> Confidence:
        """The confidence from which on a finding is shown."""
        return cast(Confidence, self.value("min-confidence"))

    @property
    def language(self) -> str | None:
        """The language of messages."""
        return cast("str | None", self.value("language"))

    @property
    def rule_folders(self) -> tuple[Path, ...]:
        """Folders with rules, dimensions and vocabularies of the team's own."""
        return tuple(Path(folder) for folder in self.value("rules"))

    @property
    def baseline(self) -> Path | None:
        """The file that lists the findings to hide."""
        path = self.value("baseline")
        return None if path is None else Path(path)

    def excludes(self, path: str) -> bool:
        """Whether a file is left out even where it is named."""
        return self._matches("exclude", self.value("exclude"), path)

    def kind_of(self, path: str) -> Kind | None:
        """The kind that `files` gives a document; of several patterns that fit the last named kind holds."""
        kinds = [
            kind for kind, patterns in self.table("files").items() if self._matches(f"files.{kind}", patterns, path)
        ]
        return cast(Kind, kinds[-1]) if kinds else None

    def ignored_in(self, path: str) -> list[str]:
        """Words for the rules that `per-file-ignores` puts off in a document."""
        table = self.table("per-file-ignores").items()
        return [
            word
            for pattern, words in table
            if self._matches(f"per-file-ignores.{pattern}", (pattern,), path)
            for word in words
        ]

    def _matches(self, name: str, patterns: Sequence[str], path: str) -> bool:
        """Match as `.gitignore` does, against the path from our folder; one outside of it by its whole path."""
        if not patterns:
            return False
        if name not in self._specs:
            self._specs[name] = Patterns(patterns)
        whole = Path(path).absolute()
        try:
            relative = whole.relative_to(self.folder).as_posix()
        except ValueError:
            relative = whole.as_posix().lstrip("/")
        return self._specs[name].cover(relative)

    @cached_property
    def _specs(self) -> dict[str, Patterns]:
        return {}
