"""Weights fitted on labelled documents: how likely a document is a spec, a model card, or neither."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from speclint.model import Kind

_RATHER_SURE = 0.7
KINDS: tuple[Kind, ...] = ("none", "prd", "model-card")


@dataclass(frozen=True, slots=True)
class KindWeights:
    """What `kind-weights.yaml` holds: signal → one weight for each of KINDS; empty where a rule pack brings none."""

    weights: Mapping[str, Sequence[float]] = field(default_factory=dict)

    @classmethod
    def from_mapping(cls, data: Mapping[str, Any]) -> KindWeights:
        """Take `{"kinds": [name, …], "weights": {signal: [weight for each, …]}}`, whose kinds stand in our order."""
        return cls(data.get("weights", {}))

    def kind(self, signals: Mapping[str, float], titled: Kind) -> Kind | None:
        """The likeliest kind; None where there are no weights.

        Where titles and headings are no spec's (`titled`), it must be rather sure: better silence than a false alarm.
        """
        if not self.weights:
            return None
        likely = self.likely(signals)
        best = max(KINDS, key=lambda kind: likely[kind])
        return "none" if titled == "none" and likely[best] < _RATHER_SURE else best

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
