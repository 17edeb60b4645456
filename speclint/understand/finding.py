"""Find the AI features of a document of a known kind."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from speclint.model import Document, Kind
from speclint.understand.acts import says_ai
from speclint.understand.candidates import Candidate, name_of
from speclint.understand.features import Found, Parts, choose
from speclint.understand.model_cards import card_feature
from speclint.understand.utterances import Reader, Utterance

_AI_DENSITY = 0.12
# Below the thresholds of features, from labelled documents that are specs and others that are none: how much a document
# must speak of AI (a titled one half as much), and how likely the likeliest part of it must then be.
_FAINT = ((0.24, 0.03), (0.06, 0.2), (0.03, 0.3))
_AS_FAINT = 0.75
_UNBUILT = ("out-of-scope", "negated")
_SURE = 0.8  # a part this likely is a feature even of a document that names AI but once, or never
_NAMED = 2  # sentences that name AI or a model
_SENTENCES = 8  # utterances of a document that may be one feature, title and all
_SHORT = 60  # utterances of a document in which one such sentence is no aside


def find_features(
    document: Document,
    utterances: Sequence[Utterance],
    reader: Reader,
    kind: Kind,
    parts: Parts,
    *,
    at_least_one: bool = False,
) -> tuple[tuple[Found, ...], bool]:
    """The AI features of a document of a kind, and whether the document as a whole is about AI.

    `at_least_one`: the document is a spec of AI whatever its parts say, so that the likeliest is a feature.
    """
    if kind == "none":
        return (), False
    if kind == "model-card":
        return card_feature(document, utterances, reader), True
    about_ai = parts.about.titled or parts.about.density >= _AI_DENSITY
    if not at_least_one and not speaks_of_ai(utterances) and parts.best < _SURE:
        return (), False
    found = choose(parts.candidates, parts.chosen, parts.sure)
    denied = sorted(u.span.line for u in utterances if u.has("ai.none"))
    if denied:
        return _naming_ai(found, denied, parts.candidates, utterances), about_ai
    if at_least_one:
        return found or _likeliest(parts.candidates, parts.chosen) or _whole(document, utterances), about_ai
    return found or _faint(parts), about_ai


def _naming_ai(
    found: Sequence[Found], denied: Sequence[int], candidates: Sequence[Candidate], utterances: Sequence[Utterance]
) -> tuple[Found, ...]:
    """The features but those of which it is said that they are no AI and whose own text does not name any.

    `denied` are the lines that say so; one that stands neither in a feature nor in a part beside one speaks of all.
    """
    naming = sorted(
        u.span.line for u in utterances if says_ai(u) and not u.has("ai.none") and u.standing not in _UNBUILT
    )
    lines = {one.line for one in found}
    beside = {(c.parent, c.form) for c in candidates if c.line in lines}
    parts = [(c.first, c.last) for c in candidates if (c.parent, c.form) in beside]
    everywhere = any(not any(first <= line <= last for first, last in parts) for line in denied)
    return tuple(one for one in found if _holds(one, naming) or not (everywhere or _holds(one, denied)))


def _holds(one: Found, lines: Sequence[int]) -> bool:
    """Whether one of some lines, in order, is among those of a feature."""
    return any(bisect_left(lines, first) < bisect_right(lines, last) for first, last in one.extents)


def _faint(parts: Parts) -> tuple[Found, ...]:
    """The likeliest of a specification that speaks of AI throughout and names no part of it clearly."""
    speaking = parts.about.density * (2 if parts.about.titled else 1)
    if not any(speaking >= density and parts.best >= least for density, least in _FAINT):
        return ()
    return _likeliest(parts.candidates, parts.likely)


def _likeliest(candidates: Sequence[Candidate], likely: Sequence[float]) -> tuple[Found, ...]:
    """The likeliest candidate as a feature, and those that are nearly as likely."""
    best = max(likely, default=0.0)
    if not best:
        return ()
    found = choose(candidates, [1.0 if p >= best * _AS_FAINT else 0.0 for p in likely])
    return tuple(replace(one, probability=best) for one in found)


def _whole(document: Document, utterances: Sequence[Utterance]) -> tuple[Found, ...]:
    """A document of a few sentences that names no part of itself, as one feature by its title."""
    title = next((u for u in utterances if u.block.kind == "heading"), None)
    if title is None or len(utterances) > _SENTENCES:
        return ()
    extent = (title.span.line, len(document.source.line_starts))
    return (Found(name_of(title.block)[0], title, title.span.line, (extent,), 0.0),)


def speaks_of_ai(utterances: Sequence[Utterance]) -> bool:
    """Whether a document names AI at all, beyond an aside: a spec that never does has no AI feature."""
    prose = [u for u in utterances if u.block.kind != "code" and u.standing not in _UNBUILT]
    naming = sum(1 for u in prose if says_ai(u) and "heading.future" not in u.heading_marks)
    return naming >= _NAMED or (naming == 1 and len(prose) <= _SHORT)
