"""Read what follows a quantity, its denominator and comparator, and settle `by 5%` and `to 85%` by the verb before."""

from __future__ import annotations

import re

from speclint.understand.quantity_draft import Before, Draft, Reading
from speclint.understand.quantity_words import Word

_CHANGES = ("rate", "points", "multiple", "money", "duration", "count", "score", "number")
_ENDED = ("", " ", "。", "，", ",", ")", "；", ";", "、")
_CLAUSE_END = re.compile(r"[。；;\n|]")
_NEXT_BOUND = re.compile(r"\s?[:=]|\s(?:of\s)?\d")


def finish(reading: Reading, draft: Draft, before: Before) -> Draft:
    """Complete a draft with what the words around it say."""
    draft.start = min(draft.start, before.start)
    draft.comparator = draft.comparator or before.comparator
    draft.marks |= before.marks
    if before.marks & {"baseline", "versus"}:
        draft.role = "baseline"
    if before.about and draft.kind != "interval":
        draft.comparator = draft.comparator or "≈"
    _read_sign(reading.text, draft)
    if draft.kind == "denominator":
        return draft
    _read_denominators(reading, draft)
    _read_comparators(reading, draft)
    if draft.per is None:
        _read_denominators(reading, draft)
    if "by" in draft.marks or ("goal" in draft.marks and not draft.firm):
        _direct(reading, draft, before.start)
    return draft


def _read_sign(text: str, draft: Draft) -> None:
    mark = text[draft.start - 1 : draft.start] if draft.start else ""
    if mark not in ("+", "-", "−") or not mark or draft.comparator not in ("", "="):
        return
    earlier = text[draft.start - 2 : draft.start - 1] if draft.start > 1 else ""
    if earlier.isalnum() or earlier in (")", "%", "+", "-", "]"):
        return
    draft.start -= 1
    if draft.kind in ("score", "number") and mark == "-":
        draft.value = -draft.value
    elif draft.kind != "number":
        draft.comparator = "delta" + mark


def _read_denominators(reading: Reading, draft: Draft) -> None:
    for _ in range(2):
        name, end = _denominator(reading, draft)
        if not name:
            return
        draft.per = name if draft.per is None else f"{draft.per}/{name}"
        draft.end = end
        as_throughput(reading, draft)


def _denominator(reading: Reading, draft: Draft) -> tuple[str, int]:
    """Return the normal form of a denominator after a draft, and its end; empty where there is none."""
    words, text = reading.words, reading.text
    match = words.per_pattern.match(text, draft.end)
    if match is None or draft.kind in ("interval", "throughput"):
        return "", 0
    noun, other = match.group("noun"), match.group("other")
    spelled = match.group("word") is not None
    if match.group("article") and (draft.kind in ("duration", "rate", "number", "memory") or len(noun or "") < 2):
        return "", 0
    if (
        match.group("slash")
        and draft.kind in ("duration", "rate", "score")
        and noun
        and len(noun) < 2
        and noun.isascii()
    ):
        return "", 0
    if noun is None:
        if match.group("alone") is not None:
            noun = "tokens" if draft.kind == "money" else ""
        elif other.lower() not in words.not_denominators and (
            spelled or (match.group("slash") and draft.kind == "money")
        ):
            noun = other
    if not noun:
        return "", 0
    end = match.end()
    if text[match.start() : end].lstrip().startswith("(") and text[end : end + 1] == ")":
        end += 1
    return denominator(reading, match.group("scale") or "", noun), end


def denominator(reading: Reading, scale: str, noun: str) -> str:
    """Return a denominator in its normal form: `call`, `1k tokens`, `100 users`."""
    words = reading.words
    name = words.denominators.get(noun.lower().replace("-", " "), noun.lower())
    match = re.match(r"(\d*)\s*(\D*)$", scale.replace(",", "").strip())
    size, word = match.groups() if match is not None else ("", "")
    value = int(size or 1) * int(words.denominator_scales.get(word, words.denominator_scales.get(word.lower(), 1)))
    if value <= 1:
        return name
    for factor, letter in ((10**6, "m"), (10**3, "k"), (1, "")):
        if value % factor == 0:
            return f"{value // factor}{letter} {name.removesuffix('s')}s"
    return name


def as_throughput(reading: Reading, draft: Draft) -> None:
    """Make a throughput of a load per second."""
    if draft.per == "second" and draft.kind in ("count", "tokens"):
        load = "token" if draft.kind == "tokens" else reading.words.loads.get(draft.unit)
        if load is not None:
            draft.kind, draft.unit = "throughput", load


def _read_comparators(reading: Reading, draft: Draft) -> None:
    words, text = reading.words, reading.text
    for _ in range(2):
        match = words.after_pattern.match(text, draft.end)
        if match is None:
            return
        word = match.group("word")
        entry = words.after[word.lower().replace("-", " ")]
        if not _belongs(reading, draft, entry, word, match.group("gap"), match.end()):
            return
        if entry.kind == "baseline":
            draft.role = "baseline"
            return
        if entry.kind == "delta":
            draft.comparator = draft.comparator if draft.delta else entry.value
        elif not draft.firm and not (draft.comparator and entry.value == "≈"):
            draft.comparator = entry.value
        draft.end = match.end()


def _belongs(reading: Reading, draft: Draft, entry: Word, word: str, gap: str, end: int) -> bool:
    """Tell whether a word after a draft speaks of it and not of what comes next."""
    text = reading.text
    following = text[end : end + 1]
    if entry.kind == "delta":
        change = draft.kind in ("rate", "points", "multiple", "duration") and not gap.strip()
        return change and (word.isascii() or following in _ENDED)
    if entry.kind == "baseline":
        return True
    if word in ("内", "上限"):
        return following not in reading.words.not_inside
    if word in ("+", "多", "起", "-ish"):
        return not gap and (word == "+" or following in _ENDED)
    return not (word.isascii() and word.isalpha() and _NEXT_BOUND.match(text, end))


def direction(reading: Reading, position: int) -> str:
    """Return `up` or `down` by the last verb of change in the clause before a position; empty if there is none."""
    clause = _CLAUSE_END.split(reading.text[max(0, position - 80) : position])[-1]
    verbs = [match.lastgroup or "" for match in reading.words.direction.finditer(clause)]
    return verbs[-1] if verbs else ""


def _direct(reading: Reading, draft: Draft, position: int) -> None:
    """Settle `by 5%` (a change) and `to 85%` (a level) by the verb before."""
    way = direction(reading, position)
    if not way:
        return
    if "by" in draft.marks:
        if draft.kind in _CHANGES:
            draft.comparator = "delta+" if way == "up" else "delta-"
    else:
        draft.comparator = ">=" if way == "up" else "<="
