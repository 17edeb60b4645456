"""Find the quantities of a text: each number with its comparator, unit, denominator, statistic and role."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Any

from speclint.model import Quantity
from speclint.understand.quantity_numbers import AT_START, fold
from speclint.understand.quantity_reader import Draft, Reader
from speclint.understand.quantity_words import Words

_NUMERAL = re.compile(r"\d+|[零〇一二两三四五六七八九十百千万亿半]+")
_SENTENCE_END = re.compile(r"[。；;!?！？]|\.\s")
_CELL_END = re.compile(r"[。；;!?！？]|\.\s|\|")
_TO_STATISTIC = re.compile(r"\s?[(\[@]?\s?(?:(?:at|for|as|in|on)\s)?(?:the\s)?$")
_TO_SHARE = re.compile(r"[\s(,，、]{0,3}(?:for|in|on|at|under|within|across|with)?[\s]?(?:at least|[>≥]=?)?\s?$", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s)>\]，。；]+|[\w.+-]{1,64}@[\w.-]{1,64}")
_ARROW = re.compile(r"\s*(?:->|-->|→|⇒|➜|⟶)\s*$")
_TO = re.compile(r"(?:\bto\b|到|至|->|→|⇒)", re.IGNORECASE)
_DAY = 86400.0


class QuantityGrammar:
    """Finds quantities by the words of a vocabulary, which is compiled at first use."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._data = data
        self._words: Words | None = None

    @classmethod
    def from_mapping(cls, data: Mapping[str, Any]) -> QuantityGrammar:
        """Return the grammar of a vocabulary: the content of `rules/vocabulary/quantities.yaml`."""
        return cls(data)

    def find(self, text: str, language: str = "en") -> tuple[Quantity, ...]:
        """Return the quantities of a text, in its order; none overlaps another."""
        if self._words is None:
            self._words = Words(self._data)
        return _find(self._words, text, language)


def _find(words: Words, text: str, language: str) -> tuple[Quantity, ...]:
    folded = fold(text)
    numerals = [(match.start(), match.end(), match.group()[0].isdigit()) for match in _NUMERAL.finditer(folded)]
    if len(folded) < 5 and not numerals:
        spelled = []
    else:
        spelled = [(match.start(), match.end()) for match in words.word_pattern.finditer(folded)]
    if not numerals and not spelled:
        return ()
    reader = Reader(words, folded, language)
    drafts, intervals = _read(reader, numerals, spelled)
    if not drafts and not intervals:
        return ()
    _share(words, folded, drafts)
    _state_statistics(words, folded, drafts)
    used = _state_denominators(words, folded, drafts)
    _relate(folded, drafts)
    drafts = [draft for draft in drafts if draft.kind not in ("denominator", "dropped")]
    drafts += _intervals(words, folded, drafts, [span for span in intervals if span[0] not in used])
    return _finished(text, sorted(drafts, key=lambda draft: draft.start))


def _finished(text: str, drafts: Sequence[Draft]) -> tuple[Quantity, ...]:
    found = []
    floor = 0
    for draft in drafts:
        if draft.start < floor:
            continue
        floor = draft.end
        found.append(
            Quantity(
                text=text[draft.start : draft.end],
                start=draft.start,
                end=draft.end,
                value=round(draft.value, 12),
                kind=draft.kind,
                unit=draft.unit,
                high=None if draft.high is None else round(draft.high, 12),
                comparator=draft.comparator,
                statistic=draft.statistic,
                per=draft.per,
                role=draft.role,
            )
        )
    return tuple(found)


