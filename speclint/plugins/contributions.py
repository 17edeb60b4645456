"""What a hook may return, and the guards around functions that a plugin gives."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

import pluggy

from speclint.errors import PluginError, RulePackError, SpeclintError
from speclint.plugins.member import Member, failed, failure
from speclint.told import did_you_mean, placed, told

if TYPE_CHECKING:
    from speclint.judge.checks import Check, Fact
    from speclint.judge.rules import Rule
    from speclint.model import Document, Report, Spec
    from speclint.show.reporter import Reporter
    from speclint.show.terminal import Style
    from speclint.understand.additions import GivenEvidence, GivenFeature

CODE = re.compile(r"(?!SL\d)[A-Z]{2,12}[0-9]{2,5}")
_MARKS = ("title", "heading", "signature", "study", "guide")
_FAMILIES = {"prd": "prd", "model-card": "card", "none": "other"}


def mapping(given: Any) -> dict[str, Any]:
    """Take a mapping by names."""
    if not isinstance(given, Mapping):
        raise TypeError(told("it gives {what}, not a mapping", what=_a(given)))
    for name in given:
        if not isinstance(name, str):
            raise TypeError(told("the name {name!r} is no text", name=name))
    return dict(given)


def mappings(given: Any) -> dict[str, Mapping[str, Any]]:
    """Take mappings by name."""
    taken = mapping(given)
    return {name: mapping(content) for name, content in taken.items()}


def functions(given: Any) -> dict[str, Any]:
    """Take functions by name."""
    taken = mapping(given)
    for name, function in taken.items():
        if not callable(function):
            raise TypeError(told("{name!r} is {what}, not a function", name=name, what=_a(function)))
    return taken


def dimensions(given: Any) -> dict[str, Mapping[str, Any]]:
    """Take dimensions by name."""
    from speclint.understand.knowledge import EVIDENCE_KINDS

    taken = mappings(given)
    for name, content in taken.items():
        if content.get("evidence") not in EVIDENCE_KINDS:
            kinds = sorted(EVIDENCE_KINDS)
            raise ValueError(
                told(
                    "dimension {name}: evidence is {evidence!r}, not one of {known}",
                    name=name,
                    evidence=content.get("evidence"),
                    known=kinds,
                )
            )
    return taken


def kinds(given: Any) -> tuple[dict[str, Any], dict[str, str]]:
    """Take the marks of kinds, as a vocabulary has them, and the words that declare them."""
    marks: dict[str, Any] = {}
    declared: dict[str, str] = {}
    for kind, content in mappings(given).items():
        if kind not in _FAMILIES:
            raise ValueError(told("no kind is called {kind!r}: there are {known}", kind=kind, known=[*_FAMILIES]))
        marks[_FAMILIES[kind]] = {place: terms for place, terms in content.items() if place != "declared"}
        unknown = [place for place in content if place not in (*_MARKS, "text", "declared")]
        if unknown:
            raise ValueError(
                told(
                    "{kind} has no {name!r}: give {known} or declared",
                    kind=kind,
                    name=unknown[0],
                    known=_MARKS,
                )
            )
        declared.update({str(word).lower(): kind for word in content.get("declared", ())})
    return marks, declared


def features_within(lines: int) -> Callable[[Any], list[GivenFeature]]:
    """Make what takes the features of a document of so many lines."""
    from speclint.understand.additions import GivenFeature

    def take(given: Iterable[Any]) -> list[GivenFeature]:
        taken = list(given)
        for one in taken:
            if not isinstance(one, GivenFeature):
                raise TypeError(told("it gives {what}, not a GivenFeature", what=_a(one)))
            if not 1 <= one.line <= one.end_line <= lines:
                raise ValueError(
                    told(
                        "feature {name!r} stands on lines {line}-{end_line} of {lines}",
                        name=one.name,
                        line=one.line,
                        end_line=one.end_line,
                        lines=lines,
                    )
                )
        return taken

    return take


def evidence_within(document: Document, known: Collection[str]) -> Callable[[Any], list[GivenEvidence]]:
    """Make what takes evidence that stands in a document."""
    from speclint.understand.additions import GivenEvidence

    source = document.source

    def take(given: Iterable[Any]) -> list[GivenEvidence]:
        taken = list(given)
        for one in taken:
            if not isinstance(one, GivenEvidence):
                raise TypeError(told("it gives {what}, not a GivenEvidence", what=_a(one)))
            if one.dimension not in known:
                raise ValueError(
                    told(
                        "no dimension is called {dimension!r}: {hint}",
                        dimension=one.dimension,
                        hint=_nearest(one.dimension, known),
                    )
                )
            span = one.span
            if not 1 <= span.line <= span.end_line <= len(source.line_starts):
                raise ValueError(
                    told(
                        "evidence stands on lines {line}-{end_line} of {lines}",
                        line=span.line,
                        end_line=span.end_line,
                        lines=len(source.line_starts),
                    )
                )
        return taken

    return take


def require_fit(
    page: Any,
    taken: Mapping[str, Mapping[str, Any]],
    names: Collection[str],
    checks: Mapping[str, Any],
    known: Mapping[str, Any],
) -> None:
    """Refuse a page that is malformed, takes a code or name that is given, or needs what nobody gives."""
    from speclint.judge.rules import Rule

    if not isinstance(page, Mapping):
        raise TypeError(told("it gives {what}, not a mapping", what=_a(page)))
    rule = Rule.from_mapping(page)
    if not CODE.fullmatch(rule.code):
        raise RulePackError(
            placed(
                rule.path,
                told("{code} is no code of a plugin: take capitals but SL, and two digits or more", code=rule.code),
            )
        )
    if rule.code in taken:
        raise RulePackError(
            placed(
                rule.path,
                told(
                    "{code} is the code of {other} already: take another",
                    code=rule.code,
                    other=taken[rule.code]["path"],
                ),
            )
        )
    if rule.name in names:
        raise RulePackError(
            placed(rule.path, told("another rule is called {name} already: take another name", name=rule.name))
        )
    if rule.check not in checks:
        raise RulePackError(
            placed(
                rule.path,
                told("no check is called {check!r}: {hint}", check=rule.check, hint=_nearest(rule.check, checks)),
            )
        )
    dimension = rule.options.get("dimension")
    if rule.check == "states" and dimension not in known:
        raise RulePackError(
            placed(
                rule.path,
                told(
                    "no dimension is called {dimension!r}: {hint}",
                    dimension=dimension,
                    hint=_nearest(str(dimension), known),
                ),
            )
        )


def refuse_wrappers(manager: pluggy.PluginManager, plugin: object) -> None:
    """Refuse a plugin that wraps a hook: it could change what others give."""
    for caller in manager.get_hookcallers(plugin) or ():
        for implementation in caller.get_hookimpls():
            if implementation.plugin is plugin and (implementation.hookwrapper or implementation.wrapper):
                raise ValueError(
                    told("{name} is wrapped: a plugin may add to what others give, not change it", name=caller.name)
                )


def guarded_check(name: str, check: Check, fail: Callable[[str, BaseException], None]) -> Check:
    """Make a check that finds nothing where the plugin's raises."""
    from speclint.judge.checks import Fact

    def guarded(spec: Spec, rule: Rule, /) -> Sequence[Fact]:
        try:
            facts = list(check(spec, rule))
            for fact in facts:
                if not isinstance(fact, Fact):
                    raise TypeError(told("it yields {what}, not a Fact", what=_a(fact)))
        except SpeclintError:
            raise
        except Exception as error:
            fail(told("check {name!r}", name=name), error)
            return ()
        return facts

    return cast("Check", guarded)


def guarded_reporter(member: Member, name: str, reporter: Reporter) -> Reporter:
    """Make a reporter that ends the run where the plugin's raises: somebody asked for this very format."""

    def guarded(report: Report, style: Style, /) -> str:
        try:
            text: Any = reporter(report, style)
            if not isinstance(text, str):
                raise TypeError(told("it gives {what}, not a text", what=_a(text)))
        except Exception as error:
            what = told("output format {name!r}", name=name)
            failure(member, what, error)
            raise PluginError(failed(member, what, error)) from error
        return text

    return guarded


def _nearest(word: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    names = sorted(known)
    return did_you_mean(get_close_matches(word, names, n=1), names)


def _a(value: object) -> str:
    name = type(value).__name__
    return told("an {type}", type=name) if name[0] in "aeiou" else told("a {type}", type=name)
