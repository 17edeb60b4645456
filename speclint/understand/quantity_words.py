"""The words of the quantity grammar, compiled from the vocabulary: units, comparators, denominators, statistics."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from speclint.understand.quantity_patterns import alternatives, anywhere, bounded, spelling
from speclint.understand.word_table import WordTable

HOUR = 3600.0
DAY = 86400.0


@dataclass(frozen=True, slots=True)
class Unit:
    """What a word after a number makes of it; `add` is what the word itself adds to the number (个半小时).

    A word that means much else is this unit only near a word of the context that it `needs`, and `below` a number.
    """

    kind: str
    unit: str = ""
    factor: float = 1.0
    per: str | None = None
    not_before: str = ""
    add: float = 0.0
    needs: str = ""
    below: float = math.inf


@dataclass(frozen=True, slots=True)
class Word:
    """What a word beside a number says of it: its class, and the comparator or currency where it is one."""

    kind: str
    value: str = ""


class Words:
    """All tables and patterns. Every pattern is matched at a position, or over a stretch of bounded length."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._read_before(data["before"])
        self._read_after(data["after"])
        self._read_names(data["names"])
        self._read_numerals(data)
        self._read_units(data["units"], data["unit_adjectives"])
        self._read_nouns(data["nouns"])
        self._read_denominators(data)
        self._read_intervals(data)
        self._read_statistics(data)
        self._read_parts(data["parts_of_wholes"], data["numerals"]["wholes"])
        self._read_contexts(data)
        self._read_accelerators(data)

    # what stands before a number, read backwards from it

    def _read_before(self, before: Mapping[str, Any]) -> None:
        table: dict[str, Word] = {}
        for kind in ("fillers", "others", "guards", "between", "every", "per", "versus", "arrow", "baseline"):
            table.update({word: Word(kind) for word in before[kind]})
        for kind, name in (("from", "origin"), ("by", "by"), ("to", "goal"), ("negators", "negator")):
            table.update({word: Word(name) for word in before[kind]})
        table.update({word: Word("weak", "=") for word in before["weak_equals"]})
        about = frozenset(before["comparators"]["≈"])
        for sign, words in before["deltas"].items():
            table.update({word: Word("delta", "delta" + sign) for word in words})
        for sign, words in before["comparators"].items():
            table.update({word: Word("comparator", sign) for word in words})
        table.update({word: Word("window", "≈" if word in about else "") for word in before["window"]})
        for code, words in before["currencies"].items():
            table.update({word: Word("currency", code) for word in words})
        self.before = WordTable(table, backwards=True)

    # what stands after a quantity

    def _read_after(self, after: Mapping[str, Any]) -> None:
        table: dict[str, Word] = {}
        for sign, words in after["deltas"].items():
            table.update({word: Word("delta", "delta" + sign) for word in words})
        for sign, words in after["comparators"].items():
            table.update({word: Word("comparator", sign) for word in words})
        table.update({word: Word("baseline") for word in after["baseline"]})
        self.after = WordTable(table)
        self.not_inside = frozenset(after["not_inside"])

    def _read_names(self, names: Mapping[str, Any]) -> None:
        self.not_quantity = re.compile(
            rf"\d{{1,2}}(?:st|nd|rd|th)?\s{bounded(names['months'])}"
            rf"|[45]\d\d(?=\s?(?:{bounded(names['http_after'])}|/\s?[45]\d\d|\sor\s[45]\d\d|\s?\([A-Z]))",
            re.IGNORECASE,
        )
        self.not_rate = re.compile(r"[ -]?" + bounded(names["not_rates_after"]), re.IGNORECASE)
        self.not_scaled = frozenset(names["not_scaled"])

    # numerals and units

    def _read_numerals(self, data: Mapping[str, Any]) -> None:
        multipliers, numerals = data["multipliers"], data["numerals"]
        self.multipliers = {
            word: float(value) for kind in ("glued", "chinese", "spaced") for word, value in multipliers[kind].items()
        }
        glued = alternatives(multipliers["glued"])
        chinese = alternatives([*multipliers["glued"], *multipliers["chinese"]])
        spaced = bounded(multipliers["spaced"])
        self.multiplier_pattern = re.compile(rf"(?:{glued}(?![A-Za-z0-9])|[ -]?{spaced})(?![分米克度])")
        self.chinese_multiplier_pattern = re.compile(rf"(?:{chinese}(?![A-Za-z0-9])|[ -]?{spaced})(?![分米克度])")
        self.digits: dict[str, int] = dict(numerals["digits"])
        self.scales: dict[str, int] = dict(numerals["scales"])
        self.parts: dict[str, int] = dict(numerals["parts"])
        self.not_numeral_after = frozenset(numerals["not_after"])
        self.articles = frozenset(numerals["articles"])
        self.number_words = {
            spelling(word): float(value) for word, value in {**numerals["words"], **numerals["articles"]}.items()
        }
        self.number_words.update(_compounds(self.number_words))
        self.bounds = {spelling(word): float(value) for word, value in numerals["bounds"].items()}

    def _read_units(self, entries: Iterable[Mapping[str, Any]], adjectives: Iterable[str]) -> None:
        self.units: dict[str, Unit] = {}
        self.exact_units: dict[str, Unit] = {}
        for entry in entries:
            unit = Unit(
                kind=entry["kind"],
                unit=entry.get("unit", ""),
                factor=float(entry.get("factor", 1.0)),
                per=entry.get("per"),
                not_before=entry.get("not_before", ""),
                add=float(entry.get("add", 0.0)),
                needs=entry.get("needs", ""),
                below=float(entry.get("below", math.inf)),
            )
            self.units.update({spelling(word): unit for word in entry.get("words", ())})
            self.exact_units.update(dict.fromkeys(entry.get("exact", ()), unit))
        self.unit_words = WordTable(dict.fromkeys([*self.units, *self.exact_units]))
        self.unit_gap = re.compile(rf"[ ]{{0,2}}-?(?P<adjective>{alternatives(adjectives)} )?", re.IGNORECASE)

    def unit(self, word: str) -> Unit | None:
        """The unit that a word as it is written stands for."""
        return self.exact_units.get(word) or self.units.get(spelling(word))

    # nouns and denominators

    def _read_nouns(self, nouns: Mapping[str, Any]) -> None:
        self.nouns = WordTable(dict.fromkeys(nouns["en"]))
        self.chinese_noun_pattern = re.compile(rf"[ ]?(?P<noun>{bounded(nouns['zh'])})", re.IGNORECASE)
        self.plural_pattern = re.compile(
            r" (?:[a-z-]{2,20}(?:ed|al|ive|ic|ous|nt|ble|ary) )?"
            r"(?P<noun>[A-Za-z][a-z]{1,20}(?:-[a-z]{1,20})?[a-rt-z]s)(?![A-Za-z0-9_-])"
        )
        self.chinese_nouns = frozenset(nouns["zh"])
        self.chinese_measures = frozenset(nouns["zh_measures"])
        self.not_noun_before = frozenset(nouns["zh_not_before"])
        self.not_plurals = frozenset(nouns["stop"])
        self.closed_class = frozenset(nouns["closed_class"])
        self.loads: dict[str, str] = dict(nouns["loads"])

    def _read_denominators(self, data: Mapping[str, Any]) -> None:
        table: Mapping[str, list[str]] = data["denominators"]
        self.denominators = WordTable({word: name for name, words in table.items() for word in words})
        self.denominator_scales: dict[str, str] = dict(data["denominator_scales"])
        whole: Mapping[str, str] = data["denominators_before"]
        self.whole_denominators: dict[str, str] = {spelling(word): name for word, name in whole.items()}
        self.not_denominators = frozenset(data["not_denominators"])
        self.per = re.compile(
            r"\s?\(?(?:(?P<slash>/)|(?P<chinese>每)|(?P<word>per|each|every)[ -]|(?P<article>an?) )\s?", re.IGNORECASE
        )
        scales = bounded(self.denominator_scales)
        self.per_scale = re.compile(rf"(?P<scale>(?P<number>\d[\d,]{{0,9}}\s?)?{scales}?)\s?", re.IGNORECASE)
        self.per_before = re.compile(
            rf"(?<![A-Za-z{data['not_denominators_after']}])"
            rf"(?:(?P<whole>{bounded(whole)})|(?:每|per[ -]|each |every )\s?)",
            re.IGNORECASE,
        )

    # words that are a quantity by themselves

    def _read_intervals(self, data: Mapping[str, Any]) -> None:
        table: Mapping[str, list[str]] = data["intervals"]
        self.intervals: dict[str, str] = {spelling(word): value for value, words in table.items() for word in words}
        numerals = data["numerals"]
        words = [*self.intervals, *self.bounds, *self.number_words.keys() - self.articles]
        latin = alternatives(word for word in words if word.isascii())
        chinese = alternatives(word for word in words if not word.isascii())
        articles = alternatives(self.articles) + f"(?= {alternatives(numerals['article_units'])}(?![a-z]))"
        self.word_pattern = re.compile(
            rf"(?<![A-Za-z0-9_-])(?:{latin}(?![A-Za-z0-9])|{articles})|{chinese}", re.IGNORECASE
        )
        self.not_interval = re.compile(r"[\s-]?" + bounded(data["not_interval_before"]), re.IGNORECASE)

    def _read_statistics(self, data: Mapping[str, Any]) -> None:
        table: Mapping[str, list[str]] = data["statistics"]
        self.statistics: dict[str, str] = {spelling(word): name for name, words in table.items() for word in words}
        not_before = "".join(
            rf"(?<!{re.escape(word)})(?<!{re.escape(word)}[- ])" for word in data["not_statistics_before"]
        )
        self.statistic_pattern = re.compile(
            r"(?<![A-Za-z0-9-])t?p-?(?P<p>[5-9]\d(?:\.\d{1,3})?|99\d{1,2}|10|25)(?![A-Za-z0-9_])"
            r"|(?<![\d.])(?P<rank>\d{2}(?:\.\d{1,3})?)(?:th|st|nd|rd)?[ -]?"
            r"(?:percentile|pctl|pct\b|%ile|百分位|分位|线)"
            rf"|(?<![A-Za-z]){not_before}(?P<word>{bounded(self.statistics)})",
            re.IGNORECASE,
        )
        latin = alternatives(word for word in data["shares"] if word.isascii())
        chinese = alternatives(word for word in data["shares"] if not word.isascii())
        self.share = re.compile(
            rf"\s?of\s(?:[a-z-]{{1,20}}\s){{0,3}}?(?:{latin})(?![a-z])"
            rf"|\s?(?:以上)?(?:的)?\s?[\u4e00-\u9fff]{{0,6}}?(?:{chinese})",
            re.IGNORECASE,
        )
        self.not_share = re.compile(anywhere(data["not_shares"]), re.IGNORECASE)

    # a share of a whole, told by counts

    def _read_parts(self, parts: Mapping[str, Any], wholes: Mapping[str, int]) -> None:
        self.wholes = {spelling(word): float(value) for word, value in wholes.items()} | self.number_words
        numeral = r"(?:\d{1,4}(?![\d.,]\d)|" + bounded(word for word in self.wholes if len(word) > 2) + ")"
        self.parted = re.compile(
            rf"\b(?P<lead>out of|of|in|for|from|among|per)(?P<every> every| each| any)? (?P<whole>{numeral})"
            rf"(?P<noun>(?: [a-z][a-z'-]{{1,20}}){{0,3}}?),? (?P<gap>[^.;:()|\d]{{0,60}}?)"
            rf"(?<![a-z-])(?P<part>{numeral})",
            re.IGNORECASE,
        )
        self.rarely = re.compile(
            rf"\b(?P<part>once|twice) (?:in|out of|per|for) (?:every |each )?(?P<whole>{numeral})", re.IGNORECASE
        )
        digits = r"(?:\d{1,4}|[一二两三四五六七八九十百千]{1,4})"
        measure, no_number = f"[{parts['zh_measures']}]", r"[^\d一二两三四五六七八九十百千。；;！？|]"
        self.parted_zh = re.compile(
            rf"(?P<every>每)?(?:\s?(?P<whole>{digits})\s?(?P<measure>{measure}))(?P<noun>{no_number}{{0,8}}?)"
            rf"(?P<among>{alternatives(parts['among'])})?(?P<gap>{no_number}{{0,18}}?)"
            rf"(?P<part>{digits})\s?(?P<counted>{measure})"
        )
        self.part_signs = tuple(parts["signs"])
        self.part_bounds = {word: sign for sign, words in parts["bounds"].items() for word in words}
        stops = parts["stops"]
        self.not_parted = re.compile(anywhere([*stops["en"], *stops["zh"]]), re.IGNORECASE)
        self.faults = frozenset(parts["faults"])
        self.halved = re.compile(
            r"\b(?P<part>half|a third|a quarter|a fifth|a tenth)(?: of(?: the| all| our| these| those| its| their)?"
            r"|(?<=half) (?:the|our|all|its|their)) (?:[a-z-]{2,20} )??(?P<noun>[a-z-]{2,20}s)\b"
            r"|(?P<zh>一半|半数|过半)",
            re.IGNORECASE,
        )
        self.not_halved = frozenset(parts["not_halved"])

    # words that settle what another one means

    def _read_contexts(self, data: Mapping[str, Any]) -> None:
        contexts: Mapping[str, list[str]] = data["contexts"]
        senses = ("coin", "memory", "money", "power", "rating", "real_time", "score", "sum", "time")
        self.contexts = {name: re.compile(anywhere(contexts[name]), re.IGNORECASE) for name in senses}
        self.samples_before = re.compile(rf"(?:{anywhere(contexts['samples'])})\W{{0,3}}(?:of |为|是)?$", re.IGNORECASE)
        self.load_names: dict[str, str] = dict(data["contexts"]["loads"])
        self.load_before = re.compile(
            rf"(?<![A-Za-z])(?P<name>{alternatives(self.load_names)})\W{{0,4}}(?:peak|target|峰值|目标)?\W{{0,4}}$",
            re.IGNORECASE,
        )
        self.metric_before = re.compile(
            rf"(?:^|[^A-Za-z0-9_])(?:{'|'.join(map(re.escape, contexts['metrics']))})[\s*_`:=|)~]{{0,5}}"
            r"(?:(?:of|is|was|at|为|是)\s?)?$",
            re.IGNORECASE,
        )
        self.metric_after = re.compile(
            rf"\s(?:{'|'.join(map(re.escape, contexts['metrics']))})(?![A-Za-z0-9_])", re.IGNORECASE
        )
        directions = data["directions"]
        self.direction = re.compile(
            rf"(?P<up>{anywhere(directions['up'])})|(?P<down>{anywhere(directions['down'])})", re.IGNORECASE
        )

    def _read_accelerators(self, data: Mapping[str, Any]) -> None:
        words = data["accelerator_words"]
        names = alternatives(data["accelerators"])
        self.accelerator = re.compile(
            rf"(?:\s?(?:[x×*]|{alternatives(words['measures'])}))?\s?(?:{alternatives(words['vendors'])}\s?)?"
            rf"(?P<name>{names})(?:-(?:sxm\d?|pcie))?s?(?![A-Za-z0-9])(?:[\s-]{{0,2}}\(?\d{{1,3}}\s?gi?b?\)?"
            r"(?![A-Za-z0-9]))?(?:\sgpus?\b)?(?P<hours>[\s-]?(?:hours?|h)\b|\s?小时)?",
            re.IGNORECASE,
        )
        self.accelerator_times = re.compile(rf"(?P<name>{names})s?\s?[x×*]\s?$", re.IGNORECASE)
        self.accelerators: dict[str, str] = {spelling(name): name for name in data["accelerators"]}


def _compounds(words: Mapping[str, float]) -> dict[str, float]:
    """The numbers that are told by two words: "eighty five"."""
    tens = {word: value for word, value in words.items() if 20 <= value < 100 and value % 10 == 0}
    ones = {word: value for word, value in words.items() if 1 <= value < 10 and word.isalpha() and len(word) > 2}
    return {f"{ten} {one}": high + low for ten, high in tens.items() for one, low in ones.items() if one != "single"}
