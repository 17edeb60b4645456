"""What is known of a quantity while it is read: its number, the words before it, the draft that becomes a Quantity."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from speclint.model import Role
from speclint.understand.quantity_words import Unit, Word, Words

BEFORE_WIDTH = 48
CONTEXT_WIDTH = 24
FAR = 1000
_FLIPPED = {">": "<=", ">=": "<", "<": ">=", "<=": ">"}
_LEVELS = ("到", "至", "达")
_GAP_BEFORE = re.compile(r"[\s*_`(\[\"“':]{0,4}")
_GAP_AFTER = re.compile(r"[\s(*-]{0,3}")


@dataclass(slots=True)
class Draft:
    """A quantity that is still being read; `marks` are the classes of the words that stood before it."""

    start: int
    end: int
    number: int
    value: float
    kind: str = "number"
    unit: str = ""
    high: float | None = None
    comparator: str = ""
    statistic: str | None = None
    per: str | None = None
    role: Role | None = None
    marks: set[str] = field(default_factory=set)

    @property
    def firm(self) -> bool:
        """Whether the comparator binds, so that no weaker one replaces it."""
        return self.comparator not in ("", "=", "≈")

    @property
    def delta(self) -> bool:
        """Whether it is a change rather than a level."""
        return self.comparator.startswith("delta")


@dataclass(slots=True)
class Before:
    """What the words before a number say of it; `start` is where the first of them begins that is part of it."""

    start: int
    comparator: str = ""
    currency: str = ""
    window: str = ""
    about: bool = False
    marks: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Amount:
    """A number with its multiplier and unit; `number_end` is where the unit begins, at the latest."""

    value: float
    end: int
    number_end: int
    unit: Unit | None = None
    word: str = ""
    plus: bool = False
    scale: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """The folded text that is read, the same as tables spell it, its language and the words to read it by."""

    words: Words
    text: str
    spelled: str
    language: str

    def unit_at(self, position: int) -> tuple[Unit, str, int] | None:
        """The unit that stands at a position, its word and its end."""
        gap = self.words.unit_gap.match(self.text, position)
        if gap is None:
            return None
        start = gap.end()
        found = self.words.unit_words.at(self.spelled, start)
        if found is None and gap.group("adjective"):
            start = gap.start("adjective")
            found = self.words.unit_words.at(self.spelled, start)
        if found is None:
            return None
        word = self.text[start : found[1]]
        unit = self.words.unit(word)
        following = self.text[found[1] : found[1] + 1]
        if unit is None or (following and following in unit.not_before):
            return None
        if unit.needs and not self.near(unit.needs, position, found[1]):
            return None
        return unit, word, found[1]

    def after(self, position: int) -> tuple[Word, str, str, int] | None:
        """What a word after a quantity says, the gap before the word, the word, and its end."""
        gap = _GAP_AFTER.match(self.text, position)
        start = position if gap is None else gap.end()
        found = self.words.after.at(self.spelled, start)
        if found is None:
            return None
        return found[0], self.text[position:start], self.text[start : found[1]], found[1]

    def distance(self, context: str, start: int, end: int, width: int = CONTEXT_WIDTH) -> int:
        """Return how many characters away the nearest word of a context stands, before or soon after; FAR if none."""
        pattern = self.words.contexts[context]
        head = self.text[max(0, start - width) : start]
        distance = min((len(head) - match.end() for match in pattern.finditer(head)), default=FAR)
        match = pattern.search(self.text[end : end + width // 2])
        return distance if match is None else min(distance, match.start())

    def near(self, context: str, start: int, end: int, width: int = CONTEXT_WIDTH) -> bool:
        """Tell whether a word of a context stands near."""
        return self.distance(context, start, end, width) < FAR

    def glued(self, position: int) -> bool:
        """Tell whether a Latin letter, a digit or an underscore stands at a position."""
        character = self.text[position : position + 1]
        return character.isascii() and (character.isalnum() or character == "_")


def read_before(reading: Reading, number: int, floor: int) -> Before:
    """Read backwards from a number, word by word, as far as the words belong to it."""
    found = Before(number)
    first = max(floor, number - BEFORE_WIDTH)
    window, spelled = reading.text[first:number][::-1], reading.spelled[first:number][::-1]
    position = 0
    while True:
        gap = _GAP_BEFORE.match(window, position)
        start = position if gap is None else gap.end()
        entry = reading.words.before.at(spelled, start)
        if entry is None:
            return found
        word = window[start : entry[1]][::-1]
        if _is_call_or_tag(reading.text, number - entry[1], word, window[position:start]):
            return found
        position = entry[1]
        if not _take(found, entry[0], word, number - position):
            return found


def _is_call_or_tag(text: str, start: int, word: str, gap: str) -> bool:
    """Tell whether the word is no comparator but code: `max(0, …)`, `<td>`."""
    if gap == "(" and word.isascii() and word.isalpha():
        return True
    opening = text.rfind("<", max(0, start - 40), start) if word == ">" else -1
    return opening >= 0 and (text[opening + 1 : opening + 2].isalpha() or text[opening + 1 : opening + 2] == "/")


def _take(found: Before, entry: Word, word: str, start: int) -> bool:
    """Note what a word says; return whether the words before it may say more."""
    if entry.kind in ("comparator", "currency", "delta", "negator"):
        return _compare(found, entry, word, start)
    if entry.kind == "fillers":
        return not found.comparator
    if entry.kind == "weak":
        found.comparator = found.comparator or entry.value
        return False
    if entry.kind == "per" and found.comparator:
        return False
    found.marks.add(entry.kind)
    if entry.kind in ("every", "window", "between") and word != "在" and not found.comparator:
        found.start = start
        found.window = word if entry.kind == "window" else ""
        found.about = entry.value == "≈"
    return False


def _compare(found: Before, entry: Word, word: str, start: int) -> bool:
    if entry.kind == "currency":
        if found.currency or found.comparator:
            return False
        found.currency, found.start = entry.value, start
        return True
    if entry.kind == "negator":
        if found.comparator in _FLIPPED:
            found.comparator, found.start = _FLIPPED[found.comparator], start
        return False
    if entry.kind == "delta":
        found.comparator, found.start = entry.value, start
        return False
    if found.comparator not in ("", "≈") or (found.comparator and entry.value == "≈"):
        return False
    found.comparator, found.start = entry.value, start
    if word.endswith(_LEVELS):
        found.marks.add("goal")
    return True
