"""How a model is watched after release, in everyday words: "each Monday 50 notes are keyed twice; under 95% …"."""

from __future__ import annotations

import re

from speclint.understand.evidence.reading import Page, Reading
from speclint.understand.utterances import Utterance

_LOOSE = 1.1
_SEVERAL = 20
_FEW = 10  # enough of what came out, where it is said that people look at it
_MOVES = frozenset({"rate", "points", "score", "number", "duration"})
_FIGURES = frozenset({"rate", "points", "score", "multiple"})
_REACH = 45  # characters between what is done and what came out
_COMPARED = frozenset({"count", "number", "duration"})  # that is a level only with "more than" or the like
_DAYS = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_TIMES = (
    r"(?:night|evening|morning|day|week|fortnight|month|quarter|term|season|year|harvest|shift|sprint|release|"
    r"version|upgrade)"
)
_MONTHS = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_OFTEN = re.compile(
    rf"\b(?:each|every|after each|after every) (?:first |second |third |last |other |working |calendar |school )?"
    rf"(?:{_DAYS}|{_TIMES}|{_MONTHS})\b|\b(?:first|second|third|last|end|start|beginning|middle|close) (?:of )?"
    rf"(?:\w{{1,8}} ){{0,2}}?"
    rf"(?:day |{_DAYS} |week |month )?of (?:the|each|every|a)(?: calendar)? (?:month|week|quarter|term|season|year)\b"
    rf"|\bof (?:each|every)(?: calendar)? (?:month|week|quarter|term|season|year)\b"
    rf"|\b{_DAYS}(?:s|'s)? (?:job|run|check|review|report|batch|meeting|round|count)\b"
    rf"|\b\d[\d,]{{0,8}} (?:[a-z'-]{{1,20}} ){{1,4}}(?:a|per|each|every) {_TIMES}\b"
    rf"|\b(?:once|twice|(?:three|four) times) (?:a|an|per|each|every) {_TIMES}\b"
    rf"|\b(?P<again>day|week|month|quarter) by (?P=again)\b|\bon {_DAYS}s\b"
    r"|每(?:个|一|两|半|隔)?[^，。；\d【〔<{\[]{0,2}(?:天|日|周|月|季度?|年|学期|班|班次|星期|批|期|晚)|每月\s?\d{1,2}\s?[号日]"
    r"|(?:半年|一年|一季|一月|一周)[^，。；]{0,16}[一两三]次|逐[日周月季]"
    r"|每次[^，。；]{0,10}(?:换模型|换版|升级|更新|发版|改版)|\b(?:each|every) (?:change|update) of (?:the )?model\b"
    r"|按[日周月季](?:算|统计|看|出|比|评|核)",
    re.I,
)
# A stretch of time over which something has to hold before something is done about it.
_RUN = re.compile(
    rf"\b(?:\w{{1,8}}) (?:straight |consecutive |successive )?(?:{_DAYS}s|days|weeks|months|quarters)"
    r" (?:running|in a row|on end|in succession|together)\b"
    r"|\b(?:consecutive|successive|straight) (?:days|weeks|months|quarters)\b"
    r"|\bfor (?:\d{1,2}|two|three|four|five|six) (?:days|weeks|months|quarters)\b"
    r"|连[续着]?\s?[两二三四五六七八九十\d]{1,2}\s?个?(?:次|天|日|周|月|季|期|星期|季度|工作日|版)",
    re.I,
)
# A level in words that are no quantity: "a third of the drafts", "a fifth below the average", "more than three".
_PORTION = re.compile(
    r"\b(?:a|one|two|three) (?:third|quarter|fifth|tenth|sixth|eighth)s? "
    r"(?:of|below|above|under|over|more|less|fewer|lower|higher)\b"
    r"|\b(?:more|less|fewer) than (?:a |one |two )?(?:half|thirds?|quarters?|fifths?|tenths?)\b"
    r"|\b(?:more|fewer|less) than (?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)\b"
    r"|\b(?:twice|double|three times|half|more|less) (?:as )?(?:often|many|much|frequent|frequently) (?:as|than)\b"
    r"|[一二两三四五六七八九]成|一半|过半|半数|[三四五]分之[一二三四]",
    re.I,
)

