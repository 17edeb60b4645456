"""Relate the quantities of a text to each other and to the words between them: statistics, denominators, roles."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from speclint.understand.quantity_after import as_throughput
from speclint.understand.quantity_denominators import denominators_before
from speclint.understand.quantity_draft import Draft, Reading
from speclint.understand.quantity_words import DAY, Words

_SENTENCE_END = re.compile(r"[。；;!?！？]|\.\s")
_CELL_END = re.compile(r"[。；;!?！？|]|\.\s")
_TO_STATISTIC = re.compile(r"\s?[(\[@]?\s?(?:(?:at|for|as|in|on)\s)?(?:the\s)?")
_TO_SHARE = re.compile(
    r"(?:[\u4e00-\u9fff]{1,4}(?=\())?[\s(,，、]{0,3}(?:for|in|on|at|under|within|across|with)?\s?"
    r"(?:at least|[>≥]=?)?\s?",
    re.IGNORECASE,
)
_TO_NEXT = re.compile(r"\s?[/、,和]\s?")
_ARROW = re.compile(r"\s*(?:-{1,2}>|→|⇒|➜|⟶)\s*")
_CELL_OR_ARROW = re.compile(r"\||-{1,2}>|[→⇒➜⟶]")  # searched for: no blanks before, each of which would be a start
_TO = re.compile(r"(?:\bto\b|到|至|-{1,2}>|→|⇒)", re.IGNORECASE)
# how far before a quantity of each kind its denominator may stand
_REACH = {"money": 60, "tokens": 40, "compute": 40, "memory": 24, "duration": 24, "count": 10}
_TIMES = frozenset(("second", "minute", "hour", "day", "week", "month", "quarter", "year"))


def state_shares(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """Make `95% of requests` the statistic of the bound beside it, and drop it as a quantity of its own."""
    shares: set[int] = set()
    for index, draft in enumerate(drafts):
        if draft.kind != "rate" or draft.delta or not 0.4 <= draft.value <= 1:
            continue
        noun = reading.words.share.match(reading.text, draft.end)
        if noun is None or reading.words.not_share.search(reading.text, max(0, draft.start - 24), draft.start):
            continue
        bound = _bound_beside(reading.text, drafts, index, noun.end())
        if bound is not None:
            bound.statistic = f"share:{draft.value:g}"
            shares.add(index)
    return [draft for index, draft in enumerate(drafts) if index not in shares] if shares else drafts


def _bound_beside(text: str, drafts: Sequence[Draft], index: int, noun_end: int) -> Draft | None:
    draft = drafts[index]
    if index:
        earlier = drafts[index - 1]
        if _is_bound(earlier) and _TO_SHARE.fullmatch(text, earlier.end, draft.start):
            return earlier
    if index + 1 < len(drafts):
        later = drafts[index + 1]
        close = later.start - noun_end <= 60 and not _CELL_END.search(text, noun_end, max(noun_end, later.start))
        if close and _is_bound(later):
            return later
    return None


def _is_bound(draft: Draft) -> bool:
    if draft.statistic is not None:
        return False
    longest = draft.value if draft.high is None else draft.high
    return draft.kind in ("throughput", "tokens", "money") or (draft.kind == "duration" and longest < DAY)


def state_statistics(reading: Reading, drafts: Sequence[Draft]) -> None:
    """Give each quantity the percentile or mean that stands before it in its clause, or right after it."""
    text, words = reading.text, reading.words
    marks = [(match.start(), match.end(), _statistic(words, match)) for match in words.statistic_pattern.finditer(text)]
    if not marks:
        return
    starts = [mark[0] for mark in marks]
    taken = _pair(text, marks, starts, drafts)
    floor = 0
    previous: Draft | None = None
    for draft in drafts:
        index = bisect_left(starts, draft.start) - 1
        after = bisect_left(starts, draft.end)
        if draft.statistic is not None or draft.kind == "interval":
            pass
        elif index >= 0 and index not in taken and _leads(text, marks[index][1], draft.start, floor):
            draft.statistic = marks[index][2]
        elif after < len(marks) and _TO_STATISTIC.fullmatch(text, draft.end, starts[after]):
            draft.statistic = marks[after][2]
            taken.add(after)
        elif (
            previous is not None
            and _shares_row(text, previous, draft)
            and (index < 0 or starts[index] < previous.start)
        ):
            draft.statistic = previous.statistic
        floor, previous = draft.end, draft


def _leads(text: str, end: int, start: int, floor: int) -> bool:
    return end >= floor and start - end <= 80 and _SENTENCE_END.search(text, end, start) is None


def _shares_row(text: str, previous: Draft, draft: Draft) -> bool:
    """Tell whether two quantities are cells of one row or the sides of an arrow, so that one statistic is for both."""
    if previous.kind != draft.kind:
        return False
    return "arrow" in draft.marks or _CELL_OR_ARROW.search(text, previous.end, draft.start) is not None


def _pair(text: str, marks: Sequence[tuple[int, int, str]], starts: Sequence[int], drafts: Sequence[Draft]) -> set[int]:
    """Pair the statistics of `P50/P95: 1 s / 3 s` with its quantities one by one; return the marks that are used."""
    taken: set[int] = set()
    for first, second in pairwise(drafts):
        index = bisect_left(starts, first.start) - 1
        if index < 1 or first.kind != second.kind or not _TO_NEXT.fullmatch(text, first.end, second.start):
            continue
        if _TO_NEXT.fullmatch(text, marks[index - 1][1], marks[index][0]) and first.start - marks[index][1] <= 20:
            first.statistic, second.statistic = marks[index - 1][2], marks[index][2]
            taken |= {index - 1, index}
    return taken


def _statistic(words: Words, match: re.Match[str]) -> str:
    rank = match.group("p") or match.group("rank")
    if rank is None:
        return words.statistics[match.group("word").lower().replace("-", " ")]
    return f"p{rank}" if "." in rank or len(rank) < 3 else f"p{rank[:2]}.{rank[2:]}"


def state_denominators(reading: Reading, drafts: Sequence[Draft]) -> set[int]:
    """Give quantities without a denominator the one that stands before them; return where those words begin."""
    used: set[int] = set()
    if not any(draft.per is None and draft.kind in _REACH for draft in drafts):
        return used
    marks = list(denominators_before(reading))
    starts = [mark[0] for mark in marks]
    floor = 0
    for draft in drafts:
        index = bisect_left(starts, draft.start) - 1
        if index >= 0 and starts[index] >= floor and _applies(reading.text, marks[index], draft):
            draft.per = marks[index][2]
            # 每天 1000 次 is a count a day; 每周抽检 200 条 is also something done weekly
            if draft.kind != "count" or draft.start - marks[index][1] <= 1:
                used.add(starts[index])
            if index and starts[index - 1] >= floor and starts[index] - marks[index - 1][1] <= 2:
                draft.per = f"{marks[index - 1][2]}/{draft.per}"
                used.add(starts[index - 1])
            as_throughput(reading, draft)
        floor = floor if draft.kind == "denominator" else draft.end
    return used


def _applies(text: str, mark: tuple[int, int, str], draft: Draft) -> bool:
    """Tell whether a denominator belongs to a quantity that follows it."""
    _, end, name = mark
    if draft.per is not None or draft.start - end > _REACH.get(draft.kind, -1):
        return False
    if draft.kind == "duration" and name in _TIMES:
        return False
    return _SENTENCE_END.search(text, end, draft.start) is None


def state_roles(text: str, drafts: Sequence[Draft]) -> None:
    """Tell the two sides of `from 70% to 85%` and of an arrow; a chain of arrows has none."""
    pairs = list(pairwise(drafts))
    arrows = ["arrow" in later.marks or bool(_ARROW.fullmatch(text, first.end, later.start)) for first, later in pairs]
    for index, (first, later) in enumerate(pairs):
        like = first.per == later.per and (
            first.kind == "number" or (first.kind == later.kind and first.unit == later.unit)
        )
        if not like or later.start - first.end > 40 or _SENTENCE_END.search(text, first.end, later.start):
            continue
        chained = any(arrows[max(0, index - 1) : index] + arrows[index + 1 : index + 2])
        led = "origin" in first.marks and ("goal" in later.marks or _TO.search(text, first.end, later.start))
        if led or (arrows[index] and not chained):
            first.role, later.role = "baseline", "target"
            if first.kind == "number" and later.kind in ("rate", "score"):
                first.value *= 0.01 if later.kind == "rate" else 1.0
                first.kind, first.unit = later.kind, later.unit


def intervals_in_words(reading: Reading, drafts: Sequence[Draft], spans: Sequence[tuple[int, int]]) -> list[Draft]:
    """Return the intervals told in one word (weekly, 每周) that are no part of a quantity."""
    starts = [draft.start for draft in drafts]
    found = []
    for start, end in spans:
        index = bisect_left(starts, end) - 1
        if (index >= 0 and drafts[index].end > start) or reading.words.not_interval.match(reading.text, end):
            continue
        value = reading.words.intervals[reading.text[start:end].lower().replace("-", " ")]
        draft = Draft(start, end, start, 1.0, "interval", value)
        if value.isdigit():
            draft.value, draft.unit = float(value), "s"
        found.append(draft)
    return found
