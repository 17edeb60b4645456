"""All that the command line does, as functions: check, extract, explain, waivers."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from speclint.errors import SourceError, SpeclintError, UsageError
from speclint.model import Confidence, FileError, Finding, Report, Severity, Source, Spec
from speclint.run import Options, Run
from speclint.versions.sieve import Sieve, Version
from speclint.waived import ListedWaiver, WaiverList

if TYPE_CHECKING:
    from speclint.change.difference import Difference
    from speclint.config.settings import Settings
    from speclint.judge.engine import Judgement
    from speclint.judge.rules import Rule
    from speclint.mend.files import Repair
    from speclint.plugins import Plugins
    from speclint.show.position import Position
    from speclint.versions.rewriting import Rewritten

Result = TypeVar("Result")
Paths = str | Path | Iterable[str | Path]


@dataclass(frozen=True, slots=True)
class Judged:
    """What judging one document gave: findings to show, how many of them fail, are suppressed or too unsure."""

    findings: Sequence[Finding] = ()
    failing: int = 0
    suppressed: int = 0
    unsure: int = 0
    baselined: int = 0
    unchanged: int = 0
    settled: bool = False


Judge = Callable[[Spec], Judged]
Track = Callable[[Sequence[str]], Iterable[str]]

CONFIDENCES: tuple[Confidence, ...] = ("low", "medium", "high")
SEVERITIES: tuple[Severity, ...] = ("info", "warning", "error")


def check(
    paths: Paths,
    *,
    track: Track = iter,
    baseline: str | Path | None = None,
    since: str | None = None,
    **options: Any,
) -> Report:
    """Read the Markdown files at these paths, folders walked, and find what their specs fail to state.

    `options` are those of `speclint.run.Options`: `select`, `ignore`, `stage`, `kind`, `language`, `min_confidence`,
    `fail_on`, `config`, `isolated`, `today`, `plugins` and `rule_folders`; they outrank the configuration files that
    hold for each document. Findings that the file `baseline`, or the configured one, names are held back and counted,
    and those of features that are as they were where HEAD left the git revision `since`. `track` is given the files to
    read and gives them back one by one, as a progress bar does. A file that cannot be read is an error in the report; a
    configuration, rule or plugin that does not work raises `SpeclintError`.
    """
    run = Run(Options(**options), _own())
    sieve = Sieve(baseline or (lambda path: run.settings(path).baseline), since)
    sieve.prepare(_listed(paths))
    report = _report_files(paths, run, partial(_judged, run, sieve), track)
    return sieve.noted(report, _listed(paths), _codes(run), _language_of(run))


def check_text(
    text: str | bytes,
    *,
    path: str = "<text>.md",
    baseline: str | Path | None = None,
    since: str | None = None,
    **options: Any,
) -> Report:
    """Find what a spec that is at hand, as text or as UTF-8, fails to state; `path` is what the report calls it.

    The options are those of `check`; the configuration is the one that holds at `path`.
    """
    run = Run(Options(**options), _own())
    if run.settings(path).excludes(path):
        return Report((), (), (), excluded=1)
    sieve = Sieve(baseline or run.settings(path).baseline, since, text)
    sieve.prepare([path])
    report = _report([_attempt(path, partial(_read_text, path, text, run))], partial(_judged, run, sieve))
    report = replace(report, notes=(*report.notes, *run.notes))
    return sieve.noted(report, [path], _codes(run), _language_of(run))


def baseline(
    paths: Paths, output: str | Path | None = None, *, prune: bool = False, track: Track = iter, **options: Any
) -> Rewritten:
    """Give the baseline that `output`, or the configured file, becomes with what is found now; nothing is written.

    What is found is recorded however unsure. With `prune` nothing is added. Entries of documents elsewhere stay. The
    options are those of `check`.
    """
    from speclint.judge.baseline import DEFAULT_NAME
    from speclint.versions.rewriting import rewrite

    run = Run(Options(**{**options, "min_confidence": "low"}), _own())
    report = _report_files(paths, run, partial(_judged, run, Sieve()), track)
    return rewrite(output or run.settings().baseline or DEFAULT_NAME, report, _listed(paths), prune=prune)


def diff(old: str, new: str | None = None, **options: Any) -> Difference:
    """Tell what becomes of the promises of specs between two files, folders or git revisions.

    A revision may be followed by a colon and a path; without `new`, `old` is a revision that the working tree is
    compared with, or two of them with two or three dots between. The options are `kind`, `config`, `isolated`,
    `plugins` and `rule_folders` as for `check`; both sides are read by the configuration that holds now.
    """
    from speclint.change.metrics import Metrics
    from speclint.judge.rules import load_index
    from speclint.versions.sides import difference

    run = Run(Options(**options), _own())
    metrics = Metrics.from_mapping(load_index()["knowledge"]["vocabulary"])

    def read(path: str, text: bytes) -> Spec | FileError:
        return _attempt(path, partial(_read_text, path, text, run))

    return difference(old, new, read, metrics, run.excludes)


def extract(paths: Paths, **options: Any) -> Report:
    """Read the Markdown files at these paths without judging them: the report has no findings.

    The options are `kind`, `config`, `isolated`, `plugins` and `rule_folders` as for `check`.
    """
    return _report_files(paths, Run(Options(**options), _own()), lambda spec: Judged())


def fix(
    report: Report, *, unsafe_fixes: bool = False, text: str | bytes | None = None, **options: Any
) -> tuple[tuple[Repair, ...], tuple[FileError, ...]]:
    """Mend the documents of a report by its findings, without writing them: `write` of `speclint.mend.files` does.

    `text` is the document of a report by `check_text`; the options are those that the report was made with. A document
    that is no longer what was read is an error, and is left as it is.
    """
    from speclint.mend.files import Repair, repair
    from speclint.read.source import read_bytes

    run = Run(Options(**options), _own())

    def repaired(spec: Spec, found: Sequence[Finding]) -> Repair:
        data = read_bytes(spec.path) if text is None else text.encode() if isinstance(text, str) else text
        knowledge = run.bench(spec.path).knowledge
        return repair(spec, data, found, knowledge, partial(_understand, run=run), unsafe=unsafe_fixes)

    fixable = {finding.path for finding in report.findings if finding.fix is not None}
    outcomes = [
        _attempt(spec.path, partial(repaired, spec, [f for f in report.findings if f.path == spec.path]))
        for spec in report.specs
        if spec.path in fixable
    ]
    repairs = tuple(one for one in outcomes if isinstance(one, Repair) and one.after != one.before)
    return repairs, tuple(one for one in outcomes if isinstance(one, FileError))


def waivers(paths: Paths, **options: Any) -> WaiverList:
    """List what comments, front matter and the text of these specs silence and waive, and until when.

    The options are `kind`, `config`, `isolated`, `today`, `plugins` and `rule_folders` as for `check`.
    """
    from speclint.judge.listing import list_waivers

    run = Run(Options(**options), _own())
    listed: list[ListedWaiver] = []

    def judged(spec: Spec) -> Judged:
        listed.extend(list_waivers(spec, _judgement(run, spec)[0], run.policy(spec.path), run.today))
        return Judged()

    report = _report_files(paths, run, judged)
    return WaiverList(tuple(sorted(listed, key=lambda waiver: waiver.path)), report.errors, report.notes)


def settings(path: str | Path | None = None, **options: Any) -> Settings:
    """Give the settings that hold for a document, or for the current folder; options are `config` and `isolated`."""
    return Run(Options(**options), _own()).settings(path)


@dataclass(frozen=True, slots=True)
class Effective:
    """All settings that hold, each as key path, value and origin, and the rules in force with their severity."""

    settings: Sequence[tuple[tuple[str, ...], Any, str]]
    rules: Sequence[tuple[str, str]]


def effective(path: str | Path, **options: Any) -> Effective:
    """Tell which settings hold for a document, or for a folder whose path ends in a slash, and where they come from."""
    run = Run(Options(**options), _own())
    rules = [(rule.code, rule.severity.get("prd", "off")) for rule in run.bench(path).rules]
    return Effective(run.settings(path).told(), rules)


def explain_position(path: str | Path, line: int, **options: Any) -> Position:
    """Tell what is read on a 1-based line of a document and what it serves as evidence for.

    The options are `kind`, `config`, `isolated`, `plugins` and `rule_folders` as for `check`.
    """
    from speclint.read.source import read_source
    from speclint.show.position import read_position

    source = read_source(path)
    if not 1 <= line <= len(source.line_starts):
        count = len(source.line_starts)
        raise UsageError(f"{path} has no line {line}: it ends with line {count}")
    return read_position(_understand(source, Run(Options(**options), _own())), line, source.line(line))


def explain_rule(word: str, **options: Any) -> tuple[Rule, str]:
    """Find a rule by its code or name and give it with the Markdown of its page; the options are those of `rules`."""
    from speclint.judge.pages import page_text
    from speclint.judge.selection import find_rule

    rule = find_rule(rules(**options), word)
    return rule, page_text(rule)


def rules(**options: Any) -> tuple[Rule, ...]:
    """Give all rules by code; the options are `plugins`, `rule_folders`, `config` and `isolated` as for `check`."""
    return rules_of(plugins(**options))


def rules_of(plugins: Plugins) -> tuple[Rule, ...]:
    """Give all rules of plugins by code."""
    from speclint.judge.rules import Rule

    return tuple(Rule.from_mapping(page) for page in plugins.rule_pages())


def plugins(**options: Any) -> Plugins:
    """Give the plugins of the current folder, of which speclint's own rules, checks and formats are one.

    The options are those of `rules`. What is wrong with plugins that nobody requires is told by `notes`.
    """
    return Run(Options(**options), _own()).plugins()


def _own() -> Plugins:
    from speclint import __version__, builtin
    from speclint.plugins import Plugins

    plugins = Plugins()
    plugins.register(builtin, "speclint", version=__version__, origin="built-in", required=True)
    return plugins


def _judged(run: Run, sieve: Sieve, spec: Spec) -> Judged:
    """Judge one document by the settings that hold for it, and hold back what is not new."""
    settings = run.settings(spec.path)
    judgement, codes = _judgement(run, spec)

    def earlier(path: str, text: bytes) -> Version | None:
        old = _attempt(path, partial(_read_text, path, text, run))
        return None if isinstance(old, FileError) else Version(old, _judgement(run, old)[0].findings)

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
    )


def _judgement(run: Run, spec: Spec) -> tuple[Judgement, Sequence[str]]:
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
        language=_language_of(run),
        known=bench.known,
        policy=run.policy(spec.path),
        today=run.today,
    )
    return judgement, [rule.code for rule in chosen]


def _codes(run: Run) -> list[str]:
    """Name all rules that are known in the current folder."""
    return [str(page["code"]) for page in run.plugins().rule_pages()]


def _language_of(run: Run) -> str:
    return run.options.language or run.settings().language or "en"


def _listed(paths: Paths) -> tuple[str | Path, ...]:
    return (paths,) if isinstance(paths, (str, Path)) else tuple(paths)


def _report_files(paths: Paths, run: Run, judged: Judge, track: Track = iter) -> Report:
    from speclint.read.files import find_files

    run.bench("./")  # what is wrong with the rules is no file's fault
    found = find_files(_listed(paths), run.excludes)
    for path in found.files:
        run.bench(path)
    read = (_attempt(path, partial(_read, path, run)) for path in track(found.files))
    return replace(
        _report(chain(found.errors, read), judged), notes=(*found.notes, *run.notes), excluded=found.excluded
    )


def _report(specs: Iterable[Spec | FileError], judged: Judge) -> Report:
    """Judge what was read and put all in order of path."""
    from speclint.show.grouping import is_spec

    read: list[Spec] = []
    findings: list[Finding] = []
    errors: list[FileError] = []
    failing = suppressed = unsure = baselined = unchanged = 0
    settled: list[str] = []
    for spec in specs:
        outcome = spec if isinstance(spec, FileError) else _attempt(spec.path, partial(judged, spec))
        if isinstance(outcome, FileError):
            errors.append(outcome)
        elif isinstance(spec, Spec):
            read.append(spec)
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
        errors=tuple(sorted(errors, key=lambda error: (error.path, error.line or 0))),
        skipped=sum(not is_spec(spec) for spec in read),
        failing=failing,
        suppressed=suppressed,
        unsure=unsure,
        baselined=baselined,
        unchanged=unchanged,
        settled=tuple(sorted(settled)),
    )


def _understand(source: Source, run: Run) -> Spec:
    from speclint.read.document import parse
    from speclint.understand.spec import understand

    kind, usual_kind = run.kind(source.path)
    bench = run.bench(source.path)
    read = partial(parse, parser=bench.parser)
    return understand(
        read(source), bench.knowledge, kind=kind, usual_kind=usual_kind, additions=bench.additions, read=read
    )


def _read(path: str | Path, run: Run) -> Spec:
    from speclint.read.source import read_source

    return _understand(read_source(path), run)


def _read_text(path: str, text: str | bytes, run: Run) -> Spec:
    from speclint.read.source import source_from_bytes, source_from_text

    source = source_from_bytes(path, text) if isinstance(text, bytes) else source_from_text(path, text)
    return _understand(source, run)


def _attempt(path: str, step: Callable[[], Result]) -> Result | FileError:
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
        return FileError(path, f"internal error, please report it with this file: {what} (SPECLINT_DEBUG=1 shows more)")
