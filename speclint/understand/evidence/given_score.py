"""A score that was announced before the sentence that cuts it: "The model gives each a probability. Below 40% …"."""

from __future__ import annotations

import re

from speclint.understand.clauses import weight
from speclint.understand.evidence.reading import Page, Reading, gap
from speclint.understand.knowledge import Dimension
from speclint.understand.utterances import Utterance

_BEFORE = 8  # sentences before it in which a score may have been announced
_SAYS = 2  # words beside the cut that tell what happens
_SCALE = re.compile(
    r"(?<![\d.])0(?:\.0)?\s?%?\s?(?:to|and|through|-|–|~|到|至|和)\s?(?:1(?:\.0)?|10|100)(?![\d.]\d)\s?(?:%|分)?", re.I
)
_NUMBER = (
    r"(?P<{}>\d{{1,3}}(?:\.\d{{1,3}})?|[一二三四五六七八九](?=成))(?![\d:]|[.,]\d)"
    r"\s?(?:%|％|percent|per cent|points?\b|分(?![钟之])|成)?"
)
_CUT = re.compile(
    r"(?:\b(?:from|at|below|under|beneath|above|over|beyond|past|less than|more than|at least|up to|reach(?:es)?|"
    r"between|within|short of|higher than|lower than|better than|exceeds?|with|until|no)"
    r"\s(?:or (?:above|below|under|over)\s)?"
    r"(?:an?\s|about\s|score of\s|only\s)?|(?:低于|不到|高于|超过|达到|大于|小于|不足|未满|满|过了?|从|到了?)\s?)"
    + _NUMBER.format("before")
    + r"|(?<![\w.,-])"
    + _NUMBER.format("behind")
    + r"\s?(?:(?:and|or|to)\s(?:more|above|over|up|upwards?|higher|better|closer|nearer|surer|less|below|under|"
    + r"lower|fewer|\d)"
    + r"|以上|以下|及以上|往上|往下|起)",
    re.I,
)
_GIVEN = re.compile(r"\W{0,4}(?:(?:given|when|and|if)\b|假如|假设|当|如果|而且|并且)", re.I)
_THEN = re.compile(r"\W{0,4}(?:then\b|那么|则)", re.I)
_STEP = re.compile(r"\W{0,4}(?:(?:given|when|and|but|then)\b|假如|假设|当|而且|并且|但是|那么|则)", re.I)
_STEPS = 4  # lines of a scenario between a condition and what is done then
_MOST = 100
_GLUED = 2  # characters between a value and the word that says it is of how sure something is


def cut_of_announced(utterance: Utterance, dimension: Dimension, page: Page) -> Reading | None:
    """What happens to what lies on one side of a value of the score that the sentences before announce."""
    barred = (dimension.concept("not"), dimension.concept("topic"), "metric.quality", "metric.outcome", "plain.money")
    if utterance.block.kind in ("code", "heading") or any(utterance.has(concept) for concept in barred):
        return None
    cuts = _cuts(utterance)
    if not cuts:
        return None
    rest = utterance.text[: cuts[0].start()] + utterance.text[cuts[-1].end() :]
    if weight(rest) < _SAYS or not any(_announces(u, dimension) for u in _before(utterance, page)):
        return None
    return Reading((), 2.2, utterance.quantities, own_only=True)


def cuts_in(utterance: Utterance) -> tuple[tuple[int, int], ...]:
    """Where the values stand at which a score may be cut, without the words of comparison around them."""
    return tuple(match.span("before" if match.group("before") else "behind") for match in _cuts(utterance))


def _cuts(utterance: Utterance) -> list[re.Match[str]]:
    scales = [match.span() for match in _SCALE.finditer(utterance.text)]
    return [
        match
        for match in _CUT.finditer(utterance.text)
        if _may_be_score(match, utterance)
        and not any(start < match.end() and match.start() < end for start, end in scales)
    ]


def is_followed(utterance: Utterance, page: Page) -> bool:
    """Whether it is a step of a scenario that tells a condition, and the steps below tell what is done then."""
    if not _GIVEN.match(utterance.text):
        return False
    for other in page.utterances[utterance.index + 1 : utterance.index + 1 + _STEPS]:
        if other.headings != utterance.headings or not _STEP.match(other.text):
            return False
        if _THEN.match(other.text):
            return True
    return False


def _before(utterance: Utterance, page: Page) -> tuple[Utterance, ...]:
    """The sentences that lead up to it in its section, its own first half with them."""
    around = page.utterances[max(utterance.index - _BEFORE, 0) : utterance.index + 1]
    return tuple(u for u in around if u.headings == utterance.headings)


def _may_be_score(match: re.Match[str], utterance: Utterance) -> bool:
    """Whether the number of a cut lies on a scale and is of nothing else: no time, no price, no count."""
    name = "before" if match.group("before") else "behind"
    if match.group(name).isascii() and float(match.group(name)) > _MOST:
        return False
    start, end = match.span(name)
    return not any(
        q.start < end and start < q.end and q.kind not in ("rate", "number", "score", "points")
        for q in utterance.quantities
    )


def _announces(utterance: Utterance, dimension: Dimension) -> bool:
    """Whether a sentence says that each result gets a score, a probability or a place on a scale from nought."""
    if utterance.has(dimension.concept("judges")) or utterance.has(dimension.concept("other")):
        return False  # people who are marked, or who mark
    if utterance.has(dimension.concept("puts")) or _is_sure_of(utterance, dimension):
        return True
    if not utterance.has(dimension.concept("announcing")):
        return False
    if utterance.has(dimension.concept("given")) or utterance.has(dimension.concept("score")):
        return True
    return bool(_SCALE.search(utterance.text))


def _is_sure_of(utterance: Utterance, dimension: Dimension) -> bool:
    """Whether a sentence itself holds a value against how sure a model is ("tags it is 80% sure of")."""
    sureness = dimension.concept("sureness")
    return any(q.kind == "rate" and gap(utterance, q, sureness) <= _GLUED for q in utterance.quantities)
