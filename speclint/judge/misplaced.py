"""Suppressions that silence nothing where they stand, while what they name is found elsewhere."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from speclint.judge.phrases import phrase
from speclint.judge.silencing import UnusedSuppression, next_line_of, occupied_lines
from speclint.judge.suppressions import Word, features_by_line
from speclint.model import Finding, Spec

# Right above a feature's heading these are about that feature, not about the one whose section ends there.
_LOOKING_DOWN = ("disable-next-line", "disable-feature")
_MOST_NAMED = 10  # words of one comment


def with_misplaced(
    unused: Mapping[int, UnusedSuppression], kept: Sequence[Finding], spec: Spec
) -> dict[int, UnusedSuppression]:
    """Give unused comments with the findings that they miss: of their feature, or of the document as a whole."""
    by_line = features_by_line(spec.features)
    at_heading = {feature.span.line: feature for feature in reversed(spec.features)}
    occupied = occupied_lines(spec, kept)
    findings: dict[str, list[Finding]] = {}
    for finding in kept:
        findings.setdefault(finding.code, []).append(finding)
    found = {}
    for index, idle in unused.items():
        suppression = idle.suppression
        found[index] = idle
        if suppression.directive == "enable" or suppression.in_front_matter:
            continue
        holder = by_line.get(suppression.span.line)
        if suppression.directive in _LOOKING_DOWN:
            next_line = next_line_of(occupied, suppression.span.end_line)
            holder = at_heading.get(next_line or 0) or holder
        about = (None, holder.slug) if holder else (None,)
        codes = frozenset().union(*(word.codes for word in idle.words)) if idle.words else suppression.codes
        missed = [one for code in sorted(codes) for one in findings.get(code, ()) if one.slug in about]
        found[index] = replace(idle, misplaced=tuple(sorted(missed, key=lambda one: (one.span.line, one.code))))
    return found


def misplaced_message(idle: UnusedSuppression, language: str) -> str:
    """Say on which lines is found what a suppression misses, and where it would have to stand."""
    missed: dict[str, Finding] = {}
    for finding in idle.misplaced:
        missed.setdefault(_name(idle.words, finding.code), finding)
    by_line: dict[int, list[str]] = {}
    for name, finding in list(missed.items())[:_MOST_NAMED]:
        by_line.setdefault(finding.span.line, []).append(name)
    comma = phrase(language, "comma")
    places = [
        phrase(language, "reported" if len(names) == 1 else "reported-several", rules=comma.join(names), line=line)
        for line, names in by_line.items()
    ]
    return phrase(language, "misplaced", places=comma.join(places), mend=_mend(idle, language)) + _idle(
        idle, missed, language
    )


def _name(words: Sequence[Word], code: str) -> str:
    return next((word.text for word in words if code in word.codes), code)


def _mend(idle: UnusedSuppression, language: str) -> str:
    directive = idle.suppression.directive
    wide = "feature" if idle.misplaced[0].slug is not None else "file"
    if directive == "disable-feature":
        return phrase(language, "put-into-section" if wide == "feature" else "use-file")
    place = phrase(language, "put-on-line" if directive == "disable-line" else "put-above")
    return place + phrase(language, f"or-use-{wide}")


def _idle(idle: UnusedSuppression, missed: Collection[str], language: str) -> str:
    """Name the words beside those that are found nowhere."""
    words = [word for word in dict.fromkeys(word.text for word in idle.words) if word not in missed][:_MOST_NAMED]
    if not words:
        return ""
    return phrase(language, "also") + phrase(language, "unused", rules=phrase(language, "comma").join(words))
