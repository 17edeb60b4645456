"""The promises that a claim makes, and which way each of their numbers is the tighter one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from speclint.change.difference import Better, Promise
from speclint.change.metrics import Metrics
from speclint.model import Claim, Evidence, Spec

_MOST = 40  # numbers of one statement that are compared: no sentence that is meant has more
_NO_PROMISE = frozenset({"baseline", "example"})
_WATCHED = frozenset({"target", "fallback"})  # of these a watch for drift may name a number
_UPPER, _LOWER = frozenset({"<", "<="}), frozenset({">", ">="})
_LESS_IS_TIGHTER = frozenset({"duration", "interval", "ratio", "money", "tokens", "memory", "compute", "count"})


def promises_of(claim: Claim, spec: Spec, metrics: Metrics) -> tuple[Promise, ...]:
    """Give what a claim promises: a promise for each number of a statement that states it, or one without a number."""
    return tuple(
        promise
        for piece in claim.evidence
        if not piece.reasons
        for promise in _of_evidence(claim, piece, spec, metrics)
    )


def unwatched(promises: Iterable[Promise], drift: Claim | None) -> tuple[Promise, ...]:
    """Leave out targets and fallbacks whose number is the condition of a watch: that accuracy falls to it promises
    no accuracy, and to act on it then is told of the watch.
    """
    pieces = drift.evidence if drift is not None and drift.verdict == "stated" else ()
    watched = {(piece.statement, quantity.start) for piece in pieces for quantity in piece.quantities}
    return tuple(
        promise
        for promise in promises
        if promise.dimension not in _WATCHED
        or promise.quantity is None
        or (promise.statement, promise.quantity.start) not in watched
    )


def with_beside(promises: Iterable[Promise], spec: Spec, claims: Iterable[Claim]) -> Iterator[Promise]:
    """Give each promise the numbers of its statement that no claim takes: each goes with the taken one before it."""
    taken: dict[int, set[int]] = {}
    for claim in claims:
        for piece in claim.evidence:
            taken.setdefault(piece.statement, set()).update(quantity.start for quantity in piece.quantities)
    for promise in promises:
        if promise.statement < 0:
            yield promise
            continue
        starts = taken.get(promise.statement, set())
        own = promise.quantity.start if promise.quantity else None
        beside = []
        for quantity in spec.statements[promise.statement].quantities[:_MOST]:
            if quantity.start in starts or quantity.role in _NO_PROMISE:
                continue
            before = max((start for start in starts if start < quantity.start), default=min(starts, default=None))
            if before == own:
                beside.append(quantity)
        yield replace(promise, beside=tuple(beside))


def quoted_for(claim: Claim, spec: Spec) -> Promise | None:
    """Give what stands for a claim that promises nothing: what falls short of it."""
    return _without_number(claim, claim.evidence[0], spec) if claim.evidence else None


def tighter(promise: Promise) -> Better:
    """Tell which way of a promise's number binds more; empty where that depends on what is meant.

    What bounds a target says so itself (at least, at most), else its metric does. A watch for drift has a condition:
    the sooner it holds, the tighter. Of a confidence threshold nobody can tell.
    """
    quantity = promise.quantity
    if quantity is None or promise.dimension in ("confidence", "fallback", "model", "data"):
        return ""
    upper, lower = quantity.comparator in _UPPER, quantity.comparator in _LOWER
    if quantity.role == "kill":
        upper, lower = lower, upper
    if promise.dimension == "evaluation":
        return "higher" if quantity.kind == "count" else ""
    if promise.dimension == "drift":
        if quantity.kind in ("interval", "duration"):
            return "lower"
        if quantity.comparator.startswith("delta"):  # a fall of so much is told sooner where that is less
            return "lower"
        return "lower" if lower else "higher" if upper else ""
    if quantity.comparator.startswith("delta"):
        return "higher"
    if promise.dimension in ("latency", "cost"):
        return "higher" if quantity.kind == "throughput" else "lower" if quantity.kind in _LESS_IS_TIGHTER else ""
    return "lower" if upper else "higher" if lower else promise.better


def _of_evidence(claim: Claim, piece: Evidence, spec: Spec, metrics: Metrics) -> Iterator[Promise]:
    bare = _without_number(claim, piece, spec)
    quantities = [quantity for quantity in piece.quantities if quantity.role not in _NO_PROMISE]
    if not quantities:
        yield bare
    for quantity in quantities[:_MOST]:
        named = claim.dimension in ("target", "drift")
        metric = metrics.of(piece.text, quantity.start, quantity.end) if named else ""
        yield replace(bare, quantity=quantity, metric=metric, better=metrics.better(metric))


def _without_number(claim: Claim, piece: Evidence, spec: Spec) -> Promise:
    """Give a statement with the words that are left without its numbers, whichever dimension they speak of."""
    known = 0 <= piece.statement < len(spec.statements) and spec.statements[piece.statement].text == piece.text
    quantities = spec.statements[piece.statement].quantities if known else piece.quantities
    left: list[str] = []
    end = 0
    for quantity in sorted(quantities, key=lambda quantity: quantity.start):
        left.append(piece.text[end : quantity.start])
        end = max(end, quantity.end)
    words = " ".join([*left, piece.text[end:]])
    index = piece.statement if known else -1
    return Promise(claim.dimension, piece.text, " ".join(words.split()), piece.span.line, statement=index)
