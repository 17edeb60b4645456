"""Tell which features each statement of a document speaks of: by standing in their text, or by naming them.

All of it is worked out once a document, since every dimension asks it of every statement for every feature.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from speclint.understand.candidates import words_of
from speclint.understand.features import Found
from speclint.understand.utterances import Utterance

_NAMES = 0.6  # share of a name's words by which a statement names the feature
_SURELY_NAMES = 0.75  # and by which it is of that feature alone
# The number of a requirement or story; a letter and digits alone may be a metric (F1) or a percentile (P95).
_NUMBER = re.compile(r"(?<![A-Za-z0-9])((?:[A-Z]{1,6}[-_‑–]){1,3}\d{1,4})(\.\d{1,3})?(?![\w])")
_OPENS = 4  # characters before the number that a title begins with
# Such a letter and digits in front of what is said of the parts that bear them: "F2: misses …", "F1 and F3 – …".
_PLAIN = re.compile(r"\W{0,4}([A-Z]{1,3}\d{1,2})(?![\w.%@])")
_PLAIN_LABEL = re.compile(
    r"\W{0,4}[A-Z]{1,3}\d{1,2}(?:\s?(?:,|/|\+|&|and|、|和|与|及)\s?[A-Z]{1,3}\d{1,2}){0,5}\s?(?:[:：|–—]|-\s)\s?"
    r"(?![\s\d≥≤>=<~≈])"
)
_PLAIN_NUMBER = re.compile(r"[A-Z]{1,3}\d{1,2}")
_SERIES = 2  # features that bear such a number, from which on it is one


class Reach:
    """The places and the names of a document's features; features are told by their index."""

    def __init__(self, features: Sequence[Found]) -> None:
        self.features = features
        self.holders: list[tuple[int, ...]] = [()]
        self._starts: list[int] = []
        self._cut(features)
        self._sizes = [len(words_of(found.name)) for found in features]
        self._by_word: dict[str, list[int]] = {}
        for index, found in enumerate(features):
            for word in words_of(found.name):
                self._by_word.setdefault(word, []).append(index)
        self._by_number: dict[str, list[int]] = {}
        for index, found in enumerate(features):
            number = _NUMBER.search(found.title.said)
            if number is not None and number.start() <= _OPENS:
                for told in {number.group(1), number.group()}:
                    self._by_number.setdefault(told, []).append(index)
        self._by_plain = self._plain_numbers(features)
        self._named: dict[int, tuple[tuple[int, ...], bool]] = {}

    @staticmethod
    def _plain_numbers(features: Sequence[Found]) -> dict[str, int]:
        """The features by the letter and digits that their titles begin with, where several do."""
        numbers = {m[1]: i for i, found in enumerate(features) if (m := _PLAIN.match(found.title.said))}
        return numbers if len(numbers) >= _SERIES else {}

    def _cut(self, features: Sequence[Found]) -> None:
        """Cut the document's lines where a feature's text begins or ends."""
        changes: dict[int, list[tuple[int, int]]] = {}
        for index, found in enumerate(features):
            for first, last in found.extents:
                changes.setdefault(first, []).append((index, 1))
                changes.setdefault(last + 1, []).append((index, -1))
        covering: Counter[int] = Counter()
        for line in sorted(changes):
            for index, step in changes[line]:
                covering[index] += step
            self._starts.append(line)
            self.holders.append(tuple(index for index, extents in sorted(covering.items()) if extents > 0))

    def stretch(self, utterance: Utterance) -> int:
        """The stretch of lines in which an utterance stands: `holders` of it are the features whose text that is."""
        return bisect_right(self._starts, utterance.span.line)

    def is_inside(self, utterance: Utterance) -> bool:
        """Whether an utterance stands in the text of a feature."""
        return bool(self.holders[self.stretch(utterance)])

    def named(self, utterance: Utterance) -> tuple[tuple[int, ...], bool]:
        """The features that an utterance names, and whether it surely names one."""
        if utterance.index not in self._named:
            shared: Counter[int] = Counter()
            for word in words_of(utterance.said):
                shared.update(self._by_word.get(word, ()))
            named = tuple(index for index, words in shared.items() if self._is_named(index, words, _NAMES))
            sure = any(shared[index] > 1 and self._is_named(index, shared[index], _SURELY_NAMES) for index in named)
            told = self.numbered(utterance)
            self._named[utterance.index] = (tuple(dict.fromkeys((*named, *told))), sure or bool(told))
        return self._named[utterance.index]

    def numbered(self, utterance: Utterance) -> tuple[int, ...]:
        """The features whose number an utterance tells: "FR-05 and FR-06 together"; FR-05.2 is of FR-05, too."""
        label = _PLAIN_LABEL.match(utterance.said) if self._by_plain else None
        if label is not None:
            plain = (self._by_plain.get(number) for number in _PLAIN_NUMBER.findall(label.group()))
            return tuple(index for index in plain if index is not None)
        if not self._by_number:
            return ()
        told = (match for match in _NUMBER.finditer(utterance.said))
        return tuple(
            index
            for match in told
            for index in self._by_number.get(match.group(), self._by_number.get(match.group(1), ()))
        )

    def _is_named(self, index: int, words: int, share: float) -> bool:
        size = self._sizes[index]
        return words / size >= share and (words > 1 or size == 1)
