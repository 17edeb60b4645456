"""All that the command line does, as functions: check, extract, explain, waivers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from speclint.documents import (
    Judged,
    Paths,
    Track,
    attempt,
    judge_document,
    judgement_of,
    language_of,
    listed,
    read_text,
    report_files,
    report_of,
    understand_source,
)
from speclint.errors import UsageError
from speclint.model import FileError, Finding, Report, Source, Spec
from speclint.run import Options, Run
from speclint.told import told, translated
from speclint.versions.sieve import Sieve
from speclint.waived import ListedWaiver, WaiverList

if TYPE_CHECKING:
    from speclint.change.difference import Difference
    from speclint.config.settings import Settings
    from speclint.judge.rules import Rule
    from speclint.mend.files import Repair
    from speclint.plugins import Plugins
    from speclint.show.position import Position
    from speclint.versions.rewriting import Rewritten


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
    sieve = Sieve(baseline or partial(_configured_baseline, run), since)
    sieve.prepare(listed(paths))
    report = report_files(paths, run, partial(judge_document, run, sieve), track)
    return sieve.noted(report, listed(paths), _codes(run), language_of(run))


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
    sieve = Sieve(baseline or partial(_configured_baseline, run), since, text)
    sieve.prepare([path])
    language = language_of(run)
    report = report_of(
        [attempt(path, partial(read_text, path, text, run))], partial(judge_document, run, sieve), language
    )
    report = replace(report, notes=tuple(translated(note, language) for note in (*report.notes, *run.notes)))
    return sieve.noted(report, [path], _codes(run), language_of(run))


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
    report = report_files(paths, run, partial(judge_document, run, Sieve()), track)
    return rewrite(output or run.settings().baseline or DEFAULT_NAME, report, listed(paths), prune=prune)


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
        return attempt(path, partial(read_text, path, text, run))

    return difference(old, new, read, metrics, run.excludes)


def extract(paths: Paths, **options: Any) -> Report:
    """Read the Markdown files at these paths without judging them: the report has no findings.

    The options are `kind`, `config`, `isolated`, `plugins` and `rule_folders` as for `check`.
    """
    return report_files(paths, Run(Options(**options), _own()), lambda spec: Judged())


def fix(
    report: Report, *, unsafe_fixes: bool = False, text: str | bytes | None = None, **options: Any
) -> tuple[tuple[Repair, ...], tuple[FileError, ...]]:
    """Mend the documents of a report by its findings, without writing them: `write` of `speclint.mend.files` does.

    `text` is the document of a report by `check_text`; the options are those that the report was made with. A document
    that is no longer what was read is an error, and is left as it is.
    """
    from speclint.judge.declared_waivers import without_expired
    from speclint.mend.files import Repair, repair
    from speclint.read.source import read_bytes

    run = Run(Options(**options), _own())

    def understand(source: Source) -> Spec:
        return without_expired(understand_source(source, run), run.today)

    def repaired(spec: Spec, found: Sequence[Finding]) -> Repair:
        data = read_bytes(spec.path) if text is None else text.encode() if isinstance(text, str) else text
        knowledge = run.bench(spec.path).knowledge
        return repair(spec, data, found, knowledge, understand, unsafe=unsafe_fixes)

    fixable = {finding.path for finding in report.findings if finding.fix is not None}
    outcomes = [
        attempt(spec.path, partial(repaired, spec, [f for f in report.findings if f.path == spec.path]))
        for spec in report.specs
        if spec.path in fixable
    ]
    repairs = tuple(one for one in outcomes if isinstance(one, Repair) and one.after != one.before)
    return repairs, tuple(
        replace(one, message=translated(one.message, language_of(run)))
        for one in outcomes
        if isinstance(one, FileError)
    )


def waivers(paths: Paths, **options: Any) -> WaiverList:
    """List what comments, front matter and the text of these specs silence and waive, and until when.

    The options are `kind`, `config`, `isolated`, `today`, `plugins` and `rule_folders` as for `check`.
    """
    from speclint.judge.listing import list_waivers

    run = Run(Options(**options), _own())
    listed: list[ListedWaiver] = []

    def judged(spec: Spec) -> Judged:
        listed.extend(list_waivers(spec, judgement_of(run, spec)[0], run.policy(spec.path), run.today))
        return Judged()

    report = report_files(paths, run, judged)
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
        raise UsageError(
            told("{path} has no line {line}: it ends with line {count}", path=path, line=line, count=count)
        )
    return read_position(understand_source(source, Run(Options(**options), _own())), line, source.line(line))


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


def _configured_baseline(run: Run, path: str) -> Path | None:
    """Give the baseline that is configured for a document; one that nobody has written yet holds nothing back."""
    file = run.settings(path).baseline
    return file if file is not None and file.exists() else None


def _codes(run: Run) -> list[str]:
    """Name all rules that are known in the current folder."""
    return [str(page["code"]) for page in run.plugins().rule_pages()]
