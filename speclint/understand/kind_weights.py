"""Weights fitted on labelled documents: how likely a document is a spec, a model card, or neither."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from speclint.model import Kind

KINDS: tuple[Kind, ...] = ("none", "prd", "model-card")


@dataclass(frozen=True, slots=True)
class KindWeights:
    """What `kind-weights.yaml` holds: signal → one weight for each of KINDS; empty where a rule pack brings none."""

    weights: Mapping[str, Sequence[float]] = field(default_factory=dict)

    @classmethod
    def from_mapping(cls, data: Mapping[str, Any]) -> KindWeights:
        """Take `{"kinds": [name, …], "weights": {signal: [weight for each, …]}}`, whose kinds stand in our order."""
        return cls(data.get("weights", {}))

    def kind(self, signals: Mapping[str, float]) -> Kind | None:
        """The likeliest kind; None where there are no weights."""
        if not self.weights:
            return None
        likely = self.likely(signals)
        return max(KINDS, key=lambda kind: likely[kind])

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
