"""Compare what is said of one dimension before and after."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from speclint.change.difference import Change, Effect, Promise, Way
from speclint.change.likeness import best_pairs, likeness
from speclint.change.promises import quoted_for, tighter
from speclint.change.statements import Unchanged
from speclint.model import Claim, Quantity, Spec, Verdict

_RANK: dict[Verdict, int] = {"missing": 0, "vague": 0, "waived": 1, "stated": 2}
_FREE = frozenset({"model", "data"})  # to change these is neither more nor less of a promise
_ALIKE = 0.5
_FOR = re.compile(r"[\s,(，（]{0,3}(?:for|in)\s(?:at least\s)?|[\s,(，、（]{0,3}(?:覆盖|满足|适用于)", re.IGNORECASE)
_UPPER, _LOWER = frozenset({"<", "<="}), frozenset({">", ">="})


@dataclass(frozen=True, slots=True)
class Sides:
    """The document before and after, and which statements it shares with itself."""

    old: Spec
    new: Spec
    shared: Unchanged

    def kept(self, promise: Promise) -> bool:
        """Whether a promise of before still stands as a statement; what is none is told by its text."""
        if promise.statement >= 0:
            return promise.statement in self.shared.kept
        return any(statement.text == promise.text for statement in self.new.statements)

    def stood(self, promise: Promise) -> bool:
        """Whether a promise of now stood before."""
        if promise.statement >= 0:
            return promise.statement in self.shared.stood
        return any(statement.text == promise.text for statement in self.old.statements)


def compare_claims(
    old: Claim, new: Claim, promised: Iterable[Promise], promises: Iterable[Promise], sides: Sides
) -> Iterator[Change]:
    """Yield what became of a dimension, given what it promised and what it promises now.

    What is merely read otherwise is no change of the text. What stood before replaces nothing that went, even where it
    is only now that it counts.
    """
    was, now = list(promised), list(promises)
    if old.verdict != new.verdict:
        yield _of_verdict(old, new, was[0] if was else None, now[0] if now else None, sides)
    if old.verdict != "stated" or new.verdict != "stated":
        return
    was, now = _without_common(was, now)
    gone, kept = [one for one in was if not sides.kept(one)], [one for one in was if sides.kept(one)]
    come = [one for one in now if not sides.stood(one)]
    for left, fit in ((gone, _fit), (kept, _fit), (gone, _fit_of_metrics)):
        pairs = best_pairs(left, come, fit)
        changes = [_pair(left[i], come[j]) for i, j in pairs]
        yield from (change for change in changes if change is not None)
        left[:] = [one for index, one in enumerate(left) if index not in {i for i, _ in pairs}]
        come = [one for index, one in enumerate(come) if index not in {j for _, j in pairs}]
    for promise in gone:
        yield _change("removed", "weakened", promise, None)
    for promise in come:
        yield _change("added", "strengthened", None, promise)


def _of_verdict(old: Claim, new: Claim, was: Promise | None, now: Promise | None, sides: Sides) -> Change:
    before, after = _RANK[old.verdict], _RANK[new.verdict]
    effect: Effect = "weakened" if after < before else "strengthened" if after > before else "changed"
    was, now = was or quoted_for(old, sides.old), now or quoted_for(new, sides.new)
    return Change(old.dimension, "verdict", effect, was, now, old.verdict, new.verdict)


def _without_common(was: Sequence[Promise], now: Sequence[Promise]) -> tuple[list[Promise], list[Promise]]:
    """Leave out the sentences that both sides have, wherever they stand."""
    both = {promise.text for promise in was} & {promise.text for promise in now}
    return [one for one in was if one.text not in both], [one for one in now if one.text not in both]


def _fit(old: Promise, new: Promise) -> float:
    """Tell how well two promises fit as one before and after; 0 where they are about different things."""
    alike = likeness(old.words, new.words)
    if old.quantity is None or new.quantity is None:
        free = old.dimension in _FREE
        same_form = old.quantity is None and new.quantity is None
        return alike + 0.1 * free if free or (same_form and alike >= _ALIKE) else 0.0
    if old.metric != new.metric:
        return 0.0
    if old.quantity.kind != new.quantity.kind and alike < _ALIKE:
        return 0.0
    same = (
        2.0 * (old.quantity.statistic == new.quantity.statistic)
        + 1.0 * (old.quantity.kind == new.quantity.kind)
        + 0.5 * (old.quantity.unit == new.quantity.unit)
        + 0.5 * (old.quantity.role == new.quantity.role)
    )
    return 4 * alike + same + bool(old.metric)


def _fit_of_metrics(old: Promise, new: Promise) -> float:
    """Tell whether one metric was put in the place of another: for the same number, or in the same words."""
    if old.quantity is None or new.quantity is None or old.metric == new.metric:
        return 0.0
    alike = likeness(old.words, new.words)
    same = math.isclose(old.quantity.value, new.quantity.value) and old.quantity.kind == new.quantity.kind
    return alike + same if same or alike >= _ALIKE else 0.0


def _pair(old: Promise, new: Promise) -> Change | None:
    if old.quantity is None or new.quantity is None:
        same = old.words == new.words and old.quantity is new.quantity and not set(_beside(old, new))
        return None if same else _change("reworded", "changed", old, new)
    if old.metric != new.metric:
        return _change("reworded", "changed", old, new)
    effects = {effect for effect in _effects(old, new, old.quantity, new.quantity) if effect}
    if effects:
        return _change("value", effects.pop() if len(effects) == 1 else "changed", old, new)
    return None if likeness(old.words, new.words) >= _ALIKE else _change("reworded", "changed", old, new)


def _effects(old: Promise, new: Promise, was: Quantity, now: Quantity) -> Iterator[Effect | None]:
    """Yield what each respect in which two numbers differ does to the promise."""
    same_scale = (was.kind, was.unit) == (now.kind, now.unit) or (_is_share(was) and _is_share(now))
    if not same_scale or was.per != now.per or _side(was) * _side(now) < 0:
        yield "changed"
        return
    way = tighter(new) or tighter(old)
    before, after = _bound(was, way), _bound(now, way)
    if not math.isclose(before, after, rel_tol=1e-9):
        more = after > before
        yield "changed" if not way else "strengthened" if more == (way == "higher") else "weakened"
    if (was.comparator == "≈") != (now.comparator == "≈"):
        yield "changed" if not way else "weakened" if now.comparator == "≈" else "strengthened"
    yield from _beside(old, new)
    if was.statistic != now.statistic:
        yield _of_statistic(was.statistic, now.statistic, way)
    if (was.role == "stretch") != (now.role == "stretch"):
        yield "weakened" if now.role == "stretch" else "strengthened"


def _beside(old: Promise, new: Promise) -> Iterator[Effect]:
    """Yield what the numbers around a promise's own do to it: a share of the cases binds more the higher it is."""
    if len(old.beside) != len(new.beside):
        return
    for was, now in zip(old.beside, new.beside, strict=True):
        if was.kind != now.kind or math.isclose(was.value, now.value, rel_tol=1e-9):
            continue
        if was.kind == "rate" and _is_reached(old, was) and _is_reached(new, now):
            yield "strengthened" if now.value > was.value else "weakened"
        else:
            yield "changed"


