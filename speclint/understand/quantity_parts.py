"""Find the shares that a sentence tells by counts: of how many, and how many of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from speclint.understand.quantity_after import finish
from speclint.understand.quantity_draft import Draft, Reading, read_before
from speclint.understand.quantity_numbers import chinese_number
from speclint.understand.quantity_units import noun_at

ROUND = frozenset((3, 4, 5, 10, 20, 25, 40, 50, 100, 200, 250, 300, 400, 500, 1000))  # of which parts are told
_ROUND_LEAST = 5  # "once in a while" and "twice in two pages" tell no share
_BOUNDS = frozenset(("<", "<=", ">", ">="))
_NUMBERED = re.compile(
    r"\d\s?(?:[a-z-]{2,20} ){0,2}$|\b(?:one|two|three|four|six|seven|eight|nine) (?:[a-z-]{2,20} )?$"
)
_TIMES = re.compile(r"月|小时|钟头|工作日|自然日|星期|季度|字段|以上字")
_BRACKET = re.compile(r"[（(]")
_TRIED = re.compile(r"[，,了]")  # 放了 10 段，对了 6 段: what came of one trial
_HALVES = {"half": 0.5, "a third": 1 / 3, "a quarter": 0.25, "a fifth": 0.2, "a tenth": 0.1}
_LESS = re.compile(r"(?:原来|原先|平时|正常|之前|以前|现在|原图|原价|价格)的?$")
_AHEAD = 30  # characters behind a part that tell what it is for

# where a number begins → the share that it tells, None where it is only of how many
Told = dict[int, Draft | None]


def parts_of_wholes(reading: Reading) -> Told:
    """The shares of a text that are told by two counts, the whole first, or by a word such as half."""
    told: Told = {}
    for whole, draft, skipped in (*_english(reading), *_chinese(reading)):
        if skipped:
            told[whole] = None
        told[draft.number] = draft
    for draft in (*_halves(reading), *_rarely(reading)):
        told[draft.number] = draft
    return told


def _english(reading: Reading) -> Iterator[tuple[int, Draft, bool]]:
    """Read "out of 100 invoices, at least 97", "of every twenty calls at most one"."""
    words, text = reading.words, reading.text
    for match in words.parted.finditer(text):
        whole, part = _value(reading, match.group("whole")), _value(reading, match.group("part"))
        start, end = match.span("part")
        if not 0 < part < whole or reading.unit_at(end) or text[end : end + 1] in ("%", "-", "/"):
            continue
        if not match.group("every") and (
            whole not in ROUND or _NUMBERED.search(text[max(0, match.start() - _AHEAD) : match.start()])
        ):
            continue
        named = bool(match.group("noun"))
        bounded = read_before(reading, start, match.end("whole")).comparator in _BOUNDS
        most = part > whole / 2 and (match.group("lead").lower() == "out of" or bool(match.group("every")))
        if not bounded and not most:
            continue
        if reading.unit_at(match.end("whole")) or not (named or match.group("every") or match.group("lead") != "of"):
            continue
        if words.not_parted.search(text, match.end("whole"), end + _AHEAD) or not _counts(reading, match, end):
            continue
        yield match.start("whole"), _share(reading, match, part / whole, end), bool(match.group("every"))


def _counts(reading: Reading, match: re.Match[str], end: int) -> bool:
    """Tell whether what follows a part is counted of the whole rather than beside it: no reviewers of languages."""
    noun = noun_at(reading, end, listed_only=False)
    if noun is None or noun[0].split()[-1] in match.group("noun").lower():
        return True
    following = reading.text[end : noun[1]].lower().split()
    return not reading.words.faults.isdisjoint(following)


def _chinese(reading: Reading) -> Iterator[tuple[int, Draft, bool]]:
    """Read 十条里至少有九条, 每一百个字错六个以内, 100 张里至少 97 张."""
    words, text = reading.words, reading.text
    for match in _overlapping(words.parted_zh, text):
        whole, part = _value(reading, match.group("whole")), _value(reading, match.group("part"))
        end, counted = match.end("counted"), match.group("counted")
        if not 0 < part < whole or (whole not in ROUND and not match.group("every")):
            continue
        if (match.start() and text[match.start() - 1] in "第.0123456789") or _TIMES.match(text, end):
            continue
        if counted not in (match.group("measure"), "个", "条") and counted not in match.group("noun"):
            continue
        between = text[match.end("measure") : match.start("part")]
        if _BRACKET.search(between) and not match.group("every"):
            continue  # 3 个建议（≤2 个气泡）: how large each is
        share = _share(reading, match, part / whole, end)
        bounds = (sign for word, sign in words.part_bounds.items() if word in between)
        share.comparator = share.comparator or next(bounds, "")
        signed = any(sign in between for sign in words.part_signs) and not _TRIED.search(between)
        if not (share.comparator in _BOUNDS or signed or match.group("among")):
            continue
        if words.not_parted.search(text, match.end("measure"), end + _AHEAD // 4):
            continue
        yield match.start("whole"), share, bool(match.group("every"))


def _overlapping(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """All matches of a pattern, be it within one that begins before: the number before a whole is no whole itself."""
    position = 0
    while (match := pattern.search(text, position)) is not None:
        yield match
        position = match.start() + 1


def _halves(reading: Reading) -> Iterator[Draft]:
    """Read "at least half of the drafts", "a third of the answers", 至少一半, 半数以上."""
    for match in reading.words.halved.finditer(reading.text):
        before = read_before(reading, match.start(), 0)
        if match.group("zh"):
            draft = Draft(before.start, match.end(), match.start(), 0.5, "rate", comparator=before.comparator)
            draft = finish(reading, draft, before)
            if _LESS.search(reading.text, max(match.start() - 4, 0), match.start()):
                continue  # half of what it was
            if match.group("zh") == "过半" or draft.comparator in _BOUNDS:
                draft.comparator = draft.comparator or ">"
                yield draft
        elif match.group("noun").lower() not in reading.words.not_halved:
            value = _HALVES[match.group("part").lower()]
            end = match.end("part")
            draft = Draft(before.start, end, match.start(), value, "rate", comparator=before.comparator)
            yield finish(reading, draft, before)


def _rarely(reading: Reading) -> Iterator[Draft]:
    """Read "less than once in 30 rides", "at most twice in a hundred calls"."""
    for match in reading.words.rarely.finditer(reading.text):
        whole = _value(reading, match.group("whole"))
        if whole < _ROUND_LEAST or reading.unit_at(match.end("whole")):
            continue
        before = read_before(reading, match.start(), 0)
        value = (2.0 if match.group("part").lower() == "twice" else 1.0) / whole
        draft = Draft(before.start, match.end("whole"), match.start(), value, "rate", comparator=before.comparator)
        yield finish(reading, draft, before)


def _share(reading: Reading, match: re.Match[str], value: float, end: int) -> Draft:
    start = match.start("part")
    before = read_before(reading, start, match.end("whole"))
    draft = Draft(before.start, end, start, value, "rate", comparator=before.comparator)
    return finish(reading, draft, before)


def _value(reading: Reading, numeral: str) -> float:
    """The number that digits, a word or Chinese numerals stand for; 0 where they stand for none."""
    words = reading.words
    if numeral.isascii():
        return float(numeral) if numeral.isdigit() else words.wholes[numeral.lower().replace("-", " ")]
    if numeral in words.parts:
        return float(words.parts[numeral])
    if numeral.isdigit():
        return float(numeral)
    read = chinese_number(numeral, words.digits, words.scales)
    return 0.0 if read is None or read[1] is not None else read[0]
