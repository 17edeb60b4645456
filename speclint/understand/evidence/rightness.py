"""What everyday words tell of right and wrong: how many of the outputs are right, how far a number may miss."""

from __future__ import annotations

import re

from speclint.model import Quantity
from speclint.understand.acts import says_ai
from speclint.understand.clauses import is_conditional
from speclint.understand.evidence.reading import Reading, gap, stands_apart
from speclint.understand.evidence.shares import ELSEWHERE
from speclint.understand.knowledge import Dimension
from speclint.understand.utterances import Utterance

_BOUNDS = frozenset({"<", "<=", ">", ">="})
_NEAR = 80  # characters between a share and what it says of right or wrong
_OFF = 24  # between a miss and how large it may be
# "Five of ten" told within one sentence: 五道里至少有三道考法相同
_AMONG = re.compile(
    r"[\d一二两三四五六七八九十百]{1,4}\s?(?P<counted>[条张道件个份句封页篇次通幅处段位单])[^，。；,;\d]{0,6}?[里中内](?:面|头)?"
    r"[^。；;]{0,14}?[\d一二两三四五六七八九十百]{1,4}\s?(?P=counted)"
)


def told_right(utterance: Utterance, dimension: Dimension) -> Reading | None:
    """ "Nine photographs out of ten are named right", 读错的不超过千分之三, "wrong by no more than 12 minutes"."""
    if utterance.block.kind == "code" or utterance.has("target.setting") or _is_elsewhere(utterance):
        return None
    distance = dimension.concept("distance")
    if utterance.has(distance):
        misses = tuple(q for q in utterance.quantities if _is_miss(q, utterance, distance))
        if misses:
            return Reading((), 2.1, misses)
    right = dimension.concept("right")
    if not utterance.has(right):
        return None
    shares = tuple(
        q
        for q in utterance.quantities
        if q.kind == "rate"
        and not q.comparator.startswith("delta")
        and not _is_of_today(q, utterance, dimension)
        and gap(utterance, q, right) <= _NEAR
    )
    if shares:
        return Reading((), 2.1, shares)
    if utterance.has("role.baseline") or not _AMONG.search(utterance.text):
        return None
    return Reading((), 1.8, own_only=not says_ai(utterance))


def _is_elsewhere(utterance: Utterance) -> bool:
    """Whether its number is of something else: a wait, a score that is cut, what is watched, what is done then."""
    others = {concept for concept in ELSEWHERE if stands_apart(utterance, concept)}
    if utterance.has("target.distance"):
        others.discard("plain.money")  # "off by" is no discount
    if others or utterance.has("watch.interval"):
        return True
    return on_a_trouble(utterance)


def on_a_trouble(utterance: Utterance) -> bool:
    """Whether a number in it only holds when something goes wrong; a trouble told behind all numbers is of another."""
    last = max((q.end for q in utterance.quantities), default=0)
    troubled = any(start < last or not last for start, _ in utterance.marks.get("trigger", ()))
    return troubled and is_conditional(utterance.text)


def _is_of_today(quantity: Quantity, utterance: Utterance, dimension: Dimension) -> bool:
    """Whether a share is told of how it is or was ("today two in ten are sent to the wrong desk", or under "Why")."""
    today = any(start < quantity.start for start, _ in utterance.marks.get("role.baseline", ()))
    today = today or dimension.concept("background") in utterance.heading_marks
    return quantity.role == "baseline" or (today and quantity.comparator not in _BOUNDS)


def _is_miss(quantity: Quantity, utterance: Utterance, distance: str) -> bool:
    """Whether a quantity bounds a miss: in a unit of what is predicted, or as a share of it."""
    return (
        quantity.kind in ("duration", "rate", "count", "number", "score", "points")
        and quantity.comparator in _BOUNDS
        and gap(utterance, quantity, distance) <= _OFF
    )
