"""How severe a rule is for a kind of document at a stage: one table."""

from __future__ import annotations

from collections.abc import Mapping

from speclint.judge.rules import Rule
from speclint.model import Kind, Severity, Stage

_Change = Mapping[Severity, Severity]

_AS_WRITTEN: _Change = {"error": "error", "warning": "warning", "info": "info"}
_INFO: _Change = {"error": "info", "warning": "info", "info": "info"}
_LOWER: _Change = {"error": "warning", "warning": "info", "info": "info"}
# What a page calls information stays so at launch: a model card is not asked for a cost budget there either.
_RAISE: _Change = {"error": "error", "warning": "error", "info": "info"}
_OFF: _Change = {}

_CORE: Mapping[Stage, _Change] = {"draft": _INFO, "review": _AS_WRITTEN, "launch": _RAISE}
_AT_LAUNCH: Mapping[Stage, _Change] = {"draft": _OFF, "review": _OFF, "launch": _AS_WRITTEN}
_SOFT_IN_DRAFT: Mapping[Stage, _Change] = {"draft": _INFO, "review": _AS_WRITTEN, "launch": _AS_WRITTEN}

_GROUPS: Mapping[str, Mapping[Stage, _Change]] = {
    "core": _CORE,
    "model-and-data": _AT_LAUNCH,
    "evaluation": _AT_LAUNCH,
    "risk": _AT_LAUNCH,
    "operations": _AT_LAUNCH,
    "wording": _SOFT_IN_DRAFT,
    "consistency": {"draft": _LOWER, "review": _AS_WRITTEN, "launch": _AS_WRITTEN},
    "document": _SOFT_IN_DRAFT,
    "speclint": {"draft": _AS_WRITTEN, "review": _AS_WRITTEN, "launch": _AS_WRITTEN},
}


def severity_at(rule: Rule, kind: Kind, stage: Stage) -> Severity | None:
    """Give the severity of a rule, None where it is off; groups that are not ours go by the core row.

    What a configuration chose holds from review on, and turns on what a stage leaves out; a draft only softens it.
    """
    written = rule.severity.get(kind)
    if written is None:
        return None
    row = _GROUPS.get(rule.group, _CORE)[stage]
    if not rule.settled:
        return row.get(written)
    return (row or _INFO)[written] if stage == "draft" else written
