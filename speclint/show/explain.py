"""Tell what was read on a line: the statement, its quantities, the claims that it serves and why it was enough."""

from __future__ import annotations

from collections.abc import Iterator

from speclint.model import Claim, Feature, Quantity, Statement
from speclint.show.matrix import COLOURS, MARKS
from speclint.show.position import Position, Serving
from speclint.show.terminal import Style, visible, without_commands
from speclint.show.text import header, quoted, reasons_in_words
from speclint.show.width import columns, fit, hang
from speclint.show.words import dimension_term, enumerate_names, say, term

LONGEST_STATEMENT = 400
INDENT = "  "
CHANGES = {"delta+": "+", "delta-": "−"}


def position_report(position: Position, style: Style) -> str:
    """Write all that is known of a line."""
    where = say(style.language, "where", path=position.spec.path, line=position.line)
    lines = header(where, position.spec, style)
    for part in (_written, _uses, _features):
        told = list(part(position, style))
        lines += ["", *told] if told else []
    return without_commands("\n".join(lines) + "\n")


def _written(position: Position, style: Style) -> Iterator[str]:
    language = style.language
    labels = [say(language, name) for name in ("reading", "section", "quantity")]
    width = max(map(columns, labels)) + 2
    for statement in position.statements:
        facts = [(labels[0], _statement(statement, language))]
        if statement.headings:
            path = say(language, "path-of-headings").join(map(visible, statement.headings))
            facts.append((labels[1], path))
        facts += [(labels[2], _quantity(quantity, language)) for quantity in statement.quantities]
        for label, text in facts:
            first, *rest = hang(INDENT + fit(label, width), text, style.width, len(INDENT) + width)
            yield INDENT + style.paint(label, "dim") + first[len(INDENT + label) :]
            yield from rest
    if not position.statements:
        yield from hang(INDENT, _silence(position, language), style.width, len(INDENT))


def _silence(position: Position, language: str) -> str:
    """Say why a line holds no statement."""
    why = [say(language, "no-statement")]
    if position.comments:
        why.append(say(language, "is-comment"))
    elif position.opaque:
        why.append(say(language, "is-opaque", kind=term(language, "opaque", position.opaque[0].kind)))
    elif not position.written.strip():
        why.append(say(language, "is-blank"))
    return say(language, "colon").join(why)


def _statement(statement: Statement, language: str) -> str:
    facts = [quoted(statement.text, language, LONGEST_STATEMENT), term(language, "standing", statement.standing)]
    if statement.span.end_line != statement.span.line:
        facts.append(say(language, "lines", line=statement.span.line, end_line=statement.span.end_line))
    return say(language, "clause").join(facts)


def _number(value: float) -> str:
    """Write a number as people do, without an exponent where it has a dozen digits or fewer."""
    return f"{value:,.12g}" if 1e-4 <= abs(value) < 1e12 or not value else f"{value:g}"


def _quantity(quantity: Quantity, language: str) -> str:
    value = "–".join(_number(bound) for bound in (quantity.value, quantity.high) if bound is not None)
    comparator = CHANGES.get(quantity.comparator, quantity.comparator)
    amount = " ".join(part for part in (comparator, value, visible(quantity.unit)) if part)
    facts = [f"{term(language, 'quantity', quantity.kind)} {amount}"]
    facts += [visible(fact) for fact in (_statistic(quantity, language), quantity.per and f"/ {quantity.per}") if fact]
    if quantity.role:
        facts.append(term(language, "role", quantity.role))
    return quoted(quantity.text, language) + say(language, "colon") + say(language, "clause").join(facts)


def _statistic(quantity: Quantity, language: str) -> str:
    """Name the figure of a distribution; `share:0.95` is a bound for 95% of the cases."""
    name, _, share = (quantity.statistic or "").partition(":")
    return say(language, "share", percent=f"{float(share) * 100:g}") if name == "share" and share else name


