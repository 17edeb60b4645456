"""A named thing: which model."""

from __future__ import annotations

import re

from speclint.understand.evidence.reading import Page, Reading
from speclint.understand.knowledge import Dimension
from speclint.understand.utterances import Utterance

_BEFORE = 16  # characters in which a denial may stand
_DENIED = re.compile(r"\b(?:no|not|non|without|never)\s+(?:\w+\s)?$|(?:不用|不使用|不依赖|非)\s*$", re.I)


def read_named_thing(utterance: Utterance, dimension: Dimension, page: Page) -> Reading | None:
    """A name from the vocabulary states it; a generic word for such a thing only raises it."""
    if utterance.has(dimension.concept("not")):
        return None
    announced = dimension.concept("headings") in utterance.announced
    named = utterance.marks.get(dimension.concept("named"), ())
    if any(not _DENIED.search(utterance.text[max(start - _BEFORE, 0) : start]) for start, _ in named):
        return Reading((), 2.0 + 0.5 * announced + 0.5 * utterance.has(dimension.concept("terms")))
    if utterance.has(dimension.concept("generic")):
        return Reading(("no-name",), 0.6 + 0.2 * announced)
    return None
