"""Give a number its unit: multipliers, ambiguous units (分, m, G, w), counted nouns, and what a bare number is."""

from __future__ import annotations

import re

from speclint.understand.quantity_denominators import per_at
from speclint.understand.quantity_draft import CONTEXT_WIDTH, FAR, Amount, Before, Draft, Reading
from speclint.understand.quantity_numbers import read_number
from speclint.understand.quantity_words import DAY, HOUR, Unit

_DECADE = re.compile(r"(?:19|20)\d0$")
_MINUTES_INSIDE = re.compile(r"[以之]?内(?![容部存])")
_SECONDS = re.compile(r"\s?\d{1,2}\s?秒")
_FULL_MARKS = re.compile(r"\s?[(,，]?\s?(?:满分|/|out of|共)\s?(?P<full>\d{1,3})(?:\s?分)?(?:制)?\s?\)?")
_TIMES = re.compile(r"[x×X](?![A-Za-z0-9_])(?!\s?\d)")
# 1h30m, 5m30s
_COMPACT = re.compile(r"h(?=\d{1,2}m(?:in)?\b)|m(?=\d{1,2}s\b)")
_POINT_OF_SPEECH = re.compile(r"\s(?:of|in|to|for each|where)\b")
_NAMED = re.compile(r"[A-Z][\w.-]*\s$")
# what the size of a model is counted in
_PARAMETERS = dict.fromkeys(("params", "parameter", "参数"), "parameters")
_CLOSERS = frozenset("|→),;。；，、")
_SAMPLE_SIZE = re.compile(r"(?<![A-Za-z])[nN]\s?$")
# the unit of a label: `latency (ms) | 800`
_LABEL_UNIT = re.compile(
    r"(?P<glued>[A-Za-z])?[(\[]\s?(?P<word>[^()\[\]]{1,24}?)\s?[)\]][\s:=|*<>≤≥~\d.,]{0,32}$", re.IGNORECASE
)
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,20} ")
_WORDS_BEFORE_NOUN = 3
_OPENS = re.compile(r"(?:^|[:=|(→>])\s?$")


def read_amount(reading: Reading, number: int, value: float, end: int, currency: str) -> Amount | None:
    """Read multiplier and unit after a number; None where the number is glued to a word."""
    words, text = reading.words, reading.text
    amount = Amount(value, end, end)
    chinese = reading.language != "en"
    multiplier = (words.chinese_multiplier_pattern if chinese else words.multiplier_pattern).match(text, end)
    if multiplier is not None:
        amount.scale = multiplier.group().lstrip(" -")
        amount.value *= words.multipliers[amount.scale]
        amount.end = multiplier.end()
    elif currency and text[end : end + 1] == "m" and not reading.glued(end + 1):
        amount.scale, amount.value, amount.end = "m", value * 1e6, end + 1
    if text[amount.end : amount.end + 1] == "+" and text[amount.end + 1 : amount.end + 2] != "/":
        amount.plus = True
        amount.end += 1
    amount.number_end = amount.end
    _read_unit(reading, amount, number, currency)
    if amount.unit is None and reading.glued(amount.end) and not _TIMES.match(text, amount.end):
        return None
    return amount


def _read_unit(reading: Reading, amount: Amount, number: int, currency: str) -> None:
    words, text = reading.words, reading.text
    found = reading.unit_at(amount.end)
    compact = _COMPACT.match(text, amount.end)
    letter = text[amount.end : amount.end + 1]
    if found is not None and _fits(reading, found, amount, number):
        amount.unit, amount.word, amount.end = found
    elif compact is not None:
        amount.unit, amount.word, amount.end = words.units["min" if letter == "m" else "h"], letter, compact.end()
    elif letter == "m" and not currency and not amount.scale and _is_minutes(reading, number, amount.end):
        amount.unit, amount.word, amount.end = words.units["min"], "m", amount.end + 1
    elif letter == "w" and reading.language == "en" and not reading.glued(amount.end + 1):
        amount.unit, amount.word, amount.end = words.units["week"], "w", amount.end + 1
    elif (
        letter
        and letter in "GT"
        and not reading.glued(amount.end + 1)
        and reading.near("memory", number, amount.end, 16)
    ):
        amount.unit, amount.word, amount.end = words.exact_units[letter + "B"], letter, amount.end + 1


