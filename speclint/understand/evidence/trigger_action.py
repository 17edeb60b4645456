"""A trigger with an action: what goes wrong, and what happens then."""

from __future__ import annotations

import re

from speclint.understand.evidence.reading import Page, Reading
from speclint.understand.knowledge import Dimension
from speclint.understand.utterances import Utterance

_CONDITION = re.compile(
    r"\b(?:if|when|whenever|in case|upon|on|after|unless|otherwise|where|for)\b|→|->|⇒|：|:|若|如果|如|当|时|则|否则|后|一旦|情况下", re.I
)


def read_trigger_action(utterance: Utterance, dimension: Dimension, page: Page) -> Reading | None:
    """Fallback: the failure and the concrete reaction, in one sentence or from the structure around it."""
    trigger, action = dimension.concept("trigger"), dimension.concept("action")
    graceful, terms = dimension.concept("graceful"), dimension.concept("terms")
    other = utterance.has(dimension.concept("not"))
    named = utterance.has("ai.name") or utterance.has("model.named") or utterance.has("ai.weak")
    above = utterance.parent_marks | utterance.label_marks
    announced = dimension.concept("headings") in utterance.heading_marks or terms in utterance.heading_marks
    acts = _distinct(utterance, action, trigger)
    fails = utterance.has(trigger)
    if other and not (utterance.has("ai.name") or utterance.has("model.named")):
        return None
    if utterance.has(dimension.concept("control")):
        return Reading((), 2.2 + 0.4 * named)
    if acts:
        if fails and (_CONDITION.search(utterance.text) or utterance.block.kind == "row"):
            return Reading((), 2.6 + 0.6 * utterance.has(terms) + 0.4 * named + 0.4 * announced)
        if trigger in above or (terms in above and not fails):
            return Reading((), 2.2 + 0.4 * announced + 0.3 * named)
        if utterance.has(terms) and fails:
            return Reading((), 2.3 + 0.3 * named)
        if announced and fails:
            return Reading((), 2.0)
    if utterance.has(graceful) or utterance.has(terms):
        return Reading(("no-action" if not acts else "no-trigger",), 0.8 + 0.3 * fails + 0.2 * named)
    if utterance.has(dimension.concept("weak")) or (fails and announced):
        return Reading(("no-action",), 0.5 + 0.1 * fails)
    return None


def _distinct(utterance: Utterance, action: str, trigger: str) -> bool:
    """Whether an action stands outside the words that are the trigger."""
    triggers = utterance.marks.get(trigger, ())
    return any(
        not any(start < t_end and t_start < end for t_start, t_end in triggers) or len(triggers) > 1
        for start, end in utterance.marks.get(action, ())
    )
