"""Weights fitted on labelled specs: how likely an utterance, or a group of them, states or raises a dimension."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

_SIDES = ("states", "raises")

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
    _slots: Mapping[str, int] = field(default_factory=dict)
    _rows: _Rows = field(default_factory=dict)

    @classmethod
    def from_mapping(cls, data: Mapping[str, Any]) -> StatementWeights:
        """Compile `{"least": …, "dimensions": [name, …], "states": {signal: [weight for each, …]}, …}`."""
        if not data:
            return cls()
        slots = {name: 2 * index for index, name in enumerate(data["dimensions"])}
        rows: dict[str, list[tuple[int, float]]] = {}
        for offset, side in enumerate(_SIDES):
            for signal, weights in data[side].items():
                rows.setdefault(signal, []).extend((2 * i + offset, w) for i, w in enumerate(weights) if w)
        return cls(data["least"], data["claims"], slots, {signal: tuple(row) for signal, row in rows.items()})

    def weighs(self, dimension: str) -> bool:
        """Whether there are weights for the dimension; there are none for a team's own."""
        return dimension in self._slots

    def odds(self, signals: Mapping[str, float]) -> list[float]:
        """The sums that an utterance's signals come to, for `likely`."""
        sums = [0.0] * (2 * len(self._slots))
        rows = self._rows
        for signal, value in signals.items():
            if signal in rows:
                for slot, weight in rows[signal]:
                    sums[slot] += weight * value
        return sums

    def rules_out(self, dimension: str, odds: list[float]) -> bool:
        """Whether an utterance with these sums and no signals of the dimension alone is less likely than `least`."""
        slot = self._slots[dimension]
        return probability(max(odds[slot], odds[slot + 1])) < self.least

    def likely(self, dimension: str, odds: list[float], own: Mapping[str, float]) -> tuple[float, float]:
        """How likely an utterance states and raises a dimension, given its sums and signals of that dimension alone."""
        slot = self._slots[dimension]
        sums = [odds[slot], odds[slot + 1]]
        for signal, value in own.items():
            for place, weight in self._rows.get(signal, ()):
                if place - slot in (0, 1):
                    sums[place - slot] += weight * value
        return probability(sums[0]), probability(sums[1])

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
