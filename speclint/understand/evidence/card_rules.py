"""What a model card tells its users to do with what the model was not made for, or is unsure of."""

from __future__ import annotations

import re

from speclint.understand.evidence.in_place import Places, Told, parts_of_one
from speclint.understand.evidence.lacking import beyond_in, lacks_in
from speclint.understand.evidence.reading import Page, Reading
from speclint.understand.knowledge import Dimension
from speclint.understand.utterances import Utterance

# An order to the reader at the beginning of a clause: "send them to a dispatcher", 直接安排兽医面诊.
_ORDER = re.compile(
    r"(?:^|[,;:：，；] |\band |\bthen )\W{0,4}(?:please )?"
    r"(?P<verb>send|pass|give|hand|route|forward|leave|put|keep|sort|label|"
    r"mark|have|let|treat|skip|discard|drop|walk|measure|count|read|enter|key|type|show|ask|call|ring|set|"
    r"turn|switch|fall)\b|"
    r"(?:^|[，；：。、]|时|的|则|就|请|应|须|要|并)(?:一律|统一|直接|应|请|须|要|都|改|全部|必须|整条|整份|整张|整段|整封){0,2}"
    r"(?P<chinese>安排|转|交|送|不要采信|不要采用|不要用|别用|由|改用|改由|改为|留给|留空|退回|按|人工|手工|手动|另行|找|联系(?=医|兽|专|人))",
    re.I,
)
_MOVES = frozenset(
    {"send", "pass", "hand", "route", "forward", "sort", "label", "mark", "walk", "count", "key", "type"}
)
# A person must have seen it before anything happens to it, or does it all over.
_MUST = re.compile(
    r"\b(?:has to|have to|must|needs? to|is to|are to|should) (?:always |first )?be "
    r"(?:seen|checked|read|walked|heard|reviewed|confirmed|verified|looked at|listened to|measured|counted|entered|"
    r"labelled|labeled|marked|sorted|inspected|run again)"
    r"[^.;]{0,60}\b(?:by (?:a|an|one|two|the|your) [a-z-]{3,20}|by hand|by eye|on foot|again)\b",
    re.I,
)
# Whom a reader writes to is told of the card's makers, not of what the model cannot do.
_CONTACT = re.compile(
    r"\b(?:questions?|bugs?|issues?|feedback|comments?|citations?|pull requests?|contact|e-?mails?)\b|"
    r"反馈|联系我们|提问|引用",
    re.I,
)
_BACK = 2  # sentences before an order in which the case it is for may stand
_UNTIL = re.compile(r"\b(?:before|until|unless|not (?:be )?counted)\b", re.I)


def read_for_users(utterance: Utterance, dimension: Dimension, page: Page) -> Reading | None:
    """A trouble or a bound of the model with what its user then does, by hand, by a person or by other means."""
    if utterance.block.kind in ("heading", "code", "front-matter") or _CONTACT.search(utterance.text):
        return None
    told = Told.of(utterance, dimension)
    order = _ORDER.search(utterance.text)
    beyond = beyond_in(utterance)
    conditions = beyond + lacks_in(utterance) + told.lacks
    if not utterance.has("metric.quality"):
        conditions += parts_of_one(utterance)
    does = told.person + told.instead
    if conditions and order and any(start >= order.start() for start, _ in does + told.withheld):
        return Reading((), 2.3)
    if beyond and order and order["verb"] and order.start() >= max(end for _, end in beyond):
        return Reading((), 2.2)
    if order and (does or told.withheld) and any(beyond_in(u) for u in _just_before(utterance, page)):
        return Reading((), 2.1)
    if order and order["verb"] and order["verb"].lower() in _MOVES and any(a >= order.start() for a, _ in told.person):
        return Reading((), 2.0)
    if beyond and _follows_beyond(beyond, does + told.withheld):
        return Reading((), 2.1)
    if _MUST.search(utterance.text) and (conditions or _UNTIL.search(utterance.text)):
        return Reading((), 2.0)
    first = min((start for start, _ in conditions), default=None)
    stands_in = any(start > (first or 0) for start, _ in does) or parts_of_one(utterance)
    if first is not None and stands_in and any(start > first for start, _ in told.withheld):
        return Reading((), 2.1)
    if parts_of_one(utterance) and not utterance.has("metric.quality") and told.person:
        return Reading((), 2.0)
    return None


def _just_before(utterance: Utterance, page: Page) -> tuple[Utterance, ...]:
    """The two sentences before it in its own block."""
    return tuple(u for u in page.beside(utterance) if 0 < utterance.sentence - u.sentence <= _BACK)


def _follows_beyond(beyond: Places, done: Places) -> bool:
    """Whether what is done or kept back is told behind the bound that it is for."""
    return any(end <= start for _, end in beyond for start, _ in done)
