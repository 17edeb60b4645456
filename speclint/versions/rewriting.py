"""Write a baseline anew: what a run found goes in, what it found no more goes out, what it did not look at stays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from speclint.judge.baseline import Entry, entry_of, render_baseline
from speclint.model import FileError, Report
from speclint.versions.sieve import path_in, read_entries, scope, shown


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A baseline's name and text, what it holds, gains and loses, and the files that could not be read."""

    file: str
    text: str
    entries: tuple[Entry, ...]
    added: tuple[Entry, ...]
    dropped: tuple[Entry, ...]
    errors: tuple[FileError, ...]


def rewrite(file: str | Path, report: Report, paths: Iterable[str | Path], *, prune: bool = False) -> Rewritten:
    """Give what a baseline becomes with a report on these paths; with `prune` nothing is added to it.

    Entries of documents that the report is not about stay, unless the document is gone.
    """
    name = shown(file)
    old = read_entries(name, ours=True) if prune or Path(name).exists() else ()
    found = {entry.key: entry for entry in (entry_of(one, path_in(name, one.path)) for one in report.findings)}
    within, unread = scope(name, paths), {path_in(name, error.path) for error in report.errors}
    elsewhere = [entry for entry in old if entry.path in unread or (not within(entry.path) and _exists(name, entry))]
    again = [entry for entry in old if entry.key in found]
    entries = {entry.key: entry for entry in [*elsewhere, *(again if prune else found.values())]}
    before = {entry.key: entry for entry in old}
    return Rewritten(
        name,
        render_baseline(entries.values()),
        tuple(entries[key] for key in sorted(entries)),
        tuple(entries[key] for key in sorted(entries.keys() - before.keys())),
        tuple(before[key] for key in sorted(before.keys() - entries.keys())),
        report.errors,
    )


def _exists(file: str, entry: Entry) -> bool:
    return (Path(file).parent / entry.path).exists()
