"""Attribute evidence: which statement counts for which feature, and what each feature and the document claim."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from speclint.model import Claim, Confidence, Evidence, Scope, Verdict
from speclint.understand.evidence import Page, Reading
from speclint.understand.knowledge import Dimension
from speclint.understand.reach import Reach
from speclint.understand.reads import Read
from speclint.understand.statement_weights import StatementWeights

_MOST = 5
_LIKELIEST = 8  # utterances of which a group's likelihood is made
_STRONG = 2.5  # a reading this strong rests on the dimension's own words and a number or name
_SEVERAL = 3  # statements that say it, of which one may be misread
_SMALL = 20  # utterances
_FLOOR = 0.02  # what an utterance that says nothing of a dimension counts as
_SHOWN = 0.3  # how likely an utterance must be to stand as evidence by its signals alone
_HIGH, _MEDIUM = 0.96, 0.75  # how likely a verdict must be to be that sure
# what an utterance lacks that raises a dimension in words no pattern knows
_LACKS = {
    "trigger-action": "no-action",
    "observation": "no-interval",
    "described-set": "not-described",
    "named-thing": "no-name",
}


def document_claims(
    reads: Mapping[Dimension, Sequence[Read]], page: Page, weights: StatementWeights
) -> dict[str, Claim]:
    """The best that is said of any AI feature, for each dimension."""
    judge = _Judge(weights, smallness(page))
    return {
        dimension.name: judge.claim(dimension, document_group(found), "document", raised=_is_raised(found))
        for dimension, found in reads.items()
    }


def _is_raised(reads: Sequence[Read]) -> bool:
    """Whether anything in a document speaks of a dimension, be it of something else."""
    return any(r.reading is not None or max(r.states or 0.0, r.raises) >= _SHOWN for r in reads)


@dataclass(frozen=True, slots=True)
class Group:
    """What reads come to.

    `strongest` are the strongest readings, those that state the dimension first; `likeliest` and `raising` the reads
    that most likely state and raise it. `waived`: all that state it waive it.
    """

    strongest: tuple[Read, ...] = ()
    likeliest: tuple[Read, ...] = ()
    raising: tuple[Read, ...] = ()
    stated: bool = False
    waived: bool = True


def _reading(read: Read) -> Reading:
    assert read.reading is not None  # only reads with one are gathered as the strongest
    return read.reading


def _by_strength(read: Read) -> tuple[bool, float, int]:
    reading = _reading(read)
    return bool(reading.reasons), -reading.strength - 0.3 * read.bearing, read.utterance.index


def _by_likelihood(read: Read) -> tuple[float, int]:
    return -(read.states or 0.0), read.utterance.index


def _by_mention(read: Read) -> tuple[float, int]:
    return -read.raises, read.utterance.index


def _gathered(reads: Sequence[Read], *, inside: bool = False) -> Group:
    """Reads as a group; of those `inside` a feature's text every reading counts."""
    counted = [r for r in reads if r.reading is not None and (inside or r.counts)]
    stated = [r for r in counted if not _reading(r).reasons]
    weighed = [r for r in reads if r.states is not None and not _waives(r)]
    return Group(
        tuple(sorted(counted, key=_by_strength)[:_MOST]),
        tuple(sorted(weighed, key=_by_likelihood)[:_LIKELIEST]),
        tuple(sorted(weighed, key=_by_mention)[:_LIKELIEST]),
        bool(stated),
        all(_reading(r).waived for r in stated),
    )


def document_group(reads: Sequence[Read]) -> Group:
    """All reads of a document as a group."""
    return _gathered(reads)


def _joined(groups: Iterable[Group]) -> Group:
    """Groups as one; a read that several hold counts once."""
    several = [group for group in groups if group.strongest or group.likeliest]
    return Group(
        _merged((g.strongest for g in several), _by_strength, _MOST),
        _merged((g.likeliest for g in several), _by_likelihood, _LIKELIEST),
        _merged((g.raising for g in several), _by_mention, _LIKELIEST),
        any(group.stated for group in several),
        all(group.waived for group in several),
    )


def _merged(several: Iterable[Sequence[Read]], key: Callable[[Read], tuple[float, ...]], most: int) -> tuple[Read, ...]:
    reads = {read.utterance.index: read for found in several for read in found}
    return tuple(sorted(reads.values(), key=key)[:most])


def feature_claims(
    reads: Mapping[Dimension, Sequence[Read]], reach: Reach, page: Page, weights: StatementWeights
) -> list[dict[str, Claim]]:
    """What each feature's own text, statements that name it and document-wide ones say of it."""
    judge = _Judge(weights, smallness(page))
    claims: list[dict[str, Claim]] = [{} for _ in reach.features]
    for dimension, found in reads.items():
        raised = _is_raised(found)
        for mine, groups in zip(claims, feature_groups(found, reach, page), strict=True):
            mine[dimension.name] = _best(
                [judge.claim(dimension, group, scope, raised=raised, own=groups[1][1]) for scope, group in groups]
            )
    return claims


