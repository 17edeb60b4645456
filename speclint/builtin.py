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
def speclint_checks() -> Mapping[str, Check]:
    """Give the checks that the built-in pages call for."""
    from speclint.judge.checks import builtin_checks

    return builtin_checks()


@hookimpl
def speclint_reporters() -> Mapping[str, Reporter]:
    """Give the output formats; each is imported when it is used."""
    return {
        "text": _text,
        "concise": _concise,
        "json": _json,
        "json-lines": _json_lines,
        "sarif": _sarif,
        "github": _github,
        "gitlab": _gitlab,
        "junit": _junit,
        "rdjson": _rdjson,
        "markdown": _markdown,
        "questions": _questions,
    }


def _text(report: Report, style: Style, /) -> str:
    from speclint.show.text import text_report

    return text_report(report, style)


def _concise(report: Report, style: Style, /) -> str:
    from speclint.show.concise import concise_report

    return concise_report(report, style)


def _json(report: Report, style: Style, /) -> str:
    from speclint.show.json import json_report

    return json_report(report, style)


def _json_lines(report: Report, style: Style, /) -> str:
    from speclint.show.json_lines import json_lines_report

    return json_lines_report(report, style)


def _github(report: Report, style: Style, /) -> str:
    from speclint.show.github import github_report

    return github_report(report, style)


def _gitlab(report: Report, style: Style, /) -> str:
    from speclint.show.gitlab import gitlab_report

    return gitlab_report(report, style)


def _junit(report: Report, style: Style, /) -> str:
    from speclint.show.junit import junit_report

    return junit_report(report, style)


def _rdjson(report: Report, style: Style, /) -> str:
    from speclint.show.rdjson import rdjson_report

    return rdjson_report(report, style)


def _markdown(report: Report, style: Style, /) -> str:
    from speclint.show.markdown import markdown_report

    return markdown_report(report, style)


def _questions(report: Report, style: Style, /) -> str:
    from speclint.show.questions import questions_report

    return questions_report(report, style)


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
