"""Read one quantity: what stands before its number, the number or range, its unit, and what follows."""

from __future__ import annotations

import re
from dataclasses import dataclass

from speclint.model import Role
from speclint.understand.quantity_numbers import (
    FRACTION,
    GLUED,
    NOT_QUANTITY,
    OUT_OF,
    chinese_number,
    read_number,
)
from speclint.understand.quantity_words import Unit, Words

_BEFORE_WIDTH = 48
_CONTEXT_WIDTH = 24
_RANGE = re.compile(r"\s?(?:-{1,2}|~|至|到|\.\.\.?|…|\bto\b)\s?(?=[\d$¥€£])")
_BOTH = re.compile(r"\s?(?:and|和|与|到|至|to|-|~)\s?(?=[\d$¥€£])")
_SPREAD = re.compile(r"\s?(?:±|\+/-)\s?(?=[\d.])")
_LEVEL = re.compile(r"(?:到|至|达)$")
_FLIPPED = {">": "<=", ">=": "<", "<": ">=", "<=": ">"}
_MONTHS_END = re.compile(r"\s?(?:级|档)")


@dataclass(slots=True)
class Draft:
    """A quantity that is still being read."""

    start: int
    end: int
    number_start: int
    value: float
    kind: str
    unit: str = ""
    high: float | None = None
    comparator: str = ""
    statistic: str | None = None
    per: str | None = None
    role: Role | None = None
    origin: bool = False
    goal: bool = False
    arrow: bool = False
    hard: bool = False


@dataclass(slots=True)
class Before:
    """What was read before a number."""

    start: int
    comparator: str = ""
    hard: bool = False
    currency: str = ""
    role: Role | None = None
    every: bool = False
    window: str = ""
    guard: bool = False
    by: bool = False
    to: bool = False
    origin: bool = False
    arrow: bool = False
    between: bool = False
    per: bool = False


def read_before(words: Words, text: str, number: int, floor: int) -> Before:
    """Read backwards from a number, word by word, as far as the words belong to it."""
    found = Before(number)
    window = text[max(floor, number - _BEFORE_WIDTH) : number][::-1]
    position = 0
    while (match := words.before_pattern.match(window, position)) is not None:
        word = match.group(1)[::-1]
        entry = words.before.get(word.lower().replace("-", " "))
        if entry is None:
            break
        position = match.end()
        start = number - position
        kind = entry.kind
        if kind == "comparator":
            if found.hard:
                break
            if entry.value == "≈" and found.comparator:
                break
            found.comparator, found.hard, found.start = entry.value, entry.value != "≈", start
            if _LEVEL.search(word):
                found.to = True
            continue
        if kind == "currency":
            if found.currency or found.comparator:
                break
            found.currency, found.start = entry.value, start
            continue
        if kind == "delta":
            found.comparator, found.hard, found.start = entry.value, True, start
            break
        if kind == "negator":
            if found.comparator in _FLIPPED:
                found.comparator, found.start = _FLIPPED[found.comparator], start
            break
        if kind == "fillers":
            if found.comparator and word not in ("需", "应", "要", "须", "be"):
                break
            continue
        if kind == "weak":
            if not found.comparator:
                found.comparator = entry.value
            break
        if kind == "every":
            found.every = True
            if not found.comparator:
                found.start = start
        elif kind == "window":
            found.window = word
            if not found.comparator:
                found.start = start
        elif kind == "guards":
            found.guard = True
        elif kind == "by":
            found.by = True
        elif kind == "to":
            found.to = True
        elif kind == "from":
            found.origin = True
        elif kind == "arrow":
            found.arrow = True
        elif kind == "between":
            found.between = True
            if word != "在" and not found.comparator:
                found.start = start
        elif kind == "per":
            found.per = word != "/"
        elif kind in ("versus", "baseline"):
            found.role = "baseline"
        break
    return found


@dataclass(slots=True)
class Amount:
    """A number with its multiplier and unit."""

    value: float
    end: int
    unit: Unit | None = None
    word: str = ""
    plus: bool = False
    scaled: bool = False
    number_end: int = 0