# What is put back: "we switch the field back to the drop-down", "the desk goes back on paper".
_BACK = re.compile(
    r"\b(?:switch|turn|put|fall|change|move|swap|go)(?:e?s|ed)? (?:[\w'-]{1,20} ){0,4}back (?:to|until|on)\b"
    r"|[退换切改转][回到][^，。；]{0,8}(?:方案|流程|办法|人工|手工|规则|版本|老版|旧版|模型)",
    re.I,
)
# So many of what came out: "200 freshly sold garments".
_SOME = re.compile(
    r"(?<![\w.,:/-])[1-9]\d{1,5} (?!days|weeks|months|years|hours|minutes|seconds|times|points|percent)"
    r"(?:[a-z-]{2,20} ){0,3}[a-z]{3,20}s\b"
)
# A level in points that are spelled out, which is no quantity: "four points fewer", "高出两个百分点".
_POINTS = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|ten|fifteen|twenty) (?:percentage )?points?\b"
    r"|[一二两三四五六七八九十]{1,2}\s?个?(?:百分)点",
    re.I,
)


def read_plain_watch(utterance: Utterance, page: Page) -> Reading | None:
    """What is looked at again and again with a level for it, or what is done to the model from a level on."""
    if utterance.block.kind == "code":
        return None
    often = is_often(utterance)
    found = _read_turn(utterance, page, often) or _read_look(utterance, often)
    if found is not None:
        return found
    quality = utterance.has("metric.quality") or utterance.has("trial.figures")
    moved = any(q.kind in _MOVES for q in utterance.quantities)
    again = utterance.has("trial.again")
    if again and moved and (often or quality or utterance.has("watch.fall")):
        return Reading((), 2.1, own_only=not quality)
    rechecked = often and utterance.has("trial.recheck")
    if rechecked and moved and (again or (quality and utterance.has("watch.fall"))):
        return Reading((), 1.8, own_only=True)
    many = any(q.kind == "count" and q.value >= _SEVERAL for q in utterance.quantities)
    bounded = any(q.kind == "rate" and q.comparator for q in utterance.quantities)
    judged = utterance.has("trial.truth") and (utterance.has("afterwards.output") or _tells_quality(utterance))
    if rechecked and many and (bounded or judged):
        return Reading((), 1.6, own_only=True)
    return None


def read_loose_watch(utterance: Utterance) -> Reading | None:
    """Somebody keeps an eye on how good it stays, and nobody says how often or from what on."""
    if utterance.block.kind == "code":
        return None
    vigil, stays = utterance.has("afterwards.vigil"), utterance.has("afterwards.stays")
    loose = utterance.has("afterwards.loose")
    watched = stays and (vigil or (utterance.has("afterwards.eye") and (_is_live(utterance) or loose)))
    live = _is_live(utterance)
    again = (loose or live) and utterance.has("trial.recheck") and (live or stays or utterance.has("afterwards.worse"))
    if watched or again or (loose and utterance.has("afterwards.refresh")):
        return Reading(("no-interval",), _LOOSE)
    return None


def is_often(utterance: Utterance) -> bool:
    """Whether it is told how often something is done."""
    timed = utterance.has("watch.interval") or any(q.kind == "interval" for q in utterance.quantities)
    return timed or bool(_OFTEN.search(utterance.text))


