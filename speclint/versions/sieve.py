"""Hold back the findings of a run that were there before: what a baseline names, and what no change touched."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from speclint.change.features import changed_features
from speclint.judge.baseline import Baseline, BaselineError, Entry, is_baseline, parse_baseline, unknown_codes
from speclint.model import Finding, Report, Spec
from speclint.read.regular import UnfitFileError, read_regular
from speclint.told import placed, reason, told
from speclint.versions.before import Before, Stored

Read = Callable[[str, bytes], "Version | None"]
_SEVERITIES = ("info", "warning", "error")
_MAX_BYTES = 20_000_000
_NAMED = 5  # entries that a note names


@dataclass(frozen=True, slots=True)
class Version:
    """An earlier version of a document with the findings that it had."""

    spec: Spec
    findings: Sequence[Finding]


@dataclass(frozen=True, slots=True)
class Sifted:
    """The findings of a document that are new, and how many are not; `settled` where nothing of it is left to show."""

    findings: Sequence[Finding]
    baselined: int = 0
    unchanged: int = 0
    settled: bool = False


class Sieve:
    """What a run holds back: the findings that a baseline names, and those not touched since `since`.

    `baseline` is the file for all documents, or tells the one for each (None where there is none). `text` is that of
    the only document, where it is not read from its file.
    """

    def __init__(
        self,
        baseline: str | Path | Callable[[str], str | Path | None] | None = None,
        since: str | None = None,
        text: str | bytes | None = None,
    ) -> None:
        self._file_of = baseline if callable(baseline) else lambda path: baseline
        self._baselines: dict[str, Baseline] = {}
        self._before = None if since is None else Before(since)
        self._text = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text

    def prepare(self, paths: Iterable[str | Path]) -> None:
        """Raise what keeps the whole run from comparing, before any document is read."""
        for path in paths:
            is_folder = Path(path).is_dir()
            self._baseline_for(f"{Path(path).as_posix()}/" if is_folder else str(path))
            if self._before is not None:
                real = Path(os.path.realpath(path))
                self._before.require(str(real if is_folder else real.parent))

    def sift(self, spec: Spec, findings: Sequence[Finding], codes: Iterable[str], read: Read) -> Sifted:
        """Part what is new in a document judged by the rules of these codes; `read` reads an earlier version."""
        left, baselined = findings, 0
        file = self._baseline_for(spec.path)
        if file is not None:
            parted = self._baselines[file].part(path_in(file, spec.path), findings, codes)
            left, baselined = parted.kept, len(parted.hidden)
        if self._before is None:
            return Sifted(left, baselined, settled=bool(baselined) and not left)
        touched = self._touched(spec, left, read)
        return Sifted(touched, baselined, len(left) - len(touched), settled=not touched)

    def noted(self, report: Report, paths: Sequence[str | Path], known: Collection[str], language: str) -> Report:
        """Add to a report on these paths what in the baselines hides nothing any more."""
        notes = list(report.notes)
        for file, baseline in self._baselines.items():
            unread = {path_in(file, error.path) for error in report.errors}
            within = scope(file, paths)
            gone = {entry.path for entry in baseline.entries if entry.path not in unread and within(entry.path)}
            notes += _notes(file, baseline, baseline.stale(gone), known, language)
        return replace(report, notes=tuple(notes))

    def _baseline_for(self, path: str) -> str | None:
        """Name the baseline that holds for a document; it is read when it is first asked for."""
        given = self._file_of(path)
        if given is None:
            return None
        file = shown(given)
        if file not in self._baselines:
            self._baselines[file] = Baseline(read_entries(file))
        return file

    def _touched(self, spec: Spec, findings: Sequence[Finding], read: Read) -> Sequence[Finding]:
        assert self._before is not None
        stored = self._before.find(spec.path)
        if stored is None:
            return findings
        if self._is_now(stored, spec.path):
            return ()
        old = read(spec.path, stored.read())
        if old is None:  # not readable then: all of it is new
            return findings
        changed = changed_features(old.spec, spec)
        known = {finding.fingerprint: finding.severity for finding in old.findings}
        return [
            finding for finding in findings if finding.slug is None or finding.slug in changed or _new(finding, known)
        ]

    def _is_now(self, stored: Stored, path: str) -> bool:
        try:
            return stored.is_now(Path(path).read_bytes() if self._text is None else self._text)
        except OSError:
            return False


def _notes(
    file: str, baseline: Baseline, stale: Sequence[Entry], known: Collection[str], language: str
) -> Iterator[str]:
    from speclint.show.words import say

    unknown = unknown_codes(baseline.entries, known)
    for code, entry in sorted(unknown.items()):
        yield say(language, "baseline-unknown-rule", place=f"{file}:{entry.line}", code=code)
    stale = [entry for entry in stale if entry.code not in unknown]
    if stale:
        told = "; ".join(f"{entry.path} {entry.feature} {entry.code}" for entry in stale[:_NAMED])
        more = say(language, "baseline-more", n=len(stale) - _NAMED) if len(stale) > _NAMED else ""
        yield say(language, "baseline-stale", file=file, n=len(stale), entries=told + more)


def shown(file: str | Path) -> str:
    """Name a file from here, where it is below the current folder: a configuration names it in full."""
    path = Path(file)
    return (path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path).as_posix()


def read_entries(file: str | Path, *, ours: bool = False) -> tuple[Entry, ...]:
    """Read a baseline, raising `BaselineError` with the mend; one that will be overwritten must be `ours`."""
    name = Path(file).as_posix()
    try:
        text = read_regular(file, _MAX_BYTES).decode("utf-8-sig")
        entries = parse_baseline(text, name)
        if ours and not is_baseline(text, entries):
            raise BaselineError(
                placed(name, told("is no baseline, and is not overwritten: name another file, or delete this one"))
            )
        return entries
    except UnfitFileError as error:
        raise BaselineError(placed(name, error.message)) from None
    except FileNotFoundError:
        raise BaselineError(
            placed(name, told("there is no such baseline: write it with speclint baseline --output {name}", name=name))
        ) from None
    except UnicodeDecodeError:
        raise BaselineError(
            placed(name, told("not UTF-8, so no baseline: delete it and run speclint baseline"))
        ) from None
    except OSError as error:
        raise BaselineError(placed(name, told("cannot be read: {reason}", reason=reason(error)))) from None


def path_in(baseline: str, document: str | Path) -> str:
    """Name a document as a baseline does: from the baseline's folder, wherever one runs."""
    folder, real = os.path.realpath(Path(baseline).parent), os.path.realpath(document)
    try:
        return os.path.relpath(real, folder).replace(os.sep, "/")
    except ValueError:  # on another drive
        return real.replace(os.sep, "/")


def scope(baseline: str, paths: Iterable[str | Path]) -> Callable[[str], bool]:
    """Tell which of a baseline's documents are among these files, or within these folders."""
    named = {path_in(baseline, path) for path in paths}
    folder = os.path.realpath(Path(baseline).parent)

    def within(document: str) -> bool:
        real = os.path.normpath(os.path.join(folder, document))  # noqa: PTH118
        parents = (real, *map(str, Path(real).parents))
        return any(path_in(baseline, parent) in named for parent in parents)

    return within


def _new(finding: Finding, known: Mapping[str, str]) -> bool:
    severity = known.get(finding.fingerprint)
    return severity is None or _SEVERITIES.index(finding.severity) > _SEVERITIES.index(severity)
