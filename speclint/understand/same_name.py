"""Whether two names are one feature's, told in other words or in another language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from speclint.understand.candidates import words_of

_SAME = 0.6  # share of words by which two names are one feature's
_BRACKETED = re.compile(
    r"(?P<name>[^(（\[【]{2,120}?)\s{0,2}[(（\[【](?P<alias>[^()（）\[\]【】]{1,60})[)）\]】]\s{0,2}"
)
_HAN = re.compile(r"[㐀-鿿]")


def is_same(one: str, a: frozenset[str], other: str, b: frozenset[str]) -> bool:
    """Whether two names, given with their words, are one feature's."""
    if not a or not b:
        return one == other
    shared = len(a & b)
    if shared / min(len(a), len(b)) >= 0.99 and shared / max(len(a), len(b)) >= _SAME:
        return True
    return any(words == b for words in _aliases(one)) or any(words == a for words in _aliases(other))


def _aliases(name: str) -> Iterator[frozenset[str]]:
    """The words of a name without the bracket that ends it, and of that where it says the name in another script.

    "The Whisper (耳语建议)" is "The Whisper" and 耳语建议; "Chat (Android)" is "Chat", but "Android" is no name of it.
    """
    match = _BRACKETED.fullmatch(name)
    if match is None:
        return
    yield words_of(match["name"])
    if bool(_HAN.search(match["name"])) != bool(_HAN.search(match["alias"])):
        yield words_of(match["alias"])
