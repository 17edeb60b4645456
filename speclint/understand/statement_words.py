"""What the words of an utterance and of its heading add to its odds; their weights are data.

Terms and patterns know what somebody thought of. What else is said, labelled specs and statements show: runs of one or
two words, or of up to four Han characters, each of which speaks a little for or against a dimension.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

HEADING = "H:"  # begins a run of the heading's words
_WORD = re.compile(r"[a-z]+|\d+(?:[.,]\d+)*|[%$€£¥<>≤≥]|[㐀-鿿]")
_STEM = 6  # letters of a word that are looked at
_WORDS = 120  # words of an utterance that are looked at
_LETTERS = 8 * _WORDS  # and characters
MOST = 4.0  # log odds that words may come to, however many there are
_MOST_SEEN = 4096  # texts whose sums are kept
_HAN = "㐀"  # the first of the letters that are words of their own


def runs(text: str) -> list[str]:
    """The runs of words in a text; numbers are all alike, and of words only the beginning counts."""
    words = ["0" if word[0].isdigit() else word[:_STEM] for word in _WORD.findall(text.lower()[:_LETTERS])][:_WORDS]
    found = list(words)
    found += map(" ".join, pairwise(words))
    if any(word >= _HAN for word in words):
        for size in (3, 4):
            found += [" ".join(words[at : at + size]) for at in range(len(words) - size + 1) if words[at] >= _HAN]
    return found


def runs_of(text: str, heading: str) -> tuple[str, ...]:
    """The runs of an utterance's words and, marked as such, those of its heading's; each once."""
    return tuple(dict.fromkeys([*runs(text), *_marked(heading)]))


def _marked(heading: str) -> list[str]:
    return [HEADING + run for run in runs(heading)]


@dataclass(frozen=True, slots=True)
class StatementWords:
    """What `statement-words.yaml` holds; empty where a rule pack brings none.

    `weights`: run of words → `PLACE:WEIGHT …`, what it adds to the log odds of the dimensions in these places, in
    hundredths; a text, since few of the many are ever read. `folding` writes traditional characters as simplified
    ones, which the runs are written in.
    """

    dimensions: Sequence[str] = ()
    weights: Mapping[str, str] = field(default_factory=dict)
    folding: Mapping[int, str] = field(default_factory=dict)
    _read: dict[str, tuple[tuple[int, float], ...]] = field(default_factory=dict)
    _seen: dict[tuple[str, bool], list[float]] = field(default_factory=dict)

    @classmethod
    def from_mapping(cls, data: Mapping[str, Any], folding: Mapping[int, str]) -> StatementWords:
        """Take `{"dimensions": [name, …], "weights": {run: "PLACE:WEIGHT …", …}}`."""
        return cls(data["dimensions"], data["weights"], folding) if data else cls()

    def odds(self, text: str, heading: str) -> dict[str, float]:
        """What the words of an utterance and its heading add to the log odds of each dimension, by its name."""
        if not self.weights:
            return {}
        sums = map(sum, zip(self._sums(text, False), self._sums(heading, True), strict=True))
        return {name: max(-MOST, min(MOST, total)) for name, total in zip(self.dimensions, sums, strict=True)}

    def _sums(self, text: str, heading: bool) -> list[float]:
        """What the runs of a text add; the same is asked for again where a document's kind is open, and of headings."""
        text = text[:_LETTERS]
        known = self._seen.get((text, heading))
        if known is not None:
            return known
        sums = [0.0] * len(self.dimensions)
        for run in dict.fromkeys(_marked(text.translate(self.folding)) if heading else runs(text)):
            if run in self.weights:
                if run not in self._read:
                    self._read[run] = tuple(map(_pair, self.weights[run].split()))
                for place, weight in self._read[run]:
                    sums[place] += weight
        if len(self._seen) >= _MOST_SEEN:
            self._seen.clear()
        self._seen[text, heading] = sums
        return sums


def _pair(written: str) -> tuple[int, float]:
    place, _, weight = written.partition(":")
    return int(place), int(weight) / 100
