"""Find the feature of a model card: its model, or each of several that have results of their own."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from speclint.model import Document
from speclint.understand.acts import says_ai
from speclint.understand.candidates import name_of, short_name
from speclint.understand.features import MOST_FEATURES, Found
from speclint.understand.utterances import Reader, Utterance

_GENERIC_WORD = re.compile(
    r"model|system|card|information|details|overview|for|the|and|[\W_]|模型|卡片?|说明|介绍|信息", re.I
)
_MODEL_TITLE = re.compile(
    r"\b(?:model|detector|classifier|ranker|recommender|forecaster|estimator|recogni[sz]er|extractor|generator|scorer)\b"
    r"|模型|分类器|检测器|识别器|排序器|预测器",
    re.I,
)
_MODEL_LEVEL = 2  # a deeper heading is a part of one model's description
_SEVERAL = 2
_LONGEST_TITLE = 120  # a card is named by its whole title


def card_feature(document: Document, utterances: Sequence[Utterance], reader: Reader) -> tuple[Found, ...]:
    """The one feature of a model card: its model, at the title or, where that names none, at the line that does."""
    several = _models_of_their_own(document, utterances, reader)
    if several:
        return several
    last = len(document.source.line_starts)
    headings = document.sections[1:]
    if headings:
        first = headings[0]
        title = next((u for u in utterances if u.block.kind == "heading" and u.block.section == first.index), None)
        if title is not None and _GENERIC_WORD.sub("", first.title):
            return (Found(_card_name(first.title), title, first.line, ((1, last),), 0.9),)
    naming = next(
        (u for u in utterances if says_ai(u) and u.block.kind not in ("front-matter", "code", "heading")), None
    )
    naming = naming or next((u for u in utterances if u.block.kind != "front-matter"), None)
    if naming is None:
        return ()
    return (Found(name_of(naming.block)[0], naming, naming.span.line, ((1, last),), 0.7),)


def _models_of_their_own(document: Document, utterances: Sequence[Utterance], reader: Reader) -> tuple[Found, ...]:
    """The models of a card that gives each a section of its own with results in it; none where fewer than two have."""
    found = []
    titles: dict[int, Utterance] = {}
    for utterance in utterances:
        if utterance.block.kind == "heading":
            titles.setdefault(utterance.block.section, utterance)
    results = sorted({u.span.line for u in utterances if u.has("metric.quality") and u.quantities})
    for section in document.sections[1:]:
        title = titles.get(section.index)
        if title is None or reader.is_title(section.index) or section.level > _MODEL_LEVEL or title.own_classes:
            continue
        named = title.has("model.named") or title.has("ai.name") or _MODEL_TITLE.search(section.title)
        classed = any(c.startswith("kind.card") for c in reader.own_section_marks(section.index))
        measured = bisect_right(results, section.line) < bisect_right(results, section.end_line)
        if named and not classed and measured:
            extent = ((section.line, section.end_line),)
            found.append(Found(_card_name(section.title), title, section.line, extent, 0.7))
    return tuple(found[:MOST_FEATURES]) if len(found) >= _SEVERAL else ()


def _card_name(title: str) -> str:
    name = re.sub(r"^\W*(?:model card|system card|模型卡片?)\s*(?:for|[-–—:：])?\s*", "", title, flags=re.I).strip(
        " :：-–—"
    )
    return short_name(name or title, _LONGEST_TITLE) or title[:_LONGEST_TITLE]
