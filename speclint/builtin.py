"""What comes with speclint, given by the same hooks that a plugin uses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, cast

from speclint.plugins import hookimpl

if TYPE_CHECKING:
    from speclint.judge.checks import Check
    from speclint.model import Report
    from speclint.show.reporter import Reporter
    from speclint.show.terminal import Style


@hookimpl
def speclint_rule_pages() -> Iterable[Mapping[str, Any]]:
    """Give the pages of `rules/`, from their index."""
    from speclint.judge.rules import load_index

    return cast(Iterable[Mapping[str, Any]], load_index()["rules"])


@hookimpl
def speclint_dimensions() -> Mapping[str, Mapping[str, Any]]:
    """Give the nine dimensions of `rules/dimensions/`, from the index."""
    from speclint.judge.rules import load_index

    return cast(Mapping[str, Mapping[str, Any]], load_index()["knowledge"]["dimensions"])


@hookimpl
def speclint_vocabulary() -> Mapping[str, Mapping[str, Any]]:
    """Give the words of `rules/vocabulary/` but for those of kinds, from the index."""
    from speclint.judge.rules import load_index

    vocabulary = load_index()["knowledge"]["vocabulary"]
    return {name: content for name, content in vocabulary.items() if name != "kinds"}


@hookimpl
def speclint_document_kinds() -> Mapping[str, Mapping[str, Any]]:
    """Give the marks of `rules/vocabulary/kinds.yaml`, from the index."""
    from speclint.judge.rules import load_index

    kinds = load_index()["knowledge"]["vocabulary"]["kinds"]["kind"]
    return {"prd": kinds["prd"], "model-card": kinds["card"], "none": kinds["other"]}


@hookimpl
def speclint_checks() -> Mapping[str, Check]:
    """Give the checks that the built-in pages call for."""
    from speclint.judge.checks import builtin_checks

    return builtin_checks()


@hookimpl
def speclint_reporters() -> Mapping[str, Reporter]:
    """Give the output formats; each is imported when it is used."""
    return {**{name: _imported_when_used(name) for name in _FORMATS}, "sarif": _sarif}


_FORMATS = (
    "text",
    "concise",
    "json",
    "json-lines",
    "github",
    "gitlab",
    "junit",
    "rdjson",
    "markdown",
    "questions",
    "statistics",
)


def _imported_when_used(name: str) -> Reporter:
    """Give the reporter `NAME_report` of `speclint.show.NAME`."""
    module = name.replace("-", "_")

    def report(report: Report, style: Style, /) -> str:
        from importlib import import_module

        return cast(str, getattr(import_module(f"speclint.show.{module}"), f"{module}_report")(report, style))

    return report


def _sarif(report: Report, style: Style, /) -> str:
    import speclint
    from speclint.judge.pages import page_body
    from speclint.judge.rules import in_language, load_rules
    from speclint.show.sarif import RuleHelp, sarif_report

    rules = {
        rule.code: RuleHelp(
            rule.code,
            rule.name,
            rule.group,
            next(iter(rule.severity.values())),
            in_language(rule.summary, style.language),
            in_language(rule.question, style.language),
            page_body(rule),
        )
        for rule in load_rules()
    }
    return sarif_report(report, style, rules, speclint.__version__)