def _read(
    reader: Reader, numerals: Sequence[tuple[int, int, bool]], spelled: Sequence[tuple[int, int]]
) -> tuple[list[Draft], list[tuple[int, int]]]:
    """Read a draft at each number; return the drafts, and the words that are an interval by themselves."""
    words, text = reader.words, reader.text
    addresses = [match.span() for match in _ADDRESS.finditer(text)] if "://" in text or "www." in text or "@" in text else []
    heading = AT_START.match(text)
    position = heading.end() if heading else 0
    drafts: list[Draft] = []
    intervals: list[tuple[int, int]] = []
    candidates = sorted([*numerals, *((start, end, None) for start, end in spelled)], key=lambda item: item[0])
    for start, end, digits in candidates:
        if start < position:
            continue
        if addresses:
            index = bisect_left(addresses, (start + 1,)) - 1
            if index >= 0 and start < addresses[index][1]:
                continue
        floor = drafts[-1].end if drafts else 0
        draft: Draft | None = None
        if digits:
            draft, position = reader.at_digit(start, floor)
        elif digits is False:
            draft, position = reader.at_numeral(start, end, floor)
        else:
            word = text[start:end].lower().replace("-", " ")
            if word.startswith("sub"):
                draft = _sub_second(start, end, word)
                position = end
            elif word in words.intervals:
                intervals.append((start, end))
            elif word in words.number_words:
                draft, position = reader.at_word(start, end, floor)
        position = max(position, start + 1)
        if draft is not None:
            drafts.append(draft)
    return drafts, intervals


def _sub_second(start: int, end: int, word: str) -> Draft:
    value = 0.001 if "milli" in word else 60.0 if "minute" in word else 1.0
    return Draft(start, end, start, value, "duration", "s", comparator="<", hard=True)


def _share(words: Words, text: str, drafts: list[Draft]) -> None:
    """Make `95% of requests` the statistic of the quantity beside it."""
    for index, draft in enumerate(drafts):
        if draft.kind != "rate" or draft.comparator.startswith("delta"):
            continue
        noun = words.share_pattern.match(text, draft.end)
        if noun is None or not 0.4 <= draft.value <= 1:
            continue
        for other, gap in _neighbours(text, drafts, index, noun.end()):
            if gap and not words.not_share.search(text[max(0, draft.start - 24) : draft.start]):
                other.statistic = f"share:{draft.value:g}"
                draft.kind = "dropped"
                break
    drafts[:] = [draft for draft in drafts if draft.kind != "dropped"]


def _neighbours(text: str, drafts: Sequence[Draft], index: int, noun_end: int) -> list[tuple[Draft, bool]]:
    draft = drafts[index]
    found = []
    if index:
        earlier = drafts[index - 1]
        fits = _TO_SHARE.fullmatch(text[earlier.end : draft.start]) is not None
        found.append((earlier, fits and _is_bound(earlier)))
    if index + 1 < len(drafts):
        later = drafts[index + 1]
        gap = text[noun_end : max(noun_end, later.start)]
        close = len(gap) <= 60 and _CELL_END.search(gap) is None
        found.append((later, close and _is_bound(later)))
    return found


def _is_bound(draft: Draft) -> bool:
    if draft.statistic is not None:
        return False
    return draft.kind in ("throughput", "tokens", "money") or (
        draft.kind == "duration" and (draft.value if draft.high is None else draft.high) < _DAY
    )


def _state_statistics(words: Words, text: str, drafts: Sequence[Draft]) -> None:
    """Give each draft the percentile or mean that stands after it, or before it in its clause."""
    marks = [(match.start(), match.end(), _statistic(words, match)) for match in words.statistic_pattern.finditer(text)]
    if not marks:
        return
    starts = [mark[0] for mark in marks]
    consumed: set[int] = set()
    floor = 0
    previous: Draft | None = None
    for draft in drafts:
        index = bisect_left(starts, draft.start) - 1
        if draft.statistic is None:
            if index >= 0 and marks[index][1] > floor - 1 and index not in consumed and _same_clause(text, marks[index][1], draft.start):
                draft.statistic = marks[index][2]
            else:
                after = bisect_left(starts, draft.end)
                if after < len(marks) and _TO_STATISTIC.fullmatch(text[draft.end : marks[after][0]]):
                    draft.statistic = marks[after][2]
                    consumed.add(after)
                elif (
                    previous is not None
                    and previous.kind == draft.kind
                    and "|" in text[previous.end : draft.start]
                    and (index < 0 or marks[index][1] <= previous.start)
                ):
                    draft.statistic = previous.statistic
        floor = draft.end
        previous = draft


