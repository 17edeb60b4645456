"""The judge: rules are run over a spec, their facts become findings, suppressed ones are set aside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from speclint.errors import RulePackError
from speclint.judge.checks import Check, Fact
from speclint.judge.declared_waivers import waiver_problems, without_expired
from speclint.judge.misplaced import with_misplaced
from speclint.judge.rules import Rule, in_language
from speclint.judge.severity import severity_at
from speclint.judge.silencing import UnusedSuppression, silence, unused_suppressions
from speclint.judge.suppression_policy import DEFAULT_POLICY, SuppressionPolicy
from speclint.judge.suppression_reports import is_report, policy_severities, suppression_problems, with_binding
from speclint.judge.suppressions import Suppression, read_suppressions
from speclint.judge.unreadable import unreadable_suffix
from speclint.model import Finding, Kind, Severity, Span, Spec, Stage
from speclint.told import placed, told, translated

_DOCUMENT = {"en": "the document", "zh": "文档"}
# A template is told once that it is one: what it lacks is for whoever fills it in to say.
_GROUPS_FOR_TEMPLATES = ("document", "speclint")
_OF_SPECLINT = "speclint"  # what is wrong with comments and declarations is so in any document
_SLOT = re.compile(r"\{(\w+)\}")


def judge(
    spec: Spec,
    rules: Sequence[Rule],
    checks: Mapping[str, Check],
    *,
    stage: Stage | None = None,
    usual_stage: Stage = "review",
    language: str = "en",
    known: Sequence[Rule] | None = None,
    policy: SuppressionPolicy = DEFAULT_POLICY,
    today: date | None = None,
) -> Judgement:
    """Find where a spec breaks the rules.

    `stage` outranks what the document says of itself, `usual_stage` holds where it says nothing. `known` are all the
    rules that a suppression may name (`rules` where not given): one that is not selected is no mistake there. Waivers
    expire by `today`; without it none does.
    """
    kind = _kind_owed(spec)
    if kind is None:
        return Judgement((), 0)
    known = rules if known is None else known
    policy = with_binding(policy, known)
    severities = _severities(spec, rules, kind, stage or spec.stage or usual_stage)
    suppressions, problems = read_suppressions(spec, known, language)
    spec = replace(without_expired(spec, today), problems=(*spec.problems, *problems))
    asked = [rule for rule in rules if rule.code in severities and not is_report(rule)]
    first = silence(_findings(spec, asked, checks, severities, language), suppressions, spec, policy, today)
    # In a language that is not read nothing is said to be absent, and so nothing to be unused either.
    judged = frozenset(rule.code for rule in asked if spec.language != "other")
    unjudged = {rule.code for rule in known if kind in rule.severity and not is_report(rule)} - judged
    idle = unused_suppressions(suppressions, first.used, judged, unjudged)
    unused = with_misplaced(idle, first.kept, spec) if idle else idle
    problems = (
        *suppression_problems(suppressions, first, unused, policy, today, language),
        *waiver_problems(spec, first.kept, policy, today, language),
    )
    reports = [rule for rule in rules if rule.code in severities and is_report(rule)]
    settled: dict[str, Severity | None] = {**severities, **policy_severities(reports, policy)}
    told = _findings(replace(spec, problems=problems), reports, checks, settled, language)
    second = silence(told, suppressions, spec, policy, today, reports=True)
    return Judgement(
        findings=tuple(sorted((*first.kept, *second.kept), key=_order)),
        suppressed=len(first.silenced) + len(second.silenced),
        suppressions=tuple(
            JudgedSuppression(suppression, first.matched.get(index, ()), unused.get(index))
            for index, suppression in enumerate(suppressions)
        ),
    )


@dataclass(frozen=True, slots=True)
class JudgedSuppression:
    """A suppression with the findings that it silences, or would if it held, and what of it is of no use."""

    suppression: Suppression
    findings: tuple[Finding, ...]
    unused: UnusedSuppression | None


@dataclass(frozen=True, slots=True)
class Judgement:
    """The findings of one document in order of place, how many more are silenced, and by what."""

    findings: tuple[Finding, ...]
    suppressed: int
    suppressions: tuple[JudgedSuppression, ...] = ()

    @property
    def unused(self) -> tuple[UnusedSuppression, ...]:
        """Give what can be taken out of comments and front matter without bringing a finding back."""
        return tuple(judged.unused for judged in self.suppressions if judged.unused is not None)


def _severities(spec: Spec, rules: Sequence[Rule], kind: Kind, stage: Stage) -> dict[str, Severity]:
    """Give the severities of the rules that are asked of a spec."""
    told = (rule for rule in rules if not (spec.template and rule.group not in _GROUPS_FOR_TEMPLATES))
    return {rule.code: severity for rule in told if (severity := severity_at(rule, kind, stage))}


def _findings(
    spec: Spec,
    rules: Iterable[Rule],
    checks: Mapping[str, Check],
    severities: Mapping[str, Severity | None],
    language: str,
) -> tuple[Finding, ...]:
    """Run rules over a spec; what they find is in order of place."""
    found = [
        _finding(spec, rule, fact, severity if fact.owed else "info", language)
        for rule in rules
        if (severity := severities[rule.code])
        for fact in _check_of(rule, checks)(spec, rule)
    ]
    return tuple(_numbered(sorted(found, key=_order)))


def _kind_owed(spec: Spec) -> Kind | None:
    """Give the kind to judge a document by; None where it is no spec and nobody says that it is."""
    kind = spec.kind if spec.kind != "none" else spec.declared_kind
    return None if kind == "none" else kind


def _check_of(rule: Rule, checks: Mapping[str, Check]) -> Check:
    check = checks.get(rule.check)
    if check is None:
        raise RulePackError(
            placed(
                rule.path,
                told("no check is called {check!r}: there are {checks}", check=rule.check, checks=sorted(checks)),
            )
        )
    return check


def _finding(spec: Spec, rule: Rule, fact: Fact, severity: Severity, language: str) -> Finding:
    feature = fact.feature
    given = {
        name: translated(text if isinstance(text, str) else in_language(text, language), language)
        for name, text in fact.parameters.items()
    }
    parameters = {"feature": feature.name if feature else in_language(_DOCUMENT, language), **given}
    suffix = unreadable_suffix(fact.unreadable, language) if fact.unreadable else ""
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=severity,
        confidence="low" if spec.doubtful and rule.group != _OF_SPECLINT else fact.confidence,
        message=_filled(in_language(rule.message, language), parameters, rule) + suffix,
        question=_filled(in_language(rule.question, language), parameters, rule),
        path=spec.path,
        span=_one_line(fact.span),
        dimension=fact.dimension,
        verdict=fact.verdict,
        feature=feature.name if feature else None,
        slug=feature.slug if feature else None,
        found=fact.found,
        fingerprint=_fingerprint(feature.slug if feature else "", rule.code, fact.meaning),
        fix=fact.fix,
    )


def _filled(template: str, parameters: Mapping[str, str], rule: Rule) -> str:
    # Not str.format: a page may come with a pull request, and format would reach into attributes.
    def fill(match: re.Match[str]) -> str:
        if match[1] not in parameters:
            known = [f"{{{name}}}" for name in sorted(parameters)]
            raise RulePackError(
                placed(
                    rule.path,
                    told(
                        "check {check!r} gives no {slot} for a message: it gives {known}",
                        check=rule.check,
                        slot=match[0],
                        known=known,
                    ),
                )
            )
        return parameters[match[1]]

    return _SLOT.sub(fill, template)


def _one_line(span: Span) -> Span:
    """Cut a span to its first line: review tools show a finding at one."""
    return span if span.line == span.end_line else Span(span.line, span.column, span.line, span.column)


def _fingerprint(slug: str, code: str, meaning: str) -> str:
    """Identify a finding within its document: neither lines nor the path, which varies with where one runs, count."""
    identity = "\0".join((slug, code, meaning))
    return sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _numbered(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Tell findings with one fingerprint apart by their order."""
    seen: Counter[str] = Counter()
    for finding in findings:
        seen[finding.fingerprint] += 1
        count = seen[finding.fingerprint]
        if count == 1:
            yield finding
        else:
            number = sha256(f"{finding.fingerprint}#{count}".encode()).hexdigest()[:16]
            yield replace(finding, fingerprint=number)


def _order(finding: Finding) -> tuple[int, int, str, str]:
    return finding.span.line, finding.span.column, finding.code, finding.slug or ""
