"""Read the quantity at a numeral, be it digits, Chinese or an English word: a value, a range or a part of a whole."""

from __future__ import annotations

import re

from speclint.understand.quantity_after import direction, finish
from speclint.understand.quantity_draft import Amount, Before, Draft, Reading, read_before
from speclint.understand.quantity_numbers import (
    CHINESE_NUMERAL,
    CHINESE_RANGE,
    FRACTION,
    NAME,
    NOT_QUANTITY,
    OUT_OF,
    chinese_number,
    read_number,
)
from speclint.understand.quantity_units import measure, noun_at, read_amount

_TO = re.compile(r"\s?(?:-{1,2}|~|至|到|\.\.\.?|…|\bto\b)\s?(?=[\d$¥€£])")
_AND = re.compile(r"\s?(?:and|和|与|到|至|to|-|~)\s?(?=[\d$¥€£])")
_COMMA = re.compile(r",\s?(?=[\d.])")
_SPREAD = re.compile(r"\s?(?:±|\+/-)\s?(?=[\d.])")
_CURRENCY_SIGN = re.compile(r"US\$|[$¥€£]")
_CLASS_OF_SIZE = ("级", "档")
_PART_OF = re.compile(
    r"[ -](?P<part>thirds?|quarters?|fifths?|tenths?)(?= of\b)"
    r"|(?P<noun>(?: [a-z-]{2,20}){1,2}?)??[ -](?P<link>in|of|out[ -]of)[ -](?:every )?"
    r"(?P<whole>\d{1,3},\d{3}|\d{1,5}(?![\d.,%]\d)|(?:an?|one) (?:hundred|thousand)|[a-z]+)",
    re.IGNORECASE,
)
_PARTS = {"third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
# words that are too short or too common to be the unit of a number in words: one min, two s, three points
_UNSURE = frozenset(("min", "sec", "mo", "star", "core", "point", "points"))
_NAME_BEFORE = 32  # characters in which a metric's name stands before its value
_NEXT_WORD = re.compile(r" (?P<word>[a-z-]{2,20})", re.IGNORECASE)
_ROUND = (10, 20, 50, 100, 1000)  # of which parts are told
_FULL_SCORES = (4, 5, 7, 10, 100)


def at_digits(reading: Reading, position: int, floor: int) -> tuple[Draft | None, int]:
    """Return the quantity whose number begins at a digit, and where to read on."""
    text = reading.text
    number = position
    if position and text[position - 1] == "." and not text[max(0, position - 2) : position - 1].isalnum():
        number = position - 1
    elif _is_in_name(reading, position, floor):
        return None, _after_name(reading, position)
    before = read_before(reading, number, floor)
    shape = _shape(reading, position, before) if number == position else None
    if shape is not None:
        draft, end = shape
        return (None if draft is None else finish(reading, draft, before)), end
    read = read_number(text, number, before.currency)
    if read is None:
        return None, _after_name(reading, position)
    return _value(reading, number, read, before)


def _is_in_name(reading: Reading, position: int, floor: int) -> bool:
    """Tell whether a digit belongs to a name: v2, p95, REQ-001, #123, §3; `sub-5s` and `RMB100` are quantities."""
    text = reading.text
    previous = text[position - 1] if position else ""
    earlier = text[position - 2] if position > 1 else ""
    if not previous:
        return False
    if previous in "-+":
        return earlier.isalpha() and earlier.isascii() and text[max(0, position - 4) : position].lower() != "sub-"
    if previous in "_@#§^&№.":
        return True
    if previous.isascii() and previous.isalnum():
        before = read_before(reading, position, floor)
        return not before.currency and text[max(0, position - 3) : position].lower() != "sub"
    return False


def _after_name(reading: Reading, position: int) -> int:
    match = NAME.match(reading.text, position)
    return position + 1 if match is None else max(position + 1, match.end())


def _value(reading: Reading, number: int, read: tuple[float, int], before: Before) -> tuple[Draft | None, int]:
    amount = read_amount(reading, number, *read, before.currency)
    if amount is None:
        return None, _after_name(reading, read[1])
    named = amount.unit is None or amount.unit.kind in ("count", "score", "tokens", "compute", "skip")
    ordinal = reading.text[max(0, number - 2) : number].rstrip().endswith("第")
    if ("guards" in before.marks and named and not before.currency) or ordinal:
        return None, amount.number_end
    draft = _range(reading, number, amount, before) or measure(reading, number, amount, before)
    if draft is None:
        return None, amount.number_end if amount.unit is None else amount.end
    draft = finish(reading, draft, before)
    return draft, draft.end


# ------------------------------------------------------------------------------------------------------- ranges


def _range(reading: Reading, number: int, first: Amount, before: Before) -> Draft | None:
    """Read `- 5 s` after a first amount, which takes the unit of the second if it has none."""
    text = reading.text
    spread = _SPREAD.match(text, first.end)
    link = spread or _TO.match(text, first.end)
    if link is None and "between" in before.marks:
        link = _AND.match(text, first.end)
    bracketed = link is None and text[number - 1 : number] == "[" and first.unit is None
    if bracketed:
        link = _COMMA.match(text, first.end)
    if link is None:
        return None
    sign = _CURRENCY_SIGN.match(text, link.end())
    if sign is not None and not before.currency:
        return None
    start = link.end() if sign is None else sign.end()
    read = None if NOT_QUANTITY.match(text, start) else read_number(text, start, before.currency)
    second = None if read is None else read_amount(reading, start, *read, before.currency)
    if bracketed and (second is None or text[second.end : second.end + 1] != "]"):
        return None
    if second is None or not _are_ends(reading, first, second, before, spread is not None):
        return None
    if spread is not None and second.unit is None:
        second.unit, second.word = first.unit, first.word
    return _from_ends(reading, number, first, second, before, spread is not None)


def _are_ends(reading: Reading, first: Amount, second: Amount, before: Before, spread: bool) -> bool:
    """Tell whether two amounts are the ends of one range rather than two values."""
    if "origin" in before.marks and (first.unit is not None or direction(reading, before.start)):
        return False
    if first.unit is None or spread:
        return True
    return second.unit is not None and (first.unit.kind, first.unit.unit) == (second.unit.kind, second.unit.unit)


def _from_ends(
    reading: Reading, number: int, first: Amount, second: Amount, before: Before, spread: bool
) -> Draft | None:
    draft = measure(reading, number, second, before)
    if draft is None or (draft.kind == "number" and not _is_number_range(reading, number, first, draft)):
        return None
    factor = draft.value / second.value if second.value else 1.0
    first_factor = factor if first.unit is None or first.unit is second.unit else first.unit.factor
    low, high = first.value * first_factor, draft.value
    if (
        second.scale
        and not first.scale
        and first.value <= high / factor / reading.words.multipliers.get(second.scale, 1)
    ):
        low *= reading.words.multipliers.get(second.scale, 1)
    if spread:
        low, high = low - high, low + high
    if low > high:
        return None
    draft.value, draft.high = low, high
    before.marks.discard("origin")
    return draft


def _is_number_range(reading: Reading, number: int, first: Amount, draft: Draft) -> bool:
    """Keep a range without unit where it is a level (0.6-0.8), compared, or said of a metric."""
    head = reading.text[max(0, number - 32) : number]
    return draft.firm or first.value < 1 or reading.words.metric_before.search(head) is not None


# ------------------------------------------------------------------------------------------------------- shapes


def _shape(reading: Reading, position: int, before: Before) -> tuple[Draft | None, int] | None:
    """Read what is no plain number: accelerators, dates and names, parts of a whole. None where it is one."""
    read = read_number(reading.text, position)
    accelerators = None if read is None else _accelerators(reading, position, read[1], read[0], before)
    if accelerators is not None:
        return accelerators, accelerators.end
    if before.currency:
        return None
    name = NOT_QUANTITY.match(reading.text, position) or reading.words.not_quantity.match(reading.text, position)
    if name is not None:
        return None, name.end()
    if read is not None and reading.text.startswith("分之", read[1]):
        return _parts(reading, position, read[0], read[1] + 2, before)
    return _out_of(reading, position, before) or _fraction(reading, position, before)


def _accelerators(reading: Reading, start: int, end: int, value: float, before: Before) -> Draft | None:
    """Read `8 H100s`, `2 张 A100 80GB`, `1× A100`, and `A100 × 2`."""
    words, text = reading.words, reading.text
    match = words.accelerator.match(text, end)
    if match is not None and match.start("name") > end and value <= 1e6:
        name = match.group("name")
        unit = "gpu-hour" if match.group("hours") else words.accelerators[name.lower().replace("-", " ")]
        return Draft(before.start, match.end(), start, value, "compute", unit, comparator=before.comparator)
    head = words.accelerator_times.search(text[max(0, start - 16) : start])
    if head is None or reading.glued(end) or value > 1e6:
        return None
    name = words.accelerators[head.group("name").lower().replace("-", " ")]
    return Draft(start - len(head.group()), end, start, value, "compute", name)


def _out_of(reading: Reading, position: int, before: Before) -> tuple[Draft, int] | None:
    """Read `9 out of 10`, `2 of 3`, `1 in 20`; `4.2 out of 5` is a score."""
    match = OUT_OF.match(reading.text, position)
    if match is None or "guards" in before.marks:
        return None
    value, whole, link = float(match.group("value")), float(match.group("whole").replace(",", "")), match.group("link")
    if not 0 < whole <= 1e6 or value > whole or reading.unit_at(match.end()):
        return None
    if link == "in" and (whole < 2 or 1980 <= whole <= 2050 or (value != 1 and whole not in (5, *_ROUND))):
        return None
    if link == "of" and (value != int(value) or whole > 1000):
        return None
    span = match.end("value"), match.end()
    if match.group("noun") and not _parts_a_noun(reading, span, link, value, whole):
        return None
    rated = value != int(value) or reading.near("rating", position, match.end(), 40)
    score = link == "out of" and whole in _FULL_SCORES and rated
    return _part(position, value, whole, match.end(), before, score)


def _parts_a_noun(reading: Reading, span: tuple[int, int], link: str, value: float, whole: float) -> bool:
    """Tell whether what is counted stands within a part of a whole: `nine pictures out of ten`."""
    unit = reading.unit_at(span[0])
    if unit is not None and unit[0].kind != "count":
        return False
    if link == "in":  # "one page in two columns", "nine drafts in ten languages"
        return (whole > 3 if value == 1 else whole in (5, *_ROUND)) and not _counts_more(reading, span[1], value > 1)
    return link.startswith("out") or whole in _ROUND


def _counts_more(reading: Reading, end: int, several: bool) -> bool:
    """Tell whether a number is of what follows it, so that no part is told of it; of one, a verb ends in s."""
    following = _NEXT_WORD.match(reading.text, end)
    word = "" if following is None else following.group("word")
    return (several and word.endswith("s")) or reading.words.nouns.at(reading.spelled, end + 1) is not None


def _fraction(reading: Reading, position: int, before: Before) -> tuple[Draft | None, int] | None:
    """Read `4.2/5` as a score, `1/1000` and `172/183` as rates; other fractions are none."""
    match = FRACTION.match(reading.text, position)
    if match is None:
        return None
    value, whole, end = float(match.group("value")), float(match.group("whole")), match.end()
    unit = reading.unit_at(end)
    if unit is not None and unit[0].kind in ("duration", "rate", "memory", "throughput"):
        return None
    if reading.glued(end) or not whole or value > whole:
        return None, max(end, _after_name(reading, position))
    rated = reading.near("rating", position, end, 40)
    compared = before.comparator not in ("", "=")
    if reading.words.metric_before.search(reading.text[max(0, position - _NAME_BEFORE) : position]):
        return _part(position, value, whole, end, before, score=whole in _FULL_SCORES and rated)
    if whole in _FULL_SCORES and (value != int(value) or rated or compared or (whole >= 10 and not match.group("gap"))):
        return _part(position, value, whole, end, before, score=True)
    if compared or (value == 1 and whole >= 50) or (value + whole != 100 and (value == whole >= 10 or whole > 31)):
        return _part(position, value, whole, end, before, score=False)
    return None, end


def _part(position: int, value: float, whole: float, end: int, before: Before, score: bool) -> tuple[Draft, int]:
    draft = Draft(before.start, end, position, value if score else value / whole, comparator=before.comparator)
    draft.kind, draft.unit = ("score", f"/{whole:g}") if score else ("rate", "")
    return draft, end


# ------------------------------------------------------------------------------------------------------- in words


def at_chinese(reading: Reading, start: int, end: int, floor: int) -> tuple[Draft | None, int]:
    """Return the quantity whose number is a run of Chinese numerals, and where to read on; it needs a unit."""
    words, text = reading.words, reading.text
    if start and text[start - 1] in words.not_numeral_after:
        return None, end
    before = read_before(reading, start, floor)
    if text.startswith("分之", end):
        read = chinese_number(text[start:end], words.digits, words.scales)
        whole = words.parts.get(text[start:end], read[0] if read is not None else 0)
        draft, position = _parts(reading, start, whole, end + 2, before)
        return (None if draft is None else finish(reading, draft, before)), position
    value = chinese_number(text[start:end], words.digits, words.scales)
    if value is None:
        return None, end
    to = CHINESE_RANGE.match(text, end)
    high = None if to is None else chinese_number(to.group("high"), words.digits, words.scales)
    if to is not None and high is not None and value[0] < high[0] and reading.unit_at(to.end()):
        value, end = (value[0], high[0]), to.end()
    draft = _accelerators(reading, start, end, value[0], before) or _in_words(reading, start, end, value, before)
    if draft is None:
        return None, end
    draft = finish(reading, draft, before)
    return draft, draft.end


def _in_words(
    reading: Reading, start: int, end: int, value: tuple[float, float | None], before: Before
) -> Draft | None:
    text = reading.text
    found = reading.unit_at(end)
    if found is None or found[0].kind in ("skip", "score", "count"):
        noun = noun_at(reading, end, listed_only=True)
        if noun is None:
            return None
        if before.comparator in ("", "=") and (value[0] < 10 or end - start < 2):
            return None
        return Draft(before.start, noun[1], start, value[0], "count", noun[0])
    unit, word, unit_end = found
    if text.startswith(_CLASS_OF_SIZE, unit_end) or (word in ("核", "卡") and value[0] == 1):
        return None
    draft = measure(reading, start, Amount(value[0], unit_end, end, unit, word), before)
    if draft is not None and value[1] is not None:
        draft.high = value[1] * unit.factor
    return draft


def _parts(reading: Reading, start: int, whole: float, position: int, before: Before) -> tuple[Draft | None, int]:
    """Read what follows 百分之, 千分之, 三分之."""
    words, text = reading.words, reading.text
    read = read_number(text, position)
    if read is None:
        numeral = CHINESE_NUMERAL.match(text, position)
        value = None if numeral is None else chinese_number(numeral.group(), words.digits, words.scales)
        read = None if value is None or numeral is None else (value[0], numeral.end())
    if read is None or not whole:
        return None, position
    return Draft(before.start, read[1], start, read[0] / whole, "rate", comparator=before.comparator), read[1]


def at_word(reading: Reading, start: int, end: int, floor: int) -> tuple[Draft | None, int]:
    """Return the quantity whose number is an English word, and where to read on; it needs a unit."""
    words, text = reading.words, reading.text
    word = text[start:end].lower().replace("-", " ")
    value = words.number_words[word]
    before = read_before(reading, start, floor)
    draft = _part_in_words(reading, start, end, before)
    if draft is None and word not in words.articles:
        draft = _accelerators(reading, start, end, value, before)
    if draft is None:
        found = reading.unit_at(end)
        firm = before.comparator not in ("", "=", "≈")
        counted = found is None and (value >= 2 or (firm and word == "one"))
        noun = noun_at(reading, end, listed_only=True) if counted else None
        if noun is not None:
            draft = Draft(before.start, noun[1], start, value, "count", noun[0])
            draft = finish(reading, draft, before)
            return draft, draft.end
        if found is None or not _is_spelled_unit(reading, word, found[0].kind, found[1], before, text[end : end + 1]):
            return None, end
        draft = measure(reading, start, Amount(value, found[2], end, found[0], found[1]), before)
    if draft is None:
        return None, end
    draft = finish(reading, draft, before)
    return draft, draft.end


def _is_spelled_unit(reading: Reading, word: str, kind: str, unit: str, before: Before, gap: str) -> bool:
    """Tell whether a unit is that of a number in words: `within a second` is one, `a second opinion` is none."""
    if kind in ("skip", "score") or (len(unit) < 2 and unit.isascii() and unit != "%") or unit.lower() in _UNSURE:
        return False
    if word in reading.words.articles:
        return before.comparator in ("<", "<=") or unit.endswith(" half")  # a minute and a half
    if word.endswith(("single", "单")):
        return kind == "compute"
    return gap in (" ", "-")


def _part_in_words(reading: Reading, start: int, end: int, before: Before) -> Draft | None:
    """Read `one in fifty`, `nine out of ten` and `two thirds of`."""
    match = _PART_OF.match(reading.text, end)
    if match is None:
        return None
    words, wholes = reading.words.number_words, reading.words.wholes
    value = words[reading.text[start:end].lower().replace("-", " ")]
    part = match.group("part")
    told = "" if part else match.group("whole").lower().replace(",", "")
    whole = _PARTS[part.lower().rstrip("s")] if part else float(told) if told[:1].isdigit() else wholes.get(told, 0)
    if not 1 <= value < whole or reading.unit_at(match.end()):
        return None
    link = (match.group("link") or "").lower()
    if link == "of" and (value == 1 or whole not in _ROUND):  # "one of ten", "two of three" may be a choice
        return None
    if match.group("noun") and not _parts_a_noun(reading, (end, match.end()), link, value, whole):
        return None
    return Draft(before.start, match.end(), start, value / whole, "rate", comparator=before.comparator)
