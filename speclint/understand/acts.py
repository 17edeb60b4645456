"""Tell whose act a part of a product is: a model's, a user's with what there is, or the program's own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from speclint.understand.utterances import Marks, Utterance

_ACTS = ("act.model", "act.use", "act.run")
_HEADS = ("act.model", "act.use", "act.run", "act.part-of-running")
_SHALL = re.compile(r"\b(?:SHALL|MUST|shall|must|should|will|can)\b|(?:系统|智能体|平台|模型|AI)\s?(?:应|必须|需|会|将|能)|应当?|必须|支持")
_WISH = re.compile(r"\bI (?:want|need|would like|can)\b|我(?:希望|想要?|需要|可以|能)")


def first_act(marks: Marks, start: int = 0) -> str:
    """The act that is named first from a place on, by the last part of its concept; "" where none is."""
    best, named = None, ""
    for concept in _ACTS:
        place = min((at for at, _ in marks.get(concept, ()) if at >= start), default=None)
        if place is not None and (best is None or place < best):
            best, named = place, concept[4:]
    return named


def last_head(marks: Marks, end: int) -> str:
    """What the last word of a name up to a place is about, as its head noun."""
    best, named = -1, ""
    for concept in _HEADS:
        place = max((to for _, to in marks.get(concept, ()) if to <= end), default=-1)
        if place > best or (place == best and concept != "act.model"):
            best, named = (place, concept[4:]) if place >= 0 else (best, named)
    return named


def promised_act(utterance: Utterance) -> str:
    """What a sentence promises: the first act after its "shall" or "I want to", or of all of it."""
    match = _WISH.search(utterance.text) or _SHALL.search(utterance.text)
    return first_act(utterance.marks, match.end() if match else 0)


def act_signals(title: Utterance, name: str, heading: bool, rest: Sequence[Utterance]) -> dict[str, float]:
    """Whose act the name, the sentence and the text below speak of."""
    signals: dict[str, float] = {}
    text = title.text
    at = text.find(name.rstrip("…"))
    end = at + len(name) if at >= 0 else len(text)
    own = title.marks
    promised = promised_act(title)
    head = last_head(own, end)
    signals[f"act.first.{promised or 'none'}"] = 1.0
    signals[f"act.head.{head or 'none'}"] = 1.0
    signals["act.from"] = float("act.from" in own)
    signals["act.running"] = float("act.part-of-running" in own)
    signals["act.model&use"] = float("act.model" in own and "act.use" in own)
    signals["act.model&run"] = float("act.model" in own and ("act.run" in own or "act.part-of-running" in own))
    signals["act.model-only"] = float("act.model" in own and not any(c in own for c in ("act.use", "act.run", "act.part-of-running")))
    if heading:
        for key in ("act.first." + (promised or "none"), "act.head." + (head or "none"), "act.model-only"):
            signals[key + "*heading"] = signals[key]
        if rest:
            counts = {"model": 0, "use": 0, "run": 0, "": 0}
            for utterance in rest[:40]:
                counts[promised_act(utterance)] += 1
            n = min(len(rest), 40)
            for key in ("model", "use", "run"):
                signals[f"act.body.{key}"] = counts[key] / n
            signals["act.body.from"] = sum(1 for u in rest[:40] if u.has("act.from")) / n
            signals["act.body.running"] = sum(1 for u in rest[:40] if u.has("act.part-of-running")) / n
            signals[f"act.define.{promised_act(rest[0]) or 'none'}"] = 1.0
            signals["act.body.trigger"] = sum(1 for u in rest[:40] if u.has("trigger")) / n
    return signals
