"""What a model knows, told behind a question or a label ("Where do the answers come from?", 学什么), or behind "on"."""

from __future__ import annotations

import re

from speclint.understand.evidence.learned_from import CHINESE, ENGLISH
from speclint.understand.evidence.reading import Page, Reading
from speclint.understand.utterances import Utterance

_BEHIND = 130  # characters behind what opens, in which it is told how much there is or since when
_FIRST = 14  # characters before the words that open a line: its number, a dash, an "it"
_LABEL = 30  # characters of a label
_QUESTION = 70  # and of a question in the sentence before
_LABEL_ENDS = re.compile(r"[^,，。.;；:：|]{0,20}[:：|?？.]")
_DIRECTLY = re.compile(r"(?<=[是为了过])|[\s*_]{0,4}(?:是|为|的是|有|来自|取自)|\s(?=[\w\"'])")
_ON = re.compile(r"(?:\s?\([^()]{1,40}\))?,?\s(?:on|built on|fitted to|fed with|that saw)\s(?=\S)", re.I)
_MODEL_LABEL = re.compile(r"(?:[A-Z][\w'’ -]{1,40}\bmodel|[^，。：:]{2,12}模型)\s?[:：]\s?")
_RATE = re.compile(r"\b(?:per|each|every|a) (?:day|week|month|year|user)\b|每[天日月年周人]", re.I)
_WORD = re.compile(r"\w")
_OWN = re.compile(r"\b(?:our|your|their|its) own\b|自己的|本[馆院校厂司店所]", re.I)


def read_origin(utterance: Utterance, page: Page) -> Reading | None:
    """Records of so many or of a time, behind words that open with what a model learned from or answers out of."""
    if utterance.block.kind in ("code", "front-matter", "heading") or not utterance.has("origin.records"):
        return None
    if utterance.has("data.not-taught"):
        return None
    start = _opened(utterance, page)
    if start is not None and _is_described(utterance, start):
        return Reading((), 2.4)
    place = None if utterance.has("data.managing") else _behind_model(utterance)
    return Reading((), 2.2) if place is not None and _is_sized(utterance, place) else None


def _opened(utterance: Utterance, page: Page) -> int | None:
    """Where what is told begins, behind words that open the line or stand above it; None where nothing asks for it."""
    text = utterance.text
    for first, last in utterance.marks.get("origin.opens", ()):
        label = _LABEL_ENDS.match(text, last) if first <= _LABEL else None
        if label:
            return label.end()
        if not _WORD.search(text[: min(first, _FIRST)]) and first <= _FIRST and _DIRECTLY.match(text, last):
            return last
    if utterance.block.kind != "row" and "origin.opens" in utterance.label_marks:
        return 0
    if utterance.sentence == 1:
        before = page.utterances[utterance.siblings[0]]
        if before.has("origin.opens") and len(before.text) <= _QUESTION:
            return 0
    asked = utterance.headings[-1] if utterance.headings else ""
    return (
        0 if "origin.opens" in utterance.heading_marks and utterance.sentence == 0 and len(asked) <= _QUESTION else None
    )


def _behind_model(utterance: Utterance) -> int | None:
    """Where the data begins behind a model that is named: "boosted trees on …", "The noise model: …"."""
    text = utterance.text
    label = _MODEL_LABEL.match(text)
    if label:
        return label.end()
    named = (*utterance.marks.get("origin.of-model", ()), *utterance.marks.get("model.named", ()))
    return next((on.end() for _, last in sorted(named) if (on := _ON.match(text, last))), None)


def _is_described(utterance: Utterance, start: int) -> bool:
    """Whether it is told how much there is or of which time, or that it is one's own, of records."""
    if _is_sized(utterance, start):
        return True
    kinds = {utterance.text[a:b].lower() for a, b in utterance.marks.get("data.material", ()) if a >= start}
    return bool(_OWN.search(utterance.text, start)) and len(kinds) > 1


def _is_sized(utterance: Utterance, start: int) -> bool:
    """Whether a size or a time of records stands behind a place, and not behind what comes out."""
    stop = min((a for a, _ in utterance.marks.get("origin.outputs", ()) if a >= start), default=len(utterance.text))
    stretch = utterance.text[start : min(stop, start + _BEHIND)]
    if not any(start <= a <= start + len(stretch) for a, _ in utterance.marks.get("origin.records", ())):
        return False
    return not _RATE.search(stretch) and bool(ENGLISH.search(stretch) or CHINESE.search(stretch))
