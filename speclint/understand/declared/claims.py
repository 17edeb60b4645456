"""What is declared of a feature outranks what its text says: the claims, the waivers and the statements it gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from speclint.model import Claim, Evidence, Statement, Verdict, Waiver
from speclint.understand.declared.entries import Declared, Entry
from speclint.understand.declared.quantities import quantities_of
from speclint.understand.quantities import QuantityGrammar

_MOST = 5  # pieces of evidence of a claim
_STRENGTH = 10.0  # more than any reading of prose


@dataclass(frozen=True, slots=True)
class Said:
    """What the entries of one feature declare, by dimension, with their evidence."""

    declared: Mapping[str, tuple[Declared, ...]]
    evidence: Mapping[str, tuple[Evidence, ...]]

    def claims(self, prose: Mapping[str, Claim]) -> dict[str, Claim]:
        """The claims of the text, those of which something is declared replaced."""
        claims = dict(prose)
        for dimension, evidence in self.evidence.items():
            if dimension in claims:
                waived = all(one.waived for one in self.declared[dimension])
                verdict: Verdict = "waived" if waived else "stated"
                claims[dimension] = Claim(dimension, verdict, "declared", "high", evidence[:_MOST])
        return claims

    def waivers(self, slug: str) -> tuple[Waiver, ...]:
        """The waivers among what is declared of the feature with this slug."""
        return tuple(
            _waiver(slug, one) for statements in self.declared.values() for one in statements if one.waived is not None
        )


def said_of(entries: Sequence[Entry], grammar: QuantityGrammar, first: int) -> tuple[Said, tuple[Statement, ...]]:
    """What entries say of their feature, and that as statements of the document, numbered from `first`."""
    declared: dict[str, list[Declared]] = {}
    evidence: dict[str, list[Evidence]] = {}
    statements: list[Statement] = []
    all_said = (statement for entry in entries for statement in entry.statements)
    for one in sorted(all_said, key=lambda one: one.waived is not None):  # what states it before what waives a part
        quantities = quantities_of(one.dimension, one.data, one.said, grammar)
        index = first + len(statements)
        statements.append(Statement(index, -1, one.said, one.node.span, 0, (), quantities, "asserted"))
        declared.setdefault(one.dimension, []).append(one)
        piece = Evidence(one.node.span, one.said, "asserted", (), quantities, index, _STRENGTH)
        evidence.setdefault(one.dimension, []).append(piece)
    as_tuples = {name: tuple(found) for name, found in evidence.items()}
    return Said({name: tuple(found) for name, found in declared.items()}, as_tuples), tuple(statements)


def of_document(prose: Mapping[str, Claim], features: Sequence[Mapping[str, Claim]]) -> dict[str, Claim]:
    """The best that is said of any feature, where something of it is declared; else what the text says in general."""
    claims = dict(prose)
    for dimension, said in prose.items():
        declared = [f[dimension] for f in features if dimension in f and f[dimension].scope == "declared"]
        stated = [claim for claim in declared if claim.verdict == "stated"]
        if stated or (declared and said.verdict != "stated"):
            best = stated or declared
            evidence = tuple(piece for claim in best for piece in claim.evidence)[:_MOST]
            claims[dimension] = Claim(dimension, best[0].verdict, "document", "high", evidence)
    return claims


def _waiver(slug: str, declared: Declared) -> Waiver:
    waived = declared.waived or {}
    until = waived.get("until")
    return Waiver(
        feature=slug,
        dimension=declared.dimension,
        reason=" ".join(str(waived["reason"]).split()),
        owner=" ".join(str(waived.get("owner") or "").split()),
        until=date.fromisoformat(until) if until else None,
        span=declared.node.span,
    )
