"""A sample that a quality was tried on, in everyday words: "counted on 2,000 passages filmed at gate A"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from speclint.understand.evidence.reading import Page, Reading
from speclint.understand.utterances import Utterance

_FEWEST = 5
_SEVERAL = 20  # of what is counted in words that also tell of reports
_REACH = 70  # characters between what is done and the sample, in English
_CHINESE_REACH = 36
_BEHIND = 48  # characters behind a sample in which stands where it is from
_ASIDE = re.compile(r"[(（][^()（）]{0,60}[)）]")
# What leads from what is done to the sample: "measure this on", "judged by".
_LEADS = re.compile(
    r"\s?:|(?:\s(?:it|this|that|these|them|both|the results?))?(?:\s(?:out|again|anew|by hand|first))?"
    r"\s(?:on|upon|with|against|by|over|from|across|using|for|in|to)\b",
    re.I,
)
_UPON = re.compile(
    r"\b(?:on|for|over|across|in|with)\s(?:a set of\s|about\s|some\s|the\s|our\s|these\s|another\s)*$", re.I
)
_SHARE = re.compile(
    r"(?:%|\bper ?cent|\bhalf|\b(?:thirds|quarters|fifths|tenths))\s(?:or more\s)?(?:out )?of\s(?:the\s|our\s)?$",
    re.I,
)
_TAKES = re.compile(r"[用拿以按在对从就跟与取](?!户)")  # what leads to the sample in Chinese
_IS_OF = re.compile(r"[^，。；;]{0,4}[用样集本料件题音片][^，。；;]{0,30}")  # 验收用件：质量部留样 3,000 件
_LET_IN = re.compile(r"[^，。；;]{0,34}")
_NUMERAL = (
    r"(?:(?<![\d.,])\d[\d,]{0,8}|(?<![\d.,])\d{1,4}\.\d{1,2}(?=\s?万)|[一二两三四五六七八九]?[十百千万][一二三四五六七八九十百千万]{0,6}|"
    r"[一二两三四五六七八九][十百千万]{1,2})"
)
COUNTED = re.compile(
    rf"(?<!超过)(?<!至少)(?<!最多)(?<!大于)(?<!少于)(?<!每[天日月周次])(?<!前)(?P<value>{_NUMERAL})\s?(?:余|多|几)?\s?万?"
    r"(?:条|个|张|份|篇|例|题|段|道|句|首|组|封|幅|通|单|轮|套|件|则|对|次|页|问|局|卷|节|块|家|店|口|头|棵|株|趟|集|帧|栋|"
    r"起|宗|盘|批|台|辆|户|笔|款|匹|场|行|列|本|册|名|位|人|圈|桶|箱|瓶|包|根|片|车|小时)(?!以内|内|前|后)"
)
_YEAR = r"(?:19|20)\d\d"
_PERIOD = re.compile(
    rf"(?<![\d.,-]){_YEAR}(?:/\d\d)?(?![\d.,%:]|-\d)|(?<![\d.,-]){_YEAR}\s?年"
    r"|\b(?:the|our) (?:last|past|previous) (?:\w{1,8} )?"
    r"(?:weeks|months|years|seasons?|terms?|quarters?|winters?|summers?)\b"
    r"|\blast (?:year|season|term|quarter|winter|summer|spring|autumn|fall)\b"
    r"|去年|上个?(?:学期|学年|季度|赛季|季)|[近前][一两二三四五半\d]{1,2}(?:年|个月|个学期|季)|[上下]半年|[暑寒]假",
    re.I,
)


def read_plain_trial(utterance: Utterance, page: Page) -> Reading | None:
    """What a quality is told by, where no word for a test set stands: what is done, how many, from where."""
    if utterance.block.kind == "code":
        return None
    unseen = utterance.has("trial.unseen")
    samples = tuple(_samples(utterance, dated=unseen))
    if not samples:
        return None
    if unseen and not utterance.has("trial.privacy"):
        return Reading((), 2.4)
    quality = unseen or _tells_quality(utterance) or _follows_quality(utterance, page)
    for concept, least, free in (("trial.prove", _FEWEST, True), ("trial.tell", _SEVERAL, False)):
        if not (free or quality):
            continue
        for place in utterance.marks.get(concept, ()):
            if any(value >= least and _is_upon(utterance.text, place, (a, b)) for a, b, value in samples):
                return Reading((), 1.9)
    if _tells_quality(utterance) and any(_is_described(utterance, start, end) for start, end, _ in samples):
        return Reading((), 1.7)
    if any(value >= _SEVERAL and _is_share(utterance, start, end) for start, end, value in samples):
        return Reading((), 1.7)
    judged = utterance.has("trial.truth") and (utterance.has("trial.release") or utterance.has("watch.interval"))
    if judged and any(value >= _SEVERAL and not _PERIOD.fullmatch(utterance.text, a, b) for a, b, value in samples):
        return Reading((), 1.6)
    return None


def _samples(utterance: Utterance, *, dated: bool) -> Iterator[tuple[int, int, float]]:
    """Where so many of something stand, or the time that something is from; a time counts as many."""
    text = utterance.text
    produced = utterance.marks.get("evaluation.criteria", ())
    for quantity in utterance.quantities:
        plain = quantity.kind == "count" and quantity.comparator in ("", "=") and not quantity.per
        long = quantity.kind == "duration" and quantity.value >= _FEWEST * 3600 and not quantity.comparator
        sized = (plain and quantity.value >= _FEWEST and quantity.unit.isascii()) or (long and "hour" in quantity.text)
        if sized and not any(a <= quantity.end + 1 and quantity.start < b for a, b in produced):
            yield quantity.start, quantity.end, quantity.value if plain else _SEVERAL
    if not text.isascii():
        for match in COUNTED.finditer(text):
            digits = match.group("value").replace(",", "")
            value = float(digits) if digits.isdigit() else float(_SEVERAL)
            if value >= _FEWEST and not any(a <= match.end() and match.start() < b for a, b in produced):
                yield match.start(), match.end(), value
    for match in _PERIOD.finditer(text):
        if dated or any(
            a < match.end() + _BEHIND and match.start() - _BEHIND < b for a, b in utterance.marks.get(_RECORDS, ())
        ):
            yield match.start(), match.end(), _SEVERAL


_RECORDS = "trial.records"


def _tells_quality(utterance: Utterance) -> bool:
    if any(q.kind in ("rate", "score") for q in utterance.quantities):
        return True
    return any(utterance.has(concept) for concept in ("metric.quality", "metric.outcome", "trial.figures"))


def _follows_quality(utterance: Utterance, page: Page) -> bool:
    """Whether the sentence before tells how good it is to be."""
    if not utterance.sentence:
        return False
    before = page.utterances[utterance.siblings[utterance.sentence - 1]]
    return before.has("metric.quality") or any(q.kind == "rate" for q in before.quantities)


def _is_upon(text: str, done: tuple[int, int], sample: tuple[int, int]) -> bool:
    """Whether what is done is done with a sample: "checked against 640 cows", 用 600 篇检验, 验收用 150 条."""
    first, last = done
    start, end = sample
    if last <= start and text[first:last].isascii():
        lead = _LEADS.match(text, last)
        return bool(lead) and start - last <= _REACH and not re.search(r"[;|]|\.\s", text[last:start])
    if last <= start:
        behind = _LET_IN.fullmatch if text[last - 1] in "用看" else _IS_OF.fullmatch
        return bool(behind(text, last, start))
    if text[first:last].isascii():
        return False
    between = _ASIDE.sub("", text[end:first])
    if len(between) > _CHINESE_REACH or re.search(r"[，。；;]", between):
        return False
    return bool(_TAKES.search(re.split(r"[，。；;,：:]", text[:start])[-1]))


def _is_described(utterance: Utterance, start: int, end: int) -> bool:
    """Whether how good it is is told upon so many of something that is said to be from somewhere."""
    if not _UPON.search(utterance.text[:start]):
        return False
    return any(end <= a <= end + _BEHIND for a, _ in utterance.marks.get("trial.drawn", ()))


def _is_share(utterance: Utterance, start: int, end: int) -> bool:
    """Whether a share is told of so many things that are said to be from somewhere: "93% of 1,200 photos from 2025"."""
    if not _SHARE.search(utterance.text[:start]):
        return False
    if any(start <= a <= end + 1 for a, _ in utterance.marks.get("trial.people", ())):
        return False
    dated = any(match.start() < end + _BEHIND for match in _PERIOD.finditer(utterance.text, end))
    return dated or any(end <= a <= end + _BEHIND for a, _ in utterance.marks.get("trial.drawn", ()))
