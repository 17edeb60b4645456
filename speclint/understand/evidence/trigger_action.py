"""A trigger with an action: what goes wrong, and what happens then."""

from __future__ import annotations

from dataclasses import dataclass

from speclint.understand.clauses import clauses, has_consequence, is_conditional, weight
from speclint.understand.evidence.reading import Page, Reading
from speclint.understand.evidence.threshold import scores_in
from speclint.understand.knowledge import Dimension
from speclint.understand.utterances import Utterance

_SAYS_SOMETHING = 4  # words that make an item under "While the model is down" an action
_AT_THE_START = 3  # characters before which a word is the sentence's label
_CORRECTIONS = 2  # different things a person may do with every output


def read_trigger_action(utterance: Utterance, dimension: Dimension, page: Page) -> Reading | None:
    """Fallback: the failure and the concrete reaction, in one sentence or from the structure around it."""
    named = utterance.has("ai.name") or utterance.has("model.named")
    if utterance.has(dimension.concept("not")) and not named:
        return None
    terms = dimension.concept("terms")
    announced = dimension.concept("headings") in utterance.heading_marks or terms in utterance.heading_marks
    strength = 0.4 * (named or utterance.has("ai.weak")) + 0.4 * announced + 0.5 * utterance.has(terms)
    if utterance.has(dimension.concept("control")):
        return Reading((), 2.2 + strength)
    scores = scores_in(utterance)
    triggers = _troubles(utterance, dimension) + scores
    acts = _apart(utterance, dimension.concept("action"), triggers)
    return (
        _said(utterance, dimension, page, _Said(triggers, bool(scores), acts, announced, strength))
        or (None if page.kind == "model-card" else _from_structure(utterance, dimension, acts, strength))
        or _raised(utterance, dimension, bool(triggers), acts, announced)
    )


def _troubles(utterance: Utterance, dimension: Dimension) -> tuple[tuple[int, int], ...]:
    """Where a trouble is named, but for the error that an action shows ("an error message") or that is "handled"."""
    acts = (
        *utterance.marks.get(dimension.concept("action"), ()),
        *utterance.marks.get(dimension.concept("graceful"), ()),
    )
    return tuple(
        (start, end)
        for start, end in utterance.marks.get(dimension.concept("trigger"), ())
        if not any(a <= start and end <= b and b - a > end - start for a, b in acts)
    )


@dataclass(frozen=True, slots=True)
class _Said:
    """What a sentence was found to hold: its triggers, whether one is a score, an action, and what announces it."""

    triggers: tuple[tuple[int, int], ...]
    scored: bool
    acts: bool
    announced: bool
    strength: float


def _said(utterance: Utterance, dimension: Dimension, page: Page, said: _Said) -> Reading | None:
    """A trigger and what follows, in the sentence itself."""
    if not said.triggers or _is_vague(utterance, dimension, said.triggers):
        return None
    card = page.kind == "model-card"
    conditional = is_conditional(utterance.text) or said.scored
    if said.acts and (conditional or utterance.block.kind == "row" or (_split(utterance.text) and not card)):
        return Reading((), 2.6 + said.strength)
    if card:
        return None
    bare = _is_bare(utterance, dimension, said)
    if conditional and not bare and has_consequence(utterance.text, said.triggers, 3):
        named = utterance.has(dimension.concept("specific")) or utterance.has(dimension.concept("terms"))
        specific = named or said.announced or said.scored
        return Reading((), 2.1 + said.strength, own_only=not specific)
    if said.acts and (said.announced or utterance.has(dimension.concept("terms"))):
        return Reading((), 2.1 + said.strength)
    return None


def _from_structure(utterance: Utterance, dimension: Dimension, acts: bool, strength: float) -> Reading | None:
    """An action whose trigger stands in a column's header, a heading or the item above, or a person's corrections."""
    above = utterance.parent_marks | utterance.label_marks
    trigger, graceful = dimension.concept("trigger"), dimension.concept("graceful")
    if utterance.block.kind == "row" and {dimension.concept("situation"), dimension.concept("reaction")} <= above:
        return Reading((), 2.0 + strength, own_only=True)
    troubled = trigger in utterance.heading_marks and utterance.block.kind != "heading"
    if troubled and not utterance.has(graceful) and weight(utterance.text) >= _SAYS_SOMETHING:
        return Reading((), 1.9 + strength, own_only=True)
    corrections = {utterance.text[a:b].lower() for a, b in utterance.marks.get(dimension.concept("correct"), ())}
    if len(corrections) >= _CORRECTIONS:
        named = utterance.has(dimension.concept("terms")) or utterance.has(graceful)
        return Reading((), 1.8 + strength, own_only=not named)
    triggers = _troubles(utterance, dimension) + scores_in(utterance)
    led = trigger in above or (dimension.concept("terms") in above and weight(utterance.text) >= 2)
    if acts and led and not _is_vague(utterance, dimension, triggers):
        return Reading((), 2.1 + strength)
    return None


def _raised(utterance: Utterance, dimension: Dimension, fails: bool, acts: bool, announced: bool) -> Reading | None:
    """A promise of a fallback that names no trigger or no action."""
    named = utterance.has("ai.name") or utterance.has("model.named") or utterance.has("ai.weak")
    if utterance.has(dimension.concept("graceful")) or utterance.has(dimension.concept("terms")):
        return Reading(("no-trigger" if acts else "no-action",), 0.8 + 0.3 * fails + 0.2 * named)
    if utterance.has(dimension.concept("weak")) or (fails and announced):
        return Reading(("no-action",), 0.5 + 0.1 * fails)
    return None


def _is_vague(utterance: Utterance, dimension: Dimension, triggers: tuple[tuple[int, int], ...]) -> bool:
    """Whether only a phrase such as "degrades gracefully" stands where the action should."""
    graceful = dimension.concept("graceful")
    others = triggers + tuple(utterance.marks.get(graceful, ()))
    return beyond_label(utterance, graceful) and not _apart(utterance, dimension.concept("action"), others)


def _is_bare(utterance: Utterance, dimension: Dimension, said: _Said) -> bool:
    """Whether a consequence is none: the mere word for a fallback, or what a risk does ("Impact: …")."""
    if beyond_label(utterance, dimension.concept("graceful")):
        return True
    if (
        beyond_label(utterance, dimension.concept("terms"))
        and not said.acts
        and not _reacts(utterance, dimension, said)
    ):
        return True
    return any(start <= _AT_THE_START for start, _ in utterance.marks.get(dimension.concept("label"), ()))


def _reacts(utterance: Utterance, dimension: Dimension, said: _Said) -> bool:
    """Whether beside a trouble, in its cell, something is said that is neither it nor the mere word for a fallback."""
    words = said.triggers + tuple(utterance.marks.get(dimension.concept("terms"), ()))
    first = 0
    for cell in utterance.text.split(" | "):
        last = first + len(cell)
        if any(first <= trouble < last for trouble, _ in said.triggers):
            inside = tuple((a - first, b - first) for a, b in words if first <= a < last)
            if has_consequence(cell, inside, 3):
                return True
        first = last + 3
    return False


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
