"""A named thing: which model."""

from __future__ import annotations

import re

from speclint.understand.evidence.model_names import is_architecture, names_a_model, names_a_repository
from speclint.understand.evidence.reading import Page, Reading
from speclint.understand.knowledge import Dimension
from speclint.understand.utterances import Utterance

_BEFORE = 60  # characters in which a denial, or what is done to it by hand, may stand
_DENIED = re.compile(r"\b(?:no|not|non|without|never)\s+(?:\w+\s)?$|(?:不用|不使用|不依赖|非)\s*$", re.I)
_BY_HAND = re.compile(r"\b(?:past(?:e|es|ed|ing)|cop(?:y|ies|ied|ying))\b[^.;,]{0,40}\binto\s(?:an?\s)?$", re.I)
# A line that only tells the model says it best: "Model: gpt-4o-mini", 模型名称：….
_LABELLED = re.compile(
    r"\W{0,4}(?:(?:base|llm|ai|default|use) )?model(?:[ _-]?(?:name|type|version|id|architecture))?\b"
    r"[\s*`\"']{0,4}[:=|]|"
    r"\W{0,4}(?:基础|所用|使用|主)?模型(?:名称?|版本|类型|架构)?[\s*`]{0,4}[:：|]",
    re.I,
)
_APART = 2  # characters between a word of comparison and what it compares with
_ASKED = re.compile(r"[?？][\s*_\"”」)）]*$")
_ABOUT_MODELS = ("ai.name", "ai.weak")  # what a text speaks of where a word formed as a model's name is one


def read_named_thing(utterance: Utterance, dimension: Dimension, page: Page) -> Reading | None:
    """A name from the vocabulary states it, or a name formed as a model's is; a generic word only raises it."""
    if utterance.has(dimension.concept("not")):
        return None
    announced = dimension.concept("headings") in utterance.announced
    told_of_others = dimension.concept("others") in utterance.heading_marks | utterance.parent_marks
    if not (told_of_others or _is_retired(utterance, dimension)) and (
        _is_named(utterance, dimension) or (dimension.name == "model" and _is_shaped(utterance, dimension, page))
    ):
        if _is_undecided(utterance, dimension):
            return Reading(("deferred",), 0.8 + 0.2 * announced)
        labelled = 1.0 * bool(_LABELLED.match(utterance.text))
        return Reading((), 2.0 + 0.5 * announced + 0.5 * utterance.has(dimension.concept("terms")) + labelled)
    if utterance.has(dimension.concept("generic")):
        return Reading(("no-name",), 0.6 + 0.2 * announced)
    return None


def _is_named(utterance: Utterance, dimension: Dimension) -> bool:
    """Whether a name stands there as one: not denied, not within a longer name, not what something is compared with."""
    text = utterance.text
    mistaken = utterance.marks.get(dimension.concept("mistaken"), ())
    return any(
        not any(first < end and start < last for first, last in mistaken)
        and not _is_likened(utterance, dimension, start, end)
        and not _DENIED.search(text, max(start - _BEFORE, 0), start)
        and not _BY_HAND.search(text, max(start - _BEFORE, 0), start)
        for start, end in utterance.marks.get(dimension.concept("named"), ())
    )


def _is_likened(utterance: Utterance, dimension: Dimension, start: int, end: int) -> bool:
    """Whether a name only tells what something is like: "unlike Gemini", "ChatGPT-style", "与豆包类似"."""
    before = utterance.marks.get(dimension.concept("likened"), ())
    behind = utterance.marks.get(dimension.concept("likening"), ())
    return any(0 <= start - last <= _APART for _, last in before) or any(
        end <= first <= end + 1 and (utterance.text[end] == "-" or not utterance.text[first].isascii())
        for first, _ in behind
    )


def _is_shaped(utterance: Utterance, dimension: Dimension, page: Page) -> bool:
    """Whether a model that no vocabulary lists is named, or told by its layers."""
    if names_a_repository(utterance.text):
        return True
    about = page.kind == "model-card" or utterance.has(dimension.concept("generic"))
    about = about or any(utterance.has(concept) for concept in _ABOUT_MODELS)
    return about and (names_a_model(utterance.text) or is_architecture(utterance.text))


def _is_undecided(utterance: Utterance, dimension: Dimension) -> bool:
    """Whether it is still asked which of those that are named it will be."""
    undecided = dimension.concept("undecided")
    return (
        utterance.has(undecided)
        or undecided in utterance.heading_marks | utterance.parent_marks
        or "standing.deferred" in utterance.heading_marks
        or bool(_ASKED.search(utterance.text))
    )


def _is_retired(utterance: Utterance, dimension: Dimension) -> bool:
    """Whether what is named is kept from earlier: "BERTopic is retained only in the legacy command"."""
    return utterance.has(dimension.concept("retired")) and not utterance.has(dimension.concept("replaced"))
