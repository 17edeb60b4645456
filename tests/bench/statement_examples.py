"""Labelled documents as the statements in them are read without weights: what `fit_statements.py` learns from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from fit_features import mark_of

from speclint.model import DIMENSIONS, Kind
from speclint.read.document import parse
from speclint.read.source import read_source
from speclint.understand.evidence import Page
from speclint.understand.features import weigh_parts
from speclint.understand.finding import find_features
from speclint.understand.knowledge import Knowledge
from speclint.understand.language import language_of
from speclint.understand.reach import Reach
from speclint.understand.reads import Read, read_patterns, reading_signals_of
from speclint.understand.slots import set_aside
from speclint.understand.statement_signals import statement_signals
from speclint.understand.utterances import Reader, Utterance

FOLDS = 5
SIDES = ("states", "raises")
COUNTED = {"states": ("stated",), "raises": ("stated", "vague")}
UNSURE = 0.4  # what the label of an utterance counts that its reader doubted

Signals = dict[str, float]
Truth = dict[tuple[str, str], list[bool]]
Told = dict[str, list[float]]


@dataclass(frozen=True)
class Example:
    """A labelled document as it is read without weights."""

    label: Mapping[str, Any]
    repository: str
    weight: float
    group_weight: float
    page: Page
    reach: Reach
    reads: Mapping[str, Mapping[int, Read]]
    signals: Sequence[Signals]
    own: Mapping[str, Mapping[int, Signals]]
    truth: Mapping[tuple[str, str], Sequence[bool]]  # of the dimensions that are labelled: a test says but one
    told: Mapping[str, Sequence[float]]  # of each of these how much the label of each utterance counts


def read_example(task: tuple[Path, str, tuple[float, float], str]) -> Example | None:
    folder, name, weights, repository = task
    label = json.loads((folder / "labels" / name).read_text(encoding="utf-8"))
    path = folder / "docs" / label["doc"]
    label["folder"] = folder.name
    if not {"dimensions", "said"} & set(label) or label["lang"] == "other" or not path.exists():
        return None
    knowledge = read_example.knowledge  # type: ignore[attr-defined]
    document = parse(read_source(str(path)))
    aside = set_aside(document, knowledge.dimensions)
    if aside is not None:
        document = parse(aside.source)
    kind: Kind = "model-card" if label["kind"] == "model-card" else "prd"
    language = language_of(document)
    reader = Reader(document, knowledge, language)
    utterances = reader.read()
    parts = weigh_parts(document, utterances, reader, knowledge)
    found, about_ai = find_features(document, utterances, reader, kind, parts)
    reach = Reach(found)
    page, reads = read_patterns(Page.of(utterances, kind, language, ai_document=about_ai), knowledge.dimensions, reach)
    by_name = {d.name: {r.utterance.index: r for r in of} for d, of in reads.items() if d.name in DIMENSIONS}
    card = kind == "model-card"
    truth, told = of_utterances(label["said"], utterances) if "said" in label else of_lines(label, utterances)
    return Example(
        label,
        repository,
        *weights,
        page,
        reach,
        by_name,
        [statement_signals(u, inside=reach.is_inside(u), card=card) for u in utterances],
        {name: {i: dict(reading_signals_of(r)) for i, r in of.items()} for name, of in by_name.items()},
        truth,
        told,
    )


def of_lines(label: Mapping[str, Any], utterances: Sequence[Utterance]) -> tuple[Truth, Told]:
    """Which utterances the labelled lines of each dimension touch; all of them count."""
    said = {n: v for n, v in label["dimensions"].items() if v.get("lines") or v["verdict"] == "missing"}
    truth = {(s, n): [_touches(u, said[n], COUNTED[s]) for u in utterances] for s in SIDES for n in said}
    return truth, {name: [1.0] * len(utterances) for name in said}


def of_utterances(said: Sequence[Mapping[str, Any]], utterances: Sequence[Utterance]) -> tuple[Truth, Told]:
    """What single utterances say; no other counts."""
    place = {(u.span.line, mark_of(u.said)): index for index, u in enumerate(utterances)}
    truth = {(side, name): [False] * len(utterances) for side in SIDES for name in DIMENSIONS}
    told = {name: [0.0] * len(utterances) for name in DIMENSIONS}
    for one in said:
        index = place.get((one["line"], one["mark"]))
        if index is None:
            continue
        for name in DIMENSIONS:
            told[name][index] = 1.0 if one["sure"] else UNSURE
            truth["states", name][index] = name in one["stated"]
            truth["raises", name][index] = name in one["stated"] or name in one["vague"]
    return truth, told


def _touches(utterance: Utterance, said: Mapping[str, Any], verdicts: Sequence[str]) -> bool:
    last = max(utterance.span.end_line, utterance.span.line)
    return said["verdict"] in verdicts and any(utterance.span.line <= line <= last for line in said.get("lines", ()))


def load(corpora: Iterable[str], knowledge: Knowledge) -> list[Example]:
    read_example.knowledge = knowledge  # type: ignore[attr-defined]
    tasks = []
    for corpus in corpora:
        name, _, given = corpus.partition("=")
        weight, _, group_weight = (given or "1").partition("/")
        weights = float(weight), float(group_weight or weight)
        folder = Path(name)
        sources = folder / "SOURCES.tsv"
        rows = sources.read_text(encoding="utf-8").splitlines()[1:] if sources.exists() else []
        repositories = {row.split("\t")[0]: row.split("\t")[1].lower() for row in rows if "\t" in row}
        for path in sorted((folder / "labels").glob("*.json")):
            document = f"{path.stem}.md"
            tasks.append((folder, path.name, weights, repositories.get(document, f"{name}/{document}")))
    with ProcessPoolExecutor() as pool:
        return [example for example in pool.map(read_example, tasks, chunksize=8) if example is not None]


def folds_of(examples: Sequence[Example]) -> np.ndarray:
    """The fold of each document: those of one repository lie in one."""
    repositories = sorted({e.repository for e in examples}, key=lambda name: (hash_of(name), name))
    place = {name: index % FOLDS for index, name in enumerate(repositories)}
    return np.array([place[e.repository] for e in examples])


def hash_of(text: str) -> int:
    """A number that is the same in every run."""
    return sum(ord(c) * (i + 7) * 2654435761 for i, c in enumerate(text)) % 1000003