def _fits(reading: Reading, found: tuple[Unit, str, int], amount: Amount, number: int) -> bool:
    """Tell whether a unit is meant: `1990s`, `5 D`, 月日 and a hyphen before a Chinese word are none."""
    unit, word, end = found
    text = reading.text
    gap = text[amount.number_end : end - len(word)]
    if word == "日" and text[number - 1 : number] == "月":
        return False
    if amount.value >= unit.below:
        return False
    if not word.isascii() or not word[0].isalpha():
        return "-" not in gap
    if len(word) > 1:
        return True
    if "-" in gap or (word.isupper() and word != "S" and not unit.needs) or (gap and word not in "sShW"):
        return False
    return _DECADE.match(text[number : amount.number_end]) is None


def _is_minutes(reading: Reading, number: int, end: int) -> bool:
    return not reading.glued(end + 1) and reading.near("time", number, end + 1)


def measure(reading: Reading, number: int, amount: Amount, before: Before) -> Draft | None:
    """Make a draft of an amount by its unit, or by the noun that follows; None where it is no quantity."""
    draft = Draft(before.start, amount.end, number, amount.value, comparator=before.comparator)
    if amount.plus and not draft.firm:
        draft.comparator = ">="
    unit = amount.unit
    if before.currency and reading.text[amount.number_end : amount.number_end + 1] != "$":
        if unit is not None and unit.kind == "money":
            draft.value = (amount.value + unit.add) * unit.factor  # 新台币五角
        elif unit is not None:
            draft.end = amount.number_end
        draft.kind, draft.unit = "money", before.currency
        if draft.unit == "CNY" and reading.language == "ja":
            draft.unit = "JPY"
        return draft
    if unit is None:
        return _count(reading, amount, before, draft)
    if amount.word == "分":
        unit = _minute_cent_or_point(reading, number, amount)
    if not _is_measured(reading, draft, unit, amount):
        return None
    draft.kind, draft.unit, draft.per = unit.kind, unit.unit, unit.per
    draft.value = (amount.value + unit.add) * unit.factor
    return _as_kind(reading, draft, unit, before)


def _is_measured(reading: Reading, draft: Draft, unit: Unit, amount: Amount) -> bool:
    """Tell whether number and unit are a quantity: no pixels, no `95% CI`, no `5 points of interest`."""
    text, end = reading.text, amount.end
    if unit.kind == "skip":
        return False
    if unit.kind == "rate":
        return (amount.word != "成" or 0 < amount.value < 10) and not reading.words.not_rate.match(text, end)
    if unit.unit == "points" and amount.word.isascii():
        return draft.delta or _POINT_OF_SPEECH.match(text, end) is None
    return True


def _as_kind(reading: Reading, draft: Draft, unit: Unit, before: Before) -> Draft | None:
    if draft.kind == "throughput":
        draft.per = "second"
    elif draft.kind == "duration":
        _add_smaller_unit(reading, draft, unit)
        repeated = "every" in before.marks or (before.window and unit.factor >= HOUR)
        draft.kind = "interval" if repeated else "duration"
    elif draft.kind == "score":
        full = _FULL_MARKS.match(reading.text, draft.end)
        if full is not None:
            draft.unit, draft.end = "/" + full.group("full"), full.end()
    elif before.marks & {"every", "per"} and draft.kind in ("tokens", "memory", "compute"):
        draft.kind = "denominator"
    return draft


def _add_smaller_unit(reading: Reading, draft: Draft, unit: Unit) -> None:
    """Add the 30 min of `1 h 30 min`, the 30 秒 of 5 分 30 秒."""
    text = reading.text
    start = draft.end + (text[draft.end : draft.end + 1] == " ")
    read = read_number(text, start) if text[start : start + 1].isdigit() and unit.factor < DAY else None
    if read is None:
        return
    found = reading.unit_at(read[1])
    if found is None and text[read[1] : read[1] + 1] == "m" and not reading.glued(read[1] + 1):
        found = reading.words.units["min"], "m", read[1] + 1
    if found is None:
        return
    smaller = reading.words.units["min"] if found[1] == "分" else found[0]
    if smaller.kind == "duration" and smaller.factor * 60 <= unit.factor:
        draft.value += read[0] * smaller.factor
        draft.end = found[2]


