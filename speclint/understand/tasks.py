"""What a feature does and how it runs, told from its name and the first lines of its text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from speclint.model import Mode, Task
from speclint.understand.acts import CAPABILITIES
from speclint.understand.features import Found
from speclint.understand.utterances import Utterance

_READ_ON = 30  # lines of a feature that tell its task and mode
_MOST_READ = 1000  # and utterances, where those lines hold no end of them
_MODES: tuple[Mode, ...] = ("on-device", "batch")

ByLine = Mapping[int, Sequence[Utterance]]


def by_line(utterances: Sequence[Utterance]) -> ByLine:
    """The utterances that begin on each line."""
    lines: dict[int, list[Utterance]] = {}
    for utterance in utterances:
        lines.setdefault(utterance.span.line, []).append(utterance)
    return lines


def _first_lines(found: Found, lines: ByLine) -> Iterator[Utterance]:
    """The utterances of the first lines of each place where a feature is described."""
    read = 0
    for first, last in found.extents:
        for line in range(first, min(last, first + _READ_ON) + 1):
            for utterance in lines.get(line, ()):
                yield utterance
                read += 1
                if read >= _MOST_READ:
                    return


def task_of(found: Found, lines: ByLine) -> Task:
    """What the feature does, from the capability its name speaks of most, its own text breaking ties."""
    counts: dict[str, float] = dict.fromkeys(CAPABILITIES, 0.0)
    for concept, places in found.title.marks.items():
        if concept.startswith("capability."):
            counts[concept[11:]] += 3.0 * len(places)
    for utterance in _first_lines(found, lines):
        for concept, places in utterance.marks.items():
            if concept.startswith("capability."):
                counts[concept[11:]] += 0.2 * min(len(places), 2)
    best = max(CAPABILITIES, key=lambda task: counts[task])
    return best if counts[best] else "generate"  # type: ignore[return-value]


def mode_of(found: Found, lines: ByLine) -> Mode:
    """How the feature runs: while a user waits (unless said otherwise), in batches, or on the device."""
    for utterance in _first_lines(found, lines):
        mode = next((m for m in _MODES if utterance.has(f"mode.{m}")), None)
        if mode:
            return mode
    return "interactive"
