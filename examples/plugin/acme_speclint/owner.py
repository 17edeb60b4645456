"""The check behind ACME201: does the document say who answers for it?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from speclint.judge.checks import Fact
from speclint.judge.rules import Rule
from speclint.model import Span, Spec

# Our own pattern, not a user's: it looks at no more than a line's beginning, and nothing in it repeats what repeats.
_OWNER = re.compile(r"\W{0,6}(?:owner|responsible|负责人)\W{0,6}[:：|]\W{0,6}(?P<who>[^|\n]{0,60})", re.IGNORECASE)
_NOBODY = frozenset({"", "tbd", "n/a", "none", "nobody", "待定", "无"})


def names_an_owner(spec: Spec, rule: Rule, /) -> Iterator[Fact]:
    """Yield a fact where no statement names an owner, at the first feature's line: review tools show it there."""
    if not spec.features:
        return
    for statement in spec.statements:
        match = _OWNER.match(statement.text)
        if match and match["who"].strip(" .。").lower() not in _NOBODY and statement.standing == "asserted":
            return
    line = spec.features[0].span.line
    yield Fact(span=Span(line, 1, line, 1), parameters={"role": str(rule.options.get("role", "owner"))})
