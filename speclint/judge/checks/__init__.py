"""The registered checks: each looks at a spec with a rule's options and yields facts."""

from __future__ import annotations

from collections.abc import Mapping

from speclint.judge.checks.fact import Check, Fact
from speclint.judge.checks.form_problem import form_problem
from speclint.judge.checks.no_ai_feature import no_ai_feature
from speclint.judge.checks.states import states
from speclint.judge.checks.unfilled_template import unfilled_template

__all__ = ["Check", "Fact", "builtin_checks"]


def builtin_checks() -> Mapping[str, Check]:
    """Name the checks that come with speclint."""
    return {
        "states": states,
        "unfilled-template": unfilled_template,
        "no-ai-feature": no_ai_feature,
        "form-problem": form_problem,
    }
