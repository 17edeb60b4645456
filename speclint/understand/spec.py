"""Understand a document: its kind, its AI features, and what it claims of each."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from speclint.model import (
    CORE,
    Claim,
    Confidence,
    Document,
    Feature,
    Kind,
    Language,
    Problem,
    Source,
    Spec,
    Statement,
)
from speclint.read.document import parse
from speclint.understand.additions import Additions, with_evidence, with_features
from speclint.understand.claims import document_claims, feature_claims
from speclint.understand.decision import decide
from speclint.understand.declarations import declared_kind, declares, misspelled_key, stage_of, wrong_declarations
from speclint.understand.disabled import disabled_rules
from speclint.understand.evidence import Page
from speclint.understand.features import (
    Found,
    weigh_parts,
)
from speclint.understand.kind import kind_scores
from speclint.understand.kind_statements import tried
from speclint.understand.knowledge import Dimension, Knowledge
from speclint.understand.language import language_of
from speclint.understand.reach import Reach
from speclint.understand.slots import put_back, set_aside
from speclint.understand.tasks import ByLine, by_line, mode_of, task_of
from speclint.understand.utterances import Reader, Utterance
from speclint.understand.wording import full_width_operators

if TYPE_CHECKING:
    from speclint.understand.declared import Declarations


def understand(
    document: Document,
    knowledge: Knowledge,
    *,
    kind: Kind | None = None,
    usual_kind: Kind | None = None,
    additions: Additions | None = None,
    read: Callable[[Source], Document] = parse,
) -> Spec:
    """Read a document as a spec; `kind` outranks what its front matter says, `usual_kind` only what its text says.

    `additions` are asked for features and evidence beside those that are found here. `read` parses what is left of a
    document in which there are blanks to fill in.
    """
    aside = set_aside(document, knowledge.dimensions)
    if aside is None:
        return _understood(document, knowledge, kind, usual_kind, additions)
    return put_back(_understood(read(aside.source), knowledge, kind, usual_kind, additions), aside)


def _understood(
    document: Document,
    knowledge: Knowledge,
    kind: Kind | None,
    usual_kind: Kind | None,
    additions: Additions | None,
) -> Spec:
    language = language_of(document)
    reader = Reader(document, knowledge, language)
    declared = kind or declared_kind(document.front_matter, knowledge.declared_kinds) or usual_kind
    scores = kind_scores(document, knowledge.lexicon)
    guessed = declared or scores.kind
    if not declared and declares(document):
        declared = guessed = "model-card" if guessed == "model-card" else "prd"
    if language == "other" and not declared and not (scores.titled and scores.kind != "none"):  # "PRD", "Model Card"
        return _none(document, knowledge, language, declared)
    utterances = reader.read()
    parts = weigh_parts(document, utterances, reader, knowledge)
    decided = decide(document, utterances, reader, knowledge, parts, scores, guessed, settled=bool(declared))
    guessed, found, doubtful = decided.kind, decided.found, decided.doubtful
    if guessed == "none":
        return _none(document, knowledge, language, declared)
    data = _declarations(document, knowledge, guessed)
    if additions is not None:
        found = with_features(found, additions.features(document), utterances)
    if data is not None:
        found = data.place(found, utterances, reader)
    if not found:
        return _none(document, knowledge, language, declared, data.problems if data else ())
    trial = decided.trial
    if trial is None or not trial.fits(guessed, found):
        page = Page.of(utterances, guessed, language, ai_document=decided.ai_document)
        trial = tried(page, found, knowledge, parts.leanings)
    page, reads, reach, weights = trial.page, trial.reads, Reach(found), knowledge.statement_weights
    slugs: dict[str, int] = {}
    lines = by_line(utterances)
    claimed = feature_claims(reads, reach, page, weights, knowledge.coverage_weights)
    features = [
        _feature(one, claims, lines, slugs, knowledge.dimensions) for one, claims in zip(found, claimed, strict=True)
    ]
    claims = document_claims(reads, page, weights)
    if data is not None:
        features = data.applied(features, utterances)
        claims = data.document_claims(claims, features)
    statements = (*(_statement(u) for u in utterances), *(data.statements if data else ()))
    if additions is not None:
        given = additions.evidence(document, features)
        features, claims = with_evidence(features, claims, given, document, statements)
    if doubtful:
        features = [replace(f, confidence="low", claims=_unsure(f.claims)) for f in features]
        claims = _unsure(claims)
    return Spec(
        path=document.source.path,
        kind=guessed,
        language=language,
        features=tuple(features),
        claims=claims,
        statements=statements,
        comments=document.comments,
        opaque=document.opaque,
        problems=(
            *_problems(document, knowledge),
            *(data.problems if data else ()),
            *full_width_operators(document, utterances, reader),
        ),
        lines=len(document.source.line_starts),
        stage=stage_of(document, knowledge.lexicon),
        template=_is_template(utterances, document, features),
        declared_kind=declared,
        doubtful=doubtful,
        waivers=data.waivers if data else (),
        disabled=disabled_rules(document),
        titles=knowledge.titles,
    )


def _declarations(document: Document, knowledge: Knowledge, kind: Kind) -> Declarations | None:
    """What the document declares as data, None where it declares nothing or is no spec."""
    if not document.declared or kind == "none":
        return None
    from speclint.understand.declared import Declarations

    return Declarations(document, knowledge, kind)


def _problems(document: Document, knowledge: Knowledge) -> tuple[Problem, ...]:
    """What is wrong with the form of a document and with what its front matter says of it."""
    wrong = wrong_declarations(document, knowledge.lexicon, knowledge.declared_kinds)
    return (*document.problems, *wrong, *misspelled_key(document))


def _feature(
    found: Found, claims: Mapping[str, Claim], lines: ByLine, slugs: dict[str, int], dimensions: Sequence[Dimension]
) -> Feature:
    mode = mode_of(found, lines)
    unasked = {d.name for d in dimensions if mode in d.unasked_modes or found.title.has(d.unasked_names)}
    confidence: Confidence = "high" if found.probability >= 0.85 else "medium" if found.probability >= 0.65 else "low"
    return Feature(
        name=found.name,
        slug=_slug(found.name, slugs),
        span=found.title.span,
        end_line=max(last for _, last in found.extents),
        section=found.title.block.section,
        task=task_of(found, lines),
        mode=mode,
        confidence=confidence,
        claims={name: replace(c, owed=False) if name in unasked else c for name, c in claims.items()},
        extents=found.extents,
    )


def _unsure(claims: Mapping[str, Claim]) -> dict[str, Claim]:
    """Claims about what may be no spec at all."""
    return {name: replace(claim, confidence="low") for name, claim in claims.items()}


def _slug(name: str, taken: dict[str, int]) -> str:
    """The anchor that GitHub would give a heading of this name; equal ones are numbered."""
    kept = "".join(c for c in name.lower() if c.isalnum() or c in " -_" or unicodedata.category(c).startswith("L"))
    slug = re.sub(r"\s", "-", kept.strip()) or "feature"
    count = taken.get(slug, 0)
    taken[slug] = count + 1
    return slug if not count else f"{slug}-{count}"


def _statement(utterance: Utterance) -> Statement:
    return Statement(
        index=utterance.index,
        block=utterance.block.index,
        text=utterance.said,
        span=utterance.span,
        section=utterance.block.section,
        headings=utterance.headings,
        quantities=utterance.quantities,
        standing=utterance.standing,
    )


def _is_template(utterances: Sequence[Utterance], document: Document, features: Sequence[Feature]) -> bool:
    """Whether the document is an unfilled form: slots in many places and nothing stated of any feature."""
    if any(claim.verdict in ("stated", "waived") for f in features for name, claim in f.claims.items() if name in CORE):
        return False
    slots = sum(1 for u in utterances if u.standing == "placeholder")
    return slots >= 5 and slots >= 0.06 * len(utterances)


def _none(
    document: Document,
    knowledge: Knowledge,
    language: Language,
    declared: Kind | None,
    problems: Sequence[Problem] = (),
) -> Spec:
    # no more than medium: whether a document is a spec at all is the likeliest thing to be wrong about it
    missing = {d.name: Claim(d.name, "missing", None, "medium", ()) for d in knowledge.dimensions}
    return Spec(
        path=document.source.path,
        kind="none",
        language=language,
        features=(),
        claims=missing,
        statements=(),
        comments=document.comments,
        opaque=document.opaque,
        problems=(*_problems(document, knowledge), *problems),
        lines=len(document.source.line_starts),
        stage=stage_of(document, knowledge.lexicon),
        declared_kind=declared,
        disabled=disabled_rules(document),
        titles=knowledge.titles,
    )
