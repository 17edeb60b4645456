"""What a model learned from or answers out of, said in everyday words: how much of it there is, or from which time."""

from __future__ import annotations

import re

from speclint.understand.evidence.reading import Reading
from speclint.understand.utterances import Utterance

_LEARNT = 2.6
_CHOSEN = 2.1
_BEHIND = 130  # characters behind the words in which it is said how much there is
_JUST_BEFORE = 40
_BEFORE = 80  # characters before them, in Chinese: 用近三年……的小票训练
_STOP = re.compile(r"[。；;]|(?<!\d)\.(?:\s|$)|\.(?=\s[A-Z])")
# What is counted is neither a share nor a time, nor a part of the model or of its training.
_NO_DATA = (
    r"(?!(?:%|percent|per cent|points?|ms|seconds?|minutes?|hours?|days?|weeks?|times|steps?|epochs?|layers?|"
    r"[A-Z]?GPUs?|GB|MB|TB|parameters?|params|euros?|dollars?|pounds?|[Bb]illion parameters|million parameters|"
    r"model|models|people|users|staff|other|of|or|and|to|in|at)\b)"
)
_WORD_NUMBER = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|hundred|"
    r"thousand|million|dozens?)"
)
_SIZE = (
    rf"(?<![\w.,-])(?:\d[\d,.]{{1,11}}\d|\d{{2,}}|\d(?:\.\d{{1,2}})?(?=\s?(?:k|m|million|thousand|billion)\b)|"
    rf"{_WORD_NUMBER})(?:\s?(?:k|m|million|thousand|billion|hundred))?\+?\s{_NO_DATA}[a-z]{{3}}|"
    r"(?<![\w.,-])\d[\d,]{0,7} (?:hours|minutes|h) of (?!training|compute|work|use|operation|[A-Z]?GPU)[a-z]|"
    r"\(about \d[\d,.]{2,12}"
)
_SPAN = (
    r"\bsince (?:[A-Z][a-z]{2,8} )?(?:19|20)\d\d\b|"
    r"\b(?:19|20)\d\d(?:/\d\d)?\s?(?:to|and|until|till|[-–—])\s?(?:19|20)\d\d\b|"
    r"\b(?:last|past|previous|recent) (?:[\w-]{1,10} )?"
    r"(?:years?|months|seasons?|winters?|summers?|harvests?|quarters?)\b|"
    r"\b(?:[\w-]{1,10}) (?:years|months|seasons|winters|summers|harvests|vintages) of\b|"
    r"\bof (?:the year )?(?:19|20)\d\d\b|"
    r"\b(?:19|20)\d\d (?:to|until|till|up to) (?:last|today|now|this)\b|"
    rf"\b(?:{_WORD_NUMBER}|\d{{1,2}}) (?:years|months|seasons|winters|summers|harvests) of\b"
)
ENGLISH = re.compile(f"{_SIZE}|{_SPAN}", re.I)
_MANY = re.compile(r"(?<![\w.,-])\d[\d,.]{1,11}\d\s(?:[\w-]{1,20} ){0,2}[a-z]{3}|\d{2,} (?:[\w-]{1,20} ){0,2}[a-z]{3}")
_HELD = re.compile(
    r"\b(?:our|own|archives?|collections?|catalogues?|catalogs?|inventory|library|register|registry|repository|"
    r"approved|published|pages|rules|handbooks?|recordings?|minutes|documents|entries|records|papers?|articles?|"
    r"replies|labels|descriptions|photographs|texts|tapes|cases|manuals|"
    r"captions|recipes|products|objects|letters|rulings|reports|positions|clauses|templates|procedures|sheets|leaflets)\b",
    re.I,
)
_HAN = "一二两三四五六七八九十百千"
_PIECES = (
    r"(?:张|条|件|份|篇|例|题|道|段|局|趟|单|行|对|通|首|幅|户|家|台|校|句|页|本|部|组|枚|头|尾|盘|场|笔|宗|卷|封|"
    r"个(?!月|工作日|百分点|小时)|次(?!方)|小时[^，。；]{0,14}(?:录音|语音|音频|视频|通话|噪声|声音|素材|访谈|节目|讲座|谈话|对话|播音))"
)
_CHINESE_SIZE = (
    rf"(?:\d[\d,]{{1,11}}|\d{{1,6}}(?:\.\d{{1,3}})?\s?[万亿千百]|[{_HAN}]{{1,6}}[万亿千百][{_HAN}]{{0,6}})"
    rf"\s?[余多]?\s?{_PIECES}|[{_HAN}]?十[{_HAN}几多余来]{{0,2}}\s?{_PIECES}|几[十百千万]{{1,2}}\s?{_PIECES}"
)
_CHINESE_SPAN = (
    rf"(?:近|过去|最近|前|往)\s?(?:\d{{1,3}}|[{_HAN}]{{1,3}})\s?(?:个(?:月|学期|季度|学年|赛季|年度|[采供生][暖热长]季|[雨旺汛]季)|年|季|学年|学期)|"
    r"(?:19|20)\d\d\s?年?[^，。；]{0,8}?(?:以来|起|至今|之后|以后|全年|年底前)|"
    r"(?:19|20)\d\d\s?年?(?:\s?\d{1,2}\s?月)?(?:份|底|初)?\s?[-—–~～至到]{1,2}\s?(?:19|20)\d\d|历年|往年|历届|"
    rf"(?:\d{{1,2}}|[{_HAN}])年(?:多)?(?:来|间|份)"
)
CHINESE = re.compile(f"{_CHINESE_SIZE}|{_CHINESE_SPAN}")
_CHINESE_MANY = re.compile(rf"{_CHINESE_SIZE}|每[个位名种类件款][^，。；]{{0,20}}?\d{{1,4}}\s?{_PIECES}")
# "learned what a good picture is from 4,000 covers"
_LOOSE = re.compile(
    r"\b(?:learn(?:s|ed|t)?|taught|trained|fine-?tuned|fitted|tuned)\b[^.;]{1,60}?\b(?:from|on|with|by)\s", re.I
)
# "從全館六十二萬筆書目……裡,找意思最接近的": what is picked out of so many
_FOUND_IN = re.compile(
    rf"从[^。；]{{0,12}}(?:{_CHINESE_SIZE})[^。；]{{1,24}}?(?:里|中|内)[,，、]?\s?[^。；,，]{{0,4}}?(?:找|检索|挑|选|搜|查|召回|匹配|推荐)"
)
_WITH = re.compile(r"用|以|拿|从|据|基于|由|靠|在|把|将|取|喂")
# "none of them used for learning", 不参与微调: kept aside
_KEPT_ASIDE = re.compile(
    r"\b(?:none|no|not|never|nothing|neither|nor|kept|held|aside|out|without|apart)\b[^.;]{0,30}$|"
    r"(?:不|未|没|别|禁止)[^，。；]{0,6}$",
    re.I,
)
_LATER = re.compile(r"(?:重训|重新训练|再训练|再训)|\b(?:retrain|trained (?:again|anew))", re.I)


