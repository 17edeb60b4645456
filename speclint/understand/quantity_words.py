"""The words of the quantity grammar, compiled from the vocabulary: units, comparators, denominators, statistics."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


def alternatives(words: Iterable[str]) -> str:
    """Return a pattern that matches the longest of these words, built as a trie so that each character is read once."""
    root: dict[str, Any] = {}
    for word in words:
        node = root
        for character in word:
            node = node.setdefault(character, {})
        node[""] = {}
    return _branch(root)


def bounded(words: Iterable[str], *, follows: str = r"(?![A-Za-z0-9_])") -> str:
    """Return a pattern of these words where those that end in a letter of the Latin script end there."""
    latin: list[str] = []
    other: list[str] = []
    for word in words:
        (latin if word and word[-1].isascii() and word[-1].isalnum() else other).append(word)
    patterns = []
    if latin:
        patterns.append(alternatives(latin) + follows)
    if other:
        patterns.append(alternatives(other))
    return "(?:" + "|".join(patterns) + ")" if patterns else "(?!)"


def _branch(node: Mapping[str, Any]) -> str:
    options = [_character(character) + _branch(child) for character, child in node.items() if character]
    if not options:
        return ""
    body = options[0] if len(options) == 1 and "" not in node else "(?:" + "|".join(options) + ")"
    return body + "?" if "" in node else body


def _character(character: str) -> str:
    return "[ -]" if character == " " else re.escape(character)


@dataclass(frozen=True, slots=True)
class Unit:
    """What a word after a number makes of it; `add` is what the word itself adds to the number (个半小时)."""

    kind: str
    unit: str = ""
    factor: float = 1.0
    per: str | None = None
    not_before: str = ""
    add: float = 0.0


@dataclass(frozen=True, slots=True)
class Before:
    """What a word before a number says of it: its class, and for some the operator or currency."""

    kind: str
    value: str = ""


def _spelling(word: str) -> str:
    """Return the form under which a word is looked up: lower case, blanks and hyphens alike."""
    return word.lower().replace("-", " ")


class Words:
    """All tables and patterns; every pattern is matched at a position or over a bounded stretch."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._read_before(data["before"])
        self._read_after(data["after"])
        self._read_units(data)
        self._read_nouns(data["nouns"])
        self._read_denominators(data)
        self._read_intervals(data)
        self._read_statistics(data)
        contexts = data["contexts"]
        self.contexts = {
            name: re.compile(_anywhere(words), re.IGNORECASE) for name, words in contexts.items() if name != "metrics"
        }
        self.metric_before = re.compile(
            r"(?:^|[^A-Za-z0-9_])" + "(?:" + "|".join(map(re.escape, contexts["metrics"])) + r")[\s*_`:=|)~]{0,5}$",
            re.IGNORECASE,
        )
        directions = data["directions"]
        self.direction = re.compile(
            rf"(?P<up>{_anywhere(directions['up'])})|(?P<down>{_anywhere(directions['down'])})", re.IGNORECASE
        )
        accelerators = alternatives(data["accelerators"])
        self.accelerator = re.compile(
            r"(?:\s?(?:[x×*]|张|块|卡|台|个|枚))?\s?(?:nvidia\s|华为\s?|英伟达\s?)?(?:tesla\s)?(?P<name>"
            + accelerators
            + r")(?:-(?:sxm\d?|pcie))?s?(?![A-Za-z0-9])(?:[\s-]{0,2}\(?\d{1,3}\s?gi?b?\)?(?![A-Za-z0-9]))?(?:\sgpus?\b)?"
            r"(?P<hours>[\s-]?(?:hours?|h)\b|\s?小时)?",
            re.IGNORECASE,
        )
        self.accelerator_names = {name.lower(): name for name in data["accelerators"]}
        self.accelerator_times = re.compile(accelerators + r"s?\s?[x×*]\s?$", re.IGNORECASE)

    # ------------------------------------------------------------------------------------------ before

    def _read_before(self, before: Mapping[str, Any]) -> None:
        table: dict[str, Before] = {}
        for kind in ("fillers", "guards", "between", "every", "window", "per", "versus", "arrow", "baseline"):
            table.update({word: Before(kind) for word in before[kind]})
        table.update({word: Before("from") for word in before["from"]})
        table.update({word: Before("weak", "=") for word in before["weak_equals"]})
        table.update({word: Before("by") for word in before["by"]})
        table.update({word: Before("to") for word in before["to"]})
        table.update({word: Before("negator") for word in before["negators"]})
        for sign, words in before["deltas"].items():
            table.update({word: Before("delta", "delta" + sign) for word in words})
        for sign, words in before["comparators"].items():
            table.update({word: Before("comparator", sign) for word in words})
        for code, words in before["currencies"].items():
            table.update({word: Before("currency", code) for word in words})
        self.before = {_spelling(word): entry for word, entry in table.items()}
        reversed_words = [word[::-1] for word in table]
        # read backwards from the number: the boundary of a Latin word is then at its reversed end
        self.before_pattern = re.compile(r"[\s*_`(\[\"“':]{0,4}(" + bounded(reversed_words) + ")", re.IGNORECASE)

    # ------------------------------------------------------------------------------------------ after

    def _read_after(self, after: Mapping[str, Any]) -> None:
        table: dict[str, Before] = {}
        for sign, words in after["deltas"].items():
            table.update({word: Before("delta", "delta" + sign) for word in words})
        for sign, words in after["comparators"].items():
            table.update({word: Before("comparator", sign) for word in words})
        table.update({word: Before("baseline") for word in after["baseline"]})
        self.after = {_spelling(word): entry for word, entry in table.items()}
        self.after_pattern = re.compile(r"[\s(,*-]{0,3}(" + bounded(table) + ")", re.IGNORECASE)
        self.not_inside = frozenset(after["not_inside"])

    # ------------------------------------------------------------------------------------------ units

    def _read_units(self, data: Mapping[str, Any]) -> None:
        self.units: dict[str, Unit] = {}
        self.exact_units: dict[str, Unit] = {}
        surfaces: list[str] = []
        for entry in data["units"]:
            unit = Unit(
                entry["kind"],
                entry.get("unit", ""),
                float(entry.get("factor", 1.0)),
                entry.get("per"),
                entry.get("not_before", ""),
                float(entry.get("add", 0.0)) * 0.5,
            )
            self.units.update({_spelling(word): unit for word in entry.get("words", ())})
            self.exact_units.update(dict.fromkeys(entry.get("exact", ()), unit))
            surfaces += [*entry.get("words", ()), *entry.get("exact", ())]
        self.unit_pattern = re.compile(r"(?P<gap>[ ]{0,2}-?)(" + bounded(surfaces) + ")", re.IGNORECASE)
        multipliers = data["multipliers"]
        self.glued = {word: float(value) for word, value in multipliers["glued"].items()}
        self.spaced = {word: float(value) for word, value in multipliers["spaced"].items()}
        self.multiplier_pattern = re.compile(
            rf"(?P<glued>{alternatives(self.glued)}(?![A-Za-z0-9]))|[ -]?(?P<spaced>{bounded(self.spaced)})"
        )
        numerals = data["numerals"]
        self.digits: dict[str, int] = dict(numerals["digits"])
        self.scales: dict[str, int] = dict(numerals["scales"])
        self.parts: dict[str, int] = dict(numerals["parts"])
        self.number_words = {_spelling(word): float(value) for word, value in numerals["words"].items()}

    def unit_at(self, text: str, position: int) -> tuple[Unit, str, int] | None:
        """Return the unit that stands at a position, its word and its end."""
        match = self.unit_pattern.match(text, position)
        if match is None:
            return None
        word = match.group(2)
        unit = self.exact_units.get(word) or self.units.get(_spelling(word))
        if unit is None:
            return None
        following = text[match.end() : match.end() + 1]
        if following and following in unit.not_before:
            return None
        return unit, word, match.end()

    def han_multiplier_is_noun(self, text: str, match: re.Match[str]) -> bool:
        """Tell whether 千 or 百 after a number belongs to the next word (5 百分点, 3 千米)."""
        return text[match.end() : match.end() + 1] in ("分", "米", "克", "度")

    # ------------------------------------------------------------------------------------------ nouns

    def _read_nouns(self, nouns: Mapping[str, Any]) -> None:
        self.noun_pattern = re.compile(
            r"[ -](?P<words>(?:[A-Za-z][A-Za-z-]{0,20} ){0,3}?)(?P<noun>" + bounded(nouns["en"]) + ")", re.IGNORECASE
        )
        self.han_noun_pattern = re.compile(r"[ ]?(?P<noun>" + bounded(nouns["zh"]) + ")", re.IGNORECASE)
        self.plural_pattern = re.compile(r" (?P<noun>[A-Za-z][a-z]{1,20}(?:-[a-z]{1,20})?[a-rt-z]s)(?![A-Za-z0-9_-])")
        self.not_noun_before = frozenset(nouns["zh_not_before"])
        self.not_plurals = frozenset(nouns["stop"])
        self.loads: dict[str, str] = dict(nouns["loads"])

    # ------------------------------------------------------------------------------------------ denominators

    def _read_denominators(self, data: Mapping[str, Any]) -> None:
        self.denominators = {
            _spelling(word): name for name, words in data["denominators"].items() for word in words
        }
        self.denominator_scales: dict[str, str] = dict(data["denominator_scales"])
        self.whole_denominators = {_spelling(word): name for word, name in data["denominators_before"].items()}
        self.not_denominators = frozenset(data["not_denominators"])
        scale = (
            r"(?P<scale>(?:\d[\d,]{0,9}\s?)?(?:(?:" + alternatives(self.denominator_scales) + r")(?![A-Za-z]))?)\s?"
        )
        noun = rf"(?P<noun>{bounded([word for words in data['denominators'].values() for word in words])})"
        self.per_pattern = re.compile(
            rf"\s?\(?(?:(?P<slash>/)|(?P<han>每)|(?P<word>per|each|every)[ -]|(?P<article>an?) )\s?{scale}"
            rf"(?:(?:{noun})|(?P<other>[a-z]{{3,20}}))",
            re.IGNORECASE,
        )
        self.per_before_pattern = re.compile(
            rf"(?<![A-Za-z])(?:(?P<whole>{bounded(data['denominators_before'])})"
            rf"|(?:每|per[ -]|each |every )\s?{scale}{noun})",
            re.IGNORECASE,
        )

    def denominator(self, scale: str, noun: str) -> str:
        """Return a denominator in its normal form: `1k tokens`, `call`, `100 users`."""
        name = self.denominators.get(_spelling(noun), noun.lower())
        size = _scale(scale, self.denominator_scales)
        if not size:
            return name
        return f"{size} {name if name.endswith('s') else name + 's'}"

    # ------------------------------------------------------------------------------------------ intervals, statistics

    def _read_intervals(self, data: Mapping[str, Any]) -> None:
        self.intervals = {
            _spelling(word): value for value, words in data["intervals"].items() for word in words
        }
        words = [
            *(word for words in data["intervals"].values() for word in words),
            *data["numerals"]["words"],
            "sub-second",
            "subsecond",
            "sub second",
            "sub-minute",
            "sub-millisecond",
        ]
        latin = [word for word in words if word.isascii()]
        han = [word for word in words if not word.isascii()]
        self.word_pattern = re.compile(
            rf"(?<![A-Za-z0-9_-])(?:{alternatives(latin)})(?![A-Za-z0-9_])|{alternatives(han)}", re.IGNORECASE
        )
        self.not_interval_pattern = re.compile(r"[\s-]?" + bounded(data["not_interval_before"]), re.IGNORECASE)

    def _read_statistics(self, data: Mapping[str, Any]) -> None:
        self.statistics = {
            _spelling(word): name for name, words in data["statistics"].items() for word in words
        }
        not_before = "".join(rf"(?<!{re.escape(word)})(?<!{re.escape(word)}[- ])" for word in data["not_statistics_before"])
        self.statistic_pattern = re.compile(
            r"(?<![A-Za-z0-9])t?p-?(?P<p>\d{2}(?:\.\d{1,3})?|99\d{1,2})(?![A-Za-z0-9_])"
            r"|(?<![\d.])(?P<rank>\d{2}(?:\.\d{1,3})?)(?:th|st|nd|rd)?[ -]?(?:percentile|pctl|pct\b|%ile|百分位|分位|线)"
            rf"|(?<![A-Za-z]){not_before}(?P<word>{bounded(self.statistics)})",
            re.IGNORECASE,
        )
        shares = data["shares"]
        latin = alternatives(word for word in shares if word.isascii())
        han = alternatives(word for word in shares if not word.isascii())
        self.share_pattern = re.compile(
            rf"\s?of\s(?:[a-z-]{{1,20}}\s){{0,3}}?(?:{latin})(?![a-z])|\s?(?:以上)?(?:的)?\s?[\u4e00-\u9fff]{{0,6}}?(?:{han})",
            re.IGNORECASE,
        )
        self.not_share = re.compile(_anywhere(data["not_shares"]), re.IGNORECASE)


def _anywhere(words: Iterable[str]) -> str:
    """Return a pattern for these words where a Latin one starts at a word's start."""
    return "|".join((r"(?<![A-Za-z])" if word[0].isascii() else "") + re.escape(word) for word in words)


def _scale(scale: str, names: Mapping[str, str]) -> str:
    scale = scale.replace(",", "").strip()
    if not scale:
        return ""
    match = re.match(r"(\d*)\s?(\D*)$", scale)
    if match is None:
        return ""
    number, word = match.groups()
    word = names.get(word, names.get(word.lower(), "")) if word else ""
    sizes = {"": 1, "100": 100, "1k": 10**3, "10k": 10**4, "100k": 10**5, "1m": 10**6, "10m": 10**7, "100m": 10**8}
    value = int(number or 1) * sizes.get(word, 1)
    if value >= 10**6 and value % 10**6 == 0:
        return f"{value // 10**6}m"
    if value >= 1000 and value % 1000 == 0:
        return f"{value // 1000}k"
    return str(value) if value > 1 else ""
