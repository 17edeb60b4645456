"""A share of what is put to the AI or of what it puts out, told as a percentage or by counts."""

from __future__ import annotations

import re
from itertools import pairwise

from speclint.model import Quantity
from speclint.understand.acts import says_ai
from speclint.understand.evidence.reading import Reading, gap
from speclint.understand.knowledge import Dimension
from speclint.understand.utterances import Utterance

ELSEWHERE = (
    "latency.terms",
    "confidence.strong",
    "confidence.score",
    "watch.reaction",
    "cost.terms",
    "plain.money",
)
# of which a share or a count beside them is told
_BOUNDS = frozenset({"<", "<=", ">", ">="})
_SAMPLE = 5  # of a sample that is told to be one, at least so many
_FOUND = 14  # characters between a count and that it is found


def share_of_cases(utterance: Utterance) -> Reading | None:
    """A share of what is put to the AI or of what it puts out ("90% of questions get an answer", "95 of 100 mails")."""
    if utterance.block.kind == "code" or any(q.kind == "duration" for q in utterance.quantities):
        return None  # in so many cases it is this fast
    if any(utterance.has(concept) for concept in ELSEWHERE) or utterance.has("target.setting"):
        return None
    cases = utterance.marks.get("promise.case", ())
    shares = tuple(
        q
        for q in utterance.quantities
        if q.kind == "rate"
        and not q.comparator.startswith("delta")
        and q.role != "baseline"
        and any(_is_share_of(utterance.text, q, place) for place in cases)
    )
    return Reading((), 1.9, shares) if shares else None


_OF = re.compile(r"[+＋]?\s?(?:or more |or better |以上|左右)?(?:\s?(?:of|的)|(?<=\d)\s)", re.I)
_OF_CASES = 32  # characters between a share and what it is of


def _is_share_of(text: str, quantity: Quantity, case: tuple[int, int]) -> bool:
    start, end = case
    if end <= quantity.start:
        return quantity.start - end <= 1 and text[end : quantity.start] in ("，", ",", "中")
    if not 0 <= start - quantity.end <= _OF_CASES or _BROKEN.search(text, quantity.end, start):
        return False
    parted = " of " in quantity.text or " in " in quantity.text
    return parted or bool(_OF.match(text, quantity.end))


_BROKEN = re.compile(r"[.,;:|(，。；：、（]")


def part_of_sample(utterance: Utterance, dimension: Dimension) -> Reading | None:
    """ "In a sample of 50 answers at most 2 are wrong", 抽检 100 条，错误不超过 2 条; or what must be found."""
    if utterance.block.kind == "code" or any(utterance.has(concept) for concept in ELSEWHERE):
        return None
    own_only = not says_ai(utterance)
    counts = [q for q in utterance.quantities if q.kind == "count"]
    if utterance.has(dimension.concept("sampled")):
        for whole, part in pairwise(counts):
            if whole.value >= _SAMPLE and part.value < whole.value and _is_bound(part) and not _is_bound(whole):
                return Reading((), 1.8, (part,), own_only=own_only)
    found = dimension.concept("found")
    enough = tuple(q for q in counts if _is_least(utterance.text, q) and gap(utterance, q, found) <= _FOUND)
    return Reading((), 1.3, enough, own_only=own_only) if enough else None


def _is_bound(quantity: Quantity) -> bool:
    return quantity.comparator in _BOUNDS


_LEAST = re.compile(r"(?:\b(?:at least|at minimum|no fewer than)|至少|不少于|最少)[^，。,;；]{0,12}$", re.I)
_LEAD = 24


def _is_least(text: str, quantity: Quantity) -> bool:
    lead = text[max(quantity.start - _LEAD, 0) : quantity.start]
    return quantity.comparator in (">", ">=") or bool(_LEAST.search(lead))
