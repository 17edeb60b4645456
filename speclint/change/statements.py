"""Which statements of a document stood in it before: by their text and place, or else by their text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from speclint.model import Statement


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The statements that two versions share, by their indices in each."""

    kept: frozenset[int]
    stood: frozenset[int]


def unchanged(old: Sequence[Statement], new: Sequence[Statement]) -> Unchanged:
    """Match each statement with one of the same text and standing, at most once; those under its headings first."""
    pairs: dict[int, int] = {}
    stood: set[int] = set()
    for key in (_here, _anywhere):
        left: dict[Hashable, list[int]] = defaultdict(list)
        for index in range(len(old) - 1, -1, -1):
            if index not in pairs:
                left[key(old[index])].append(index)
        for index, statement in enumerate(new):
            if index not in stood and (found := left.get(key(statement))):
                pairs[found.pop()] = index
                stood.add(index)
    return Unchanged(frozenset(pairs), frozenset(stood))


def _here(statement: Statement) -> Hashable:
    return statement.text, statement.standing, statement.headings


def _anywhere(statement: Statement) -> Hashable:
    return statement.text, statement.standing
