"""Decide what a document is and which AI features it has, each of which tells of the other."""

from __future__ import annotations

from dataclasses import dataclass

from speclint.model import Document, Kind
from speclint.understand.evidence import Page
from speclint.understand.features import Found, Parts
from speclint.understand.finding import find_features
from speclint.understand.kind import KindScores
from speclint.understand.kind_signals import kind_signals
from speclint.understand.kind_statements import Trial, tried
from speclint.understand.knowledge import Knowledge
from speclint.understand.utterances import Reader, Utterance


@dataclass(frozen=True, slots=True)
class Decision:
    """The kind and the features of a document, whether it is about AI as a whole and whether it may be no spec.

    `trial` is what was read of it to decide so, None where that was not needed.
    """

    kind: Kind
    found: tuple[Found, ...]
    ai_document: bool
    doubtful: bool = False
    trial: Trial | None = None


def decide(
    document: Document,
    utterances: tuple[Utterance, ...],
    reader: Reader,
    knowledge: Knowledge,
    parts: Parts,
    scores: KindScores,
    guessed: Kind,
    *,
    settled: bool,
) -> Decision:
    """Weigh titles and words, then the features found, then what is stated, for as long as the kind is open.

    `guessed` is the kind by titles and headings, or the one that was declared, which is then `settled`.
    """
    found, ai_document = find_features(document, utterances, reader, guessed, parts)
    if settled:
        return Decision(guessed, found, ai_document)
    if scores.other:
        return Decision(guessed, (), ai_document)
    seen: Kind = guessed if found else "none"
    signals = dict(kind_signals(document, utterances, scores, seen, parts))
    weights = knowledge.kind_weights
    trial = None
    if not weights.surely_none(signals):
        trial = read_as(guessed, document, utterances, reader, knowledge, parts, found, ai_document)
        signals.update(trial.signals if trial else {})
    likeliest, doubtful = weights.kind(signals, scores.kind, len(utterances))
    if scores.hub and likeliest:
        likeliest, doubtful = "model-card", False
    weighed = likeliest or seen
    if weighed == "none" or (reader.language == "other" and not found):
        return Decision(guessed, (), ai_document)
    if weighed != seen:
        if trial is not None and trial.page.kind == weighed:
            found, ai_document = trial.found, trial.page.ai_document
        else:
            found, ai_document = find_features(document, utterances, reader, weighed, parts, at_least_one=True)
    return Decision(weighed, found, ai_document, doubtful, trial)


def read_as(
    guessed: Kind,
    document: Document,
    utterances: tuple[Utterance, ...],
    reader: Reader,
    knowledge: Knowledge,
    parts: Parts,
    found: tuple[Found, ...],
    ai_document: bool,
) -> Trial | None:
    """Read a document as what it may be, None where it then has no feature."""
    kind: Kind = "prd" if guessed == "none" else guessed
    if not found:
        found, ai_document = find_features(document, utterances, reader, kind, parts, at_least_one=True)
    if not found:
        return None
    page = Page.of(utterances, kind, reader.language, ai_document=ai_document)
    return tried(page, found, knowledge, parts.leanings)
