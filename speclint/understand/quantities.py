"""Find the quantities of a text: each number with its comparator, unit, denominator, statistic and role."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Any

from speclint.model import Quantity
from speclint.understand.quantity_draft import Draft, Reading
from speclint.understand.quantity_numbers import ITEM_NUMBER, NUMERAL, SECTION_NUMBER, fold
from speclint.understand.quantity_parts import parts_of_wholes
from speclint.understand.quantity_reader import at_chinese, at_digits, at_word
from speclint.understand.quantity_relations import (
    intervals_in_words,
    state_denominators,
    state_roles,
    state_shares,
    state_statistics,
)
from speclint.understand.quantity_words import Words
from speclint.understand.word_table import spelled

_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s)>\]，。；]+|[\w.+-]{1,64}@[\w.-]{1,64}")
_MEASURES = frozenset(("duration", "rate", "money", "memory", "score", "multiple", "points", "throughput"))
_METRIC = re.compile(r"[A-Za-z0-9-]{1,20}")


class QuantityGrammar:
    """Finds quantities by the words of a vocabulary, which is compiled when it is first used."""

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
    candidates = [(match.start(), match.end()) for match in NUMERAL.finditer(folded)]
    candidates += [(match.start(), match.end()) for match in words.word_pattern.finditer(folded)]
    if not candidates and words.halved.search(folded) is None and words.rarely.search(folded) is None:
        return ()
    reading = Reading(words, folded, spelled(folded), language)
    drafts, intervals = _read(reading, sorted(candidates))
    if not drafts and not intervals:
        return ()
    drafts = state_shares(reading, drafts)
    state_statistics(reading, drafts)
    used = state_denominators(reading, drafts)
    drafts = [draft for draft in drafts if draft.kind != "denominator"]
    state_roles(folded, drafts)
    drafts += intervals_in_words(reading, drafts, [span for span in intervals if span[0] not in used])
    return _quantities(text, sorted(drafts, key=lambda draft: draft.start))


def _read(reading: Reading, candidates: Sequence[tuple[int, int]]) -> tuple[list[Draft], list[tuple[int, int]]]:
    """Read a draft at each numeral; return the drafts, and the words that are an interval by themselves."""
    words, text = reading.words, reading.text
    addresses = [match.span() for match in _ADDRESS.finditer(text)] if _may_hold_address(text) else []
    position = _after_numbering(reading)
    drafts: list[Draft] = []
    intervals: list[tuple[int, int]] = []
    told = parts_of_wholes(reading)
    for start, end in sorted({*candidates, *((number, number) for number, share in told.items() if share)}):
        if start < position or (addresses and _is_inside(addresses, start)):
            continue
        if start in told:
            share = told[start]
            position = end if share is None else share.end
            drafts.extend(() if share is None else (share,))
            continue
        word = text[start:end].lower().replace("-", " ")
        if word in words.intervals:
            intervals.append((start, end))
            continue
        draft, position = _read_at(reading, start, end, word, drafts[-1].end if drafts else 0)
        position = max(position, start + 1)
        if draft is not None:
            drafts.append(draft)
    return drafts, intervals


def _read_at(reading: Reading, start: int, end: int, word: str, floor: int) -> tuple[Draft | None, int]:
    if word[0].isdigit():
        return at_digits(reading, start, floor)
    if word in reading.words.bounds:
        return Draft(start, end, start, reading.words.bounds[word], "duration", "s", comparator="<"), end
    if word in reading.words.number_words:
        return at_word(reading, start, end, floor)
    return at_chinese(reading, start, end, floor)


def _after_numbering(reading: Reading) -> int:
    """Return where the text begins after the number of its section or item: `3.2 Latency`, `1.`, `2、`."""
    section = SECTION_NUMBER.match(reading.text)
    if section is not None:
        follows = section.start("title")
        return 0 if _is_measured(reading, section.end("number"), follows) else follows
    item = ITEM_NUMBER.match(reading.text)
    return item.end() if item is not None else 0


def _is_measured(reading: Reading, end: int, follows: int) -> bool:
    """Tell whether a dotted number at the start of a text is a value: `1.5 秒`, `0.85 F1`, `1.5 亿元`."""
    words, text = reading.words, reading.text
    metric = _METRIC.match(text, follows)
    if metric is not None and words.metric_before.search(metric.group()):
        return True
    if words.multiplier_pattern.match(text, end):
        return True
    unit = reading.unit_at(end)
    return unit is not None and unit[0].kind in _MEASURES and not unit[1].istitle()


def _may_hold_address(text: str) -> bool:
    return "://" in text or "www." in text or "@" in text


def _is_inside(spans: Sequence[tuple[int, int]], position: int) -> bool:
    index = bisect_left(spans, (position + 1,)) - 1
    return index >= 0 and position < spans[index][1]


def _quantities(text: str, drafts: Sequence[Draft]) -> tuple[Quantity, ...]:
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
