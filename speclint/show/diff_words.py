"""What a change does to a promise, in a few words: shared by the formats of `speclint diff`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from speclint.change.difference import (
    EFFECTS,
    Change,
    Difference,
    DocumentChange,
    Effect,
    FeatureChange,
    Promise,
    shared,
)
from speclint.model import CORE, Feature
from speclint.show.text import quoted, shortened
from speclint.show.words import enumerate_names, say, term

LONGEST_NAME = 48
_QUOTE = 90


@dataclass(frozen=True, slots=True)
class Line:
    """A change in words: what it does, to which features, and what stood there before and stands there now."""

    effect: Effect
    features: tuple[FeatureChange, ...]
    title: str
    old: str
    new: str


def lines_of(document: DocumentChange, language: str) -> tuple[Line, ...]:
    """Give the changes of a document, what weakens first."""
    found = [_line(change, features, language) for change, features in shared(document)]
    return tuple(sorted(found, key=lambda line: EFFECTS.index(line.effect)))


def come_and_gone(document: DocumentChange, language: str) -> Iterator[str]:
    """Say which features were added, removed or renamed."""
    for feature in document.features:
        old, new = feature.old, feature.new
        if feature.status == "renamed" and old and new:
            yield say(language, "diff-renamed", old=_name(old), new=_name(new), line=new.span.line)
        elif feature.status == "added" and new:
            yield say(language, "diff-added", name=_name(new), line=new.span.line) + _standing(new, language)
        elif feature.status == "removed" and old:
            yield say(language, "diff-removed", name=_name(old), line=old.span.line)


def title_of_document(document: DocumentChange, language: str) -> str:
    """Name a document and what became of it as a whole."""
    path = document.new_path or document.old_path or ""
    if document.status == "renamed":
        return say(language, "diff-document-renamed", old=document.old_path, new=document.new_path)
    if document.status in ("added", "removed"):
        return say(language, f"diff-document-{document.status}", path=path)
    return path


def stage_change(document: DocumentChange, language: str) -> str:
    """Say that a document came to another stage; empty where it did not."""
    old, new = document.old_stage, document.new_stage
    if old == new or document.status in ("added", "removed"):
        return ""
    none = say(language, "diff-no-stage")
    was, now = (term(language, "stage", stage) if stage else none for stage in (old, new))
    return say(language, "diff-stage", old=was, new=now)


def names_of(features: tuple[FeatureChange, ...], language: str) -> str:
    """Name the features that a change is about."""
    return enumerate_names(language, [_name(feature.new or feature.old) for feature in features])


def totals(difference: Difference, language: str) -> str:
    """Count what was found."""
    told = [say(language, f"diff-{effect}", n=n) for effect in EFFECTS if (n := difference.count(effect))]
    told += [
        say(language, f"diff-features-{status}", n=n)
        for status in ("added", "removed", "renamed")
        if (n := difference.features(status))
    ]
    if not told:
        told = [say(language, "diff-nothing")]
    unread = say(language, "total-unread", n=len(difference.errors)) if difference.errors else ""
    sides = say(language, "diff-sides", old=difference.old, new=difference.new or say(language, "diff-working-tree"))
    return sides + say(language, "comma").join(told) + unread


def _line(change: Change, features: tuple[FeatureChange, ...], language: str) -> Line:
    title = say(language, f"diff-{_what(change)}", **_words(change, language))
    return Line(
        change.effect, features, title, _side(change.old, change, language), _side(change.new, change, language)
    )


def _what(change: Change) -> str:
    if change.way == "value":
        return {"weakened": "looser", "strengthened": "tighter", "changed": "value"}[change.effect]
    return f"{change.way}-promise" if change.way in ("added", "removed") else change.way


def _words(change: Change, language: str) -> dict[str, str]:
    return {
        "noun": term(language, "noun", change.dimension),
        "old": term(language, "verdict", change.old_verdict),
        "new": term(language, "verdict", change.new_verdict),
    }


def _side(promise: Promise | None, change: Change, language: str) -> str:
    """Quote what is promised with its line; where only a number differs, the number comes first."""
    if promise is None:
        return ""
    quote = say(language, "evidence", line=promise.line, quote=quoted(promise.text, language, _QUOTE))
    if change.way != "value" or promise.quantity is None:
        return quote
    statistic = promise.quantity.statistic or ""
    if statistic.startswith("share:"):
        statistic = say(language, "share", percent=f"{float(statistic.removeprefix('share:')) * 100:g}")
    number = f"{statistic} {promise.quantity.text}".strip()
    return say(language, "diff-number", number=shortened(number, 40), quote=quote)


def _standing(feature: Feature, language: str) -> str:
    """Say what a new feature states and what it lacks."""
    told = []
    for verdict in ("stated", "waived", "vague", "missing"):
        names = [
            term(language, "column", d) for d in CORE if d in feature.claims and feature.claims[d].verdict == verdict
        ]
        if names:
            told.append(
                term(language, "verdict", verdict) + say(language, "colon") + say(language, "comma").join(names)
            )
    return say(language, "colon") + say(language, "semicolon").join(told) if told else ""


def _name(feature: Feature | None) -> str:
    return shortened(feature.name, LONGEST_NAME) if feature else ""