def feature_groups(reads: Sequence[Read], reach: Reach, page: Page) -> list[tuple[tuple[Scope, Group], ...]]:
    """For each feature what stands in its text, that with what names it, and that with what is said of all.

    What stands in the text of one feature or surely names one says nothing of another; in a model card, all does.
    """
    card = page.kind == "model-card"
    inside: dict[int, list[Read]] = {}
    naming: dict[int, list[Read]] = {}
    common: list[Read] = []
    for read in reads:
        stretch = reach.stretch(read.utterance)
        if reach.holders[stretch]:
            inside.setdefault(stretch, []).append(read)
            if not card:
                continue
        named, sure = ((), False) if card else reach.named(read.utterance)
        for index in named:
            naming.setdefault(index, []).append(read)
        if card or not sure:
            common.append(read)
    held: dict[int, list[Group]] = {}
    for stretch, found in inside.items():
        group = _gathered(found, inside=True)
        for index in reach.holders[stretch]:
            held.setdefault(index, []).append(group)
    of_all = _gathered(common)
    own = [_joined(held.get(index, ())) for index in range(len(reach.features))]
    by_name = [_joined((group, _gathered(naming.get(index, ()), inside=True))) for index, group in enumerate(own)]
    return [
        (("own", mine), ("named", named), ("document", _joined((named, of_all))))
        for mine, named in zip(own, by_name, strict=True)
    ]


_RANK = {"missing": 0, "vague": 1, "stated": 2, "waived": 2}


def _best(claims: Sequence[Claim]) -> Claim:
    """The best of the claims of ever wider groups: the narrowest that says it, the widest where none does."""
    said = max(claims, key=lambda c: _RANK[c.verdict])
    return said if _RANK[said.verdict] else claims[-1]


def smallness(page: Page) -> float:
    """How small a document is, between 0 and 1: the less it says, the less is said in passing."""
    return 1 / (1 + len(page.utterances) / _SMALL)


def group_signals(group: Group, small: float, own: Group | None = None) -> dict[str, float]:
    """The signals of a group: the log odds of its likeliest reads, and what its patterns came to.

    Of what counts for a feature, `own` is what stands in its text or names it.
    """
    states = [max(r.states or 0.0, _FLOOR) for r in group.likeliest] + [_FLOOR] * 3
    raises = [max(r.raises, _FLOOR) for r in group.raising] + [_FLOOR] * 3
    stating = [_reading(r) for r in group.strongest if _states(r)]
    own_stating = [_reading(r) for r in own.strongest if _states(r)] if own else []
    own_states = max((r.states or 0.0 for r in own.likeliest[:1]), default=0.0) if own else 0.0
    return {
        "bias": 1.0,
        "feature": float(own is not None),
        "own.state": float(bool(own_stating)),
        "own.raise": float(own is not None and bool(own.strongest) and not own_stating),
        "own.strength": min(max((r.strength for r in own_stating), default=0.0), 4.0) / 2,
        "own.states": 0.0 if own is None else _log_odds(max(own_states, _FLOOR)) / 3,
        **{f"states.{rank}": _log_odds(p) / 3 for rank, p in enumerate(states[:3], 1)},
        "states.all": math.log1p(sum(states[:_LIKELIEST])) / 3,
        **{f"raises.{rank}": _log_odds(p) / 3 for rank, p in enumerate(raises[:3], 1)},
        "raises.all": math.log1p(sum(raises[:_LIKELIEST])) / 3,
        "patterns.state": float(bool(stating)),
        "patterns.raise": float(bool(group.strongest) and not stating),
        "patterns.several": float(len(stating) >= _SEVERAL),
        "patterns.strength": min(max((r.strength for r in stating), default=0.0), 4.0) / 2,
        "small": small,
        "small*patterns.state": small * bool(stating),
        "small*patterns.raise": small * bool(group.strongest and not stating),
        "small*states.1": small * _log_odds(states[0]) / 3,
        "small*raises.1": small * _log_odds(raises[0]) / 3,
    }


def _states(read: Read) -> bool:
    reading = _reading(read)
    return not reading.reasons and not reading.waived


def _log_odds(likely: float) -> float:
    bounded = min(likely, 0.98)
    return math.log(bounded / (1 - bounded))


