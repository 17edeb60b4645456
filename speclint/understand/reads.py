"""What is read of each dimension in a document: which utterances speak of it, and how likely each states it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from speclint.understand.acts import capable
from speclint.understand.clauses import clauses, has_consequence, is_conditional
from speclint.understand.evidence import READERS, Page, Reading
from speclint.understand.evidence.reading import weakened
from speclint.understand.evidence.waiver import needless, waiver
from speclint.understand.knowledge import Dimension
from speclint.understand.leanings import Leanings
from speclint.understand.reach import Reach
from speclint.understand.statement_signals import reading_signals
from speclint.understand.utterances import Utterance

_ABOUT_AI = 2
_SPOKEN = 0.65  # strength from which a vague statement uses the dimension's own words
_CLEAR = 0.8  # strength from which a line of a fence raises a dimension without stating it
_IN_TITLES = frozenset({"named-thing", "described-set"})  # "gpt-4o drafting", "Results (test split)"
NEVER_STATES = frozenset({"optional", "deferred", "placeholder"})  # however concrete, nobody is bound to it
# What happens then is asked, so that a denial denies the answer: "模型没有响应时会看到什么，还没有说明".
_ASKS = re.compile(
    r"什么|怎么|怎样|如何|\b(?:what|how|who|whether)\b[^,;]{1,60}\b(?:not|never|nowhere|no one|nobody)\b", re.I
)
_OF_ANYTHING = frozenset({"latency", "cost"})  # every program has these
_BY_NATURE = frozenset({"confidence", "evaluation", "model", "data"})  # nothing but a model has these


@dataclass(frozen=True, slots=True)
class Read:
    """An utterance that speaks of a dimension.

    `reading` is what the patterns made of it, None where only its signals speak for it. `bearing` is how far it is
    about AI: 2 names it, 1 may cover it, 0 is about something else. `states` and `raises` are how likely a reader
    would rest a dimension on it that is stated, or at least raised; None for a dimension without weights.
    """

    utterance: Utterance
    reading: Reading | None
    bearing: int
    states: float | None = None
    raises: float = 0.0

    @property
    def counts(self) -> bool:
        """Whether its pattern counts outside the features: it states something that may cover them, or it names AI.

        A loose word ("fast", "metrics") somewhere in a document raises nothing about its AI.
        """
        if self.reading is None:
            return False
        plain_spoken = not self.reading.reasons or self.reading.strength >= _SPOKEN
        return self.bearing == _ABOUT_AI or (self.bearing > 0 and plain_spoken)


def read_all(
    page: Page, dimensions: Sequence[Dimension], reach: Reach, leanings: Leanings
) -> dict[Dimension, tuple[Read, ...]]:
    """All that is read of each dimension, by patterns and by weights."""
    page, reads = read_patterns(page, dimensions, reach)
    return weighed(page, reads, reach, leanings)


def read_patterns(
    page: Page, dimensions: Sequence[Dimension], reach: Reach
) -> tuple[Page, dict[Dimension, tuple[Read, ...]]]:
    """What patterns read of each dimension; of the data first, since what a split is of depends on it."""
    reads = {d: read_dimension(page, d, reach) for d in dimensions if d.name == "data"}
    sourced = any(r.reading is not None and not r.reading.reasons for found in reads.values() for r in found)
    page = replace(page, sourced=sourced)
    return page, {d: reads[d] if d in reads else read_dimension(page, d, reach) for d in dimensions}


def weighed(
    page: Page, reads: Mapping[Dimension, Sequence[Read]], reach: Reach, leanings: Leanings
) -> dict[Dimension, tuple[Read, ...]]:
    """The reads of each dimension with how likely each is, and those utterances that only their signals speak for."""
    weights, card = leanings.weights, page.kind == "model-card"
    by_index = {d: {r.utterance.index: r for r in found} for d, found in reads.items()}
    kept: dict[Dimension, list[Read]] = {d: [] for d in reads}
    for utterance in page.utterances:
        odds, said = leanings.odds(utterance, inside=reach.is_inside(utterance), card=card)
        for dimension, found in by_index.items():
            read = found.get(utterance.index)
            if not weights.weighs(dimension.name):
                kept[dimension].extend(() if read is None else (read,))
                continue
            if read is None and weights.rules_out(dimension.name, odds):
                continue
            own = {} if read is None else reading_signals_of(read)
            states, raises = weights.likely(dimension.name, odds, own, said)
            states *= not never_states(utterance, None if read is None else read.reading)
            if read is not None:
                kept[dimension].append(replace(read, states=states, raises=raises))
            elif states >= weights.least or raises >= weights.least:
                kept[dimension].append(Read(utterance, None, 0, states, raises))
    return {dimension: tuple(found) for dimension, found in kept.items()}


def never_states(utterance: Utterance, reading: Reading | None) -> bool:
    """Whether nobody is bound to what an utterance says, by its standing or by what its pattern read."""
    return utterance.standing in NEVER_STATES or (reading is not None and not NEVER_STATES.isdisjoint(reading.reasons))


def reading_signals_of(read: Read) -> Mapping[str, float]:
    """What the patterns of a dimension made of an utterance, as signals."""
    return {} if read.reading is None else reading_signals(read.reading, read.bearing, counts=read.counts)


def read_dimension(page: Page, dimension: Dimension, reach: Reach) -> tuple[Read, ...]:
    """All utterances of a document that speak of a dimension."""
    reader = READERS[dimension.evidence]
    reads = []
    for utterance in page.utterances:
        title = utterance.block.kind == "heading" and not utterance.quantities
        if title and dimension.evidence not in _IN_TITLES:
            continue
        terms = dimension.concept("terms")
        spoken = (
            utterance.has(terms)
            or terms in utterance.label_marks
            or dimension.concept("headings") in utterance.label_marks
        )
        reading = waiver(utterance, spoken) or _in_force(utterance, dimension, reader(utterance, dimension, page))
        if reading is None or reading.reasons:  # a bound is no waiver: "no cost above $0.02, because …"
            reading = needless(utterance, terms) or reading
        if reading is not None and (_is_loose(reading, dimension) or (title and _only_names(reading, dimension))):
            continue
        if reading is not None and not (
            utterance.block.kind == "code" and reading.reasons and reading.strength < _CLEAR
        ):
            bearing = bearing_of(utterance, dimension, reading, page, reach)
            reads.append(Read(utterance, reading, bearing))
    return tuple(reads)


def _only_names(reading: Reading, dimension: Dimension) -> bool:
    """Whether a title says what its section is about and no more: "Test data", as opposed to "Results (test split)"."""
    return dimension.evidence == "described-set" and bool(reading.reasons)


def _in_force(utterance: Utterance, dimension: Dimension, reading: Reading | None) -> Reading | None:
    """A reading with the force its standing leaves it; a glossary binds nobody, but tells which model a term means."""
    if dimension.evidence == "named-thing" and "heading.glossary" in utterance.heading_marks:
        return reading
    if (
        dimension.evidence == "trigger-action"
        and utterance.standing == "negated"
        and _denies_trouble(utterance, dimension)
    ):
        return reading
    if dimension.evidence == "metric" and utterance.standing == "negated" and _stands(utterance, dimension, reading):
        return reading
    return weakened(utterance, reading)


def _stands(utterance: Utterance, dimension: Dimension, reading: Reading | None) -> bool:
    """Whether what is denied is what an output needs, not its number: "six in ten are kept without any edit"."""
    if reading is None or reading.reasons or not reading.quantities:
        return False
    spared = utterance.marks.get(dimension.concept("unforced"), ())
    denied = utterance.marks.get("standing.negated", ())
    return all(any(a <= start and end <= b for a, b in spared) for start, end in denied)


def _denies_trouble(utterance: Utterance, dimension: Dimension) -> bool:
    """Whether what a sentence denies is its trouble, or something beside it and what is done then.

    "If the browser is not supported, the button is hidden"; "缺少参数时必须追问，禁止猜测".
    """
    if _ASKS.search(utterance.text):
        return False
    troubles = tuple(utterance.marks.get(dimension.concept("trigger"), ()))
    denied = tuple(utterance.marks.get("standing.negated", ()))
    aside = tuple(place for place in denied if not any(a < place[1] and place[0] < b for a, b in troubles))
    if not aside:
        return is_conditional(utterance.text) or utterance.has(dimension.concept("action"))
    apart = tuple(span for span in clauses(utterance.text) if any(span[0] <= a < span[1] for a, _ in aside))
    if not troubles or any(a <= start < b for start, _ in troubles for a, b in apart):
        return False
    acts = utterance.marks.get(dimension.concept("action"), ())
    return any(not any(a <= start < b for a, b in apart) for start, _ in acts) or (
        is_conditional(utterance.text) and has_consequence(utterance.text, troubles + aside, 3)
    )


def _is_loose(reading: Reading, dimension: Dimension) -> bool:
    """Whether a word is too weak to raise the dimension, and is no slot, denial or promise for later either."""
    return reading.strength < dimension.loose and len(reading.reasons) == 1 and not reading.waived


def bearing_of(utterance: Utterance, dimension: Dimension, reading: Reading, page: Page, reach: Reach) -> int:
    """How far a statement is about an AI feature."""
    if page.kind == "model-card":
        return 2
    if reading.own_only:
        return 2 if reach.is_inside(utterance) or reach.numbered(utterance) else 0
    if "latency.without-ai" in utterance.heading_marks and dimension.name in _OF_ANYTHING:
        return 0  # 歌词搜索（非 AI）
    if utterance.has("ai.name") or utterance.has("model.named"):
        return 2
    if reach.is_inside(utterance) or reach.numbered(utterance) or utterance.has(dimension.concept("model")):
        return 2
    if "ai.name" in utterance.label_marks | utterance.parent_marks | utterance.heading_marks:
        return 2
    if dimension.name in _BY_NATURE:
        return 2
    if dimension.name == "target" and (utterance.has("metric.quality") or utterance.has("target.absolute")):
        return 1 if utterance.has("plain") else 2
    plain = utterance.has("plain") or (
        "plain" in utterance.heading_marks and "section.document-wide" not in utterance.heading_marks
    )
    if dimension.name == "target" and (utterance.has("target.right") or utterance.has("target.distance")):
        return 0 if plain else 1  # nothing but a guess can be right or wrong
    if dimension.name == "latency" and utterance.has("latency.guess"):
        return 0 if plain else 1
    if dimension.name == "drift":
        return 2 if utterance.has("watch.strong") else 1
    if dimension.name == "cost" and any(q.per or q.kind == "compute" for q in reading.quantities):
        return 1
    if plain and not (utterance.has("ai.weak") or capable(utterance)):
        return 0
    if "section.document-wide" in utterance.heading_marks or page.ai_document:
        return 1
    return 1 if utterance.has("ai.weak") else 0
