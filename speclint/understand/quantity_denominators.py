"""Read the denominator of a quantity: `$0.01 per call`, `5 元/千 tokens`, and before it `每次调用不超过 0.02 元`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from speclint.understand.quantity_draft import Reading

_OTHER = re.compile(r"[a-z]{2,20}(?![a-z0-9/])", re.IGNORECASE)
_SCALE_ALONE = re.compile(r"(?<=[0-9kKmM])(?![A-Za-z0-9])")
_SIZE = re.compile(r"(\d*)\s*(\D*)$")


@dataclass(frozen=True, slots=True)
class Per:
    """What stands behind a quantity: its mark ("/", "per", "an"), scale and noun, and the known noun's normal form.

    `noun` is empty where the scale stands alone ("$3 / 1M"), `name` where the noun is none that is known.
    """

    mark: str
    scale: str
    noun: str
    name: str
    end: int


def per_at(reading: Reading, position: int) -> Per | None:
    """The denominator that stands at a position; None where there is none."""
    words, text = reading.words, reading.text
    match = words.per.match(text, position)
    if match is None:
        return None
    for start, scale in _scales(reading, match.end()):
        known = words.denominators.at(reading.spelled, start)
        if known is not None:
            return Per(match.lastgroup or "", scale, text[start : known[1]], known[0], known[1])
        other = _OTHER.match(text, start)
        if other is not None:
            return Per(match.lastgroup or "", scale, other.group(), "", other.end())
        if _SCALE_ALONE.match(text, start):
            return Per(match.lastgroup or "", scale, "", "", start)
    return None


def _scales(reading: Reading, position: int) -> Iterator[tuple[int, str]]:
    """Where the noun may begin, and the scale before it: behind "1k ", behind "1" and at once."""
    match = reading.words.per_scale.match(reading.text, position)
    if match is not None and match.group("scale"):
        yield match.end(), match.group("scale")
        number = match.group("number")
        if number and number != match.group("scale"):
            yield position + len(number), number
    yield position, ""


def denominators_before(reading: Reading) -> Iterator[tuple[int, int, str]]:
    """Start, end and normal form of what stands before the quantities it divides: 每次, per call, monthly."""
    words, text = reading.words, reading.text
    position = 0
    while (match := words.per_before.search(text, position)) is not None:
        position = match.start() + 1
        whole = match.group("whole")
        if whole:
            position = match.end()
            yield match.start(), position, words.whole_denominators[whole.lower().replace("-", " ")]
            continue
        for start, scale in _scales(reading, match.end()):
            known = words.denominators.at(reading.spelled, start)
            if known is not None:
                position = known[1]
                yield match.start(), position, normal_form(reading, scale, known[0])
                break


def normal_form(reading: Reading, scale: str, name: str) -> str:
    """A denominator in its normal form: `call`, `1k tokens`, `100 users`."""
    scales = reading.words.denominator_scales
    match = _SIZE.match(scale.replace(",", "").strip())
    size, word = match.groups() if match is not None else ("", "")
    value = int(size or 1) * int(scales.get(word, scales.get(word.lower(), 1)))
    if value <= 1:
        return name
    for factor, letter in ((10**6, "m"), (10**3, "k"), (1, "")):
        if value % factor == 0:
            return f"{value // factor}{letter} {name.removesuffix('s')}s"
    return name