def _read_look(utterance: Utterance, often: bool) -> Reading | None:
    """What came out is looked at again and again: beside what happened, by people, or by how often it is kept."""
    if not often:
        return None
    compared, gave = utterance.has("afterwards.compare"), utterance.has("afterwards.gave")
    look = utterance.has("afterwards.look") or compared
    truth, renew = utterance.has("afterwards.truth"), utterance.has("afterwards.renew")
    if compared and utterance.has("afterwards.reference"):
        return Reading((), 2.3)
    if (truth and _compares_output(utterance)) or (gave and (compared or (look and truth))):
        return Reading((), 2.3)
    told = _tells_quality(utterance)
    if (told or renew) and _turns(utterance) and (_is_worse(utterance) or (told and renew)):
        return Reading((), 2.4, own_only=not _only_of_a_model(utterance))
    counted = any(q.kind == "count" and q.value >= _FEW for q in utterance.quantities)
    some = counted or _SOME.search(utterance.text) is not None
    judged, live = utterance.has("afterwards.judged"), _is_live(utterance)
    gives = utterance.has("afterwards.output") or gave
    if look and some and sum((gives, judged, live, told, compared)) > 1:
        return Reading((), 2.3, own_only=not (judged or live))
    fixed = utterance.has("evaluation.fixed") or utterance.has("evaluation.terms")
    repeats = look and utterance.has("afterwards.yardstick") and not utterance.has("trial.people")
    if repeats and (fixed or told or _is_worse(utterance)):
        return Reading((), 2.2, own_only=True)
    if look and _tells_kept(utterance) and utterance.has("afterwards.share"):
        return Reading((), 2.3, own_only=not utterance.has("afterwards.machine"))
    return None


def _read_turn(utterance: Utterance, page: Page, often: bool) -> Reading | None:
    """It has become worse over some time, and then the model is turned back, switched off or made anew."""
    heard = utterance.has("afterwards.tell") and _tells_kept(utterance)
    if not (heard or _turns(utterance)):
        return None
    lasting = often or bool(_RUN.search(utterance.text)) or utterance.has("afterwards.span")
    followed = _follows_look(utterance, page)
    if _is_worse(utterance) and (_tells_quality(utterance) or followed) and (lasting or followed):
        return Reading((), 2.4, own_only=not (followed or _only_of_a_model(utterance)))
    return None


def _follows_look(utterance: Utterance, page: Page) -> bool:
    """Whether the sentence before says how often what came out is looked at."""
    if not utterance.sentence:
        return False
    before = page.utterances[utterance.siblings[utterance.sentence - 1]]
    return is_often(before) and any(before.has(f"afterwards.{act}") for act in ("look", "compare"))


def _is_live(utterance: Utterance) -> bool:
    return utterance.has("afterwards.live") or "afterwards.live" in utterance.label_marks


def _compares_output(utterance: Utterance) -> bool:
    """Whether what is laid against something is what the model gave, not what it writes about it."""
    places = utterance.marks.get("afterwards.output", ())
    return any(
        -_REACH <= start - end <= _REACH
        for start, _ in places
        for _, end in utterance.marks.get("afterwards.compare", ())
    )


def _turns(utterance: Utterance) -> bool:
    undone = utterance.has("afterwards.undo") or _BACK.search(utterance.text) is not None
    return undone or utterance.has("afterwards.renew")


def _only_of_a_model(utterance: Utterance) -> bool:
    return utterance.has("afterwards.renew") or utterance.has("afterwards.kept")


def _tells_quality(utterance: Utterance) -> bool:
    return _tells_kept(utterance) or any(utterance.has(c) for c in ("afterwards.acceptance", "metric.quality"))


def _tells_kept(utterance: Utterance) -> bool:
    """Whether it is told how often people keep what the model gave."""
    undone = utterance.has("afterwards.reversed") and utterance.has("afterwards.machine")
    return undone or utterance.has("afterwards.kept")


def _is_worse(utterance: Utterance) -> bool:
    """Whether a level is named, or that it is worse than it was."""
    levels = any(q.kind in _FIGURES or (q.kind in _COMPARED and q.comparator) for q in utterance.quantities)
    told = _PORTION.search(utterance.text) or _POINTS.search(utterance.text)
    return levels or bool(told) or utterance.has("afterwards.worse")
