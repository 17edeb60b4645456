"""Tell whose act a part of a product is: a model's, a user's with what there is, or the program's own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from speclint.understand.candidates import Candidate
from speclint.understand.utterances import Marks, Utterance

CAPABILITIES = ("generate", "classify", "rank", "retrieve", "forecast", "perceive", "act")
_CAPABILITY_CONCEPTS = frozenset(f"capability.{task}" for task in CAPABILITIES)
_ACTS = ("act.model", "act.use", "act.run")
_OTHERS = ("act.use", "act.run", "act.part-of-running")
_READ = 40  # utterances below a heading that tell whose acts it is about
_PROMISE = re.compile(
    r"\b(?:SHALL|MUST|shall|must|should|will|can)\b"
    r"|(?:系统|智能体|平台|模型|AI)\s?(?:应|必须|需|会|将|能)|应当?|必须|支持"
)
_WISH = re.compile(r"\bI (?:want|need|would like|can)\b|我(?:希望|想要?|需要|可以|能)")


def says_ai(utterance: Utterance) -> bool:
    """Whether an utterance names AI or a model outright."""
    return utterance.has("ai.name") or utterance.has("model.named")


def capable(utterance: Utterance) -> bool:
    """Whether an utterance names something that learned models do."""
    return not _CAPABILITY_CONCEPTS.isdisjoint(utterance.marks)


def modelled(utterance: Utterance) -> bool:
    """Whether an utterance names what a model does."""
    return utterance.has("act.model")


def operated(utterance: Utterance) -> bool:
    """Whether an utterance names what a user or the program does with what is there."""
    return utterance.has("act.use") or utterance.has("act.run")


def _first_act(marks: Marks, start: int) -> str:
    """The act that is named first from a place on, by the last part of its concept; "none" where there is none."""
    places = [(at, concept[4:]) for concept in _ACTS for at, _ in marks.get(concept, ()) if at >= start]
    return min(places, key=lambda place: place[0], default=(0, "none"))[1]


def _head(marks: Marks, end: int) -> str:
    """What the last word of a name is about, its head as a rule; a word that may be both is not the model's."""
    places = [(to, concept[4:]) for concept in (*_OTHERS, "act.model") for _, to in marks.get(concept, ()) if to <= end]
    return max(places, key=lambda place: place[0], default=(0, "none"))[1]


def _promised(utterance: Utterance) -> str:
    """What a sentence promises: the first act after its "shall" or "I want to", or of all of it."""
    match = _WISH.search(utterance.text) or _PROMISE.search(utterance.text)
    return _first_act(utterance.marks, match.end() if match else 0)


def act_signals(candidate: Candidate, rest: Sequence[Utterance], density: float) -> dict[str, float]:
    """Whose act the name, the sentence and the text below (`rest`) speak of; `density` is of AI in the document."""
    title = candidate.title
    own = title.marks
    at = title.text.find(candidate.name.rstrip("…"))
    first = f"act.first.{_promised(title)}"
    head = f"act.head.{_head(own, at + len(candidate.name) if at >= 0 else len(title.text))}"
    model = "act.model" in own
    only = float(model and not any(concept in own for concept in _OTHERS))
    signals = {
        first: 1.0,
        head: 1.0,
        f"{first}*{candidate.form}": 1.0,
        f"{head}*{candidate.form}": 1.0,
        f"{first}*density": density,
        f"{head}*density": density,
        "act.model-only": only,
        f"act.model-only*{candidate.form}": only,
        "act.from": float("act.from" in own),
        "act.running": float("act.part-of-running" in own),
        "act.model&use": float(model and "act.use" in own),
        "act.model&run": float(model and ("act.run" in own or "act.part-of-running" in own)),
    }
    if candidate.form == "heading" and rest:
        read = rest[:_READ]
        promised = [_promised(utterance) for utterance in read]
        for act in ("model", "use", "run"):
            signals[f"act.body.{act}"] = promised.count(act) / len(read)
        signals[f"act.define.{promised[0]}"] = 1.0
        for concept in ("act.from", "act.part-of-running", "trigger"):
            signals[f"act.body.has-{concept}"] = sum(1 for u in read if u.has(concept)) / len(read)
    return signals
