"""Weights fitted on labelled specs: how likely an utterance, or a group of them, states or raises a dimension."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from speclint.understand.statement_words import StatementWords

_SIDES = ("states", "raises")
_NOTHING_SAID: Mapping[str, float] = {}
RAISES_ONLY = "reading.raises"  # the signal that a pattern read the dimension as raised and no more

# signal → its weights, each with the slot it adds to: a dimension's two sides lie beside each other
_Rows = Mapping[str, tuple[tuple[int, float], ...]]


@dataclass(frozen=True, slots=True)
class StatementWeights:
    """What `statement-weights.yaml` holds; empty where a rule pack brings none.

    `least`: an utterance less likely than this says nothing of a dimension. `claims` are the weights of what a group
    of utterances shows: side → signal → one for each dimension.
    """

    least: float = 1.0
    claims: Mapping[str, Mapping[str, Sequence[float]]] = field(default_factory=dict)
    words: StatementWords = field(default_factory=StatementWords)
    _slots: Mapping[str, int] = field(default_factory=dict)
    _rows: _Rows = field(default_factory=dict)

    @classmethod
    def from_mapping(cls, data: Mapping[str, Any], words: StatementWords | None = None) -> StatementWeights:
        """Compile `{"least": …, "dimensions": [name, …], "states": {signal: [weight for each, …]}, …}`."""
        if not data:
            return cls()
        slots = {name: 2 * index for index, name in enumerate(data["dimensions"])}
        rows: dict[str, list[tuple[int, float]]] = {}
        for offset, side in enumerate(_SIDES):
            for signal, weights in data[side].items():
                rows.setdefault(signal, []).extend((2 * i + offset, w) for i, w in enumerate(weights) if w)
        return cls(
            data["least"],
            data["claims"],
            words or StatementWords(),
            slots,
            {signal: tuple(row) for signal, row in rows.items()},
        )

    def weighs(self, dimension: str) -> bool:
        """Whether there are weights for the dimension; there are none for a team's own."""
        return dimension in self._slots

    def odds(
        self,
        signals: Mapping[str, float],
        said: Mapping[str, float] = _NOTHING_SAID,
        begun: Sequence[float] | None = None,
    ) -> list[float]:
        """The sums that an utterance's signals, and what its words add (`StatementWords.odds`), come to.

        `begun` are the sums of other signals, to which these are added.
        """
        sums = [0.0] * (2 * len(self._slots)) if begun is None else list(begun)
        rows = self._rows
        for signal, value in signals.items():
            if signal in rows:
                for slot, weight in rows[signal]:
                    sums[slot] += weight * value
        for name, added in said.items():
            sums[self._slots[name]] += added
            sums[self._slots[name] + 1] += added
        return sums

    def rules_out(self, dimension: str, odds: list[float]) -> bool:
        """Whether an utterance with these sums and no signals of the dimension alone is less likely than `least`."""
        slot = self._slots[dimension]
        return probability(max(odds[slot], odds[slot + 1])) < self.least

    def likely(
        self, dimension: str, odds: list[float], own: Mapping[str, float], said: Mapping[str, float] = _NOTHING_SAID
    ) -> tuple[float, float]:
        """How likely an utterance states and raises a dimension, given its sums and signals of that dimension alone.

        Where a pattern knows why it does not state it (an example, a promise for later, no number), words do not say
        that it does.
        """
        slot = self._slots[dimension]
        states, raises = self.own(dimension, own)
        if RAISES_ONLY in own:
            states -= max(said.get(dimension, 0.0), 0.0)
        return probability(odds[slot] + states), probability(odds[slot + 1] + raises)

    def all_likely(self, names: Sequence[str], odds: list[float]) -> tuple[list[float], list[float]]:
        """How likely an utterance with these sums states, and raises, each of some dimensions, by them alone."""
        slots = [self._slots[name] for name in names]
        return [probability(odds[slot]) for slot in slots], [probability(odds[slot + 1]) for slot in slots]

    def own(self, dimension: str, signals: Mapping[str, float]) -> tuple[float, float]:
        """What the signals of one dimension alone add to its two sums."""
        slot = self._slots[dimension]
        sums = [0.0, 0.0]
        for signal, value in signals.items():
            for place, weight in self._rows.get(signal, ()):
                if place - slot in (0, 1):
                    sums[place - slot] += weight * value
        return sums[0], sums[1]

    def claim(self, side: str, dimension: str, signals: Mapping[str, float]) -> float:
        """How likely a group of utterances with these signals states a dimension, or raises what it does not state."""
        which = self._slots[dimension] // 2
        weights = self.claims[side]
        return probability(sum(weights[signal][which] * value for signal, value in signals.items()))


def probability(odds: float) -> float:
    """The probability that has these natural log odds."""
    # rounded, since the last digits hang on the order in which signals are summed
    return round(1.0 / (1.0 + math.exp(-max(min(odds, 30.0), -30.0))), 9)


def log_odds(likely: float, surest: float = 0.995) -> float:
    """The natural log odds of a probability, which is taken for no surer than `surest`."""
    bounded = min(max(likely, 1 - surest), surest)
    return math.log(bounded / (1 - bounded))
