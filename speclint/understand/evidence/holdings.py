"""What a set to try something on holds: the kinds of cases it covers, or so much of sound and pictures."""

from __future__ import annotations

import re

from speclint.model import Quantity
from speclint.understand.utterances import Utterance

_SET = re.compile(r"(?:set|corpus)s?$|[集料]$", re.I)
_APART = 24  # characters between the word for the set and the one that says what it holds
_LIST = 160  # characters in which the kinds stand
_KINDS = 3  # so many kinds say which part of what may come it is of
_BETWEEN = re.compile(r"\s?(?:[、,，;；/]|\band\b|以及|[和与及])\s?", re.I)
_END = re.compile(r"[.。]\s|[。；;]|\.$")
_NO_KINDS = ("metric.quality", "metric.service", "evaluation.criteria", "evaluation.judged")
_BEFORE = 20  # characters before a length in which stands that it is tried
_MEDIA = re.compile(
    r"[\s-]{0,2}(?:of )?(?:[\w-]{1,20} ){0,4}?"
    r"(?:audio|speech|recordings?|dictation|video|footage|clips?|podcasts?|calls?|lectures?)\b|"
    r"的?[^，。；、\d]{0,14}(?:音频|语音|录音|视频|录像|片段|素材|音轨|通话)",
    re.I,
)


def lists_what_it_holds(utterance: Utterance) -> bool:
    """Whether a set is told by the kinds of cases in it: 评测集覆盖退款、物流、保修; not by what is measured on it."""
    text = utterance.text
    barred = [start for concept in _NO_KINDS for start, _ in utterance.marks.get(concept, ())]
    for _, last in utterance.marks.get("evaluation.terms", ()):
        if not _SET.search(text[:last]):
            continue
        for first, end in utterance.marks.get("evaluation.covering", ()):
            if not 0 <= first - last <= _APART or _END.search(text, last, first):
                continue
            stop = _END.search(text, end)
            until = min(stop.start() if stop else len(text), end + _LIST)
            kinds = [part for part in _BETWEEN.split(text[end:until]) if part.strip()]
            if len(kinds) >= _KINDS and not any(end <= place < until for place in barred):
                return True
    return False


def is_of_media(utterance: Utterance, quantity: Quantity) -> bool:
    """Whether a length of time is of sound or pictures that something is tried on: "test clip: 12 minutes of …"."""
    named = utterance.marks.get("evaluation.terms", ())
    if quantity.comparator or not any(0 <= quantity.start - end <= _BEFORE for _, end in named):
        return False
    return bool(_MEDIA.match(utterance.text, quantity.end))
