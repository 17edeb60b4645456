"""Which parts speak of nothing that a model does, while others beside them name AI."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from speclint.understand.candidates import Candidate
from speclint.understand.proofs import PROOFS

_SURE = 0.7  # how likely it must be; from here to 0.8 held-out and unseen specs gain alike (tests/bench/ACCURACY.md)
_NAMES_AI = ("title.ai", "title.model", "body.ai")
_SPEAKS = (*_NAMES_AI, "title.weak", "body.weak", "beside.ai", "define.ai", *PROOFS)


def silent(candidates: Sequence[Candidate], signals: Sequence[Mapping[str, float]]) -> list[bool]:
    """Of each candidate whether it speaks of nothing a model does, beside others of its form that name AI.

    "F3 Address book" between two AI features is mostly a plain one, however alike the three look. A word for what
    models can do ("label", "score") is enough for a row, which has no text of its own, and for nothing else.
    """
    groups = [(c.parent, c.form) for c in candidates]
    naming = {group for group, own in zip(groups, signals, strict=True) if any(own.get(name) for name in _NAMES_AI)}
    return [
        group in naming
        and not any(own.get(name) for name in _SPEAKS)
        and not (candidate.form == "row" and own.get("title.capable"))
        for candidate, group, own in zip(candidates, groups, signals, strict=True)
    ]


def beside_speaking(
    candidates: Sequence[Candidate], likely: Sequence[float], mute: Sequence[bool], least: float
) -> list[float]:
    """How likely each is; a silent one must be surer, and stand beside one that speaks and is as likely as `least`."""
    groups = [(c.parent, c.form) for c in candidates]
    led = {group for group, p, one in zip(groups, likely, mute, strict=True) if p >= least and not one}
    return [
        0.0 if one and (p < _SURE or group not in led) else p
        for group, p, one in zip(groups, likely, mute, strict=True)
    ]
