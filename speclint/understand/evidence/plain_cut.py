"""Where a score is cut, said in plain words: "tags it is at least 80% sure of", "both runs agree", 可能性不到三成的."""

from __future__ import annotations

import re

from speclint.model import Quantity
from speclint.understand.clauses import weight
from speclint.understand.evidence.given_score import cuts_in
from speclint.understand.evidence.reading import Reading, gap
from speclint.understand.knowledge import Dimension
from speclint.understand.utterances import Utterance

_COMPARED = frozenset({"<", "<=", ">", ">="})
_GLUED = 2  # characters between a value and the word that says it is of how sure something is
_BESIDE = 28  # and between a value and a chance or a lead that it is of
_SAYS = 3  # words beside a cut that tell what becomes of those on one side of it
_MEASURED = ("metric.quality", "metric.outcome")
_BARRED = ("plain.money", "watch.interval", "watch.statistic")
_PART = re.compile(r"0?[.,]\d")
# Several goes at the same thing that come out the same or not, which is how sure they are together.
_GOES = (
    r"(?:readings?|runs?|passes|models?|answers?|attempts?|samples?|draws|votes?|detectors?|classifiers?|engines?|"
    r"recogni[sz]ers?|transcripts?|goes|tries|extractions?)"
)
_AGREE = (
    r"(?:agree|agrees|disagree|disagrees|differ|differs|contradict|coincide|concur|match|clash|vote|diverge|"
    r"say the same|give the same|come out (?:the same|alike|different)|do not match|don't match|end up apart)"
)
_TOGETHER = re.compile(
    rf"\b(?:two|both|three|four|five|all|several|most|\d)\s(?:of the\s)?(?:[a-z-]{{2,20}}\s){{0,2}}?{_GOES}\b"
    rf"[^.;:,]{{0,30}}?\b{_AGREE}\b|"
    rf"\bthe {_GOES}\b[^.;:,]{{0,20}}?\b{_AGREE}\b|"
    rf"\bthe same (?:in|for|from) (?:both|all|all three|the two|the three) {_GOES}\b|"
    r"(?:两|三|四|五|几|多|各)(?:个|路|套|种)(?:模型|引擎|算法|提示词|识别器|分类器)[^。；]{0,12}?"
    r"(?:对得上|对不上|一致|不同|不一样|一样|相同|吻合|冲突|打架|投票)|"
    r"(?:两|三|四|五|几|多)(?:遍|次|轮|回)[^。；，]{0,6}(?:结果|读|识别|判|答|跑|算|抽|生成|转写|翻)[^。；]{0,8}?"
    r"(?:对得上|对不上|一致|不同|不一样|一样|相同|吻合|冲突|打架)",
    re.I,
)


def plain_cut(utterance: Utterance, dimension: Dimension) -> Reading | None:
    """What is done on one side of a value of how sure a model is, or of whether several of its goes agree."""
    if utterance.block.kind in ("code", "heading") or any(utterance.has(concept) for concept in _BARRED):
        return None
    if utterance.has(dimension.concept("other")) or utterance.has(dimension.concept("judges")):
        return None
    together = _TOGETHER.search(utterance.text)
    if together and not utterance.quantities and _says_more(utterance, (together.span(),)):
        return Reading((), 2.0, own_only=True)
    if any(utterance.has(concept) for concept in _MEASURED):
        return None
    told = tuple(q for q in utterance.quantities if _is_told(q, utterance, dimension))
    if told and _says_more(utterance, tuple((q.start, q.end) for q in told)):
        return Reading((), 2.4, told, own_only=True)
    parted = tuple(place for place in cuts_in(utterance) if _PART.match(utterance.text, place[0]))
    named = ("terms", "fraction", "belief", "judged", "then")
    if not parted or utterance.has(dimension.concept("parameter")) or not _says_more(utterance, parted):
        return None
    if utterance.has("effect") or any(utterance.has(dimension.concept(c)) for c in named):
        return Reading((), 2.2, utterance.quantities, own_only=True)
    return None


def _is_told(quantity: Quantity, utterance: Utterance, dimension: Dimension) -> bool:
    """Whether a value bounds how sure or how likely something is, or by how much a guess leads the next."""
    if quantity.comparator not in _COMPARED and quantity.high is None:
        return False
    if quantity.kind == "points":
        return gap(utterance, quantity, dimension.concept("lead")) <= _BESIDE
    if quantity.kind not in ("rate", "number", "score"):
        return False
    if gap(utterance, quantity, dimension.concept("sureness")) <= _GLUED:
        return True
    return quantity.kind == "rate" and gap(utterance, quantity, dimension.concept("chance")) <= _BESIDE


def _says_more(utterance: Utterance, places: tuple[tuple[int, int], ...]) -> bool:
    """Whether enough is said beside the cut to be what happens then."""
    first, last = min(start for start, _ in places), max(end for _, end in places)
    return weight(utterance.text[:first]) + weight(utterance.text[last:]) >= _SAYS
