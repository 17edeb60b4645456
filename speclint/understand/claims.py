"""Attribute evidence: which statement counts for which feature, and what each feature and the document claim."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from speclint.model import Claim, Evidence, Scope, Verdict
from speclint.understand.evidence import READERS, Page, Reading
from speclint.understand.evidence.reading import weakened
from speclint.understand.evidence.waiver import waiver
from speclint.understand.knowledge import Dimension
from speclint.understand.reach import Reach
from speclint.understand.signals import capable
from speclint.understand.utterances import Utterance

_MOST = 5
_STRONG = 2.5  # a reading this strong rests on the dimension's own words and a number or name
_SEVERAL = 3  # statements that say it, of which one may be misread
_ABOUT_AI = 2
_SPOKEN = 0.65  # strength from which a vague statement uses the dimension's own words
_CLEAR = 0.8  # strength from which a line of a fence raises a dimension without stating it
_BY_NATURE = frozenset({"confidence", "evaluation", "model", "data"})  # nothing but a model has these


@dataclass(frozen=True, slots=True)
class Read:
    """A reading of one utterance, and how far it is about AI: 2 names it, 1 may cover it, 0 is about something else."""

    utterance: Utterance
    reading: Reading
    bearing: int


def read_dimension(page: Page, dimension: Dimension, reach: Reach) -> tuple[Read, ...]:
    """All utterances of a document that speak of a dimension."""
    reader = READERS[dimension.evidence]
    reads = []
    for utterance in page.utterances:
        if utterance.block.kind == "heading" and not utterance.quantities and dimension.evidence != "named-thing":
            continue
        terms = dimension.concept("terms")
        spoken = (
            utterance.has(terms)
            or terms in utterance.label_marks
            or dimension.concept("headings") in utterance.label_marks
        )
        reading = waiver(utterance, spoken) or _in_force(utterance, dimension, reader(utterance, dimension, page))
        if reading is not None and _is_loose(reading, dimension):
            continue
        if reading is not None and not (
            utterance.block.kind == "code" and reading.reasons and reading.strength < _CLEAR
        ):
            bearing = bearing_of(utterance, dimension, reading, page, reach)
            reads.append(Read(utterance, reading, bearing))
    return tuple(reads)


def _in_force(utterance: Utterance, dimension: Dimension, reading: Reading | None) -> Reading | None:
    """A reading with the force its standing leaves it; a glossary binds nobody, but tells which model a term means."""
    if dimension.evidence == "named-thing" and "heading.glossary" in utterance.heading_marks:
        return reading
    return weakened(utterance, reading)


def _is_loose(reading: Reading, dimension: Dimension) -> bool:
    """Whether a word is too weak to raise the dimension, and is no slot, denial or promise for later either."""
    return reading.strength < dimension.loose and len(reading.reasons) == 1 and not reading.waived


def bearing_of(utterance: Utterance, dimension: Dimension, reading: Reading, page: Page, reach: Reach) -> int:
    """How far a statement is about an AI feature."""
    if page.kind == "model-card":
        return 2
    if reading.own_only:
        return 2 if reach.is_inside(utterance) else 0
    if utterance.has("ai.name") or utterance.has("model.named"):
        return 2
    if reach.is_inside(utterance) or utterance.has(dimension.concept("model")):
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
    if dimension.name == "drift":
        return 2 if utterance.has("watch.strong") else 1
    if dimension.name == "cost" and any(q.per or q.kind == "compute" for q in reading.quantities):
        return 1
    if plain and not (utterance.has("ai.weak") or capable(utterance)):
        return 0
    if "section.document-wide" in utterance.heading_marks or page.ai_document:
        return 1
    return 1 if utterance.has("ai.weak") else 0


def document_claims(reads: Mapping[Dimension, Sequence[Read]]) -> dict[str, Claim]:
    """The best that is said of any AI feature, for each dimension."""
    return {
        dimension.name: _claim(dimension, _gathered([r for r in found if _counts(r)]), "document", bool(found))
        for dimension, found in reads.items()
    }


def _counts(read: Read) -> bool:
    """Whether a statement outside the features counts: it states something that may cover them, or it names AI.

    A loose word ("fast", "metrics") somewhere in a document raises nothing about its AI.
    """
    plain_spoken = not read.reading.reasons or read.reading.strength >= _SPOKEN
    return read.bearing == _ABOUT_AI or (read.bearing > 0 and plain_spoken)


@dataclass(frozen=True, slots=True)
class _Group:
    """What readings come to: the strongest of them, whether one states the dimension, whether all that do waive it."""

    strongest: tuple[Read, ...] = ()
    stated: bool = False
    waived: bool = True


def _order(read: Read) -> tuple[bool, float, int]:
    return bool(read.reading.reasons), -read.reading.strength - 0.3 * read.bearing, read.utterance.index


def _gathered(reads: Sequence[Read]) -> _Group:
    stated = [r for r in reads if not r.reading.reasons]
    return _Group(tuple(sorted(reads, key=_order)[:_MOST]), bool(stated), all(r.reading.waived for r in stated))


def _joined(groups: Iterable[_Group]) -> _Group:
    """Groups as one; a reading that several hold counts once."""
    several = [group for group in groups if group.strongest]
    reads = {read.utterance.index: read for group in several for read in group.strongest}
    return _Group(
        tuple(sorted(reads.values(), key=_order)[:_MOST]),
        any(group.stated for group in several),
        all(group.waived for group in several),
    )


def feature_claims(reads: Mapping[Dimension, Sequence[Read]], reach: Reach, page: Page) -> list[dict[str, Claim]]:
    """What each feature's own text, statements that name it and document-wide ones say of it."""
    claims: list[dict[str, Claim]] = [{} for _ in reach.features]
    for dimension, readings in reads.items():
        attributed = _attributed(readings, reach, page)
        for found, own, named, document in zip(claims, *attributed, strict=True):
            scoped: tuple[tuple[Scope, _Group], ...] = (("own", own), ("named", named), ("document", document))
            found[dimension.name] = _best([_claim(dimension, group, scope, bool(readings)) for scope, group in scoped])
    return claims