def _minute_cent_or_point(reading: Reading, number: int, amount: Amount) -> Unit:
    """分 is a minute, a cent or a point: told by the nearest word that settles it, a point where none does."""
    units, text = reading.words.units, reading.text
    if _SECONDS.match(text, amount.end):
        return units["min"]
    senses = {"score": units["分"], "time": units["min"], "money": units["分钱"]}
    near = {sense: reading.distance(sense, number, amount.end) for sense in senses}
    sense = min(near, key=lambda name: near[name])
    if near[sense] < FAR:
        return senses[sense]
    return units["min"] if _MINUTES_INSIDE.match(text, amount.end) else units["分"]


def _count(reading: Reading, amount: Amount, before: Before, draft: Draft) -> Draft | None:
    """Read a number without a unit: a multiple, a count of what the next noun names, or a bare number."""
    text, words = reading.text, reading.words
    times = _TIMES.match(text, amount.end)
    if times is not None:
        draft.kind, draft.unit, draft.end = "multiple", "x", times.end()
        return draft
    whole = text[draft.number : amount.number_end]
    year = len(whole) == 4 and whole.isdigit() and 1980 <= int(whole) <= 2050
    part = 0 < amount.value < 1  # "below 0.8 stays empty" counts no stays
    found = noun_at(reading, amount.end, year or amount.plus or part)
    if found is not None and amount.value != int(amount.value) and " " in text[amount.end : found[1]].strip():
        found = None
    elif found is None:
        found = _noun_after_comparator(reading, draft, amount.end)
    if found is None or (year and found[0].isascii() and not found[0].endswith("s")):
        return _bare(reading, amount, before, draft, year)
    if amount.scale in ("B", "M") and found[0] in words.not_scaled:
        return None
    draft.kind, (draft.unit, draft.end) = "count", found
    if draft.unit == "tokens":
        draft.kind = "tokens"
    if "per" in before.marks or ("every" in before.marks and not draft.unit.isascii()):
        draft.kind = "denominator"
    elif "every" in before.marks:
        draft.kind = "interval"
    return draft


def noun_at(reading: Reading, end: int, listed_only: bool) -> tuple[str, int] | None:
    """Return the noun counted by a number that ends here, and where the noun ends."""
    text, words = reading.text, reading.words
    chinese = words.chinese_noun_pattern.match(text, end)
    if chinese is not None and text[chinese.end() : chinese.end() + 1] not in words.not_noun_before:
        noun = chinese.group("noun").lower()
        bare = noun[0] in words.chinese_measures and noun[1:] in words.chinese_nouns
        return _PARAMETERS.get(noun, noun[1:] if bare else noun), chinese.end()
    found = _known_noun(reading, end)
    if found is None and not listed_only:
        found = _plural(reading, end)
    if found is None:
        return None
    if not found[0].endswith("s"):
        found = _plural(reading, found[1]) or found
    return _PARAMETERS.get(found[0], found[0]), found[1]


def _known_noun(reading: Reading, end: int) -> tuple[str, int] | None:
    """The first noun of the vocabulary among the next few words, and where it ends."""
    text, words = reading.text, reading.words
    if text[end : end + 1] not in (" ", "-"):
        return None
    start = end + 1
    for _ in range(_WORDS_BEFORE_NOUN + 1):
        known = words.nouns.at(reading.spelled, start)
        if known is not None:
            between = text[end + 1 : start].lower().split()
            return (text[start : known[1]].lower(), known[1]) if words.closed_class.isdisjoint(between) else None
        word = _WORD.match(text, start)
        if word is None:
            return None
        start = word.end()
    return None


def _plural(reading: Reading, end: int) -> tuple[str, int] | None:
    match = reading.words.plural_pattern.match(reading.text, end)
    if match is None or match.group("noun").lower() in reading.words.not_plurals:
        return None
    return match.group("noun").lower(), match.end("noun")


