"""What reads come to together: those of a document, of a feature's text, of what names it, of what is said of all."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from speclint.model import Scope
from speclint.understand.evidence import Page, Reading
from speclint.understand.reach import Reach
from speclint.understand.reads import Read
from speclint.understand.statement_weights import StatementWeights, log_odds

MOST = 5  # reads of one kind that a group keeps, and lines that a claim names
_LIKELIEST = 8  # utterances of which a group's likelihood is made
_SEVERAL = 3  # statements that say it, of which one may be misread
_SMALL = 20  # utterances
_FLOOR = 0.02  # what an utterance that says nothing of a dimension counts as
_SUREST = 0.98  # and one that surely says it


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


def reading_of(read: Read) -> Reading:
    """What the patterns made of a read that has it."""
    assert read.reading is not None  # only reads with one are gathered as the strongest
    return read.reading


def _by_strength(read: Read) -> tuple[bool, float, int]:
    reading = reading_of(read)
    return bool(reading.reasons), -reading.strength - 0.3 * read.bearing, read.utterance.index


def by_likelihood(read: Read) -> tuple[float, int]:
    """Sort key: the likeliest to state its dimension first."""
    return -(read.states or 0.0), read.utterance.index


def by_mention(read: Read) -> tuple[float, int]:
    """Sort key: the likeliest to raise its dimension first."""
    return -read.raises, read.utterance.index


def _gathered(reads: Sequence[Read], *, inside: bool = False) -> Group:
    """Reads as a group; of those `inside` a feature's text every reading counts."""
    counted = [r for r in reads if r.reading is not None and (inside or r.counts)]
    stated = [r for r in counted if not reading_of(r).reasons]
    weighed = [r for r in reads if r.states is not None and not waives(r)]
    return Group(
        tuple(sorted(counted, key=_by_strength)[:MOST]),
        tuple(sorted(weighed, key=by_likelihood)[:_LIKELIEST]),
        tuple(sorted(weighed, key=by_mention)[:_LIKELIEST]),
        bool(stated),
        all(reading_of(r).waived for r in stated),
    )


def document_group(reads: Sequence[Read]) -> Group:
    """All reads of a document as a group."""
    return _gathered(reads)


def _joined(groups: Iterable[Group]) -> Group:
    """Groups as one; a read that several hold counts once."""
    several = [group for group in groups if group.strongest or group.likeliest]
    return Group(
        _merged((g.strongest for g in several), _by_strength, MOST),
        _merged((g.likeliest for g in several), by_likelihood, _LIKELIEST),
        _merged((g.raising for g in several), by_mention, _LIKELIEST),
        any(group.stated for group in several),
        all(group.waived for group in several),
    )


def _merged(several: Iterable[Sequence[Read]], key: Callable[[Read], tuple[float, ...]], most: int) -> tuple[Read, ...]:
    reads = {read.utterance.index: read for found in several for read in found}
    return tuple(sorted(reads.values(), key=key)[:most])


Groups = Sequence[tuple[Scope, Group]]  # what says something of a feature, from ever farther away


def feature_groups(reads: Sequence[Read], reach: Reach, page: Page) -> list[Groups]:
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


def smallness(page: Page) -> float:
    """How small a document is, between 0 and 1: the less it says, the less is said in passing."""
    return 1 / (1 + len(page.utterances) / _SMALL)


def group_signals(group: Group, small: float, own: Group | None = None) -> dict[str, float]:
    """The signals of a group: the log odds of its likeliest reads, and what its patterns came to.

    Of what counts for a feature, `own` is what stands in its text or names it.
    """
    states = [max(r.states or 0.0, _FLOOR) for r in group.likeliest] + [_FLOOR] * 3
    raises = [max(r.raises, _FLOOR) for r in group.raising] + [_FLOOR] * 3
    stating = [reading_of(r) for r in group.strongest if _states(r)]
    own_stating = [reading_of(r) for r in own.strongest if _states(r)] if own else []
    own_states = max((r.states or 0.0 for r in own.likeliest[:1]), default=0.0) if own else 0.0
    return {
        "bias": 1.0,
        "feature": float(own is not None),
        "own.state": float(bool(own_stating)),
        "own.raise": float(own is not None and bool(own.strongest) and not own_stating),
        "own.strength": min(max((r.strength for r in own_stating), default=0.0), 4.0) / 2,
        "own.states": 0.0 if own is None else log_odds(max(own_states, _FLOOR), _SUREST) / 3,
        **{f"states.{rank}": log_odds(p, _SUREST) / 3 for rank, p in enumerate(states[:3], 1)},
        "states.all": math.log1p(sum(states[:_LIKELIEST])) / 3,
        **{f"raises.{rank}": log_odds(p, _SUREST) / 3 for rank, p in enumerate(raises[:3], 1)},
        "raises.all": math.log1p(sum(raises[:_LIKELIEST])) / 3,
        "patterns.state": float(bool(stating)),
        "patterns.raise": float(bool(group.strongest) and not stating),
        "patterns.several": float(len(stating) >= _SEVERAL),
        "patterns.strength": min(max((r.strength for r in stating), default=0.0), 4.0) / 2,
        "small": small,
        "small*patterns.state": small * bool(stating),
        "small*patterns.raise": small * bool(group.strongest and not stating),
        "small*states.1": small * log_odds(states[0], _SUREST) / 3,
        "small*raises.1": small * log_odds(raises[0], _SUREST) / 3,
    }


def likeliest(weights: StatementWeights, dimension: str, groups: Groups, small: float) -> float:
    """How likely a dimension is stated of a feature by that of its groups which says it most clearly."""
    own = groups[1][1]
    return max(weights.claim("states", dimension, group_signals(group, small, own)) for _, group in groups)


def _states(read: Read) -> bool:
    reading = reading_of(read)
    return not reading.reasons and not reading.waived


def waives(read: Read) -> bool:
    """Whether the dimension is declared not applicable, with a reason."""
    return read.reading is not None and read.reading.waived
