"""A baseline: the findings that a team has put up with so far, one a line, so that only new ones are shown.

An entry names its document relative to the folder of the baseline, so that it is met from wherever one runs, and a
fingerprint in which neither line numbers nor the path take part. It hides a finding up to the severity it was recorded
with: what was a hint in a draft is asked for again once the document is up for review.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from speclint.errors import SpeclintError
from speclint.model import Finding, Severity
from speclint.told import placed, told

DEFAULT_NAME = "speclint-baseline.txt"
DOCUMENT = "-"  # stands where an entry is about no feature

_HEAD = """\
# Findings that speclint check --baseline hides. Written by speclint baseline; speclint baseline --prune drops
# what is mended. Each line: document, feature, rule, severity, fingerprint. The order of lines does not matter.
"""
_SEVERITIES: tuple[Severity, ...] = ("info", "warning", "error")
_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_FINGERPRINT = re.compile(r"[0-9a-f]{16}")
_CONFLICT = re.compile(r"(<{7}|={7}|>{7}|\|{7})(?:\s|$)")


class BaselineError(SpeclintError):
    """A baseline that is not there or cannot be read; the message names file, line and mend."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding that is put up with; `line` is where it stands in the baseline, 0 where it stands in none yet."""

    path: str
    feature: str
    code: str
    severity: Severity
    fingerprint: str
    line: int = field(default=0, compare=False)

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What makes it the same finding, however severe."""
        return self.path, self.feature, self.code, self.fingerprint


def entry_of(finding: Finding, path: str) -> Entry:
    """Record a finding of the document that the baseline calls `path`."""
    return Entry(path, finding.slug or DOCUMENT, finding.code, finding.severity, finding.fingerprint)


def parse_baseline(text: str, name: str) -> tuple[Entry, ...]:
    """Read the entries of a baseline; raises `BaselineError` at the first line that is none."""
    entries = (_parse(line.strip(), number, name) for number, line in enumerate(text.splitlines(), 1))
    return tuple(entry for entry in entries if entry is not None)


def is_baseline(text: str, entries: Sequence[Entry]) -> bool:
    """Whether a text that was read as these entries is a baseline: comments alone are one only with our own head."""
    return bool(entries) or not text.strip() or _HEAD.splitlines()[0] in text.splitlines()


def render_baseline(entries: Iterable[Entry]) -> str:
    """Write a baseline: sorted, each finding once, a blank line between documents so that branches merge."""
    graver: dict[tuple[str, str, str, str], Entry] = {}
    for entry in entries:
        other = graver.get(entry.key)
        if other is None or _gravity(entry.severity) > _gravity(other.severity):
            graver[entry.key] = entry
    lines = [_HEAD]
    path = None
    for key in sorted(graver):
        entry = graver[key]
        if entry.path != path:
            path = entry.path
            lines.append("\n")
        written = (_escaped(entry.path), _escaped(entry.feature), entry.code, entry.severity, entry.fingerprint)
        lines.append(" ".join(written) + "\n")
    return "".join(lines)


@dataclass(frozen=True, slots=True)
class Parted:
    """The findings of one document: those that stand and those that the baseline hides."""

    kept: tuple[Finding, ...]
    hidden: tuple[Finding, ...]


class Baseline:
    """The entries of a baseline, and what a run has met of them."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = tuple(entries)
        self._known: dict[tuple[str, str, str, str], Severity] = {}
        for entry in entries:
            known = self._known.get(entry.key)
            if known is None or _gravity(entry.severity) > _gravity(known):
                self._known[entry.key] = entry.severity
        self._met: set[tuple[str, str, str, str]] = set()
        self._judged: dict[str, frozenset[str]] = {}

    def part(self, path: str, findings: Iterable[Finding], codes: Iterable[str]) -> Parted:
        """Part the findings of the document that the baseline calls `path`, judged by the rules of these codes."""
        self._judged[path] = frozenset(codes)
        kept: list[Finding] = []
        hidden: list[Finding] = []
        for finding in findings:
            entry = entry_of(finding, path)
            known = self._known.get(entry.key)
            if known is not None:
                self._met.add(entry.key)
            is_known = known is not None and _gravity(finding.severity) <= _gravity(known)
            (hidden if is_known else kept).append(finding)
        return Parted(tuple(kept), tuple(hidden))

    def stale(self, gone: Collection[str]) -> tuple[Entry, ...]:
        """Give the entries that this run looked for and did not find; `gone` are documents that are no longer read.

        Of a document that the run did not look at, and of a rule that it did not apply there, nothing is known.
        """
        return tuple(entry for entry in self.entries if self._is_stale(entry, gone))

    def _is_stale(self, entry: Entry, gone: Collection[str]) -> bool:
        if entry.key in self._met:
            return False
        judged = self._judged.get(entry.path)
        return entry.path in gone if judged is None else entry.code in judged


def unknown_codes(entries: Iterable[Entry], known: Collection[str]) -> Mapping[str, Entry]:
    """Give each code that names no rule with the first entry that has it: rules come and go."""
    unknown: dict[str, Entry] = {}
    for entry in entries:
        if entry.code not in known:
            unknown.setdefault(entry.code, entry)
    return unknown


def _parse(line: str, number: int, name: str) -> Entry | None:
    if _CONFLICT.match(line):
        raise BaselineError(
            placed(
                f"{name}:{number}",
                told(
                    "a merge conflict is left here: keep the lines of both sides, delete the lines "
                    "that begin with <<<<<<<, ======= and >>>>>>>, and run speclint baseline --prune"
                ),
            )
        )
    if not line or line.startswith("#"):
        return None
    fields = line.split()
    fits = len(fields) == 5 and _CODE.fullmatch(fields[2]) and fields[3] in _SEVERITIES
    if not fits or not _FINGERPRINT.fullmatch(fields[4]):
        raise BaselineError(
            placed(
                f"{name}:{number}",
                told(
                    "no entry of a baseline: it has five fields, document, feature, rule, severity and "
                    "fingerprint; delete the line and run speclint baseline"
                ),
            )
        )
    path, feature, code, severity, fingerprint = fields
    return Entry(_unescaped(path), _unescaped(feature), code, cast(Severity, severity), fingerprint, number)


def _gravity(severity: Severity) -> int:
    return _SEVERITIES.index(severity)


def _escaped(text: str) -> str:
    """Write a name as one word that begins no comment and no conflict mark, and hides nothing from who reads it."""
    return "".join(_escaped_characters(text)) or "%"


def _escaped_characters(text: str) -> Iterator[str]:
    for index, character in enumerate(text):
        if (
            character.isspace()
            or not character.isprintable()
            or character == "%"
            or (not index and character in "#<=>|")
        ):
            yield "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "surrogateescape"))
        else:
            yield character


def _unescaped(text: str) -> str:
    from urllib.parse import unquote

    return unquote(text, errors="surrogateescape") if "%" in text else text