def _uses(position: Position, style: Style) -> Iterator[str]:
    language = style.language
    if position.spec.kind == "none":
        yield from hang(INDENT, say(language, "none-kind"), style.width, len(INDENT))
    elif position.statements and not position.servings:
        yield INDENT + say(language, "no-evidence")
    groups: dict[tuple[object, ...], list[Serving]] = {}
    for serving in position.servings:
        claim = serving.claim
        key = (claim.dimension, claim.verdict, claim.scope, claim.confidence, serving.rank, len(claim.evidence))
        groups.setdefault((*key, serving.evidence.text, serving.evidence.reasons), []).append(serving)
    for group in groups.values():
        yield from _use(group, position, style)


def _use(group: list[Serving], position: Position, style: Style) -> Iterator[str]:
    """Tell of one use, for all the features for which it is the same; quote it where the line holds several."""
    quote = len(position.statements) > 1
    language, serving = style.language, group[0]
    claim, total = serving.claim, len(serving.claim.evidence)
    names = [visible(use.feature.name) if use.feature else say(language, "whole-document") for use in group]
    head = say(
        language,
        "claim",
        dimension=visible(dimension_term(language, "column", claim.dimension, position.spec.titles)),
        owner=enumerate_names(language, names),
    )
    yield from hang(INDENT, head + say(language, "colon") + _verdict(claim, style.language), style.width, 4)
    phrase = "evidence-first" if serving.rank == 1 else "evidence-later"
    facts = [quoted(serving.evidence.text, language)] if quote else []
    facts += [say(language, phrase, n=total, rank=serving.rank), _worth(serving, language)]
    yield from hang(INDENT * 2, say(language, "semicolon").join(facts), style.width, 4)


def _verdict(claim: Claim, language: str) -> str:
    detail = [term(language, "scope", claim.scope)] if claim.scope else []
    detail.append(say(language, "confidence", confidence=term(language, "confidence", claim.confidence)))
    told = say(language, "clause").join(detail)
    return say(language, "claim-verdict", verdict=term(language, "verdict", claim.verdict), detail=told)


def _worth(serving: Serving, language: str) -> str:
    if serving.evidence.reasons:
        return say(language, "not-enough", reasons=reasons_in_words(serving.evidence.reasons, language))
    return say(language, "enough" if serving.claim.verdict in ("stated", "waived") else "not-enough-alone")


def _features(position: Position, style: Style) -> Iterator[str]:
    language = style.language
    for feature in position.within:
        told = say(language, "within", name=visible(feature.name), line=feature.span.line)
        yield from hang(INDENT, told, style.width, 4)
    for feature in position.defined:
        told = say(
            language,
            "defines",
            name=visible(feature.name),
            task=term(language, "task", feature.task),
            mode=term(language, "mode", feature.mode),
            confidence=term(language, "confidence", feature.confidence),
        )
        yield from hang(INDENT, told, style.width, 4)
        yield from _claims(feature, position, style)


def _claims(feature: Feature, position: Position, style: Style) -> Iterator[str]:
    """List a feature's claims, each with its verdict and its strongest evidence."""
    language = style.language
    names = {
        claim: visible(dimension_term(language, "column", claim, position.spec.titles)) for claim in feature.claims
    }
    width = max(map(columns, names.values()), default=0) + 2
    for dimension, claim in feature.claims.items():
        mark, verdict = MARKS[claim.verdict], term(language, "verdict", claim.verdict)
        head = f"{INDENT * 2}{fit(names[dimension], width)}{mark} {verdict}"
        told = []
        if claim.evidence:
            best = claim.evidence[0]
            told.append(say(language, "evidence", line=best.span.line, quote=quoted(best.text, language)))
            if best.reasons:
                told.append(reasons_in_words(best.reasons, language))
        colon = say(language, "colon")
        first, *rest = hang(head, colon.join(["", *told]) if told else "", style.width, 6 + width)
        yield first.replace(mark, style.paint(mark, COLOURS[claim.verdict]), 1)
        yield from rest
