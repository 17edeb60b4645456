"""What a first reading of all candidates says of each: its rank, its parts, its siblings and its restatements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from speclint.understand.acts import modelled, operated, says_ai
from speclint.understand.candidates import Candidate, words_of
from speclint.understand.signals import log_odds

_LEAST = 1e-3  # likelihoods below this are alike
_LIKELY = 0.5
_RARE = 6  # candidates of a document that a word may stand in to tell two of them to be one
_NOTED = 0.3  # how likely another place must be to count as one
_SHARED = 0.4  # share of the shorter name's words in two names of one feature


def context_signals(candidates: Sequence[Candidate], likely: Sequence[float]) -> list[dict[str, float]]:
    """What a first reading of all candidates says of each: its rank, its parts, its siblings and its restatements.

    A feature is told from a step, a field or a restatement by what stands around it, which no candidate shows alone.
    """
    best = max(likely, default=0.0)
    ranked = sorted(range(len(likely)), key=lambda i: (-likely[i], i))
    rank = {i: r for r, i in enumerate(ranked)}
    above, parts = _above(candidates, likely), _parts(candidates, likely)
    groups: dict[tuple[int, str], _Group] = {}
    echoes = _echoes(candidates, likely)
    twins: dict[frozenset[str], _Group] = {}
    names = [words_of(candidate.name) for candidate in candidates]
    for i, candidate in enumerate(candidates):
        groups.setdefault((candidate.parent, candidate.form), _Group()).add(likely[i], candidate)
        twins.setdefault(names[i], _Group()).add(likely[i])
    found = []
    for i, candidate in enumerate(candidates):
        heading = float(candidate.form == "heading")
        beside = groups[candidate.parent, candidate.form]
        same = twins[names[i]] if names[i] else _Group(1)
        twin = same.best_but(likely[i])
        found.append(
            {
                "first": log_odds(likely[i], _LEAST),
                "first/best": likely[i] / max(best, 1e-3),
                "rank": 1.0 / (1 + rank[i]),
                "rank.far": min(rank[i], 20) / 20,
                "parts.best": parts[i].best,
                "parts.sum": min(parts[i].total, 5.0) / 5,
                "parts.several": float(parts[i].likely >= 2),
                "siblings.mean": beside.mean_but(likely[i]),
                "siblings.best": beside.best_but(likely[i]),
                "siblings.any": float(beside.size > 1),
                "above.best": above[i],
                "above.next": likely[candidate.parent] if candidate.parent >= 0 else 0.0,
                "twin.best": twin,
                "twin.any": float(same.size > 1),
                "twin.better": float(twin > likely[i]),
                "parts.best*heading": heading * parts[i].best,
                **beside.kin(candidate, likely[i]),
                **echoes[i],
                "above.best*part": (1 - heading) * above[i],
            }
        )
    return found


def _echoes(candidates: Sequence[Candidate], likely: Sequence[float]) -> list[dict[str, float]]:
    """Where else a document speaks of the same: whether in other groups, and whether one there is likelier."""
    names = [words_of(candidate.name) for candidate in candidates]
    places: dict[str, list[int]] = {}
    for i, words in enumerate(names):
        for word in words:
            places.setdefault(word, []).append(i)
    found = []
    for i, words in enumerate(names):
        shared: dict[int, int] = {}
        for word in words:
            if len(places[word]) <= _RARE or len(words) == 1:
                for j in places[word][: 2 * _RARE]:
                    shared[j] = shared.get(j, 0) + 1
        least = min(len(words), 2)
        others = [
            j
            for j, n in shared.items()
            if n >= max(least, _SHARED * min(len(words), len(names[j])))
            and (candidates[j].parent, candidates[j].form) != (candidates[i].parent, candidates[i].form)
        ]
        apart = [
            j
            for j in others
            if not (_encloses(candidates[j], candidates[i]) or _encloses(candidates[i], candidates[j]))
        ]
        best = max((likely[j] for j in apart), default=0.0)
        found.append(
            {
                "echo.any": float(bool(apart)),
                "echo.count": min(len(apart), 4) / 4,
                "echo.best": best,
                "echo.better": float(best > likely[i]),
                "echo.before": float(any(j < i and likely[j] >= _NOTED for j in apart)),
                "echo.after": float(any(j > i and likely[j] >= _NOTED for j in apart)),
                "echo.within": float(len(others) > len(apart)),
            }
        )
    return found


def _encloses(outer: Candidate, inner: Candidate) -> bool:
    return outer.first <= inner.first <= outer.last


@dataclass(slots=True)
class _Group:
    """Candidates of which each asks what the others are: kept as sums, since a list for each would be a square."""

    size: int = 0
    total: float = 0.0
    best: float = 0.0
    second: float = 0.0
    likely: int = 0
    odds: float = 0.0
    says_ai: int = 0
    modelled: int = 0
    operated: int = 0
    strong: int = 0

    def add(self, likely: float, candidate: Candidate | None = None) -> None:
        """Count a member in, and what its title speaks of where it is given."""
        self.odds += log_odds(likely, _LEAST)
        if candidate is not None:
            self.says_ai += says_ai(candidate.title)
            self.modelled += modelled(candidate.title)
            self.operated += operated(candidate.title)
            self.strong += candidate.title.block.strong > 0
        self.size += 1
        self.total += likely
        self.likely += likely > _LIKELY
        self.best, self.second = max(self.best, likely), max(self.second, min(self.best, likely))

    def kin(self, candidate: Candidate, likely: float) -> dict[str, float]:
        """What all members are, and by how much one of them stands out."""
        heading = float(candidate.form == "heading")
        mean, ahead = self.odds / self.size / 3, (log_odds(likely, _LEAST) - self.odds / self.size) / 3
        ai, model = self.says_ai / self.size, self.modelled / self.size
        several = self.size > 1
        return {
            "kin.ai": ai,
            "kin.model": model,
            "kin.other": self.operated / self.size,
            "kin.strong": self.strong / self.size,
            "kin.ai-apart": says_ai(candidate.title) - ai,
            "kin.model-apart": modelled(candidate.title) - model,
            "kin.all": float(several and self.modelled == self.size),
            "kin.all-ai": float(several and self.says_ai == self.size),
            "kin.ahead": ahead,
            "kin.ahead*heading": ahead * heading,
            "kin.mean": mean,
            "kin.mean*heading": mean * heading,
        }

    def best_but(self, likely: float) -> float:
        """The likeliest of the others, for a member that is this likely; 0 where there is none."""
        return self.second if likely == self.best else self.best

    def mean_but(self, likely: float) -> float:
        """The mean of the others; 0 where there is none."""
        return (self.total - likely) / (self.size - 1) if self.size > 1 else 0.0


def _above(candidates: Sequence[Candidate], likely: Sequence[float]) -> list[float]:
    """The likeliest of those that enclose each candidate; a parent comes before its parts."""
    best: list[float] = []
    for candidate in candidates:
        parent = candidate.parent
        best.append(max(best[parent], likely[parent]) if parent >= 0 else 0.0)
    return best


def _parts(candidates: Sequence[Candidate], likely: Sequence[float]) -> list[_Group]:
    """What each candidate encloses, at any depth."""
    groups = [_Group() for _ in candidates]
    for i in range(len(candidates) - 1, -1, -1):
        parent = candidates[i].parent
        if parent >= 0:
            inner, outer = groups[i], groups[parent]
            outer.add(likely[i])
            outer.total += inner.total
            outer.best = max(outer.best, inner.best)
            outer.likely += inner.likely
    return groups
