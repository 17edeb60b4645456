"""Weights fitted on labelled documents: how likely a document is a spec, a model card, or neither."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from speclint.model import Kind

# How likely a document must be no spec to be left alone, and to be doubted where titles and headings are no spec's: on
# held-out documents as many specs were saved as others disturbed (tests/bench/ACCURACY.md).
_LEFT_ALONE, _DOUBTED = 0.55, 0.3
# The same of a few lines whose titles and headings are a spec's: somebody who tries what is said of a first spec.
_LEFT_ALONE_SHORT, _FEW = 0.8, 12  # utterances
_SURELY_NONE = 0.97
_NO_NOTE, _NOTE = 8, 0.4  # utterances, and from how likely no spec: two sentences under a heading promise nothing
KINDS: tuple[Kind, ...] = ("none", "prd", "model-card")


@dataclass(frozen=True, slots=True)
class KindWeights:
    """What `kind-weights.yaml` holds: signal → one weight for each of KINDS; empty where a rule pack brings none."""

    weights: Mapping[str, Sequence[float]] = field(default_factory=dict)

    @classmethod
    def from_mapping(cls, data: Mapping[str, Any]) -> KindWeights:
        """Take `{"kinds": [name, …], "weights": {signal: [weight for each, …]}}`, whose kinds stand in our order."""
        return cls(data.get("weights", {}))

    def kind(self, signals: Mapping[str, float], titled: Kind, size: int) -> tuple[Kind | None, bool]:
        """The likeliest kind, None where there are no weights, and whether it is doubtful.

        Where titles and headings are no spec's (`titled`), weights that call it one must be rather sure to be believed
        without doubt, and in a note of so few utterances (`size`) surer still to be believed at all.
        """
        if not self.weights:
            return None, False
        likely = self.likely(signals)
        doubtful = titled == "none" and likely["none"] > _DOUBTED
        least = _LEFT_ALONE_SHORT if titled != "none" and size < _FEW else _LEFT_ALONE
        if likely["none"] >= least or (doubtful and size < _NO_NOTE and likely["none"] >= _NOTE):
            return "none", False
        return max(KINDS[1:], key=lambda kind: likely[kind]), doubtful

    def surely_none(self, signals: Mapping[str, float]) -> bool:
        """Whether a document is so likely no spec by its words that what it states need not be read."""
        return bool(self.weights) and self.likely(signals)["none"] >= _SURELY_NONE

    def likely(self, signals: Mapping[str, float]) -> Mapping[Kind, float]:
        """How likely each kind is."""
        sums = [0.0] * len(KINDS)
        for signal, value in signals.items():
            for index, weight in enumerate(self.weights.get(signal, ())):
                sums[index] += weight * value
        most = max(sums)
        shares = [math.exp(total - most) for total in sums]
        whole = sum(shares)
        return {kind: share / whole for kind, share in zip(KINDS, shares, strict=True)}
