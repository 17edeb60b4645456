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
    return {"text": _text, "concise": _concise, "json": _json}


def _text(report: Report, style: Style, /) -> str:
    from speclint.show.text import text_report

    return text_report(report, style)


def _concise(report: Report, style: Style, /) -> str:
    from speclint.show.concise import concise_report

    return concise_report(report, style)


def _json(report: Report, style: Style, /) -> str:
    from speclint.show.json import json_report

    return json_report(report, style)