def _noun_after_comparator(reading: Reading, draft: Draft, end: int) -> tuple[str, int] | None:
    """Read the noun of `3 or more reviewers`, and take the comparator."""
    after = reading.after(end)
    if after is None or after[0].kind != "comparator" or after[1] not in ("", " "):
        return None
    found = noun_at(reading, after[3], listed_only=True)
    if found is not None and not draft.firm:
        draft.comparator = after[0].value
    return found


def _bare(reading: Reading, amount: Amount, before: Before, draft: Draft, year: bool) -> Draft | None:
    """Keep a number without unit or noun where a comparator, a metric before it or its place makes it a value."""
    text = reading.text
    if (
        before.marks & {"guards", "every", "per"}
        or (year and not draft.firm)
        or text[draft.start - 1 : draft.start] == "±"
    ):
        return None
    following = text[amount.end : amount.end + 2]
    if following[:1] in ("/", "@", "-", "_") and following[1:].isascii() and following[1:].isalnum():
        per = per_at(reading, amount.end)
        if per is None or not per.name:
            return None
    if _take_label(reading, draft):
        return draft
    if draft.comparator in ("<", "<=", ">", ">=", "≈") or draft.delta:
        return draft
    if amount.scale == "B" or _is_mark(text, draft.number, amount):
        return None
    return draft if _is_value(reading, amount, before, draft) else None


def _take_label(reading: Reading, draft: Draft) -> bool:
    """Give a bare number the unit that its label names: `latency (ms) | 800`, `QPS ≥ 50`, `n = 42`, `RTF 0.3`."""
    words, head = reading.words, reading.text[max(0, draft.start - CONTEXT_WIDTH * 2) : draft.start]
    label = _LABEL_UNIT.search(head)
    load = words.load_before.search(head)
    if label is not None and not (label.group("glued") and len(label.group("word")) == 1):
        unit = words.unit(label.group("word"))
        if unit is not None and unit.kind in ("duration", "rate", "money", "memory", "tokens", "throughput", "points"):
            draft.kind, draft.unit, draft.value = unit.kind, unit.unit, draft.value * unit.factor
            draft.per = "second" if unit.kind == "throughput" else unit.per
            return True
    if load is not None:
        draft.kind, draft.unit, draft.per = "throughput", words.load_names[load.group("name").lower()], "second"
        return True
    if (draft.comparator == "=" and _SAMPLE_SIZE.search(head)) or words.samples_before.search(head):
        draft.kind, draft.unit = "count", "samples"
        return True
    if reading.near("real_time", draft.number, draft.end):
        draft.kind, draft.unit = "ratio", "rtf"
    return draft.kind != "number"


def _is_mark(text: str, number: int, amount: Amount) -> bool:
    """Tell whether it is a footnote `[3]`, an item `(2)`, or the row number in a table's first cell."""
    opening, closing = text[number - 1 : number] if number else "", text[amount.end : amount.end + 1]
    if amount.value != int(amount.value) or "." in text[number : amount.number_end]:
        return False
    if opening == "[" and closing == "]":
        return True
    return (opening == "(" and closing == ")" and amount.value < 20) or (
        not text[:number].strip() and text[amount.end : amount.end + 3].lstrip().startswith("|")
    )


def _is_value(reading: Reading, amount: Amount, before: Before, draft: Draft) -> bool:
    text, number = reading.text, draft.number
    head = text[max(0, number - 32) : number]
    if reading.words.metric_before.search(head):
        return True
    decimal = "." in text[number : amount.number_end] and not amount.scale
    if decimal and reading.words.metric_after.match(text, amount.end):  # "+15.20 Rank-1"
        return True
    if decimal and (draft.comparator == "=" or amount.value <= 1):
        return draft.comparator == "=" or _NAMED.search(head) is None
    opens = _OPENS.search(head) is not None
    rest = text[amount.end : amount.end + 3]
    closes = not rest.strip(" .*") or (rest.lstrip()[:1] in _CLOSERS and not rest.lstrip(", ")[:1].isdigit())
    if decimal:
        return opens or (closes and _NAMED.search(head) is None)
    return (opens and closes) or bool(before.marks & {"baseline", "versus", "arrow", "origin"})
