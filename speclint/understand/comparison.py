"""How likely a candidate is beside all others of its document: what decides where several could be the feature."""

from __future__ import annotations

from collections.abc import Sequence

from speclint.understand.candidates import Candidate
from speclint.understand.signals import log_odds

_LEAST = 1e-4  # likelihoods below this are alike


def comparison_signals(candidates: Sequence[Candidate], likely: Sequence[float]) -> list[dict[str, float]]:
    """For each candidate its log-odds beside those of its siblings, its parts, what encloses it, and the likeliest."""
    odds = [log_odds(p, _LEAST) for p in likely]
    nothing = log_odds(0.0, _LEAST)
    groups: dict[tuple[int, str], list[int]] = {}
    parts = [nothing] * len(candidates)
    for i, candidate in enumerate(candidates):
        groups.setdefault((candidate.parent, candidate.form), []).append(i)
        if candidate.parent >= 0:
            parts[candidate.parent] = max(parts[candidate.parent], odds[i])
    best, total = max(odds, default=0.0), sum(likely)
    bests = {group: max(odds[i] for i in members) for group, members in groups.items()}
    means = {group: sum(likely[i] for i in members) / len(members) for group, members in groups.items()}
    last = max((c.line for c in candidates), default=1)
    return [
        {
            "odds": odds[i],
            "odds.behind": odds[i] - best,
            "odds.best": best,
            "odds.sum": total,
            "odds.siblings": bests[candidate.parent, candidate.form],
            "odds.siblings-mean": means[candidate.parent, candidate.form],
            "odds.above": odds[candidate.parent] if candidate.parent >= 0 else nothing,
            "odds.parts": parts[i],
            "place": candidate.line / last,
            "lines": float(candidate.last - candidate.first),
        }
        for i, candidate in enumerate(candidates)
    ]
