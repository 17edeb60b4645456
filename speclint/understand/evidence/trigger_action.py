"""A trigger with an action: what goes wrong, and what happens then."""

from __future__ import annotations

from speclint.understand.clauses import clauses, has_consequence, is_conditional, weight
from speclint.understand.evidence.reading import Page, Reading
from speclint.understand.evidence.threshold import scores_in
from speclint.understand.knowledge import Dimension
from speclint.understand.utterances import Utterance

_SAYS_SOMETHING = 4  # words that make an item under "While the model is down" an action
_CORRECTIONS = 2  # different things a person may do with every output


def read_trigger_action(utterance: Utterance, dimension: Dimension, page: Page) -> Reading | None:
    """Fallback: the failure and the concrete reaction, in one sentence or from the structure around it."""
    trigger, action, terms = dimension.concept("trigger"), dimension.concept("action"), dimension.concept("terms")
    graceful = dimension.concept("graceful")
    named = utterance.has("ai.name") or utterance.has("model.named") or utterance.has("ai.weak")
    if utterance.has(dimension.concept("not")) and not (utterance.has("ai.name") or utterance.has("model.named")):
        return None
    above = utterance.parent_marks | utterance.label_marks
    announced = dimension.concept("headings") in utterance.heading_marks or terms in utterance.heading_marks
    triggers = tuple(utterance.marks.get(trigger, ())) + scores_in(utterance)
    conditional = is_conditional(utterance.text) or bool(scores_in(utterance))
    acts = _apart(utterance, action, triggers)
    card = page.kind == "model-card"
    row = utterance.block.kind == "row"
    vague = beyond_label(utterance, graceful) and not _apart(
        utterance, action, triggers + tuple(utterance.marks.get(graceful, ()))
    )
    strength = 0.4 * named + 0.4 * announced + 0.5 * utterance.has(terms)
    if utterance.has(dimension.concept("control")):
        return Reading((), 2.2 + strength)
    if triggers and not vague:
        if acts and (conditional or row or (_split(utterance.text) and not card)):
            return Reading((), 2.6 + strength)
        bare = beyond_label(utterance, graceful) or (beyond_label(utterance, terms) and not acts)
        risk = dimension.concept("label")
        bare = bare or any(start <= 3 for start, _ in utterance.marks.get(risk, ()))
        if not card and not bare and conditional and has_consequence(utterance.text, triggers, 3):
            specific = utterance.has(dimension.concept("specific")) or announced or bool(scores_in(utterance))
            return Reading((), 2.1 + strength, own_only=not specific)
        if acts and not card and (announced or utterance.has(terms)):
            return Reading((), 2.1 + strength)
    if row and not card and "fallback.situation" in above and "fallback.reaction" in above:
        return Reading((), 2.0 + strength, own_only=True)
    troubled = trigger in utterance.heading_marks and utterance.block.kind != "heading"
    if troubled and not card and not utterance.has(graceful) and weight(utterance.text) >= _SAYS_SOMETHING:
        return Reading((), 1.9 + strength, own_only=True)
    corrections = {utterance.text[a:b].lower() for a, b in utterance.marks.get("fallback.correct", ())}
    if len(corrections) >= _CORRECTIONS and not card:
        return Reading((), 1.8 + strength, own_only=True)
    if acts and not vague and not card and (trigger in above or (terms in above and weight(utterance.text) >= 2)):
        return Reading((), 2.1 + strength)
    if utterance.has(graceful) or utterance.has(terms):
        return Reading(("no-action" if not acts else "no-trigger",), 0.8 + 0.3 * bool(triggers) + 0.2 * named)
    if utterance.has(dimension.concept("weak")) or (triggers and announced):
        return Reading(("no-action",), 0.5 + 0.1 * bool(triggers))
    return None


def beyond_label(utterance: Utterance, concept: str) -> bool:
    """Whether a concept is named in the text itself, not only in the row's or item's label."""
    block = utterance.block
    label = len(block.cells[0].text) if block.cells else max(block.strong - utterance.origin, 0)
    return any(start >= label for start, _ in utterance.marks.get(concept, ()))


def _split(text: str) -> bool:
    return len(clauses(text)) > 1


def _apart(utterance: Utterance, action: str, triggers: tuple[tuple[int, int], ...]) -> bool:
    """Whether an action stands outside the words that are the trigger."""
    return any(
        not any(start < t_end and t_start < end for t_start, t_end in triggers)
        for start, end in utterance.marks.get(action, ())
    )
