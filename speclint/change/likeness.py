"""How alike two texts are: to find a statement or a feature again that was reworded."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import TypeVar

from speclint.understand.lexicon import tokens

Left = TypeVar("Left")
Right = TypeVar("Right")

_MOST = 200  # things to pair on a side
_LONGEST = 2000  # characters of a text that are looked at
_WORD = re.compile(r"[^\W_]")


def likeness(one: str, other: str) -> float:
    """Give the share of words that two texts have in common, 0 to 1."""
    return overlap(_words(one), _words(other))


def overlap(one: Counter[str], other: Counter[str]) -> float:
    """Give the share of their content that two bags have in common, 0 to 1."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


def bag(texts: Iterable[str]) -> Counter[str]:
    """Give the words of several texts."""
    words: Counter[str] = Counter()
    for text in texts:
        words.update(_words(text))
    return words


def best_pairs(
    left: Sequence[Left], right: Sequence[Right], score: Callable[[Left, Right], float]
) -> list[tuple[int, int]]:
    """Pair what fits best, best first, each at most once; what scores 0 is no pair. Equal scores go by order.

    Of many, the first are paired.
    """
    scores = [(score(one, other), i, j) for i, one in enumerate(left[:_MOST]) for j, other in enumerate(right[:_MOST])]
    pairs: list[tuple[int, int]] = []
    taken_left: set[int] = set()
    taken_right: set[int] = set()
    for value, i, j in sorted(scores, key=lambda item: (-item[0], abs(item[1] - item[2]), item[1], item[2])):
        if value > 0 and i not in taken_left and j not in taken_right:
            pairs.append((i, j))
            taken_left.add(i)
            taken_right.add(j)
    return sorted(pairs)


@lru_cache(maxsize=4096)
def _words(text: str) -> Counter[str]:
    return Counter(word for word, _, _ in tokens(text[:_LONGEST]) if _WORD.match(word))