def _is_reached(promise: Promise, share: Quantity) -> bool:
    """Whether a share is of the cases that keep within a promise's bound: `within 4 s for 95% of e-mails`."""
    bound = promise.quantity
    return bound is not None and _FOR.fullmatch(promise.text[bound.end : share.start]) is not None


def _of_statistic(old: str | None, new: str | None, way: str) -> Effect:
    """Tell what it means that a bound holds for another share of the cases than before."""
    before, after = _share(old), _share(new)
    if before is None or after is None or before == after or not way:
        return "changed"
    more = after > before if way == "lower" else after < before
    return "strengthened" if more else "weakened"


def _share(statistic: str | None) -> float | None:
    if statistic is None:
        return None
    if statistic == "max":
        return 1.0
    if statistic in ("median", "mean"):
        return 0.5
    digits = statistic.removeprefix("share:") if statistic.startswith("share:") else statistic.removeprefix("p")
    try:
        value = float(digits)
    except ValueError:
        return None
    return value if statistic.startswith("share:") else value / (100 if value <= 100 else 1000)


def _is_share(quantity: Quantity) -> bool:
    """Whether a number is a share, as 90% or as 0.9."""
    return quantity.kind == "rate" or (quantity.kind == "number" and not quantity.unit and 0 <= quantity.value <= 1)


def _bound(quantity: Quantity, way: str) -> float:
    """Give the end of a range that binds."""
    return quantity.high if quantity.high is not None and way == "lower" else quantity.value


def _side(quantity: Quantity) -> int:
    return -1 if quantity.comparator in _UPPER else 1 if quantity.comparator in _LOWER else 0


def _change(way: Way, effect: Effect, old: Promise | None, new: Promise | None) -> Change:
    known = old or new
    assert known is not None
    effect = "changed" if known.dimension in _FREE else effect
    return Change(known.dimension, way, effect, old, new, "stated", "stated")
