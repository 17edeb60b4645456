"""What is reported of suppressions once the other rules are judged: unused, expired, without a reason, forbidden."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from speclint.judge.misplaced import misplaced_message
from speclint.judge.phrases import phrase
from speclint.judge.rules import Rule
from speclint.judge.silencing import Silence, UnusedSuppression, is_expired
from speclint.judge.suppression_policy import (
    BINDING,
    EXPIRED,
    EXPIRING,
    FORBIDDEN,
    REPORTS,
    UNREASONED,
    UNUSED,
    SuppressionPolicy,
)
from speclint.judge.suppressions import Suppression
from speclint.model import Finding, Fix, Problem, Severity, Span

_MOST_NAMED = 10  # words of one comment


def suppression_problems(
    suppressions: Sequence[Suppression],
    silence: Silence,
    unused: Mapping[int, UnusedSuppression],
    policy: SuppressionPolicy,
    today: date | None,
    language: str,
) -> Iterator[Problem]:
    """Tell what is wrong with each suppression; of one that is of no use at all, only that."""
    for index, suppression in enumerate(suppressions):
        idle = unused.get(index)
        if idle is not None:
            yield replace(_problem(UNUSED, suppression, _unused(idle, language)), fix=fix_of(idle))
        if suppression.directive == "enable" or (idle is not None and idle.whole):
            continue
        found = silence.matched.get(index, ())
        yield from _on_dates(suppression, found, policy, today, language)
        if policy.require_reason and not suppression.terms.reason:
            name = "unreasoned-entry" if suppression.in_front_matter else "unreasoned"
            yield _problem(UNREASONED, suppression, phrase(language, name, what=_what(suppression, language)))
        forbidden = _forbidden(suppression, found, policy)
        if forbidden:
            rules = phrase(language, "comma").join(forbidden)
            yield _problem(FORBIDDEN, suppression, phrase(language, "forbidden", rules=rules))


def is_report(rule: Rule) -> bool:
    """Whether a rule reports on suppressions, and so is judged after those that they silence."""
    return rule.options.get("problem") in REPORTS


def with_binding(policy: SuppressionPolicy, rules: Sequence[Rule]) -> SuppressionPolicy:
    """Forbid as well to silence what enforces the policy."""
    return replace(policy, forbid=policy.forbid | {r.code for r in rules if r.options.get("problem") in BINDING})


def policy_severities(rules: Sequence[Rule], policy: SuppressionPolicy) -> dict[str, Severity | None]:
    """Give the severities that the policy settles, by the codes of the rules that nobody else has settled."""
    by_name = {EXPIRED: policy.expired, EXPIRING: policy.expiring}
    return {
        rule.code: by_name[name]
        for rule in rules
        if (name := rule.options.get("problem")) in by_name and not rule.settled
    }


def days_left(until: date, today: date | None, policy: SuppressionPolicy) -> int | None:
    """Give how many days are left of a waiver that expires soon; None of one that does not, or has."""
    left = (until - today).days if today is not None else -1
    return left if 0 <= left <= policy.warn_days else None


def date_problem(
    what: str,
    span: Span,
    owner: str,
    until: date,
    today: date | None,
    policy: SuppressionPolicy,
    language: str,
    *,
    back: int = 0,
    meaning: str = "",
) -> Problem | None:
    """Report a waiver that has expired or will soon; `back` is how many findings have come back with that."""
    told = {"what": what, "until": until.isoformat(), "owner": phrase(language, "owned", owner=owner) if owner else ""}
    if today is not None and until < today:
        return Problem(
            EXPIRED, phrase(language, "expired-back" if back else "expired", n=back, **told), span, meaning=meaning
        )
    left = days_left(until, today, policy)
    if left is None:
        return None
    name = {0: "expires-today", 1: "expires-tomorrow"}.get(left, "expires")
    return Problem(EXPIRING, phrase(language, name, n=left, **told), span, meaning=meaning)


def _on_dates(
    suppression: Suppression, found: Sequence[Finding], policy: SuppressionPolicy, today: date | None, language: str
) -> Iterator[Problem]:
    until, owner = suppression.terms.until, suppression.terms.owner
    if until is None:
        return
    back = sum(finding.code not in policy.forbid for finding in found) if is_expired(suppression, today) else 0
    what, meaning = _what(suppression, language), _meaning(suppression)
    problem = date_problem(what, suppression.span, owner, until, today, policy, language, back=back, meaning=meaning)
    if problem is not None:
        yield problem


def _forbidden(suppression: Suppression, found: Sequence[Finding], policy: SuppressionPolicy) -> list[str]:
    """Give the codes that are forbidden among those that are named, or that something was to be silenced of."""
    named = {code for word in suppression.words if word.codes <= policy.forbid for code in word.codes}
    return sorted(named | {finding.code for finding in found if finding.code in policy.forbid})


def fix_of(idle: UnusedSuppression) -> Fix | None:
    """Take an unused comment out, or what is of no use in it; front matter is left to its author.

    So is a comment that stands in the wrong place: its reason, owner and date are still wanted.
    """
    suppression = idle.suppression
    if not suppression.removable or idle.misplaced:
        return None
    if idle.whole:
        return Fix("safe", suppression.span)
    words = suppression.words
    gone = [word in idle.words for word in words]
    first, last = gone.index(True), len(gone) - 1 - gone[::-1].index(True)
    kept = ", ".join(word.text for word, out in zip(words[first:last], gone[first:last], strict=True) if not out)
    if last + 1 < len(words):  # what parts it from the next word goes with it
        begin, after = words[first].span, words[last + 1].span
        return Fix("safe", Span(begin.line, begin.column, after.line, after.column), kept and f"{kept}, ")
    if not first:
        begin, end = words[0].span, words[last].span
        return Fix("safe", Span(begin.line, begin.column, end.end_line, end.end_column), kept)
    begin, end = words[first - 1].span, words[last].span
    return Fix("safe", Span(begin.end_line, begin.end_column, end.end_line, end.end_column), kept and f", {kept}")


def _unused(idle: UnusedSuppression, language: str) -> str:
    if idle.suppression.directive == "enable":
        return phrase(language, "unused-enable")
    if idle.misplaced:
        return misplaced_message(idle, language)
    if not idle.words:
        return phrase(language, "unused-all")
    words = list(dict.fromkeys(word.text for word in idle.words))[:_MOST_NAMED]
    return phrase(language, "unused", rules=phrase(language, "comma").join(words))


def _what(suppression: Suppression, language: str) -> str:
    if suppression.blanket:
        return phrase(language, "all-rules")
    words = list(dict.fromkeys(word.text for word in suppression.words if word.codes))
    return phrase(language, "comma").join(words[:_MOST_NAMED])


def _meaning(suppression: Suppression) -> str:
    return f"{suppression.directive} {suppression.slug or ''} {' '.join(sorted(suppression.codes))}"


def _problem(name: str, suppression: Suppression, message: str) -> Problem:
    return Problem(name, message, suppression.span, meaning=_meaning(suppression))
