"""The signals by which an utterance shows that it states or raises a dimension; their weights are data.

Terms and patterns say what an utterance may mean (`evidence/`); whether a reader takes it as said of the AI in this
document hangs on all that stands in it and above it at once, which is weighed rather than ruled. Words are no signals
here: fitted together with the concepts of the vocabulary they told nothing more. They have a say of their own
(`statement_words.py`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from speclint.understand.evidence import Reading
from speclint.understand.statement_weights import RAISES_ONLY
from speclint.understand.utterances import Utterance

_LONG = 300  # characters
_MOST_STRENGTH = 4.0
_ABOUT_AI = 2
# A line of a program that decides: it shows how something is done, not what is promised.
_CONTROL = re.compile(r"\W*(?:if|elif|else if|while|for|return|assert|guard|switch|case|unless)\b[^#]*[({:\[]")
_PARTS = ("promise.", "trial.", "fallback.part-", "afterwards.")  # words that say something only together


def statement_signals(utterance: Utterance, *, inside: bool, card: bool) -> dict[str, float]:
    """The signals of an utterance, the same for every dimension; `inside` the text of a feature, of a model `card`."""
    return {**utterance_signals(utterance), **place_signals(inside=inside, card=card)}


def place_signals(*, inside: bool, card: bool) -> dict[str, float]:
    """The signals of where an utterance stands, which only the features tell."""
    return {"inside": float(inside), "card": float(card)}


def utterance_signals(utterance: Utterance) -> dict[str, float]:
    """The signals of an utterance wherever it stands."""
    signals = {"bias": 1.0, f"standing:{utterance.standing}": 1.0, f"form:{utterance.block.kind}": 1.0}
    for concept in utterance.marks:
        if not concept.startswith(_PARTS):
            signals[f"own:{concept}"] = 1.0
    for place, concepts in (
        ("heading", utterance.heading_marks),
        ("parent", utterance.parent_marks),
        ("label", utterance.label_marks),
    ):
        for concept in concepts:
            if not concept.startswith(_PARTS):
                signals[f"{place}:{concept}"] = 0.7
    for quantity in utterance.quantities:
        signals[f"quantity:{quantity.kind}"] = 1.0
        signals[f"quantity:{quantity.kind}{quantity.comparator}"] = 1.0
        signals[f"quantity:{quantity.kind}/" if quantity.per else f"quantity:{quantity.kind}."] = 1.0
        if quantity.role:
            signals[f"role:{quantity.role}"] = 1.0
    signals["control"] = float(utterance.block.kind == "code" and _CONTROL.match(utterance.text) is not None)
    signals["length"] = min(len(utterance.text), _LONG) / _LONG
    signals["bare"] = float(not utterance.quantities)
    return signals


def reading_signals(reading: Reading, bearing: int, *, counts: bool) -> Mapping[str, float]:
    """What the patterns of one dimension made of an utterance, as signals for that dimension alone."""
    signals = dict.fromkeys((f"reading:{reason}" for reason in reading.reasons), 1.0)
    signals["reading"] = 1.0
    strength = min(reading.strength, _MOST_STRENGTH)
    if reading.reasons:
        signals[RAISES_ONLY] = 1.0
        signals["reading.raises.strength"] = strength
    elif not reading.waived:
        signals["reading.states"] = 1.0
        signals["reading.states.strength"] = strength
        signals[f"reading.states.{int(strength * 2) / 2}"] = 1.0
        signals["reading.states.ai"] = float(bearing == _ABOUT_AI)
        signals["reading.states.counts"] = float(counts)
    return signals
