"""What a model's run took or may take, where a name rather than a unit says what the number counts."""

from __future__ import annotations

import re

from speclint.understand.evidence.reading import Page, Reading, is_bare
from speclint.understand.knowledge import Dimension
from speclint.understand.utterances import Utterance

_TRAINED = 600.0  # seconds of an accelerator from which they are those of a training run, not of one answer
_BEHIND = 24  # characters between what fits and the accelerator
_TOLD = frozenset({"", "≈", "="})  # what a finished run took is told, not bounded
_VALUE = re.compile(  # of a name, right behind it or behind its colon: "token budget per stage: 8000", "cost cap 0.5"
    r"(?:[^:：=|,，.;；。\d]{0,40}[:：=|]|\s?(?:of|is|at|为|是|控制在|压在|限|封顶|上限|不超过|不得超过|不要超过|别超过|最多|至多)?)[\s\"'`(（]{0,4}(?:about\s|约|[~≈<≤])?\s?[$¥€£₹]?\d"
)
_MACHINE = re.compile(r"(?<![A-Za-z0-9.])\d{1,3}\s?[Cc核]\s?/?\s?\d{1,4}\s?[Gg](?![A-Za-z0-9])")  # 4C8G, 4 核 8 G


def read_spent(utterance: Utterance, dimension: Dimension, page: Page) -> Reading | None:
    """Cost: what a training run took, the value of what needs no unit, a machine's size, or that nothing is paid."""
    if dimension.concept("hardware") in utterance.marks and _is_training(utterance, dimension):
        return Reading((), 2.4, tuple(q for q in utterance.quantities if q.kind == "compute"))
    if not utterance.has("elsewhere.hosting") and _fits_accelerator(utterance, dimension):
        return Reading((), 1.9)
    took = [q for q in utterance.quantities if q.kind == "duration" and q.comparator in _TOLD]
    if took and (_tells_a_run(utterance, dimension) or (page.kind == "model-card" and _of_hardware(utterance))):
        long = [q for q in took if utterance.has(dimension.concept("run")) or q.value >= _TRAINED]
        if long:
            return Reading((), 2.2, tuple(long))
    if _is_counted(utterance, dimension):
        return Reading((), 2.4, tuple(q for q in utterance.quantities if q.kind == "number"))
    if utterance.has(dimension.concept("nothing")):
        return Reading((), 2.0)
    if "memory" in dimension.quantities and _MACHINE.search(utterance.text):
        return Reading((), 2.0, own_only=not utterance.has(dimension.concept("terms")))
    return None


def _fits_accelerator(utterance: Utterance, dimension: Dimension) -> bool:
    """Whether an accelerator is named right behind what says that the model fits it."""
    ends = [end for _, end in utterance.marks.get(dimension.concept("fits"), ())]
    starts = [start for start, _ in utterance.marks.get(dimension.concept("hardware"), ())]
    return any(0 <= start - end <= _BEHIND for end in ends for start in starts)


def _is_training(utterance: Utterance, dimension: Dimension) -> bool:
    """Whether the accelerator named is what a finished training run took."""
    training = dimension.concept("training")
    return utterance.has(training) or training in (utterance.label_marks | utterance.parent_marks)


def _tells_a_run(utterance: Utterance, dimension: Dimension) -> bool:
    """Whether a time is that of a training run, by its words or by what it stands under."""
    run = dimension.concept("run")
    if utterance.has(run) or run in (utterance.label_marks | utterance.parent_marks):
        return True
    return is_bare(utterance) and run in utterance.heading_marks


def _of_hardware(utterance: Utterance) -> bool:
    """Whether a time is told together with the accelerator that it took."""
    return utterance.has("cost.hardware") or utterance.has("cost.accelerator")


def _is_counted(utterance: Utterance, dimension: Dimension) -> bool:
    """Whether a value follows a name, or stands below a header, that says what it counts."""
    counted = dimension.concept("counted")
    if any(_VALUE.match(utterance.text, end) for _, end in utterance.marks.get(counted, ())):
        return True
    block = utterance.block
    return (
        block.kind == "row"
        and counted in utterance.label_marks
        and not utterance.has(counted)
        and any(q.kind == "number" for q in utterance.quantities)
    )
