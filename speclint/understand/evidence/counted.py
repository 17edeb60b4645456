"""How good something must be, told by counts of cases in a feature's own text: "find 94 of 100 people", 十篇里六篇."""

from __future__ import annotations

import re

from speclint.model import Quantity
from speclint.understand.acts import says_ai
from speclint.understand.evidence.reading import Reading, gap, stands_apart
from speclint.understand.evidence.rightness import on_a_trouble
from speclint.understand.knowledge import Dimension
from speclint.understand.utterances import Utterance

_BOUNDS = frozenset({"<", "<=", ">", ">="})
_NO_AIM = ("confidence.strong", "confidence.score", "cost.terms", "plain.money", "target.setting")
_WAIT = 60  # seconds: what takes less is waited for
_MARK = 40  # characters between a mark and the word that somebody gives it
# A share told of a round number of cases, as people tell how often something goes right.
_ROUND = re.compile(
    r"\b(?:of|in|from) (?:every |each |an? |the |any )?(?:[a-z]{2,16} in (?:every |an? )?)?"
    r"(?:10|20|25|40|50|100|200|250|500|1,?000|ten|twenty|twenty-five|forty|fifty|hundred|thousand)\b|"
    r"\bin (?:an? |every )(?:hundred|thousand|score)\b|每?(?:十|二十|五十|[一两五]?百|[一]?千|10|20|50|100|200|1000)",
    re.I,
)
# What is wanted rather than so: "must", "we want", "should", 要, 至少.
_WANTED = re.compile(
    r"\b(?:must|shall|should|has to|have to|needs? to|we want|want|we expect|we ask|it has|success|"
    r"goal|target|aim|at least|at most|no more than|fewer than|less than|enough|when)\b|"
    r"要|应|须|得|目标|至少|最少|最多|不超过|不多于|不低于|合格|标准|及格|才算|就算|希望|力争|做到|达到",
    re.I,
)
_FAULTY = re.compile(
    r"\b(?:more|oftener) than (?:once|twice|(?:two|three|four|five|\d{1,2}) times) (?:an?|per|each|every|in an?) "
    r"(?:hour|shift|night|day|week|month|ride|trip|call|page|letter)\b|"
    r"(?:每|一)(?:个)?(?:天|夜|晚|班|周|月|季|小时|趟|页|篇|通)[^。；，]{0,10}"
    r"(?:不多于|不超过|最多|至多|不过|别超过|少于)\s?[一两二三四五\d]{1,2}\s?[回次个处声遍]",
    re.I,
)
# The mark is what things are chosen by, not what is hoped for.
_CHOSEN_BY = re.compile(
    r"\b(?:only|listed|filter\w{0,3}|sorted|store|stores)\b|才显示|才列|才推|才展示|筛选|的店|的商|的酒店", re.I
)
_LIST = re.compile(r"\b(?:last|first|latest|newest|recent|previous|next) \d{1,3} of \d", re.I)


def counted(utterance: Utterance, dimension: Dimension) -> Reading | None:
    """A share of a round number of cases, a mark out of so many, or how often a fault may happen."""
    if utterance.block.kind in ("code", "heading"):
        return None
    if any(stands_apart(utterance, concept) for concept in _NO_AIM) or _LIST.search(utterance.text):
        return None
    own_only = not says_ai(utterance)
    faulty = _FAULTY.search(utterance.text)
    if faulty and (utterance.has(dimension.concept("fault")) or utterance.has(dimension.concept("aim"))):
        return Reading((), 1.9, own_only=own_only)
    if utterance.has("watch.interval") or on_a_trouble(utterance):
        return None
    shared = utterance.has(dimension.concept("shared"))
    told = tuple(
        q
        for q in utterance.quantities
        if _is_mark(q, utterance, dimension) or (not shared and _is_of_cases(q, utterance))
    )
    return Reading((), 2.0, told, own_only=own_only) if told else None


def _is_of_cases(quantity: Quantity, utterance: Utterance) -> bool:
    """Whether it tells how many of a round number of cases it must be, and not how long they wait."""
    if quantity.kind != "rate" or quantity.role == "baseline" or quantity.comparator.startswith("delta"):
        return False
    if any(q.kind == "duration" and q.value < _WAIT for q in utterance.quantities):
        return False
    around = utterance.text[max(quantity.start - _MARK, 0) : quantity.end]
    if not _ROUND.search(quantity.text) and not (
        quantity.text[-1:] in "篇条张次个份封句题首件通" and _ROUND.search(around)
    ):
        return False
    return quantity.comparator in _BOUNDS or _WANTED.search(utterance.text) is not None


def _is_mark(quantity: Quantity, utterance: Utterance, dimension: Dimension) -> bool:
    """Whether it is the least mark that people are to give on a scale."""
    if quantity.kind != "score" or quantity.comparator not in (">", ">=") or quantity.role == "baseline":
        return False
    near = gap(utterance, quantity, dimension.concept("marked")) <= _MARK
    return near and not _CHOSEN_BY.search(utterance.text)
