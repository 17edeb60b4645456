"""Read what follows a quantity, its denominator and comparator, and settle `by 5%` and `to 85%` by the verb before."""

from __future__ import annotations

import re

from speclint.understand.quantity_denominators import Per, normal_form, per_at
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
    found = per_at(reading, draft.end)
    if found is None or draft.kind in ("interval", "throughput"):
        return "", 0
    short = len(found.noun) < 2
    if found.mark == "article" and (draft.kind in ("duration", "rate", "number", "memory") or short):
        return "", 0
    timed = draft.kind in ("duration", "rate", "score")
    if found.mark == "slash" and timed and found.noun and short and found.noun.isascii():
        return "", 0
    name = found.name or _other_name(reading, draft, found)
    if not name:
        return "", 0
    text, end = reading.text, found.end
    if text[draft.end : end].lstrip().startswith("(") and text[end : end + 1] == ")":
        end += 1
    return normal_form(reading, found.scale, name), end


def _other_name(reading: Reading, draft: Draft, found: Per) -> str:
    """The name of a denominator that no table knows: any noun after "per"; after a slash or "a", that of money."""
    noun = found.noun.lower()
    if not noun:
        return "token" if draft.kind == "money" else ""
    if noun in reading.words.not_denominators:
        return ""
    return noun if found.mark == "word" or (found.mark in ("slash", "article") and draft.kind == "money") else ""


def as_throughput(reading: Reading, draft: Draft) -> None:
    """Make a throughput of a load per second."""
    if draft.per == "second" and draft.kind in ("count", "tokens"):
        load = "token" if draft.kind == "tokens" else reading.words.loads.get(draft.unit)
        if load is not None:
            draft.kind, draft.unit = "throughput", load


def _read_comparators(reading: Reading, draft: Draft) -> None:
    for _ in range(2):
        found = reading.after(draft.end)
        if found is None:
            return
        entry, gap, word, end = found
        if not _belongs(reading, draft, entry, word, gap, end):
            return
        if entry.kind == "baseline":
            draft.role = "baseline"
            return
        if entry.kind == "delta":
            draft.comparator = draft.comparator if draft.delta else entry.value
        elif not draft.firm and not (draft.comparator and entry.value == "≈"):
            draft.comparator = entry.value
        draft.end = end


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