def read_learned_from(utterance: Utterance) -> Reading | None:
    """A model that learned from, or answers out of, what is told by its size or its time."""
    if utterance.block.kind == "code":
        return None
    text = utterance.text
    if _LATER.search(text) and not utterance.has("data.around"):
        return None
    of_model = any(utterance.has(c) for c in ("ai.name", "ai.weak", "model.named", "model.generic", "data.learner"))
    if _is_told(utterance, "data.taught") or (of_model and _is_told(utterance, "data.shown")):
        return Reading((), _LEARNT)
    if _places(utterance, "data.around") and ENGLISH.search(text):
        return Reading((), _LEARNT)
    loose = _LOOSE.search(text) if of_model and not utterance.has("data.not-taught") else None
    if (
        loose
        and not _is_kept_aside(text, loose.start())
        and ENGLISH.search(_behind(text, loose.end())[: _outcome(utterance, loose.end())])
    ):
        return Reading((), _LEARNT)
    if _is_chosen(utterance, "data.chosen") or (of_model and _is_chosen(utterance, "data.handed")):
        return Reading((), _CHOSEN, own_only=not of_model)
    return None


def _places(utterance: Utterance, concept: str) -> list[tuple[int, int]]:
    """Where a concept stands in the text, other than as a part of what says the opposite."""
    others, text = utterance.marks.get("data.not-taught", ()), utterance.text
    return [
        (start, end)
        for start, end in utterance.marks.get(concept, ())
        if not any(a <= start and end <= b for a, b in others) and not _is_kept_aside(text, start)
    ]


def _is_kept_aside(text: str, start: int) -> bool:
    """Whether the words just before a place deny it."""
    return bool(_KEPT_ASIDE.search(text[max(start - _JUST_BEFORE, 0) : start]))


def _behind(text: str, end: int) -> str:
    """What stands behind a place in the same sentence."""
    stretch = text[end : end + _BEHIND]
    stop = _STOP.search(stretch)
    return stretch[: stop.start()] if stop else stretch


def _outcome(utterance: Utterance, end: int) -> int:
    """How many characters behind a place it is told what the model puts out, which is nothing that it learned from."""
    return min((a - end for a, _ in utterance.marks.get("origin.outputs", ()) if a >= end), default=_BEHIND)


def _before(text: str, start: int) -> str:
    """What stands before a place in the same Chinese sentence."""
    stretch = text[max(start - _BEFORE, 0) : start]
    return stretch[max(stretch.rfind(mark) for mark in "。；;：") + 1 :]


def _is_told(utterance: Utterance, concept: str) -> bool:
    """Whether it is told how much there is, or since when, of what a model learned from."""
    text = utterance.text
    for start, end in _places(utterance, concept):
        behind = _behind(text, end)
        if text[start:end].isascii():
            if ENGLISH.search(behind[: _outcome(utterance, end)]):
                return True
            continue
        before = _before(text, start)
        told = CHINESE.search(before)
        if (told and _WITH.search(before)) or CHINESE.search(behind[: _BEFORE // 2]):
            return True
    return False


def _kinds(utterance: Utterance, end: int) -> set[str]:
    """The kinds of records that are told behind a place."""
    places = utterance.marks.get("origin.records", ())
    return {utterance.text[a:b] for a, b in places if end <= a <= end + _BEFORE // 2}


def _is_chosen(utterance: Utterance, concept: str) -> bool:
    """Whether a stock of so many things, or of such a time, is what answers are found in."""
    text, passing = utterance.text, utterance.has("origin.passing")
    records, scope = utterance.has("origin.records") and not passing, utterance.has("origin.scope")
    for start, end in _places(utterance, concept):
        behind = _behind(text, end)
        if text[start:end].isascii():
            told = _MANY.search(behind) and _HELD.search(behind)
            if told or (records and (ENGLISH.search(behind) or scope)):
                return True
            continue
        only = text[start] in "只仅" and len(_kinds(utterance, end)) > 1 and not passing
        near = behind[: _BEFORE // 2]
        if only or _CHINESE_MANY.search(near) or (records and CHINESE.search(near)):
            return True
    return not passing and bool(_FOUND_IN.search(text))
