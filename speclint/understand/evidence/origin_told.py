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

_LABEL_STOPS = re.compile(r"\s{0,3}[*_]{0,3}\s{0,3}[:：|]\s{0,16}")
# What is kept, guarded or asked of people tells nothing of where it comes from.
_HELD_BACK = re.compile(
    r"\b(?:encrypt|retain|retention|delet|stored|kept for|interview)|加密|保存|删除|留存|访谈|不出|脱敏规则", re.I
)
_UNITS = (
    r"(?:pages|entries|articles|documents|pieces|terms|clauses|notes|rules|pairs|segments|recipes|records|cases|titles)"
)
# A stock with how much it holds said of it: "the Rules (v11, 64 pages)", 政策库现有 1,260 份.
_STOCK = re.compile(
    r"\b(?:rules|handbook|manual|guide|guidelines|archive|glossary|memory|catalogue|catalog|library|wiki|playbook|policy|"
    rf"policies|terms|collection|book) \([^()]{{0,40}}\b\d[\d,]{{0,8}} {_UNITS}[^()]{{0,40}}\)|"
    r"\bown (?:[\w-]{1,20} )?(?:library|archive|collection|catalogue|bank|stock|corpus) of \d[\d,]{1,9} [a-z]{3}|"
    r"(?:库|集|手册|指南|文档|法规|词表|术语表|记忆|规范)"
    rf"[（(][^（）()]{{0,12}}(?:{CHINESE.pattern})[^（）()]{{0,30}}[）)]"
)
_HOLDS_SO_MANY = re.compile(
    rf"(?<![仓车冷水国金])库(?:里|中|内)?(?:现|共|已|收)[有收录]{{0,2}}[^，。；]{{0,4}}?(?:{CHINESE.pattern})"
)


def read_origin(utterance: Utterance, page: Page) -> Reading | None:
    """Records of so many or of a time, behind words that open with what a model learned from or answers out of."""
    if utterance.block.kind in ("code", "front-matter", "heading") or not utterance.has("origin.records"):
        return None
    if utterance.has("data.not-taught"):
        return None
    start = _opened(utterance, page)
    if start is not None and _is_described(utterance, start):
        return Reading((), 2.4)
    if not (utterance.has("data.managing") or utterance.has("origin.passing")):
        labelled = _behind_label(utterance)
        if labelled is not None and _is_described(utterance, labelled):
            return Reading((), 2.2, own_only=True)
        come = [end for _, end in utterance.marks.get("data.origin", ())]
        if any(_is_described(utterance, end) for end in come):
            return Reading((), 2.0, own_only=True)
        if _HOLDS_SO_MANY.search(utterance.text) or (_draws(utterance) and _STOCK.search(utterance.text)):
            return Reading((), 2.0, own_only=True)
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


def _draws(utterance: Utterance) -> bool:
    """Whether something is used, answered from or searched."""
    drawing = ("promise.drawing", "data.chosen", "data.handed", "capability.retrieve", "model.named", "data.feeding")
    return any(utterance.has(concept) for concept in drawing)


def _behind_label(utterance: Utterance) -> int | None:
    """Where the data begins behind a label that says nothing but "data", "source" or the like."""
    text = utterance.text
    for first, last in utterance.marks.get("origin.labels", ()):
        if not _WORD.search(text[:first]) and (ends := _LABEL_STOPS.match(text, last)):
            return ends.end()
    return None


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
    if utterance.has("origin.scope") and not _HELD_BACK.search(utterance.text):
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
