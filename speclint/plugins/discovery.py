"""Find the installed plugins: entry points of the group `speclint`, remembered until what is installed changes."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from hashlib import sha256
from importlib import import_module
from typing import Any

from speclint.plugins import cache

GROUP = "speclint"


@dataclass(frozen=True, slots=True)
class Installed:
    """An entry point, not loaded yet: the package that brings it, its version, and `module` or `module:object`."""

    distribution: str
    version: str
    name: str
    value: str

    def load(self) -> object:
        """Import the plugin."""
        module, _, path = self.value.partition("[")[0].partition(":")
        found: Any = import_module(module.strip())
        for part in filter(None, path.strip().split(".")):
            found = getattr(found, part)
        return found


def installed() -> tuple[Installed, ...]:
    """Give the entry points of all installed packages, by package and name.

    Looking through what is installed takes long, so the answer is kept with the times at which the folders that modules
    come from were changed last.
    """
    folders = _folders()
    name = f"plugins-{sha256(os.pathsep.join((sys.version, *folders)).encode()).hexdigest()[:16]}.json"
    stamp = [_changed(folder) for folder in folders]
    kept = cache.load(name)
    if isinstance(kept, dict) and kept.get("stamp") == stamp:
        try:
            return tuple(Installed(*entry) for entry in kept["plugins"])
        except (KeyError, TypeError):  # of another version's making
            pass
    found = _look(folders)
    cache.save(name, {"stamp": stamp, "plugins": [[e.distribution, e.version, e.name, e.value] for e in found]})
    return found


def _folders() -> list[str]:
    """Where modules come from, but for the current folder: what a repository holds is not installed."""
    here = os.path.realpath(os.curdir)
    return [path for path in sys.path if path and os.path.realpath(path) != here]


def _changed(path: str) -> int:
    try:
        return os.stat(path).st_mtime_ns  # noqa: PTH116 - Path is slower, and every run comes by here
    except OSError:
        return 0


def _look(folders: list[str]) -> tuple[Installed, ...]:
    from importlib.metadata import distributions

    found: dict[str, list[Installed]] = {}
    for distribution in distributions(path=folders):
        entries = [entry for entry in distribution.entry_points if entry.group == GROUP]
        if entries:  # the name and version of all others would have to be read for nothing
            package, version = distribution.metadata["Name"], distribution.version
            # the first on the path is the one that is imported
            found.setdefault(package, [Installed(package, version, entry.name, entry.value) for entry in entries])
    every = [entry for entries in found.values() for entry in entries]
    return tuple(sorted(every, key=lambda entry: (entry.distribution, entry.name)))
