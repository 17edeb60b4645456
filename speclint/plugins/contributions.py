"""What a hook may return, and the guards around functions that a plugin gives."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

import pluggy

from speclint.errors import PluginError, RulePackError, SpeclintError
from speclint.plugins.member import Member, failure

if TYPE_CHECKING:
    from speclint.judge.checks import Check, Fact
    from speclint.judge.rules import Rule
    from speclint.model import Document, Report, Spec
    from speclint.show.reporter import Reporter
    from speclint.show.terminal import Style
    from speclint.understand.additions import GivenEvidence, GivenFeature

CODE = re.compile(r"(?!SL\d)[A-Z]{2,12}[0-9]{2,5}")
_MARKS = ("title", "heading", "signature")
_FAMILIES = {"prd": "prd", "model-card": "card", "none": "other"}


def mapping(given: Any) -> dict[str, Any]:
    """Take a mapping by names."""
    if not isinstance(given, Mapping):
        raise TypeError(f"it gives {_a(given)}, not a mapping")
    for name in given:
        if not isinstance(name, str):
            raise TypeError(f"the name {name!r} is no text")
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
            raise TypeError(f"{name!r} is {_a(function)}, not a function")
    return taken


def dimensions(given: Any) -> dict[str, Mapping[str, Any]]:
    """Take dimensions by name."""
    from speclint.understand.knowledge import EVIDENCE_KINDS

    taken = mappings(given)
    for name, content in taken.items():
        if content.get("evidence") not in EVIDENCE_KINDS:
            kinds = ", ".join(sorted(EVIDENCE_KINDS))
            raise ValueError(f"dimension {name}: evidence is {content.get('evidence')!r}, not one of {kinds}")
    return taken


def kinds(given: Any) -> tuple[dict[str, Any], dict[str, str]]:
    """Take the marks of kinds, as a vocabulary has them, and the words that declare them."""
    marks: dict[str, Any] = {}
    declared: dict[str, str] = {}
    for kind, content in mappings(given).items():
        if kind not in _FAMILIES:
            raise ValueError(f"no kind is called {kind!r}: there are {', '.join(_FAMILIES)}")
        marks[_FAMILIES[kind]] = {place: terms for place, terms in content.items() if place != "declared"}
        unknown = [place for place in content if place not in (*_MARKS, "text", "declared")]
        if unknown:
            raise ValueError(f"{kind} has no {unknown[0]!r}: give {', '.join(_MARKS)} or declared")
        declared.update({str(word).lower(): kind for word in content.get("declared", ())})
    return marks, declared


def features_within(lines: int) -> Callable[[Any], list[GivenFeature]]:
    """Make what takes the features of a document of so many lines."""
    from speclint.understand.additions import GivenFeature

    def take(given: Iterable[Any]) -> list[GivenFeature]:
        taken = list(given)
        for one in taken:
            if not isinstance(one, GivenFeature):
                raise TypeError(f"it gives {_a(one)}, not a GivenFeature")
            if not 1 <= one.line <= one.end_line <= lines:
                raise ValueError(f"feature {one.name!r} stands on lines {one.line}-{one.end_line} of {lines}")
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
                raise TypeError(f"it gives {_a(one)}, not a GivenEvidence")
            if one.dimension not in known:
                raise ValueError(f"no dimension is called {one.dimension!r}{_nearest(one.dimension, known)}")
            span = one.span
            if not 1 <= span.line <= span.end_line <= len(source.line_starts):
                raise ValueError(f"evidence stands on lines {span.line}-{span.end_line} of {len(source.line_starts)}")
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
        raise TypeError(f"it gives {_a(page)}, not a mapping")
    rule = Rule.from_mapping(page)
    if not CODE.fullmatch(rule.code):
        raise RulePackError(
            f"{rule.path}: {rule.code} is no code of a plugin: take capitals but SL, and two digits or more"
        )
    if rule.code in taken:
        raise RulePackError(f"{rule.path}: {rule.code} is the code of {taken[rule.code]['path']} already: take another")
    if rule.name in names:
        raise RulePackError(f"{rule.path}: another rule is called {rule.name} already: take another name")
    if rule.check not in checks:
        raise RulePackError(f"{rule.path}: no check is called {rule.check!r}{_nearest(rule.check, checks)}")
    dimension = rule.options.get("dimension")
    if rule.check == "states" and dimension not in known:
        raise RulePackError(f"{rule.path}: no dimension is called {dimension!r}{_nearest(str(dimension), known)}")


def refuse_wrappers(manager: pluggy.PluginManager, plugin: object) -> None:
    """Refuse a plugin that wraps a hook: it could change what others give."""
    for caller in manager.get_hookcallers(plugin) or ():
        for implementation in caller.get_hookimpls():
            if implementation.plugin is plugin and (implementation.hookwrapper or implementation.wrapper):
                raise ValueError(f"{caller.name} is wrapped: a plugin may add to what others give, not change it")


def guarded_check(name: str, check: Check, fail: Callable[[str, BaseException], None]) -> Check:
    """Make a check that finds nothing where the plugin's raises."""
    from speclint.judge.checks import Fact

    def guarded(spec: Spec, rule: Rule, /) -> Sequence[Fact]:
        try:
            facts = list(check(spec, rule))
            for fact in facts:
                if not isinstance(fact, Fact):
                    raise TypeError(f"it yields {_a(fact)}, not a Fact")
        except SpeclintError:
            raise
        except Exception as error:
            fail(f"check {name!r}", error)
            return ()
        return facts

    return cast("Check", guarded)


def guarded_reporter(member: Member, name: str, reporter: Reporter) -> Reporter:
    """Make a reporter that ends the run where the plugin's raises: somebody asked for this very format."""

    def guarded(report: Report, style: Style, /) -> str:
        try:
            text: Any = reporter(report, style)
            if not isinstance(text, str):
                raise TypeError(f"it gives {_a(text)}, not a text")
        except Exception as error:
            note = failure(member, f"output format {name!r}", error)
            raise PluginError(note.partition("; the run goes on")[0]) from error
        return text

    return guarded


def _nearest(word: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    names = sorted(known)
    near = get_close_matches(word, names, n=1)
    return f": did you mean {near[0]}?" if near else f": there are {', '.join(names)}"


def _a(value: object) -> str:
    name = type(value).__name__
    return f"an {name}" if name[0] in "aeiou" else f"a {name}"
