"""Which metric a number is the value of, and which way of that metric is the better one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from speclint.change.difference import Better
from speclint.understand.lexicon import Hit, Lexicon

_FARTHEST = 60  # characters between a metric and its value


class Metrics:
    """The metrics of `rules/vocabulary/metric-directions.yaml`."""

    def __init__(self, table: Mapping[str, Mapping[str, Mapping[str, list[str]]]]) -> None:
        self._better: dict[str, Better] = {}
        terms: dict[str, list[str]] = {}
        for direction, metrics in table.items():
            for name, words in metrics.items():
                self._better[name] = cast(Better, direction.removeprefix("better-"))
                terms[name] = [term for language in words.values() for term in language]
        self._lexicon = Lexicon(terms)

    @classmethod
    def from_mapping(cls, vocabulary: Mapping[str, Any]) -> Metrics:
        """Take the table from the vocabularies of the index."""
        return cls(vocabulary["metric-directions"])

    def better(self, metric: str) -> Better:
        """Tell which way of a metric is the better one; empty where that is not known."""
        return self._better.get(metric, "")

    def of(self, text: str, start: int, end: int) -> str:
        """Name the metric whose value stands at these indices: the nearest named before it, or else behind it."""
        first = max(0, start - 2 * _FARTHEST)
        text, start, end = text[first : end + 2 * _FARTHEST], start - first, end - first
        hits = [hit for hit in self._lexicon.find(text) if not (hit.start < end and start < hit.end)]
        longest = [hit for hit in hits if not any(_within(hit, other) for other in hits)]
        before = [hit for hit in longest if hit.end <= start and start - hit.end <= _FARTHEST]
        if before:
            return max(before, key=lambda hit: (hit.end, hit.end - hit.start)).concept
        behind = [hit for hit in longest if hit.start >= end and hit.start - end <= _FARTHEST]
        return min(behind, key=lambda hit: (hit.start, -hit.end)).concept if behind else ""


def _within(hit: Hit, other: Hit) -> bool:
    """Whether a term is only part of another's name: "error" in "word error rate"."""
    return other.start <= hit.start and hit.end <= other.end and other.end - other.start > hit.end - hit.start
