"""What a part's own text says that only what a learned model does can say: signals of AI that is not called AI.

"Photo check on the phone" names no AI; that 95% of unusable photos are caught, on 5,200 photos held out, and that a
score under 0.5 asks for another one, tells it all the same, and the more so where its siblings say nothing like it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from speclint.understand.candidates import Candidate
from speclint.understand.utterances import Utterance

# What is told, by the concepts that tell it; a metric is one with a number.
_ASPECTS: Mapping[str, frozenset[str]] = {
    "model": frozenset({"model.named", "ai.name", "model.generic"}),
    "learning": frozenset({"data.training", "data.learning"}),
    "quality": frozenset({"metric.quality"}),
    "evaluated": frozenset({"evaluation.terms", "evaluation.datasets", "evaluation.verb"}),
    "unsure": frozenset({"confidence.strong", "confidence.belief", "confidence.score"}),
    "watched": frozenset({"watch.strong", "drift.terms"}),
}
_MEASURED = "quality"
_MOST = 4  # aspects from which on more of them say no more
_SEVERAL = 2
PROOFS = tuple(f"proof.{aspect}" for aspect in _ASPECTS)


def proof_signals(text: Sequence[Utterance], few: float) -> dict[str, float]:
    """Which aspects a part's `text` tells, by `few`: how small the document is. In a large one they tell nothing."""
    if not few:
        return {}
    told = [aspect for aspect, concepts in _ASPECTS.items() if any(_tells(u, aspect, concepts) for u in text)]
    signals = {f"proof.{aspect}": few for aspect in told}
    signals["proof.count"] = few * min(len(told), _MOST) / _MOST
    signals["proof.several"] = few * (len(told) >= _SEVERAL)
    return signals


def _tells(utterance: Utterance, aspect: str, concepts: frozenset[str]) -> bool:
    return not concepts.isdisjoint(utterance.marks) and (aspect != _MEASURED or bool(utterance.quantities))


def beside_siblings(candidates: Sequence[Candidate], signals: Sequence[Mapping[str, float]]) -> list[dict[str, float]]:
    """By how much each candidate tells more of its AI than its siblings of one form do on average."""
    groups: dict[tuple[int, str], list[float]] = {}
    for candidate, own in zip(candidates, signals, strict=True):
        groups.setdefault((candidate.parent, candidate.form), []).append(own.get("proof.count", 0.0))
    means = {group: sum(counts) / len(counts) for group, counts in groups.items()}
    found = []
    for candidate, own in zip(candidates, signals, strict=True):
        ahead = own.get("proof.count", 0.0) - means[candidate.parent, candidate.form]
        found.append({"proof.ahead": ahead, f"proof.ahead*{candidate.form}": ahead} if ahead else {})
    return found
