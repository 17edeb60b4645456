"""Comments that silence findings: `<!-- speclint-disable-next-line SL120: the reason -->` and its kin."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, cast

from speclint.judge.rules import Rule
from speclint.judge.selection import codes_meant, unknown_rule
from speclint.model import Comment, Finding, Problem, Spec

Directive = Literal["disable", "enable", "disable-line", "disable-next-line", "disable-file"]

PROBLEM = "broken-suppression"
_DIRECTIVES = ("disable", "enable", "disable-line", "disable-next-line", "disable-file")
_ATTEMPT = re.compile(
    r"\s*speclint(?:(?P<dash>-)|\s*[:：]\s*|\s+)(?P<word>[a-z]+(?:-[a-z]+)*)(?P<rest>.*)", re.I | re.S
)
_VERB = re.compile(r"disable|enable|ignore|suppress|skip", re.I)
_REASON = re.compile(r"[:：]|(?:^|\s)--(?:\s|$)")
_SEPARATORS = re.compile(r"[,，、;；\s]+")


@dataclass(frozen=True, slots=True)
class Suppression:
    """A directive with the codes that it means; `line` and `end_line` are those of its comment."""

    directive: Directive
    codes: frozenset[str]
    line: int
    end_line: int
    reason: str = ""


def read_suppressions(
    comments: Iterable[Comment], rules: Sequence[Rule], language: str = "en"
) -> tuple[tuple[Suppression, ...], tuple[Problem, ...]]:
    """Read the directives among a document's comments, and what is wrong with those that cannot be followed.

    A directive that names a rule and something unknown silences the rule and is reported for the rest.
    """
    suppressions: list[Suppression] = []
    problems: list[Problem] = []
    for comment in comments:
        match = _ATTEMPT.fullmatch(comment.text)
        if match is None or not (match["dash"] or _VERB.match(match["word"])):
            continue
        directive = match["word"].lower()
        if not match["dash"] or directive not in _DIRECTIVES:
            problems.append(Problem(PROBLEM, _unknown_directive(match, language), comment.span))
            continue
        listed, reason = _split(match["rest"])
        codes, message = _resolve(listed, rules, language)
        if message:
            problems.append(Problem(PROBLEM, message, comment.span))
        if codes:
            line, end_line = comment.span.line, comment.span.end_line
            suppressions.append(Suppression(cast(Directive, directive), codes, line, end_line, reason))
    return tuple(suppressions), tuple(problems)


def split_suppressed(
    findings: Iterable[Finding], suppressions: Sequence[Suppression], spec: Spec
) -> tuple[list[Finding], list[Finding]]:
    """Part the findings that stand from those that a comment silences."""
    found = list(findings)
    if not suppressions:
        return found, []
    occupied = _occupied_lines(spec, found)
    kept: list[Finding] = []
    silenced: list[Finding] = []
    for finding in found:
        (silenced if _is_silenced(finding, suppressions, occupied) else kept).append(finding)
    return kept, silenced


def _is_silenced(finding: Finding, suppressions: Sequence[Suppression], occupied: Sequence[int]) -> bool:
    line = finding.span.line
    in_block = False
    for suppression in suppressions:
        if finding.code not in suppression.codes:
            continue
        if suppression.directive == "disable-file":
            return True
        if suppression.directive == "disable-line" and suppression.line <= line <= suppression.end_line:
            return True
        if suppression.directive == "disable-next-line" and line == _next(occupied, suppression.end_line):
            return True
        if suppression.directive in ("disable", "enable") and suppression.line <= line:
            in_block = suppression.directive == "disable"
    return in_block


def _occupied_lines(spec: Spec, findings: Sequence[Finding]) -> list[int]:
    # Blank lines and comments hold no statement, so that directives may be stacked and set off by a blank line.
    lines = {line for item in spec.statements for line in range(item.span.line, item.span.end_line + 1)}
    lines.update(feature.span.line for feature in spec.features)
    lines.update(opaque.span.line for opaque in spec.opaque)
    lines.update(finding.span.line for finding in findings)
    return sorted(lines)


def _next(occupied: Sequence[int], line: int) -> int | None:
    index = bisect_right(occupied, line)
    return occupied[index] if index < len(occupied) else None


def _split(rest: str) -> tuple[list[str], str]:
    match = _REASON.search(rest)
    listed, reason = (rest[: match.start()], rest[match.end() :]) if match else (rest, "")
    return [word for word in _SEPARATORS.split(listed) if word], reason.strip()


def _resolve(words: Sequence[str], rules: Sequence[Rule], language: str) -> tuple[frozenset[str], str]:
    if not words:
        return frozenset(rule.code for rule in rules), ""
    meant = {word: codes_meant(word, rules) for word in words}
    unknown = [word for word, codes in meant.items() if not codes]
    message = unknown_rule(unknown[0], rules, language) if unknown else ""
    if len(unknown) > 1:
        # Several unknown words in a row are a reason that nothing sets off.
        lead = "理由请写在冒号之后，" if language == "zh" else "a reason goes after a colon; "
        message = lead + message
    return frozenset().union(*meant.values()), message


def _unknown_directive(match: re.Match[str], language: str) -> str:
    from difflib import get_close_matches

    written = match.string[: match.start("rest")].strip()
    nearest = "speclint-" + (get_close_matches(match["word"].lower(), _DIRECTIVES, n=1) or ["disable-next-line"])[0]
    if language == "zh":
        return f"没有指令 {written!r}，是否指 {nearest}？"
    return f"no directive is called {written!r}: did you mean {nearest}?"
