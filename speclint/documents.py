"""Take documents through the corridor: read, understand, judge; one that fails never stops the others."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from speclint.errors import SourceError, SpeclintError
from speclint.model import Confidence, FileError, Finding, Report, Severity, Source, Spec
from speclint.run import Run
from speclint.told import told, translated
from speclint.versions.sieve import Sieve, Version

if TYPE_CHECKING:
    from speclint.judge.engine import Judgement

Result = TypeVar("Result")
Paths = str | Path | Iterable[str | Path]


@dataclass(frozen=True, slots=True)
class Judged:
    """What judging one document gave: findings to show, how many of them fail, are suppressed or too unsure.

    `spec` is the document as it was judged, None where that is how it was read: waivers may have expired.
    """

    findings: Sequence[Finding] = ()
    failing: int = 0
    suppressed: int = 0
    unsure: int = 0
    baselined: int = 0
    unchanged: int = 0
    settled: bool = False
    spec: Spec | None = None


Judge = Callable[[Spec], Judged]
Track = Callable[[Sequence[str]], Iterable[str]]

CONFIDENCES: tuple[Confidence, ...] = ("low", "medium", "high")
SEVERITIES: tuple[Severity, ...] = ("info", "warning", "error")


def judge_document(run: Run, sieve: Sieve, spec: Spec) -> Judged:
    """Judge one document by the settings that hold for it, and hold back what is not new."""
    from speclint.judge.declared_waivers import without_expired

    settings = run.settings(spec.path)
    judgement, codes = judgement_of(run, spec)

    def earlier(path: str, text: bytes) -> Version | None:
        old = attempt(path, partial(read_text, path, text, run))
        return None if isinstance(old, FileError) else Version(old, judgement_of(run, old)[0].findings)

    sifted = sieve.sift(spec, judgement.findings, codes, earlier)
    enough = CONFIDENCES[CONFIDENCES.index(settings.min_confidence) :]
    grave = SEVERITIES[SEVERITIES.index(settings.fail_on) :]
    sure = [finding for finding in sifted.findings if finding.confidence in enough]
    return Judged(
        sure,
        failing=sum(finding.severity in grave for finding in sure),
        suppressed=judgement.suppressed,
        unsure=len(sifted.findings) - len(sure),
        baselined=sifted.baselined,
        unchanged=sifted.unchanged,
        settled=sifted.settled,
        spec=without_expired(spec, run.today),
    )


def judgement_of(run: Run, spec: Spec) -> tuple[Judgement, Sequence[str]]:
    """Judge one document by the settings that hold for it, and name the rules that do."""
    from speclint.config.ruleset import codes_ignored_in
    from speclint.judge.engine import judge

    settings, bench = run.settings(spec.path), run.bench(spec.path)
    stage, usual_stage = run.stage(spec.path)
    ignored = codes_ignored_in(spec.path, bench.known, settings)
    chosen = [rule for rule in bench.rules if rule.code not in ignored]
    judgement = judge(
        spec,
        chosen,
        bench.checks,
        stage=stage,
        usual_stage=usual_stage,
        language=language_of(run),
        known=bench.known,
        policy=run.policy(spec.path),
        today=run.today,
    )
    return judgement, [rule.code for rule in chosen]


def language_of(run: Run) -> str:
    return run.options.language or run.settings().language or "en"


def listed(paths: Paths) -> tuple[str | Path, ...]:
    return (paths,) if isinstance(paths, (str, Path)) else tuple(paths)


def report_files(paths: Paths, run: Run, judged: Judge, track: Track = iter) -> Report:
    from speclint.read.files import find_files

    run.bench("./")  # what is wrong with the rules is no file's fault
    found = find_files(listed(paths), run.excludes)
    for path in found.files:
        run.bench(path)
    read = (attempt(path, partial(read_file, path, run)) for path in track(found.files))
    return replace(
        report_of(chain(found.errors, read), judged, language_of(run)),
        notes=tuple(translated(note, language_of(run)) for note in (*found.notes, *run.notes)),
        excluded=found.excluded,
    )


def report_of(specs: Iterable[Spec | FileError], judged: Judge, language: str) -> Report:
    """Judge what was read and put all in order of path; why a file cannot be read is told in a language."""
    from speclint.show.grouping import is_spec

    read: list[Spec] = []
    findings: list[Finding] = []
    errors: list[FileError] = []
    failing = suppressed = unsure = baselined = unchanged = 0
    settled: list[str] = []
    for spec in specs:
        outcome = spec if isinstance(spec, FileError) else attempt(spec.path, partial(judged, spec))
        if isinstance(outcome, FileError):
            errors.append(outcome)
        elif isinstance(spec, Spec):
            read.append(outcome.spec or spec)
            findings.extend(outcome.findings)
            failing += outcome.failing
            suppressed += outcome.suppressed
            unsure += outcome.unsure
            baselined += outcome.baselined
            unchanged += outcome.unchanged
            settled += [spec.path] if outcome.settled else []
    return Report(
        specs=tuple(sorted(read, key=lambda spec: spec.path)),
        findings=tuple(sorted(findings, key=lambda finding: finding.path)),
        errors=tuple(
            replace(error, message=translated(error.message, language))
            for error in sorted(errors, key=lambda error: (error.path, error.line or 0))
        ),
        skipped=sum(not is_spec(spec) for spec in read),
        failing=failing,
        suppressed=suppressed,
        unsure=unsure,
        baselined=baselined,
        unchanged=unchanged,
        settled=tuple(sorted(settled)),
    )


def understand_source(source: Source, run: Run) -> Spec:
    from speclint.read.document import parse
    from speclint.understand.spec import understand

    kind, usual_kind = run.kind(source.path)
    bench = run.bench(source.path)
    read = partial(parse, parser=bench.parser)
    spec = understand(
        read(source), bench.knowledge, kind=kind, usual_kind=usual_kind, additions=bench.additions, read=read
    )
    stage, usual_stage = run.stage(source.path)
    return replace(spec, stage=stage or spec.stage or usual_stage)  # what it is judged at, whoever says so


def read_file(path: str | Path, run: Run) -> Spec:
    from speclint.read.source import read_source

    return understand_source(read_source(path), run)


def read_text(path: str, text: str | bytes, run: Run) -> Spec:
    from speclint.read.source import source_from_bytes, source_from_text

    source = source_from_bytes(path, text) if isinstance(text, bytes) else source_from_text(path, text)
    return understand_source(source, run)


def attempt(path: str, step: Callable[[], Result]) -> Result | FileError:
    """Take a step on one file; what goes wrong there must not keep the others from being reported."""
    try:
        return step()
    except SourceError as error:
        return FileError(error.path, error.message, error.line)
    except (SpeclintError, ModuleNotFoundError):  # what is not installed is no file's fault
        raise
    except Exception as error:
        if os.environ.get("SPECLINT_DEBUG"):
            raise
        what = f"{type(error).__name__}: {error}".rstrip(": ")
        return FileError(
            path,
            told("internal error, please report it with this file: {what} (SPECLINT_DEBUG=1 shows more)", what=what),
        )
