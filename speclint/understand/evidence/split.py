"""How what a model is tried on is parted from what it learned from: by sizes, by time, by groups."""

from __future__ import annotations

import re

from speclint.understand.utterances import Utterance

# Both parts, each with its size or its share.
_HELD = r"(?:dev|val(?:id(?:ation)?)?|test(?:ing)?)"
_SIZE = r"(?:\d[\d,.]{1,11}k?|\d(?=\s?[%％]))(?!\d|\s?(?:步|轮|次|epoch|step|batch))"
_OF = r"(?:[%％]|\s?[条张个份例])?"
_PARTS = re.compile(
    rf"(?:\btrain(?:ing)?\b|训练)集?[^.;。；\d]{{0,14}}{_SIZE}{_OF}"
    rf"[^.;。；\d]{{0,24}}(?:\b{_HELD}\b|验证|测试)集?[^.;。；\d]{{0,14}}{_SIZE}"
    rf"|{_SIZE}{_OF}\s?(?:[a-z]{{1,12}}\s)?(?:\(?train(?:ing)?\b|训练)"
    rf"[^.;。；\d]{{0,14}}{_SIZE}{_OF}\s?(?:[a-z]{{1,12}}\s)?(?:\(?{_HELD}\b|验证|测试)"
    rf"|(?:\btrain(?:ing)?\b|训练)集?[^.;。；:：\d]{{1,24}}(?:\b{_HELD}\b|验证|测试)集?\s?[:：|]\s?"
    rf"{_SIZE}\s?[/／、|]\s?{_SIZE}",
    re.I,
)
# "test_sample_count: 5116", 测试样本数：5116
_HELD_BACK = re.compile(
    rf"(?<![a-z]){_HELD}[ _-](?:set[ _-])?(?:samples?|examples?|images)"
    r"(?:[ _-](?:count|size|number))?"
    r"\s?[:：=|]\s?\d[\d,]{2,9}\b(?!\s?[x×])|(?:验证|测试|评测|评估)(?:集|样本)(?:数量?|规模|大小|总数|量)\s?[:：=|]\s?\d\d",
    re.I,
)
_SHARE = re.compile(r"\d\s?[%％]|0\.\d|\b\d{2}\s?[/:：]\s?\d{1,2}\b")
_YEAR = r"(?:19|20)\d\d"
_TRIED = (
    r"(?:\b(?:test(?:ed|ing)?|validat(?:ed|ion)|val|hold-?out|oos|evaluat(?:ed|ion)|scored)\b|"
    r"验证|测试|留出|评估|回测)集?"
)
_SPAN_OF_TIME = re.compile(
    r"(?:\b(?:test(?:ing)?|validation|val|hold-?out|evaluation)\b|验证|测试|留出|评估)集?(?:\s?(?:period|set|期|区间|时段))?"
    rf"\s?[:：|(（]\s?(?:from\s)?(?:[A-Z][a-z]{{2,8}}\s)?{_YEAR}\b[^。；;]{{0,12}}"
    rf"(?:(?:[-–—~～至到]|\bto\b)\s?(?:[A-Z][a-z]{{2,8}}\s)?{_YEAR}\b|\+|\bonwards?\b|以后|之后|以来|起)",
    re.I,
)
# Training until one year, trial from another on: "Train ≤ 2016, val 2017–2018, test 2019+".
_BY_YEARS = re.compile(
    rf"(?:\btrain(?:ed|ing)?\b|训练)[^;；。]{{0,50}}\b{_YEAR}(?!\d)[^;；。]{{0,80}}{_TRIED}[^;；。\d]{{0,24}}{_YEAR}(?!\d)"
    r"[^;；。]{0,12}",
    re.I,
)
_PERIOD = re.compile(
    rf"[≤≥<>]|{_YEAR}(?:-\d\d){{0,2}}\s?年?\s?(?:\+|(?:[-–—~～至到]{{1,2}}|to\b)\s?{_YEAR})|"
    r"\b(?:through|until|up to|before|after|onwards?|since|earlier|later)\b|截至|截止|以前|之前|以后|之后|以来|年起",
    re.I,
)
# What describes a set only where the document says of which data it is a part.
_PARTED = re.compile(
    r"\bcross[- ]validat\w+|\bheld[- ]out\b|\bhold-?out\b|\bleave-one-[\w-]{1,30}-?out\b|\b(?:test|validation) split\b|"
    r"交叉验证|留出|划分(?:为|成|出)?[^，。；]{0,12}(?:测试|验证)集",
    re.I,
)


def is_split(text: str, *, sourced: bool) -> bool:
    """Whether both parts are told with their sizes, or the trial's by its time; shares only of data that is named."""
    if _SPAN_OF_TIME.search(text) or _HELD_BACK.search(text):
        return True
    parts = _PARTS.search(text)
    if parts and (sourced or not _SHARE.search(parts.group())):
        return True
    return any(_PERIOD.search(match.group()) for match in _BY_YEARS.finditer(text))


def is_part(utterance: Utterance) -> bool:
    """Whether a part of the data is kept for trial; that sources check one another is no split."""
    return bool(_PARTED.search(utterance.text)) and not utterance.has("evaluation.cross-check")
