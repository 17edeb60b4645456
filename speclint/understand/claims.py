"""What each feature and the document claim: whether a dimension is stated, vague or missing, and by which lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from speclint.model import Claim, Confidence, Evidence, Scope, Verdict
from speclint.understand.coverage import Coverage, likeliest_of
from speclint.understand.evidence import Page
from speclint.understand.groups import (
    MOST,
    Group,
    by_likelihood,
    by_mention,
    document_group,
    feature_groups,
    group_signals,
    likeliest,
    reading_of,
    smallness,
    waives,
)
from speclint.understand.knowledge import Dimension
from speclint.understand.reach import Reach
from speclint.understand.reads import Read
from speclint.understand.statement_weights import StatementWeights, log_odds, probability

_STRONG = 2.5  # a reading this strong rests on the dimension's own words and a number or name
_SEVERAL = 3  # statements that say it, of which one may be misread
_LIKELY = 0.5
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


def feature_claims(
    reads: Mapping[Dimension, Sequence[Read]],
    reach: Reach,
    page: Page,
    weights: StatementWeights,
    coverage_weights: Mapping[str, float],
) -> list[dict[str, Claim]]:
    """What each feature's own text, statements that name it and document-wide ones say of it.

    Which of several features a general statement covers is told by `coverage_weights`; without any, it covers all.
    """
    judge = _Judge(weights, smallness(page))
    several = len(reach.features) > 1 and page.kind != "model-card"
    coverage = Coverage(reach, page.utterances, coverage_weights) if several and coverage_weights else None
    claims: list[dict[str, Claim]] = [{} for _ in reach.features]
    for dimension, found in reads.items():
        raised = _is_raised(found)
        asked = likeliest_of(found) if coverage is not None and weights.weighs(dimension.name) else []
        whole = judge.likely(dimension, document_group(found)) if asked else 0.0
        for index, (mine, groups) in enumerate(zip(claims, feature_groups(found, reach, page), strict=True)):
            own, shift = groups[1][1], 0.0
            if coverage is not None and asked:
                before = likeliest(weights, dimension.name, groups, judge.small)
                shift = coverage.shift(before, whole, asked, dimension.name, index)
            mine[dimension.name] = _best(
                [judge.claim(dimension, group, scope, raised=raised, own=own, shift=shift) for scope, group in groups],
                shifted=bool(shift),
            )
    return claims


_RANK = {"missing": 0, "vague": 1, "stated": 2, "waived": 2}
_SUREST_FIRST: Sequence[Confidence] = ("high", "medium", "low")


def _best(claims: Sequence[Claim], *, shifted: bool) -> Claim:
    """The best of the claims of ever wider groups: the narrowest that says it, the widest where none does.

    Where it was `shifted` whom a statement covers, a gap is no surer than that the widest group does not state it.
    """
    said = max(claims, key=lambda c: _RANK[c.verdict])
    best = said if _RANK[said.verdict] else claims[-1]
    if not shifted or _RANK[best.verdict] == _RANK["stated"]:
        return best
    return replace(best, confidence=max((c.confidence for c in claims), key=_SUREST_FIRST.index))


@dataclass(frozen=True, slots=True)
class _Judge:
    """Decides what a group of reads claims: by fitted weights, or by its patterns for a dimension without any."""

    weights: StatementWeights
    small: float

    def likely(self, dimension: Dimension, group: Group) -> float:
        """How likely a group of reads of a whole document states a dimension that has weights."""
        return self.weights.claim("states", dimension.name, group_signals(group, self.small))

    def claim(
        self,
        dimension: Dimension,
        group: Group,
        scope: Scope,
        *,
        raised: bool,
        own: Group | None = None,
        shift: float = 0.0,
    ) -> Claim:
        """The claim of a group, of a feature with its `own`; `raised` anywhere in the document, if not in the group.

        `shift` is added to the log odds of its being stated.
        """
        if not self.weights.weighs(dimension.name):
            return _by_patterns(dimension, group, scope, raised)
        signals = group_signals(group, self.small, own)
        states = self.weights.claim("states", dimension.name, signals)
        if shift:
            states = probability(log_odds(states) + shift)
        stating = _stating(group)
        if stating and states >= _LIKELY:
            return Claim(dimension.name, "stated", scope, _sure(states), _as_stated(stating))
        waivers = [r for r in group.strongest if reading_of(r).waived]
        if waivers:
            return Claim(dimension.name, "waived", scope, "medium", _evidence_of(waivers))
        raising = _raising(group, dimension)
        if raising and (_plainly(raising) or self.weights.claim("raises", dimension.name, signals) >= _LIKELY):
            return Claim(dimension.name, "vague", scope, _sure(1 - states), _evidence_of(raising, dimension))
        silent = not raised and dimension.silence == "high"
        return Claim(dimension.name, "missing", None, "high" if silent else _sure(1 - states), ())


def _sure(likely: float) -> Confidence:
    """How sure a verdict is; as often as said, such verdicts were right on labelled specs that were held out."""
    return "high" if likely >= _HIGH else "medium" if likely >= _MEDIUM else "low"


def _stating(group: Group) -> list[Read]:
    """The reads that a stated claim rests on: those that likely state it, and those that patterns read so."""
    best = max((r.states or 0.0 for r in group.likeliest), default=0.0)
    likely = [r for r in group.likeliest if (r.states or 0.0) >= min(_SHOWN, best) and not waives(r)]
    also = [r for r in group.strongest if not reading_of(r).reasons and not waives(r)]
    reads = {r.utterance.index: r for r in (*likely, *also)}
    return sorted(reads.values(), key=by_likelihood)[:MOST]


def _raising(group: Group, dimension: Dimension) -> list[Read]:
    """The reads that raise a dimension without stating it; what patterns read as stating is about something else."""
    likely = [r for r in group.raising if r.raises >= _SHOWN and _lacks(r, dimension)]
    also = [r for r in group.strongest if reading_of(r).reasons]
    reads = {r.utterance.index: r for r in (*likely, *also)}
    return sorted(reads.values(), key=by_mention)[:MOST]


def _plainly(raising: Sequence[Read]) -> bool:
    """Whether a pattern knows what one of some reads lacks, and its signals say that it raises the dimension, too."""
    return any(r.counts and r.raises >= _MEDIUM and bool(reading_of(r).reasons) for r in raising)


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
        stating = sum(1 for read in group.strongest if not reading_of(read).reasons)
        strong = reading_of(group.strongest[0]).strength >= _STRONG
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
