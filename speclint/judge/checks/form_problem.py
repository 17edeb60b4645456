"""The check that reports what is wrong with a document's form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from speclint.judge.checks.fact import Fact
from speclint.judge.rules import Rule
from speclint.model import Problem, Spec

_LINES = re.compile(r"\{(?:line|against)\}")


def form_problem(spec: Spec, rule: Rule, /) -> Iterator[Fact]:
    """Yield a fact for each problem of the name that the rule's option `problem` gives."""
    reported = rule.option("problem")
    features = {feature.slug: feature for feature in spec.features}
    for problem in spec.problems:
        if problem.name == reported:
            yield Fact(
                span=problem.span,
                parameters={"problem": _messages(problem)},
                feature=features.get(problem.feature),
                meaning=problem.meaning,
                fix=problem.fix,
            )


def _messages(problem: Problem) -> Mapping[str, str]:
    """Give the message in each language, with the lines of which it speaks."""
    messages = {**problem.translations, "en": problem.message}
    if problem.against is None:
        return messages
    lines = {"{line}": str(problem.span.line), "{against}": str(problem.against.line)}
    return {language: _LINES.sub(lambda match: lines[match.group()], message) for language, message in messages.items()}