class Reader:
    """Reads quantities from one folded text."""

    def __init__(self, words: Words, text: str, language: str) -> None:
        self.words = words
        self.text = text
        self.language = language

    # ---------------------------------------------------------------------------------------- entry points

    def at_digit(self, position: int, floor: int) -> tuple[Draft | None, int]:
        """Read the quantity whose number begins at a digit; return it and where to read on."""
        text, words = self.text, self.words
        previous = text[position - 1] if position else ""
        number = position
        if previous == "." and (position < 2 or not text[position - 2].isalnum()):
            number = position - 1
        elif previous and (previous.isascii() and (previous.isalnum() or previous in "_@#§^&") or previous in "§№"):
            before = read_before(words, text, position, floor)
            if not before.currency and not (before.comparator == "<" and text[max(0, position - 3) : position].lower() == "sub"):
                return None, self._after_glued(position)
        elif previous == "-" and position > 1 and text[position - 2].isalpha() and text[position - 2].isascii():
            if text[max(0, position - 4) : position].lower() != "sub-":
                return None, self._after_glued(position)
        elif previous == "." or (previous == "+" and position > 1 and text[position - 2].isalnum()):
            return None, self._after_glued(position)
        before = read_before(words, text, number, floor)
        if number == position:
            accelerators = self._accelerators(position, before)
            if accelerators is not None:
                return accelerators, accelerators.end
            special = NOT_QUANTITY.match(text, position)
            if special is not None and not before.currency:
                return None, special.end()
            part = self._part(position, before)
            if part is not None:
                return part
        if number < position:
            digits = read_number(text, position)
            read = None if digits is None else (float("0." + text[position : digits[1]].split(".")[0]) if text[position : digits[1]].isdigit() else -1.0, digits[1])
        else:
            read = read_number(text, position, before.currency)
        if read is None or read[0] < 0:
            return None, max(self._after_glued(position), position + 1)
        return self._quantity(number, read[0], read[1], before)

    def at_numeral(self, start: int, end: int, floor: int) -> tuple[Draft | None, int]:
        """Read the quantity whose number is a run of Chinese numerals."""
        text, words = self.text, self.words
        if start and text[start - 1] in "第几数":
            return None, end
        if text.startswith("分之", end):
            return self._parts(start, end, floor)
        value = chinese_number(text[start:end], words.digits, words.scales)
        if value is None or (text[start] in words.scales and text[start] != "十"):
            return None, end
        found = words.unit_at(text, end)
        before = read_before(words, text, start, floor)
        if found is None or found[0].kind in ("skip", "score") or (found[0].kind == "compute" and value[0] == 1 and found[1] == "核"):
            accelerators = self._accelerated(start, end, value[0], before)
            if accelerators is not None:
                return accelerators, accelerators.end
            if value[0] >= 10 and any(character in text[start:end] for character in "百千万亿") or (found and "满分" in text[max(0, start - 4) : start]):
                noun = words.han_noun_pattern.match(text, end)
                if noun is not None and text[noun.end() : noun.end() + 1] not in words.not_noun_before:
                    return self._finish(Draft(before.start, noun.end(), start, value[0], "count", noun.group("noun").lower()), before, noun.end())
            return None, end
        unit, word, unit_end = found
        if _MONTHS_END.match(text, unit_end) or (unit.kind == "rate" and not 1 <= value[0] < 10):
            return None, end
        draft = self._measure(start, Amount(value[0], unit_end, unit, word, number_end=end), before)
        if draft is None:
            return None, end
        if value[1] is not None:
            draft.high = (value[1] + unit.add) * unit.factor
        return self._finish(draft, before, unit_end)

    def at_word(self, start: int, end: int, floor: int) -> tuple[Draft | None, int]:
        """Read the quantity whose number is an English word; the unit is then required."""
        text, words = self.text, self.words
        word = text[start:end].lower().replace("-", " ")
        value = words.number_words[word]
        before = read_before(words, text, start, floor)
        found = words.unit_at(text, end)
        if text[end : end + 4] in (" in ", "-in-") and word == "one":
            chance = re.compile(r"[ -]in[ -](\w+)").match(text, end)
            other = words.number_words.get(chance.group(1).lower()) if chance else None
            if chance and other and other > 1:
                return self._finish(Draft(before.start, chance.end(), start, value / other, "rate"), before, chance.end())
        accelerators = self._accelerated(start, end, value, before)
        if accelerators is not None and word not in ("a", "an"):
            return accelerators, accelerators.end
        if found is None or found[0].kind in ("skip", "score") or not text[end : end + 1] in (" ", "-") and word != "单":
            return None, end
        unit, unit_word, unit_end = found
        if word in ("a", "an") and not (unit.kind == "duration" and before.comparator in ("<", "<=") and len(unit_word) > 2 and unit_word.lower() != "min"):
            return None, end
        if word in ("single", "a single", "单") and unit.kind != "compute":
            return None, end
        if len(unit_word) < 2 and unit_word != "%" or unit_word.lower() in ("min", "sec", "mo", "star", "core", "point", "points"):
            return None, end
        draft = self._measure(start, Amount(value, unit_end, unit, unit_word, number_end=end), before)
        if draft is None:
            return None, end
        return self._finish(draft, before, unit_end)

    # ---------------------------------------------------------------------------------------- pieces

    def _after_glued(self, position: int) -> int:
        match = GLUED.match(self.text, position)
        return max(position + 1, match.end() if match else position + 1)

    def _near(self, name: str, start: int, end: int, width: int = _CONTEXT_WIDTH) -> int:
        """Return how near a context's word stands: the distance in characters, or a large number."""
        pattern = self.words.contexts[name]
        distance = 1000
        for match in pattern.finditer(self.text[max(0, start - width) : start]):
            distance = min(width, start) - match.end()
        match = pattern.search(self.text[end : end + width // 2])
        return min(distance, match.start()) if match else distance

    def _amount(self, number: int, value: float, end: int, currency: str) -> Amount | None:
        """Read multiplier and unit after a number; None where the number is glued to a word."""
        text, words = self.text, self.words
        amount = Amount(value, end, number_end=end)
        follows = text[end : end + 1]
        multiplier = words.multiplier_pattern.match(text, end)
        if multiplier is not None and not words.han_multiplier_is_noun(text, multiplier):
            glued = multiplier.group("glued")
            amount.value *= words.glued[glued] if glued else words.spaced[multiplier.group("spaced")]
            amount.end = multiplier.end()
            amount.scaled = True
        elif currency and follows == "m" and not text[end + 1 : end + 2].isalnum():
            amount.value, amount.end, amount.scaled = value * 1e6, end + 1, True
        if text[amount.end : amount.end + 1] == "+" and text[amount.end + 1 : amount.end + 2] not in ("/",):
            amount.plus = True
            amount.end += 1
        amount.number_end = amount.end
        found = words.unit_at(text, amount.end)
        if found is not None and self._unit_fits(found, amount, number):
            amount.unit, amount.word, amount.end = found
        elif follows == "m" and not currency and self._minutes(number, end):
            amount.unit, amount.word, amount.end = words.units["min"], "m", end + 1
        elif text[amount.end : amount.end + 1] in ("G", "T", "M") and self._memory(number, amount.end):
            amount.unit, amount.word = words.exact_units[text[amount.end] + "B"], "G"
            amount.end += 1
        if amount.unit is None and glued_on(text, amount.end) and not _TIMES.match(text, amount.end):
            return None
        return amount

    def _unit_fits(self, found: tuple[Unit, str, int], amount: Amount, number: int) -> bool:
        unit, word, end = found
        text = self.text
        gap = text[amount.number_end : end - len(word)]
        if len(word) == 1 and word.isascii() and word.isalpha():
            if gap.strip(" ") or word.isupper() and word != "S":
                return False
            if word == "s" and re.match(r"(?:19|20)\d0$", text[number : amount.number_end]):
                return False
            if word == "d" and gap:
                return False
        if "-" in gap and (not word[-1].isascii() or not word[0].isalpha()):
            return False
        if word == "日" and text[number - 1 : number] == "月":
            return False
        if unit.kind == "money" and word in ("厘", "刀", "円") and self._near("money", number, end) > 100:
            return False
        return True

    def _minutes(self, number: int, end: int) -> bool:
        text = self.text
        if text[end + 1 : end + 2].isalnum() and text[end + 1 : end + 2].isascii():
            return bool(re.match(r"m\d{1,2}s\b", text[end : end + 5]))
        return self._near("time", number, end + 1) < 100

    def _memory(self, number: int, end: int) -> bool:
        follows = self.text[end + 1 : end + 2]
        if follows.isalnum() and follows.isascii():
            return False
        return self._near("memory", number, end, 16) < 100

    def _quantity(self, number: int, value: float, end: int, before: Before) -> tuple[Draft | None, int]:
        text = self.text
        amount = self._amount(number, value, end, before.currency)
        if amount is None:
            return None, self._after_glued(end)
        if before.guard and (amount.unit is None or amount.unit.kind in ("count", "score", "tokens", "compute", "skip")) and not before.currency:
            return None, amount.number_end
        ranged = self._range(number, amount, before)
        if ranged is not None:
            return self._finish(ranged, before, ranged.end)
        draft = self._measure(number, amount, before)
        if draft is None:
            return None, max(amount.end if amount.unit is not None else amount.number_end, number + 1)
        return self._finish(draft, before, draft.end)

    def _range(self, number: int, first: Amount, before: Before) -> Draft | None:
        """Read `- 5 s` after a first amount; both ends take the unit of the second if the first has none."""
        text = self.text
        spread = _SPREAD.match(text, first.end)
        separator = spread or _RANGE.match(text, first.end) or (_BOTH.match(text, first.end) if before.between else None)
        if separator is None:
            return None
        second_start = separator.end()
        currency = before.currency
        marks = re.compile(r"US\$|[$¥€£]").match(text, second_start)
        if marks is not None:
            second_start = marks.end()
        number_read = read_number(text, second_start, currency)
        if number_read is None:
            return None
        second = self._amount(second_start, number_read[0], number_read[1], currency)
        if second is None or NOT_QUANTITY.match(text, second_start):
            return None
        if spread is None and first.unit is not None and (second.unit is None or second.unit.kind != first.unit.kind or second.unit.unit != first.unit.unit):
            return None
        if marks is not None and not currency:
            return None
        unit_of_first = first.unit or second.unit
        lower = first.value
        if second.scaled and not first.scaled and first.value < number_read[0] * 1.0001:
            lower *= second.value / number_read[0] if number_read[0] else 1.0
        if before.origin and first.unit is not None:
            return None
        if before.origin and self._direction(before.start):
            return None
        probe = Amount(second.value, second.end, second.unit or (first.unit if spread else None), second.word or first.word, second.plus, second.scaled, second.number_end)
        before_range = Before(before.start, before.comparator or "range", currency=before.currency, every=before.every, window=before.window)
        draft = self._measure(second_start, probe, before_range, plain=number)
        if draft is None:
            return None
        size = 1.0
        if unit_of_first is not None and draft.kind not in ("count", "number"):
            size = (draft.value / second.value) if second.value else 1.0
            if first.unit is not None and first.unit is not second.unit and not spread:
                size = first.unit.factor
        low, high = lower * size, draft.value
        if spread is not None:
            high = second.value * size
            low, high = lower * size - high, lower * size + high
        elif low > high:
            return None
        draft.value, draft.high = low, high
        draft.start = before.start
        draft.number_start = number
        if before.origin:
            before.origin = False
        if draft.comparator == "range":
            draft.comparator = ""
        return draft

    def _measure(self, number: int, amount: Amount, before: Before, plain: int = -1) -> Draft | None:
        """Make a draft of an amount by its unit, or by the noun that follows it; None where it is no quantity."""
        text, words = self.text, self.words
        draft = Draft(before.start, amount.end, number, amount.value, "number", comparator=before.comparator, hard=before.hard)
        if amount.plus and not before.hard:
            draft.comparator = ">="
        unit = amount.unit
        if before.currency and text[amount.number_end : amount.number_end + 1] != "$":
            if unit is not None and unit.kind != "money":
                draft.end = amount.number_end
            draft.kind, draft.unit = "money", self._currency(before.currency)
            return draft
        if unit is None:
            return self._uncounted(number if plain < 0 else plain, amount, before, draft)
        if unit.kind == "skip":
            return None
        if amount.word == "分":
            unit = self._minute_cent_or_point(number, amount)
        elif unit.kind == "score" and unit.unit == "points" and amount.word.isascii():
            if re.match(r"\s(?:of|in|to|for each|where)\b", text[amount.end : amount.end + 4]) and before.comparator not in ("delta+", "delta-"):
                return None
        draft.kind, draft.unit, draft.per = unit.kind, unit.unit, unit.per
        draft.value = (amount.value + unit.add) * unit.factor
        if unit.kind == "throughput":
            draft.per = "second"
        elif unit.kind == "duration":
            self._compound(draft, unit)
            if before.every or (before.window and unit.factor >= 3600 and before.window != "过去"):
                draft.kind = "interval"
        elif unit.kind == "rate" and amount.word == "成" and not 0 < amount.value < 10:
            return None
        elif unit.kind == "score":
            self._full_marks(draft)
        elif unit.kind in ("tokens", "memory", "compute") and before.every:
            return None
        return draft

    def _compound(self, draft: Draft, unit: Unit) -> None:
        """Add the smaller unit of `1 h 30 min` or 5 分 30 秒."""
        text = self.text
        gap = draft.end + (1 if text[draft.end : draft.end + 1] == " " else 0)
        if not text[gap : gap + 1].isdigit() or unit.factor >= 86400:
            return
        read = read_number(text, gap)
        found = self.words.unit_at(text, read[1]) if read else None
        if read and found and found[0].kind == "duration" and found[0].factor * 59 <= unit.factor:
            draft.value += read[0] * found[0].factor
            draft.end = found[2]
        elif read and found and found[1] == "分" and unit.factor == 3600.0:
            draft.value += read[0] * 60
            draft.end = found[2]

    def _minute_cent_or_point(self, number: int, amount: Amount) -> Unit:
        """分 is a minute, a cent or a point: decided by the nearest word that settles it."""
        text, words = self.text, self.words
        follows = text[amount.end : amount.end + 6]
        if re.match(r"\s?\d{1,2}\s?秒", follows):
            return words.units["min"]
        near = {name: self._near(name, number, amount.end) for name in ("score", "time", "money")}
        name = min(near, key=lambda key: near[key])
        if near[name] > 100:
            return words.units["min"] if re.match(r"[以之]?内(?![容部])", follows) else words.units["分"]
        return {"score": words.units["分"], "time": words.units["min"], "money": words.units["分钱"]}[name]

    def _full_marks(self, draft: Draft) -> None:
        """Read `（满分 5）`, `/5`, `out of 5` after a score."""
        match = re.compile(r"\s?[(,，]?\s?(?:满分|/|out of|共)\s?(\d{1,3})(?:\s?分)?(?:制)?\s?\)?").match(self.text, draft.end)
        if match is not None:
            draft.unit = "/" + match.group(1)
            draft.end = match.end()

    def _uncounted(self, number: int, amount: Amount, before: Before, draft: Draft) -> Draft | None:
        """Read a number without a unit: a count of what the following noun names, a multiple, or a bare number."""
        text, words = self.text, self.words
        end = amount.end
        times = _TIMES.match(text, end)
        if times is not None and number + 1 <= end:
            draft.kind, draft.unit, draft.end = "multiple", "x", times.end()
            return draft
        whole = text[number : amount.number_end]
        year = len(whole) == 4 and whole.isdigit() and 1980 <= int(whole) <= 2050
        infix = re.compile(r" (?:or more|or fewer|or less|plus)(?= [a-z])").match(text, end)
        if infix is not None and not draft.hard:
            draft.comparator, draft.hard = (">=" if "more" in infix.group() or "plus" in infix.group() else "<="), True
            end = infix.end()
        noun = words.han_noun_pattern.match(text, end)
        if noun is not None and text[noun.end() : noun.end() + 1] not in words.not_noun_before:
            draft.kind, draft.unit, draft.end = "count", noun.group("noun").lower(), noun.end()
        else:
            noun = words.noun_pattern.match(text, end)
            if noun is not None and not _CLOSED_CLASS.isdisjoint(noun.group("words").lower().split()):
                noun = None
            if noun is None and not year and not amount.plus:
                noun = words.plural_pattern.match(text, end)
                if noun is not None and noun.group("noun").lower() in words.not_plurals:
                    noun = None
            if noun is None or (year and not noun.group("noun").lower().endswith("s")):
                return self._bare(number, amount, before, draft, year)
            draft.kind, draft.unit, draft.end = "count", noun.group("noun").lower(), noun.end("noun")
        if before.every:
            draft.kind = "interval" if not draft.unit[:1] > "\u2fff" else "denominator"
        if before.per:
            draft.kind = "denominator"
        if draft.unit in ("params", "parameter", "参数"):
            draft.unit = "parameters"
        if draft.unit == "tokens":
            draft.kind = "tokens" if draft.kind == "count" else draft.kind
        return draft

    def _bare(self, number: int, amount: Amount, before: Before, draft: Draft, year: bool) -> Draft | None:
        text, words = self.text, self.words
        if before.guard or before.every or before.per or (year and not before.hard):
            return None
        if amount.scaled and not before.comparator:
            return None
        rest = text[amount.end : amount.end + 2]
        if rest[:1] in ("/", "@", "-", "_") and rest[1:2].isalnum() and rest[1:2].isascii():
            return None
        if text[number - 1 : number] == "[" and rest[:1] == "]" or text[number - 1 : number] == "(" and rest[:1] == ")" and amount.value < 20 and amount.value == int(amount.value):
            return None
        if before.comparator in ("<", "<=", ">", ">=", "≈", "range") and before.comparator:
            if before.comparator == "range" and amount.value > 1 and words.metric_before.search(text[max(0, number - 32) : number]) is None:
                return None
            return draft
        head = text[max(0, number - 32) : number]
        if words.metric_before.search(head):
            return draft
        whole = amount.value == int(amount.value)
        decimal = "." in text[number : amount.number_end]
        if decimal and amount.value <= 1:
            return draft if not re.search(r"[A-Z][\w-]*\s$", head) or before.comparator else None
        if before.comparator == "=" and (decimal or not whole):
            return draft
        alone_before = not head.strip() or bool(re.search(r"[:=|(]\s?$|(?:->|→)\s?$", head))
        alone_after = not text[amount.end : amount.end + 3].strip(" .|*") or text[amount.end : amount.end + 2].lstrip()[:1] in ("|", "→")
        if decimal:
            return draft if alone_before or (not re.search(r"[A-Z][\w.-]*\s$", head) and alone_after) else None
        if alone_before and alone_after or before.role == "baseline" or before.arrow or before.origin:
            return draft
        return None

    def _currency(self, code: str) -> str:
        return "JPY" if code == "CNY" and self.language == "ja" else code

    # ---------------------------------------------------------------------------------------- special shapes

    def _accelerators(self, position: int, before: Before) -> Draft | None:
        """Read `8 H100s`, `2 张 A100 80GB`, `1× A100`, and `A100 × 2`."""
        text = self.text
        read = read_number(text, position)
        if read is None or read[1] - position > 5:
            return None
        found = self._accelerated(position, read[1], read[0], before)
        if found is not None:
            return found
        head = self.words.accelerator_times.search(text[max(0, position - 16) : position])
        if head is not None and not glued_on(text, read[1]):
            name = re.sub(r"s?\s?[x×*]\s?$", "", head.group(), flags=re.IGNORECASE)
            start = position - len(head.group())
            return Draft(start, read[1], position, read[0], "compute", self.words.accelerator_names.get(name.lower(), name))
        return None

    def _accelerated(self, start: int, end: int, value: float, before: Before) -> Draft | None:
        match = self.words.accelerator.match(self.text, end)
        if match is None or match.end() == end or match.start("name") == end:
            return None
        name = match.group("name")
        unit = self.words.accelerator_names.get(name.lower().replace("-", " "), name)
        if match.group("hours"):
            unit = "gpu-hour"
        draft = Draft(before.start, match.end(), start, value, "compute", unit, comparator=before.comparator, hard=before.hard)
        return draft

    def _part(self, position: int, before: Before) -> tuple[Draft | None, int] | None:
        """Read `9 out of 10`, `1 in 20`, `4.2/5`, `1/1000`, 百分之 and 分之 in digits; None where there is none."""
        text = self.text
        out_of = OUT_OF.match(text, position)
        if out_of is not None:
            value, whole = float(out_of.group(1)), float(out_of.group(2).replace(",", ""))
            joint = out_of.group()
            if " in " in joint and (value != 1 or whole > 1e6 or whole < 2 or 1980 <= whole <= 2050 or self.words.unit_at(text, out_of.end())):
                return None
            if " of " in joint and "out of" not in joint and (value > whole or value != int(value) or whole > 1000):
                return None
            if value > whole or whole == 0:
                return None
            if "out of" in joint and whole in (5, 10, 100) and (value != int(value) or self._near("rating", position, out_of.end(), 40) < 100):
                return self._finish(Draft(before.start, out_of.end(), position, value, "score", f"/{int(whole)}", comparator=before.comparator, hard=before.hard), before, out_of.end())
            return self._finish(Draft(before.start, out_of.end(), position, value / whole, "rate", comparator=before.comparator, hard=before.hard), before, out_of.end())
        fraction = FRACTION.match(text, position)
        if fraction is not None and not before.currency:
            value, whole = float(fraction.group(1)), float(fraction.group(2))
            unit = self.words.unit_at(text, fraction.end())
            if unit is not None and unit[0].kind in ("duration", "rate", "memory"):
                return None
            if glued_on(text, fraction.end()):
                return None, self._after_glued(position)
            if whole in (4, 5, 7, 10, 100) and 0 < value <= whole and (
                value != int(value) or before.hard or self._near("rating", position, fraction.end(), 40) < 100 or whole in (10, 100)
            ):
                return self._finish(Draft(before.start, fraction.end(), position, value, "score", f"/{int(whole)}", comparator=before.comparator, hard=before.hard), before, fraction.end())
            if value == 1 and whole >= 50 or before.hard and 0 < value <= whole:
                return self._finish(Draft(before.start, fraction.end(), position, value / whole, "rate", comparator=before.comparator, hard=before.hard), before, fraction.end())
            return None, fraction.end()
        return None

    def _parts(self, start: int, end: int, floor: int) -> tuple[Draft | None, int]:
        """Read 百分之九十五, 千分之五, 三分之二, 百分之95."""
        text, words = self.text, self.words
        numeral = text[start:end]
        whole = words.parts.get(numeral)
        if whole is None:
            read = chinese_number(numeral, words.digits, words.scales)
            whole = int(read[0]) if read else 0
        if not whole:
            return None, end
        position = end + 2
        digits = read_number(text, position)
        if digits is not None:
            value, after = digits
        else:
            match = _HAN_RUN.match(text, position)
            read = chinese_number(match.group(), words.digits, words.scales) if match else None
            if read is None or match is None:
                return None, position
            value, after = read[0], match.end()
        before = read_before(words, text, start, floor)
        draft = Draft(before.start, after, start, value / whole, "rate", comparator=before.comparator, hard=before.hard)
        return self._finish(draft, before, after)

    # ---------------------------------------------------------------------------------------- what follows

    def _finish(self, draft: Draft, before: Before, end: int) -> tuple[Draft | None, int]:
        """Read denominator and comparator after a quantity, and settle what the words before it mean."""
        text = self.text
        draft.end = max(draft.end, end)
        draft.comparator = draft.comparator or ("" if before.comparator == "range" else before.comparator)
        draft.hard = draft.hard or before.hard
        draft.role = draft.role or before.role
        draft.origin, draft.arrow = before.origin, before.arrow
        draft.goal = before.to
        self._sign(draft)
        if draft.kind == "denominator":
            return draft, draft.end
        for _ in range(2):
            self._per(draft)
        self._after(draft)
        if draft.per is None:
            self._per(draft)
        if draft.comparator in ("", "=") and (before.by or before.to):
            self._directed(draft, before)
        elif before.by and draft.kind in ("rate", "points", "multiple"):
            self._directed(draft, before)
        return draft, draft.end

    def _sign(self, draft: Draft) -> None:
        text, start = self.text, draft.start
        mark = text[start - 1 : start]
        if mark not in ("+", "-") or not mark or draft.comparator not in ("", "="):
            return
        earlier = text[start - 2 : start - 1] if start > 1 else ""
        if earlier.isalnum() or earlier in (")", "%", "+", "-"):
            return
        draft.start -= 1
        if draft.kind in ("rate", "points", "multiple", "money", "duration", "count", "score"):
            draft.comparator, draft.hard = "delta" + mark, True
        elif mark == "-":
            draft.value = -draft.value

    def _per(self, draft: Draft) -> None:
        words, text = self.words, self.text
        match = words.per_pattern.match(text, draft.end)
        if match is None:
            return
        noun = match.group("noun")
        if match.group("article") and (draft.kind in ("duration", "interval", "rate", "number") or (noun or "").lower() in ("s", "h", "d", "m", "min", "sec")):
            return
        if noun is None:
            other = match.group("other").lower()
            if not match.group("word") or other in words.not_denominators or draft.kind in ("number",):
                return
            noun = other
        if draft.kind in ("number",) and not match.group("word") or draft.kind in ("interval", "throughput"):
            return
        if match.group("slash") and draft.kind in ("duration", "rate", "score") and noun.lower() in ("d", "h", "s", "m", "min"):
            return
        name = words.denominator(match.group("scale") or "", noun)
        end = match.end()
        if text[match.start() : match.end()].lstrip()[:1] == "(" and text[end : end + 1] == ")":
            end += 1
        if draft.per is not None:
            name = f"{draft.per}/{name}"
        draft.per, draft.end = name, end
        if name == "second" and draft.kind in ("count", "tokens"):
            load = "token" if draft.kind == "tokens" else words.loads.get(draft.unit)
            if load:
                draft.kind, draft.unit = "throughput", load

    def _after(self, draft: Draft) -> None:
        words, text = self.words, self.text
        for _ in range(2):
            match = words.after_pattern.match(text, draft.end)
            if match is None:
                return
            word = match.group(1)
            entry = words.after.get(word.lower().replace("-", " "))
            following = text[match.end() : match.end() + 1]
            if entry is None or (word in ("内", "上限") and following in words.not_inside) or (word == "多" and following not in ("", " ")):
                return
            gap = text[draft.end : match.start(1)]
            if entry.kind == "comparator":
                if "," in gap or (word == "+" and gap) or (word == "-ish" and gap):
                    return
                if word in ("max", "min", "limit", "cap", "ceiling", "maximum", "minimum", "under", "over") and re.match(r"\s?[:=]|\s(?:of\s)?\d", text[match.end() : match.end() + 5]):
                    return
                if word == "起" and following and following not in " ,，。;；)":
                    return
                if draft.comparator in ("", "=", "≈") and not (draft.comparator == "≈" and entry.value == "≈"):
                    draft.comparator, draft.hard = entry.value, entry.value != "≈"
            elif entry.kind == "delta":
                if gap.strip() or draft.kind not in ("rate", "points", "multiple", "duration") or word in ("提升", "增长", "下降") and following not in ("", " ", "。", "，", ",", ")"):
                    return
                if draft.comparator not in ("delta+", "delta-"):
                    draft.comparator, draft.hard = entry.value, True
            elif entry.kind == "baseline":
                if "," in gap:
                    return
                draft.role = "baseline"
                return
            draft.end = match.end()

    def _direction(self, position: int) -> str:
        """Return `up` or `down` by the last verb of change in the words before a position."""
        head = re.split(r"[。；;\n|]", self.text[max(0, position - 80) : position])[-1]
        last = None
        for last in self.words.direction.finditer(head):
            pass
        return (last.lastgroup or "") if last is not None else ""

    def _directed(self, draft: Draft, before: Before) -> None:
        """Settle `by 5%` (a change) and `to 85%` (a level) by the verb before."""
        direction = self._direction(before.start)
        if not direction:
            return
        if before.by:
            if draft.kind in ("rate", "points", "multiple", "duration", "money", "score", "number", "count"):
                draft.comparator, draft.hard = ("delta+" if direction == "up" else "delta-"), True
        elif not draft.hard:
            draft.comparator = ">=" if direction == "up" else "<="


def glued_on(text: str, end: int) -> bool:
    """Tell whether a Latin letter, digit or underscore follows at once."""
    following = text[end : end + 1]
    return following.isascii() and (following.isalnum() or following == "_")


_TIMES = re.compile(r"[x×X](?![A-Za-z0-9_])(?!\s?\d)")
_HAN_RUN = re.compile(r"[零〇一二两三四五六七八九十百千万亿半]+")
_CLOSED_CLASS = frozenset(
    "of and or to in for is are was were the a an per at with on by from that this if as be than but not when which who "
    "can will must should over under within after before then into using via across between while until since so".split()
)
