"""The closed set of evidence kinds: what makes an utterance state a dimension.

Each is a function from an utterance to a `Reading` (or None where the utterance does not speak of the dimension). Which
kind a dimension asks for, and its terms, is data in `rules/dimensions`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from speclint.understand.evidence.bound import read_bound
from speclint.understand.evidence.described_set import read_described_set
from speclint.understand.evidence.metric import read_metric
from speclint.understand.evidence.named_thing import read_named_thing
from speclint.understand.evidence.observation import read_observation
from speclint.understand.evidence.reading import Page, Reading
from speclint.understand.evidence.threshold import read_threshold
from speclint.understand.evidence.trigger_action import read_trigger_action
from speclint.understand.knowledge import Dimension
from speclint.understand.utterances import Utterance

READERS: Mapping[str, Callable[[Utterance, Dimension, Page], Reading | None]] = {
    "metric": read_metric,
    "bound": read_bound,
    "threshold": read_threshold,
    "trigger-action": read_trigger_action,
    "observation": read_observation,
    "described-set": read_described_set,
    "named-thing": read_named_thing,
}

__all__ = ["READERS", "Page", "Reading"]
