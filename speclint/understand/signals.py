"""The signals by which a candidate shows that it defines an AI feature; their weights are data, fitted on labels."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from speclint.understand.acts import act_signals, capable, says_ai
from speclint.understand.candidates import Candidate, enclosing
from speclint.understand.clauses import is_conditional, weight
from speclint.understand.looks import look_signals
from speclint.understand.proofs import beside_siblings, proof_signals
from speclint.understand.utterances import Utterance

_DIMENSION_CONCEPTS = (
    "latency.terms", "cost.terms", "confidence.strong", "watch.strong", "evaluation.terms", "data.terms",
    "fallback.terms", "metric.business", "metric.service",
)  # fmt: skip
_TOLD = 160  # characters of what defines a feature beside its name
_DIGITS = 9  # of a probability
_MANY, _MANY_HEADINGS = 300, 80  # candidates, and headings among them, of a document that is not small at all
# What counts for more or less in a small document: there a heading is seldom anything but a feature.
_IN_SMALL = (
    "any.ai", "define.paragraph", "title.identified", "title.ai", "title.capable", "act.define.use", "act.define.none",
    "act.first.use", "look.stories", "position", "body.size",
)  # fmt: skip
_QUESTION = re.compile(r"[?？]\s*$")
_SYSTEM_DOES = re.compile(r"\b(?:SHALL|MUST|shall|must|will)\b|系统(?:应|必须|需|会|支持|自动)|支持|自动")


@dataclass(frozen=True, slots=True)
class DocumentSignals:
    """What holds for a whole document: how much it speaks of AI, whether its title does, and how small it is.

    `few` and `few_headings` are 1 where there is hardly a candidate, 0 from some hundred on.
    """

    titled: bool
    density: float
    few: float = 0.0
    few_headings: float = 0.0


def document_signals(
    utterances: Sequence[Utterance], title_marks: frozenset[str], candidates: Sequence[Candidate] = ()
) -> DocumentSignals:
    """Measure a document once for all its candidates."""
    prose = [u for u in utterances if u.block.kind not in ("code", "front-matter")]
    speaking = sum(1 for u in prose if says_ai(u))
    headings = sum(1 for candidate in candidates if candidate.form == "heading")
    return DocumentSignals(
        "ai.name" in title_marks or "ai.weak" in title_marks,
        speaking / max(len(prose), 1),
        _few(len(candidates), _MANY),
        _few(headings, _MANY_HEADINGS),
    )


def _few(number: int, many: int) -> float:
    return 1.0 - min(math.log1p(number) / math.log(many), 1.0)


def all_signals(
    candidates: Sequence[Candidate], utterances: Sequence[Utterance], document: DocumentSignals
) -> list[dict[str, float]]:
    """The signals of each candidate, what sets it apart from its siblings included."""
    own = [dict(signals_of(candidates, index, utterances, document)) for index in range(len(candidates))]
    for signals, beside in zip(own, beside_siblings(candidates, own), strict=True):
        signals.update(beside)
    return own


def signals_of(
    candidates: Sequence[Candidate], index: int, utterances: Sequence[Utterance], document: DocumentSignals
) -> Mapping[str, float]:
    """The signals of one candidate, each about between 0 and 1."""
    candidate = candidates[index]
    title = candidate.title
    own = title.marks
    body = [utterances[i] for i in candidate.body if utterances[i].block.kind != "code"]
    rest = [u for u in body if u.index != title.index and u.block.index != title.block.index]
    same = [utterances[i] for i in title.siblings if i != title.index]
    ai_rest = sum(1 for u in rest if says_ai(u))
    weak_rest = sum(1 for u in rest if u.has("ai.weak") and not u.has("ai.not"))
    above = [candidates[i] for i in enclosing(candidates, index)]
    heads = title.heading_marks if candidate.form != "heading" else _headings_above(above)
    heading = candidate.form == "heading"
    classes = title.own_classes
    parent = candidates[candidate.parent] if candidate.parent >= 0 else None
    signals = {
        "bias": 1.0,
        f"form.{candidate.form}": 1.0,
        "title.ai": float("ai.name" in own or "model.named" in own),
        "title.weak": float("ai.weak" in own),
        "title.capable": float(capable(title)),
        "title.plain": float("plain" in own),
        "title.not": float("ai.not" in own),
        "title.model": float("model.named" in own),
        "title.metric": float("metric.quality" in own or "metric.business" in own),
        "title.number": float(bool(title.quantities)),
        "title.length": min(len(title.text), 200) / 200,
        "title.strong": float(title.block.strong > 0),
        "title.question": float(bool(_QUESTION.search(title.text))),
        "title.does": float(bool(_SYSTEM_DOES.search(title.text))),
        "title.identified": float(candidate.identified),
        "title.class": float(bool(classes)),
        "title.features": float("section.features" in classes),
        "leaf": float(candidate.leaf),
        "siblings": min(math.log1p(candidate.siblings), 3) / 3,
        "position": candidate.position,
        "parent.ai": float(parent is not None and says_ai(parent.title)),
        "parent.capable": float(parent is not None and capable(parent.title)),
        "parent.heading": float(parent is not None and parent.form == "heading"),
        "title.word": float(len(title.text) < 14),
        "title.short": float(len(title.text) < 45),
        "title.trigger": float("trigger" in own),
        "title.dimension": float(any(concept in own for concept in _DIMENSION_CONCEPTS)),
        "title.compared": float(any(q.comparator for q in title.quantities)),
        "title.conditional": float("trigger" in own and is_conditional(title.text)),
        "title.sentence": float(title.text.rstrip().endswith((".", "。", "；", ";"))),
        "title.words": min(weight(title.text), 30) / 30,
        "define.ai": float(bool(rest) and says_ai(rest[0])) if heading else 0.0,
        "define.capable": float(bool(rest) and capable(rest[0])) if heading else 0.0,
        "define.paragraph": float(bool(rest) and rest[0].block.kind == "paragraph") if heading else 0.0,
        "alone": float(candidate.siblings == 0 and heading),
        "title.manage": float("plain.manage" in own),
        "title.part": float("plain.part" in own),
        "row.header": float("section.feature-column" in title.label_marks) if candidate.form == "row" else 0.0,
        "row.other": float("section.other-column" in title.label_marks) if candidate.form == "row" else 0.0,
        "beside.ai": float(any(says_ai(u) for u in same)),
        "body.ai": min(ai_rest, 4) / 4,
        "body.share": ai_rest / len(rest) if rest else 0.0,
        "body.weak": min(weak_rest, 4) / 4,
        "body.plain": sum(1 for u in rest if u.has("plain")) / len(rest) if rest else 0.0,
        "body.none": float(not rest),
        "body.size": min(math.log1p(len(rest)), 5) / 5,
        "above.features": float("section.features" in heads),
        "above.wide": float("section.document-wide" in heads),
        "above.stack": float("section.stack" in heads),
        "above.ai": float("ai.name" in heads or "model.named" in heads),
        "above.weak": float("ai.weak" in heads),
        "above.plain": float("plain" in heads),
        "above.item": float(bool(title.block.parents)),
        "above.market": float("heading.market" in title.heading_marks or "heading.market" in title.parent_marks),
        "title.market": float(heading and "heading.market" in classes),
        "above.parent-ai": float("ai.name" in title.parent_marks or "model.named" in title.parent_marks),
        "depth": min(len(title.headings), 5) / 5,
        "document.titled": float(document.titled),
        "document.density": min(document.density * 2, 1.0),
    }
    modelled = max(signals["title.ai"], signals["title.weak"], signals["title.capable"])
    plain = max(signals["title.plain"], signals["title.manage"])
    signals["plain-only"] = plain * (1 - modelled)
    signals["plain-only*heading"] = signals["plain-only"] * heading
    signals["plain-only*density"] = signals["plain-only"] * signals["document.density"]
    signals["unsaid*heading"] = (1 - plain) * (1 - modelled) * heading
    for name in (
        "title.ai",
        "title.capable",
        "title.weak",
        "body.ai",
        "leaf",
        "title.identified",
        "above.features",
        "document.titled",
        "document.density",
    ):
        signals[f"{name}*heading"] = signals[name] * heading
        signals[f"{name}*features"] = signals[name] * signals["above.features"]
    signals["capable*density"] = signals["title.capable"] * signals["document.density"]
    signals["capable*above.ai"] = signals["title.capable"] * signals["above.ai"]
    signals["any.ai"] = max(signals["title.ai"], signals["beside.ai"], float(ai_rest > 0))
    signals["any.ai*capable"] = signals["any.ai"] * signals["title.capable"]
    signals["identified*density"] = signals["title.identified"] * signals["document.density"]
    signals["identified*titled"] = signals["title.identified"] * signals["document.titled"]
    signals["identified*capable"] = signals["title.identified"] * signals["title.capable"]
    signals["strong*features"] = signals["title.strong"] * signals["above.features"]
    signals["strong*capable"] = signals["title.strong"] * signals["title.capable"]
    signals["capable*features*density"] = (
        signals["title.capable"] * signals["above.features"] * signals["document.density"]
    )
    signals.update(dict.fromkeys(name_words(candidate.name), 1.0))
    told = title.text[len(candidate.name) :] if not heading else rest[0].text if rest else ""
    signals.update((f"d:{word}", 1.0) for word in name_words(told[:_TOLD]) if word[0] in "wz")
    signals.update(look_signals(candidate, rest))
    signals.update(act_signals(candidate, rest, signals["document.density"]))
    signals.update(proof_signals([title, *same, *rest], document.few))
    signals["stack*ai"] = signals["above.stack"] * signals["title.ai"]
    _weigh_by_size(signals, document, heading)
    return signals


def _weigh_by_size(signals: dict[str, float], document: DocumentSignals, heading: bool) -> None:
    few, few_headings = document.few, document.few_headings * heading
    signals["few"] = few
    signals["few*heading"] = few * heading
    signals["few*heading*leaf"] = few * heading * signals["leaf"]
    signals["few.headings"] = few_headings
    for name in _IN_SMALL:
        if name in signals:
            signals[f"few*{name}"] = few * signals[name]
            signals[f"few.headings*{name}"] = few_headings * signals[name]


_NAME_WORD = re.compile(r"[a-z][a-z0-9]+")
_HAN_RUN = re.compile(r"[㐀-鿿]+")


def name_words(name: str) -> frozenset[str]:
    """The words of a name as signals: English words, and Han characters singly, in pairs and as the last pair."""
    text = name.lower()
    found = {f"w:{w[:-1] if len(w) > 4 and w.endswith('s') else w}" for w in _NAME_WORD.findall(text)}
    for run in _HAN_RUN.findall(text):
        found.update(f"z:{run[i : i + 2]}" for i in range(len(run) - 1))
        found.update(f"c:{character}" for character in run)
        found.add(f"e:{run[-2:]}")
    return frozenset(found)


def _headings_above(above: Sequence[Candidate]) -> frozenset[str]:
    marks: frozenset[str] = frozenset()
    for candidate in above:
        if candidate.form == "heading":
            marks |= frozenset(candidate.title.marks)
    return marks


def words_weigh(signals: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """What the words among these signals come to, by the fitted weights."""
    total = 0.0
    for name, value in signals.items():
        if name in weights and is_word(name):
            total += weights[name] * value
    return round(total, _DIGITS)


def is_word(signal: str) -> bool:
    """Whether a signal is a word of a name or of what defines it."""
    return signal[1:2] == ":"


def probability(weights: Mapping[str, float], *shown: Mapping[str, float]) -> float:
    """How likely a candidate is a feature, by the fitted weights, that shows these signals, none of them twice."""
    total = 0.0
    for signals in shown:
        for name, value in signals.items():
            if value and name in weights:
                total += weights[name] * value
    # rounded, since signals come in no order and the last digits of their sum hang on it: trees ask which is greater
    return round(1.0 / (1.0 + math.exp(-max(min(total, 30.0), -30.0))), _DIGITS)


def log_odds(likely: float, least: float) -> float:
    """The logarithm of the odds of a likelihood, kept from either end by `least`."""
    bounded = min(max(likely, least), 1 - least)
    return math.log(bounded / (1 - bounded))