def _same_clause(text: str, start: int, end: int) -> bool:
    return end - start <= 80 and _SENTENCE_END.search(text[start:end]) is None


def _statistic(words: Words, match: re.Match[str]) -> str:
    rank = match.group("p") or match.group("rank")
    if rank is None:
        return words.statistics[match.group("word").lower().replace("-", " ")]
    if "." not in rank and len(rank) > 2:
        rank = f"{rank[:2]}.{rank[2:]}"
    return f"p{rank}"


def _state_denominators(words: Words, text: str, drafts: Sequence[Draft]) -> set[int]:
    """Give drafts without a denominator the one that stands before them; return where those words start."""
    used: set[int] = set()
    asking = [draft for draft in drafts if draft.per is None and draft.kind in _ASKING]
    if not asking:
        return used
    marks = list(words.per_before_pattern.finditer(text))
    if not marks:
        return used
    starts = [mark.start() for mark in marks]
    floor = 0
    for draft in drafts:
        width = _ASKING.get(draft.kind, 0)
        index = bisect_left(starts, draft.start) - 1
        if draft.per is None and width and index >= 0:
            mark = marks[index]
            gap = text[mark.end() : draft.start]
            if mark.start() >= floor and len(gap) <= width and _SENTENCE_END.search(gap) is None:
                whole = mark.group("whole")
                name = words.whole_denominators[whole.lower().replace("-", " ")] if whole else words.denominator(mark.group("scale") or "", mark.group("noun"))
                if not (draft.kind == "duration" and name in _TIMES):
                    draft.per = name
                    used.add(mark.start())
                    if name == "second" and draft.kind in ("count", "tokens"):
                        load = "token" if draft.kind == "tokens" else words.loads.get(draft.unit)
                        if load:
                            draft.kind, draft.unit = "throughput", load
        floor = draft.end if draft.kind != "denominator" else floor
    return used


_ASKING = {"money": 60, "tokens": 40, "compute": 40, "memory": 24, "duration": 24, "count": 10}
_TIMES = frozenset(("second", "minute", "hour", "day", "week", "month", "quarter", "year"))


def _relate(text: str, drafts: Sequence[Draft]) -> None:
    """Mark the two sides of `from 70% to 85%`, of an arrow, and of `70% vs 40%`."""
    arrows = []
    for earlier, later in zip(drafts, drafts[1:]):
        gap = text[earlier.end : later.start]
        arrows.append(later.arrow or _ARROW.fullmatch(gap) is not None)
    for index, (earlier, later) in enumerate(zip(drafts, drafts[1:])):
        gap = text[earlier.end : later.start]
        if len(gap) > 40 or _SENTENCE_END.search(gap):
            continue
        alike = earlier.kind == later.kind or earlier.kind == "number"
        if earlier.origin and alike and (later.goal or arrows[index] or _TO.search(gap)):
            earlier.role, later.role = "baseline", "target"
        elif arrows[index] and alike:
            chained = (index and arrows[index - 1]) or (index + 1 < len(arrows) and arrows[index + 1])
            if not chained:
                earlier.role, later.role = "baseline", "target"
        if earlier.role == "baseline" and later.role == "target" and earlier.kind == "number" and later.kind != "number":
            earlier.value *= 0.01 if later.kind == "rate" else 1.0
            earlier.kind, earlier.unit = later.kind, later.unit


def _intervals(
    words: Words, text: str, drafts: Sequence[Draft], spans: Sequence[tuple[int, int]]
) -> list[Draft]:
    """Return the intervals told in one word (weekly, 每周) that are no part of another quantity."""
    starts = [draft.start for draft in drafts]
    found = []
    for start, end in spans:
        index = bisect_left(starts, end) - 1
        if index >= 0 and drafts[index].end > start:
            continue
        if words.not_interval_pattern.match(text, end):
            continue
        value = words.intervals[text[start:end].lower().replace("-", " ")]
        if value == "release":
            found.append(Draft(start, end, start, 1.0, "interval", "release"))
        else:
            found.append(Draft(start, end, start, float(value), "interval", "s"))
    return found
