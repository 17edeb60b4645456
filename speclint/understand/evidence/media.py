"""Sound and pictures that something is tried on, told by their length."""

from __future__ import annotations

import re

from speclint.model import Quantity
from speclint.understand.utterances import Utterance

_BEFORE = 20  # characters before a length in which stands that it is tried
_MEDIA = re.compile(
    r"[\s-]{0,2}(?:of )?(?:[\w-]{1,20} ){0,4}?"
    r"(?:audio|speech|recordings?|dictation|video|footage|clips?|podcasts?|calls?|lectures?)\b|"
    r"的?[^，。；、\d]{0,14}(?:音频|语音|录音|视频|录像|片段|素材|音轨|通话)",
    re.I,
)


def is_of_media(utterance: Utterance, quantity: Quantity) -> bool:
    """Whether a length of time is of sound or pictures that something is tried on: "test clip: 12 minutes of …"."""
    named = utterance.marks.get("evaluation.terms", ())
    if quantity.comparator or not any(0 <= quantity.start - end <= _BEFORE for _, end in named):
        return False
    return bool(_MEDIA.match(utterance.text, quantity.end))
