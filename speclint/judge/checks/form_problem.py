"""The check that reports what is wrong with a document's form."""

from __future__ import annotations

from collections.abc import Iterator

from speclint.judge.checks.fact import Fact
from speclint.judge.rules import Rule
from speclint.model import Spec


def form_problem(spec: Spec, rule: Rule, /) -> Iterator[Fact]:
    """Yield a fact for each problem of the name that the rule's option `problem` gives."""
    reported = rule.option("problem")
    features = {feature.slug: feature for feature in spec.features}
    for problem in spec.problems:
        if problem.name == reported:
            yield Fact(
                span=problem.span,
                parameters={"problem": {**problem.translations, "en": problem.message}},
                feature=features.get(problem.feature),
                meaning=problem.meaning,
                fix=problem.fix,
            )