@dataclass(frozen=True, slots=True)
class _Judge:
    """Decides what a group of reads claims: by fitted weights, or by its patterns for a dimension without any."""

    weights: StatementWeights
    small: float

    def claim(
        self, dimension: Dimension, group: Group, scope: Scope, *, raised: bool, own: Group | None = None
    ) -> Claim:
        """The claim of a group, of a feature with its `own`; `raised` anywhere in the document, if not in the group."""
        if not self.weights.weighs(dimension.name):
            return _by_patterns(dimension, group, scope, raised)
        signals = group_signals(group, self.small, own)
        states = self.weights.claim("states", dimension.name, signals)
        if states >= 0.5:
            return Claim(dimension.name, "stated", scope, _sure(states), _as_stated(_stating(group)))
        waivers = [r for r in group.strongest if _reading(r).waived]
        if waivers:
            return Claim(dimension.name, "waived", scope, "medium", _evidence_of(waivers))
        raising = _raising(group, dimension)
        if raising and self.weights.claim("raises", dimension.name, signals) >= 0.5:
            return Claim(dimension.name, "vague", scope, _sure(1 - states), _evidence_of(raising, dimension))
        silent = not raised and dimension.silence == "high"
        return Claim(dimension.name, "missing", None, "high" if silent else _sure(1 - states), ())


def _sure(likely: float) -> Confidence:
    """How sure a verdict is; as often as said, such verdicts were right on labelled specs that were held out."""
    return "high" if likely >= _HIGH else "medium" if likely >= _MEDIUM else "low"


def _stating(group: Group) -> list[Read]:
    """The reads that a stated claim rests on: those that likely state it, and those that patterns read so."""
    best = group.likeliest[0].states or 0.0
    likely = [r for r in group.likeliest if (r.states or 0.0) >= min(_SHOWN, best) and not _waives(r)]
    also = [r for r in group.strongest if not _reading(r).reasons and not _waives(r)]
    reads = {r.utterance.index: r for r in (*likely, *also)}
    return sorted(reads.values(), key=_by_likelihood)[:_MOST]


def _waives(read: Read) -> bool:
    return read.reading is not None and read.reading.waived


def _raising(group: Group, dimension: Dimension) -> list[Read]:
    """The reads that raise a dimension without stating it; what patterns read as stating is about something else."""
    likely = [r for r in group.raising if r.raises >= _SHOWN and _lacks(r, dimension)]
    also = [r for r in group.strongest if _reading(r).reasons]
    reads = {r.utterance.index: r for r in (*likely, *also)}
    return sorted(reads.values(), key=_by_mention)[:_MOST]


def _lacks(read: Read, dimension: Dimension) -> tuple[str, ...]:
    """What a read lacks to state a dimension; nothing where nobody could say what."""
    if read.reading is not None:
        return read.reading.reasons
    if dimension.evidence in _LACKS:
        return (_LACKS[dimension.evidence],)
    if any(q.kind in dimension.quantities for q in read.utterance.quantities):
        return ("no-metric",) if dimension.evidence == "metric" else ()
    return ("no-number",)


def _by_patterns(dimension: Dimension, group: Group, scope: Scope, raised: bool) -> Claim:
    """What a group claims by its patterns alone, and how sure that is."""
    if not group.strongest:
        return Claim(dimension.name, "missing", None, "medium" if raised else dimension.silence, ())
    verdict: Verdict = "vague"
    confidence = dimension.mention
    if group.stated:
        verdict = "waived" if group.waived else "stated"
        stating = sum(1 for read in group.strongest if not _reading(read).reasons)
        strong = _reading(group.strongest[0]).strength >= _STRONG
        confidence = "high" if strong and stating >= _SEVERAL else "medium" if strong or stating > 1 else "low"
    return Claim(dimension.name, verdict, scope, confidence, _evidence_of(group.strongest))


def _as_stated(reads: Sequence[Read]) -> tuple[Evidence, ...]:
    """Reads as evidence of a stated claim, where nothing that patterns found lacking still matters."""
    return tuple(replace(piece, reasons=()) for piece in _evidence_of(reads))


def _evidence_of(reads: Sequence[Read], lacking: Dimension | None = None) -> tuple[Evidence, ...]:
    """Reads as evidence: of a claim that states its dimension, or of one that is `lacking` what would."""
    return tuple(_evidence(read, lacking) for read in reads)


def _evidence(read: Read, lacking: Dimension | None) -> Evidence:
    utterance, reading = read.utterance, read.reading
    reasons = _lacks(read, lacking) if lacking is not None else () if reading is None else reading.reasons
    return Evidence(
        span=utterance.span,
        text=utterance.said,
        standing=utterance.standing,
        reasons=reasons,
        quantities=reading.quantities if reading is not None else utterance.quantities,
        statement=utterance.index,
        strength=round(reading.strength if reading is not None else 0.0, 2),
    )
