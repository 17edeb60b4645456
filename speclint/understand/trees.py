"""Decision trees fitted on labelled places: what signals come to together that say little one by one."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

# What a tree adds to the log-odds, or which of two to go on to: (place of the signal, value up to which the first, …)
Node: TypeAlias = "float | tuple[int, float, Node, Node]"


@dataclass(frozen=True, slots=True)
class Trees:
    """What `feature-trees.yaml` holds: the signals that are asked for, and trees whose sum with `base` is log-odds."""

    signals: tuple[str, ...] = ()
    base: float = 0.0
    trees: tuple[Node, ...] = ()

    @classmethod
    def from_mapping(cls, data: Mapping[str, Any]) -> Trees:
        """Take `{"signals": [name, …], "base": …, "trees": [node, …]}`, where a node is a number
        or `[place of the signal, value, node, node]`.
        """
        return cls(tuple(data.get("signals", ())), data.get("base", 0.0), tuple(map(_node, data.get("trees", ()))))

    def likely(self, signals: Mapping[str, float]) -> float:
        """How likely what shows these signals is what the trees were fitted on."""
        values = [signals.get(name, 0.0) for name in self.signals]
        total = self.base
        for tree in self.trees:
            node = tree
            while not isinstance(node, float):
                node = node[2] if values[node[0]] <= node[1] else node[3]
            total += node
        return 1.0 / (1.0 + math.exp(-max(min(total, 30.0), -30.0)))


def _node(data: float | Sequence[Any]) -> Node:
    if isinstance(data, (int, float)):
        return float(data)
    place, value, low, high = data
    return int(place), float(value), _node(low), _node(high)
