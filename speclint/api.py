"""All that the command line does, as functions: check, extract, explain."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from speclint.errors import SourceError, SpeclintError, UsageError
from speclint.model import Confidence, FileError, Finding, Kind, Report, Source, Spec, Stage

if TYPE_CHECKING:
    from speclint.judge.rules import Rule
    from speclint.plugins import Plugins
    from speclint.show.position import Position
    from speclint.understand.knowledge import Knowledge

Result = TypeVar("Result")
Paths = str | Path | Iterable[str | Path]


@dataclass(frozen=True, slots=True)
class Judged:
    """What judging one document gave: findings to show, and how many more are suppressed or too unsure."""

    findings: Sequence[Finding] = ()
    suppressed: int = 0
    unsure: int = 0


Judge = Callable[[Spec], Judged]

CONFIDENCES: tuple[Confidence, ...] = ("low", "medium", "high")


def check(
    paths: Paths,
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    stage: Stage | None = None,
    kind: Kind | None = None,
    language: str = "en",
    min_confidence: Confidence = "medium",
) -> Report:
    """Read the Markdown files at these paths, folders walked, and find what their specs fail to state.

    `select` and `ignore` name rules by code, beginning of a code, name or group. `stage` and `kind` outrank what the
    documents say of themselves; `language` is that of the messages. A file that cannot be read is an error in the
    report; a rule, stage or plugin that does not work raises `SpeclintError`.
    """
    judged = _judge_with(select, ignore, stage, language, min_confidence)
    return _report_files(paths, kind, judged)


def check_text(
    text: str | bytes,
    *,
    path: str = "<text>.md",
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    stage: Stage | None = None,
    kind: Kind | None = None,
    language: str = "en",
    min_confidence: Confidence = "medium",
) -> Report:
    """Find what a spec that is at hand, as text or as UTF-8, fails to state; `path` is what the report calls it."""
    judged = _judge_with(select, ignore, stage, language, min_confidence)
    return _report([_attempt(path, partial(_read_text, path, text, kind))], judged)


def extract(paths: Paths, *, kind: Kind | None = None) -> Report:
    """Read the Markdown files at these paths without judging them: the report has no findings."""
    return _report_files(paths, kind, lambda spec: Judged())


def explain_position(path: str | Path, line: int, *, kind: Kind | None = None) -> Position:
    """Tell what is read on a 1-based line of a document and what it serves as evidence for."""
    from speclint.read.source import read_source
    from speclint.show.position import read_position

    source = read_source(path)
    if not 1 <= line <= len(source.line_starts):
        count = len(source.line_starts)
        raise UsageError(f"{path} has no line {line}: it ends with line {count}")
    return read_position(_understand(source, kind), line, source.line(line))


def explain_rule(word: str) -> tuple[Rule, str]:
    """Find a rule by its code or name and give it with the Markdown of its page."""
    from speclint.judge.pages import page_text
    from speclint.judge.selection import find_rule

    rule = find_rule(rules(), word)
    return rule, page_text(rule)


@cache
def rules() -> tuple[Rule, ...]:
    """Give all rules in the order of their codes."""
    from speclint.judge.rules import Rule

    return tuple(Rule.from_mapping(page) for page in plugins().rule_pages())


@cache
def plugins() -> Plugins:
    """Give the plugins, of which speclint's own rules, dimensions, checks and formats are one."""
    from speclint import builtin
    from speclint.plugins import Plugins

    return Plugins(builtin)


@cache
def _knowledge() -> Knowledge:
    from speclint.judge.rules import load_index
    from speclint.understand.knowledge import Knowledge

    return Knowledge.from_mapping({**load_index()["knowledge"], "dimensions": plugins().dimensions()})


def _judge_with(
    select: Sequence[str], ignore: Sequence[str], stage: Stage | None, language: str, min_confidence: Confidence
) -> Judge:
    """Settle once a run which rules judge, so that a wrong name is told before any file is read."""
    from speclint.judge.engine import judge
    from speclint.judge.selection import select_rules

    chosen, checks = select_rules(rules(), select, ignore), plugins().checks()
    enough = CONFIDENCES[CONFIDENCES.index(min_confidence) :]

    def judged(spec: Spec) -> Judged:
        judgement = judge(spec, chosen, checks, stage=stage, language=language, known=rules())
        sure = [finding for finding in judgement.findings if finding.confidence in enough]
        return Judged(sure, judgement.suppressed, len(judgement.findings) - len(sure))

    return judged


def _report_files(paths: Paths, kind: Kind | None, judged: Judge) -> Report:
    from speclint.read.files import find_files

    _knowledge()  # what is wrong with the rules is no file's fault
    found = find_files((paths,) if isinstance(paths, (str, Path)) else tuple(paths))
    read = (_attempt(path, partial(_read, path, kind)) for path in found.files)
    return replace(_report(chain(found.errors, read), judged), notes=found.notes)


def _report(specs: Iterable[Spec | FileError], judged: Judge) -> Report:
    """Judge what was read and put all in order of path."""
    from speclint.show.grouping import is_spec

    read: list[Spec] = []
    findings: list[Finding] = []
    errors: list[FileError] = []
    suppressed = unsure = 0
    for spec in specs:
        outcome = spec if isinstance(spec, FileError) else _attempt(spec.path, partial(judged, spec))
        if isinstance(outcome, FileError):
            errors.append(outcome)
        elif isinstance(spec, Spec):
            read.append(spec)
            findings.extend(outcome.findings)
            suppressed += outcome.suppressed
            unsure += outcome.unsure
    return Report(
        specs=tuple(sorted(read, key=lambda spec: spec.path)),
        findings=tuple(sorted(findings, key=lambda finding: finding.path)),
        errors=tuple(sorted(errors, key=lambda error: (error.path, error.line or 0))),
        skipped=sum(not is_spec(spec) for spec in read),
        suppressed=suppressed,
        unsure=unsure,
    )


def _understand(source: Source, kind: Kind | None) -> Spec:
    from speclint.read.document import parse
    from speclint.understand.spec import understand

    return understand(parse(source), _knowledge(), kind=kind)


def _read(path: str | Path, kind: Kind | None) -> Spec:
    from speclint.read.source import read_source

    return _understand(read_source(path), kind)


def _read_text(path: str, text: str | bytes, kind: Kind | None) -> Spec:
    from speclint.read.source import source_from_bytes, source_from_text

    source = source_from_bytes(path, text) if isinstance(text, bytes) else source_from_text(path, text)
    return _understand(source, kind)


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