def _attributed(readings: Sequence[Read], reach: Reach, page: Page) -> tuple[list[_Group], list[_Group], list[_Group]]:
    """For each feature what stands in its text, that with what names it, and that with what is said of all.

    What stands in the text of one feature or surely names one says nothing of another; in a model card, all does.
    """
    card = page.kind == "model-card"
    inside: dict[int, list[Read]] = {}
    naming: dict[int, list[Read]] = {}
    common: list[Read] = []
    for read in readings:
        stretch = reach.stretch(read.utterance)
        if reach.holders[stretch]:
            inside.setdefault(stretch, []).append(read)
            if not card:
                continue
        named, sure = ((), False) if card else reach.named(read.utterance)
        for index in named:
            naming.setdefault(index, []).append(read)
        if card or (not sure and _counts(read)):
            common.append(read)
    held: dict[int, list[_Group]] = {}
    for stretch, found in inside.items():
        group = _gathered(found)
        for index in reach.holders[stretch]:
            held.setdefault(index, []).append(group)
    of_all = _gathered(common)
    own = [_joined(held.get(index, ())) for index in range(len(reach.features))]
    by_name = [_joined((group, _gathered(naming.get(index, ())))) for index, group in enumerate(own)]
    return own, by_name, [_joined((group, of_all)) for group in by_name]


_RANK = {"missing": 0, "vague": 1, "stated": 2, "waived": 2}


def _best(claims: Sequence[Claim]) -> Claim:
    return max(claims, key=lambda c: _RANK[c.verdict])


def _claim(dimension: Dimension, group: _Group, scope: Scope, raised: bool) -> Claim:
    """What a group of readings claims, and how sure that is, by how often such claims are right on labelled specs."""
    if not group.strongest:
        return Claim(dimension.name, "missing", None, "medium" if raised else dimension.silence, ())
    verdict: Verdict = "vague"
    confidence = dimension.mention
    if group.stated:
        verdict = "waived" if group.waived else "stated"
        stating = sum(1 for read in group.strongest if not read.reading.reasons)
        strong = group.strongest[0].reading.strength >= _STRONG
        confidence = "high" if strong and stating >= _SEVERAL else "medium" if strong or stating > 1 else "low"
    return Claim(dimension.name, verdict, scope, confidence, tuple(_evidence(r) for r in group.strongest))


def _evidence(read: Read) -> Evidence:
    utterance = read.utterance
    return Evidence(
        span=utterance.span,
        text=utterance.said,
        standing=utterance.standing,
        reasons=read.reading.reasons,
        quantities=read.reading.quantities,
        statement=utterance.index,
        strength=round(read.reading.strength, 2),
    )
