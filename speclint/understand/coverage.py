"""Tell which of a document's features its statements cover: "replies within 2 s" says nothing of a nightly ranking.

What stands in a feature's text or names it is said of that feature. Of all else a reader judges by where it stands,
whether it speaks of all, and by whose words it shares: those of the feature's name and text, or of another feature's.
None of it decides alone, so that it is weighed; the weights are data (`rules/vocabulary/coverage-weights.yaml`, fitted
by `tests/bench/fit_coverage.py`).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from speclint.understand.groups import waives
from speclint.understand.reach import Reach
from speclint.understand.reads import Read
from speclint.understand.statement_weights import log_odds
from speclint.understand.utterances import Utterance

_Place = Literal["own", "named", "other", "other-named", "common"]

_LEAST = 0.08  # how likely an utterance must state a dimension for the question whom it covers to arise
_MOST = 30  # of the likeliest reads that are asked, so that many features and many statements do not multiply
_STEM = 6  # letters by which forms of a word are told from other words: "transcribe", "transcription", "translation"
_WORDY = 3  # a text has many words beside those that it shares with a statement, a name has few
_HAN = re.compile(r"[㐀-鿿]+")
_LATIN = re.compile(r"[a-z][a-z0-9]{2,}")
_STOP = frozenset(
    "the and for with that this from are not shall must should will can into its per all any each when than".split()
)


@lru_cache(maxsize=4096)
def stems(text: str) -> frozenset[str]:
    """What a text is about: the beginnings of its words, and each two Han characters that stand together.

    One Han character, by which names are told apart elsewhere, is shared by texts on different things.
    """
    lowered = text.lower()
    found = {_stem(word) for word in _LATIN.findall(lowered) if word not in _STOP}
    for run in _HAN.findall(lowered):
        found.update(run[i : i + 2] for i in range(len(run) - 1))
    return frozenset(found)


def _stem(word: str) -> str:
    if word.endswith("ies"):
        word = word[:-3] + "y"
    elif word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    return word[:_STEM]


@dataclass(frozen=True, slots=True)
class Shares:
    """Which share of each feature's name a statement says, and which share of the statement each feature's text."""

    names: Sequence[float]
    texts: Sequence[float]


class Coverage:
    """The features of one document, told apart by their words; features are told by their index."""

    def __init__(self, reach: Reach, utterances: Sequence[Utterance], weights: Mapping[str, float]) -> None:
        self.reach = reach
        self.weights = weights
        seen: Counter[str] = Counter()
        for utterance in utterances:
            seen.update(stems(utterance.said))
        self._rarity = {stem: math.log((len(utterances) + 1) / (count + 0.5)) for stem, count in seen.items()}
        self._names = [stems(found.name) for found in reach.features]
        self._sizes = [self._weight(name) for name in self._names]
        self._texts: dict[str, set[int]] = {}  # each stem, and the features in whose text it stands
        for utterance in utterances:
            holders = reach.holders[reach.stretch(utterance)]
            for stem in stems(utterance.said) if holders else ():
                self._texts.setdefault(stem, set()).update(holders)
        self._shares: dict[int, Shares] = {}

    def _weight(self, some: Iterable[str]) -> float:
        # in the order of the alphabet, since the last digits of a sum hang on it
        return sum(self._rarity.get(stem, 0.0) for stem in sorted(some))

    def shift(self, before: float, whole: float, likeliest: Sequence[Read], dimension: str, index: int) -> float:
        """By how much the log odds change that a dimension is stated of a feature; 0.0 where that is not in question.

        `before` is how likely it is where each statement outside the features is taken for one on all of them, `whole`
        how likely the document states it: what a sentence says outright of every feature is said of this one.
        """
        signals = self.signals(before, likeliest, dimension, index)
        if f"dimension:{dimension}" not in self.weights or not signals:
            return 0.0
        odds = sum(self.weights[name] * value for name, value in signals.items() if name in self.weights)
        if _is_of_every(likeliest[0].utterance):
            odds = max(odds, log_odds(before))
            if likeliest[0].utterance.has("coverage.every"):  # under a heading that says so stands what is of one, too
                odds = max(odds, log_odds(whole))
        return odds - log_odds(before)

    def signals(self, before: float, likeliest: Sequence[Read], dimension: str, index: int) -> dict[str, float]:
        """What speaks for and against the likeliest statement's covering a feature; nothing where it is its own."""
        if not likeliest:
            return {}
        best = likeliest[0]
        place = self._place(best.utterance, index)
        if place in ("own", "named"):
            return {}
        signals = {"bias": 1.0, "before": log_odds(before), f"dimension:{dimension}": 1.0}
        for read in likeliest:
            states = f"states*{self._place(read.utterance, index)}"
            signals.setdefault(states, read.states or 0.0)
        return signals | {f"{name}*{place}": value for name, value in self._beside(best.utterance, index).items()}

    def _place(self, utterance: Utterance, index: int) -> _Place:
        """Where an utterance stands for a feature: in its text, in another's, or outside all of them."""
        inside = self.reach.holders[self.reach.stretch(utterance)]
        if index in inside:
            return "own"
        named, sure = self.reach.named(utterance)
        if index in named:
            return "named"
        return "other" if inside else "other-named" if sure else "common"

    def _beside(self, utterance: Utterance, index: int) -> dict[str, float]:
        """Whether an utterance speaks of all, and how far its words are rather a feature's than another's."""
        shares = self._shares_of(utterance)
        name = shares.names[index] - _most_of_others(shares.names, index)
        text = _WORDY * (shares.texts[index] - _most_of_others(shares.texts, index))
        return {
            "best": 1.0,
            "name.ahead": max(name, 0.0),
            "name.behind": min(name, 0.0),
            "text.ahead": max(text, 0.0),
            "text.behind": min(text, 0.0),
            "all": float(utterance.has("coverage.all")),
            "announced.all": float("coverage.all" in utterance.announced),
        }

    def _shares_of(self, utterance: Utterance) -> Shares:
        if utterance.index not in self._shares:
            own = stems(utterance.said)
            said = own.union(*(stems(heading) for heading in utterance.headings[-2:]))
            names = [
                self._weight(name & said) / size if size else 0.0
                for name, size in zip(self._names, self._sizes, strict=True)
            ]
            shared = [0.0] * len(names)
            for stem in sorted(own):
                for index in self._texts.get(stem, ()):
                    shared[index] += self._rarity[stem]
            size = self._weight(own)
            self._shares[utterance.index] = Shares(names, [s / size if size else 0.0 for s in shared])
        return self._shares[utterance.index]


def likeliest_of(reads: Sequence[Read]) -> list[Read]:
    """The reads that may state their dimension, likeliest first."""
    stating = [read for read in reads if _may_state(read)]
    return sorted(stating, key=lambda read: (-(read.states or 0.0), read.utterance.index))[:_MOST]


def _may_state(read: Read) -> bool:
    if read.states is None or waives(read):
        return False
    return read.states >= _LEAST or (read.reading is not None and not read.reading.reasons)


def _is_of_every(utterance: Utterance) -> bool:
    """Whether it says outright that it is of every feature or model."""
    return utterance.has("coverage.every") or "coverage.every" in utterance.announced


def _most_of_others(shares: Sequence[float], index: int) -> float:
    return max((share for other, share in enumerate(shares) if other != index), default=0.0)
