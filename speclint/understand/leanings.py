"""What each utterance leans to say of the dimensions by its signals and words alone, wherever it stands.

It is asked before the features are known: what is stated below a heading tells whether that heading is a feature, and
a line that says what happens when the AI fails is none itself. Once they are known, where it stands is added.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from speclint.model import DIMENSIONS
from speclint.understand.candidates import Candidate
from speclint.understand.statement_signals import place_signals, utterance_signals
from speclint.understand.statement_weights import StatementWeights
from speclint.understand.utterances import Utterance

_MOST_READ = 200  # utterances of a candidate's text
_SAID = 0.5  # how likely a dimension must be stated or raised to be counted
_ONLY_OF_AI = [place for place, name in enumerate(DIMENSIONS) if name not in ("model", "data")]


@dataclass(frozen=True, slots=True)
class Leanings:
    """What the weights make of utterances, each of which is weighed once."""

    weights: StatementWeights
    _sums: dict[int, tuple[list[float], Mapping[str, float]]] = field(default_factory=dict)
    _likely: dict[int, tuple[list[float], list[float]]] = field(default_factory=dict)

    def odds(self, utterance: Utterance, *, inside: bool, card: bool) -> tuple[list[float], Mapping[str, float]]:
        """The sums of an utterance `inside` a feature's text, of a model `card`, and what its words are of them."""
        sums, said = self._of(utterance)
        return self.weights.odds(place_signals(inside=inside, card=card), begun=sums), said

    def _of(self, utterance: Utterance) -> tuple[list[float], Mapping[str, float]]:
        known = self._sums.get(utterance.index)
        if known is None:
            said = self.weights.words.odds(utterance.text, utterance.headings[-1] if utterance.headings else "")
            known = self._sums[utterance.index] = self.weights.odds(utterance_signals(utterance), said), said
        return known

    def likely(self, utterance: Utterance) -> tuple[list[float], list[float]]:
        """How likely an utterance states, and how likely it raises, each of DIMENSIONS."""
        known = self._likely.get(utterance.index)
        if known is None:
            known = self._likely[utterance.index] = self.weights.all_likely(DIMENSIONS, self._of(utterance)[0])
        return known

    def signals(self, candidate: Candidate, utterances: Sequence[Utterance]) -> dict[str, float]:
        """What a candidate's name and its text say of the dimensions, as signals that it is or is no feature."""
        if not self.weights.weighs(DIMENSIONS[0]):
            return {}
        states, raises = self.likely(candidate.title)
        signals = {f"says.{name}": one for name, one in zip(DIMENSIONS, raises, strict=True)}
        signals.update({f"states.{name}": one for name, one in zip(DIMENSIONS, states, strict=True)})
        signals["says.most"], signals["states.most"] = max(raises), max(states)
        signals["says.most-of-ai"] = max(raises[place] for place in _ONLY_OF_AI)
        body = [utterances[i] for i in candidate.body if i != candidate.title.index]
        read = [self.likely(u) for u in body if u.block.kind != "code"][:_MOST_READ]
        if read:
            most_states = [max(column) for column in zip(*(states for states, _ in read), strict=True)]
            most_raises = [max(column) for column in zip(*(raises for _, raises in read), strict=True)]
            signals.update({f"body.says.{name}": one for name, one in zip(DIMENSIONS, most_raises, strict=True)})
            signals.update({f"body.states.{name}": one for name, one in zip(DIMENSIONS, most_states, strict=True)})
            signals["body.says.count"] = sum(one > _SAID for one in most_raises) / len(DIMENSIONS)
            signals["body.states.count"] = sum(one > _SAID for one in most_states) / len(DIMENSIONS)
            signals["body.says.share"] = sum(max(raises) > _SAID for _, raises in read) / len(read)
        return signals
