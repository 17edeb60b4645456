"""Fit the weights by which a document is told to be a spec of AI, a model card, or neither.

    python tests/bench/fit_kind.py [--write] [--onto TIMES] CORPUS[=WEIGHT]…

Each CORPUS holds `docs/NAME.md` and `labels/NAME.json` with `kind` at least. A ridge logistic regression of three
outcomes over `kind_signals`; what is printed was held out by repository. One of the signals is what titles and features
make of a document: where the feature weights were fitted on the same document, it is a little too right. With --onto
the weights are learned on from what they are, as if they had come from TIMES as many documents like the given ones.
With --write they go to `rules/vocabulary/kind-weights.yaml`. Needs numpy and scipy; deterministic.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from fit_features import ROOT, load_knowledge
from fit_statements import matrix
from ridge import fit_ridge_of_several
from statement_examples import hash_of

from speclint.errors import SpeclintError
from speclint.model import Kind
from speclint.read.document import parse
from speclint.read.source import read_source
from speclint.understand.decision import read_as
from speclint.understand.features import weigh_parts
from speclint.understand.finding import find_features
from speclint.understand.kind import kind_scores
from speclint.understand.kind_signals import kind_signals
from speclint.understand.kind_weights import KINDS, KindWeights
from speclint.understand.knowledge import Knowledge
from speclint.understand.language import language_of
from speclint.understand.utterances import Reader

FOLDS = 10
FEWEST_DOCUMENTS = 8
RIDGE, RIDGE_ONTO = 30.0, 10.0  # from nothing, and around weights that are learned on from
SMALLEST = 0.02


@dataclass(frozen=True)
class Example:
    """A labelled document: its kind, what titles and features make of it, and its signals."""

    corpus: str
    repository: str
    weight: float
    kind: Kind
    seen: Kind
    signals: Mapping[str, float]


def read_example(task: tuple[Path, str, str, float]) -> Example | None:
    folder, name, repository, weight = task
    label = json.loads((folder / "labels" / name).read_text(encoding="utf-8"))
    path = folder / "docs" / label["doc"]
    if label.get("lang") == "other" or not path.exists():
        return None
    knowledge: Knowledge = read_example.knowledge  # type: ignore[attr-defined]
    try:
        document = parse(read_source(str(path)))
    except SpeclintError:
        return None
    language = language_of(document)
    if language == "other":
        return None
    reader = Reader(document, knowledge, language)
    utterances = reader.read()
    scores = kind_scores(document, knowledge.lexicon)
    parts = weigh_parts(document, utterances, reader, knowledge)
    found, ai_document = find_features(document, utterances, reader, scores.kind, parts)
    seen: Kind = scores.kind if found else "none"
    signals = dict(kind_signals(document, utterances, scores, seen, parts))
    trial = read_as(scores.kind, document, utterances, reader, knowledge, parts, found, ai_document)
    signals.update(trial.signals if trial else {})
    return Example(folder.name, repository, weight, label["kind"], seen, signals)


def load(corpora: Iterable[str], knowledge: Knowledge) -> list[Example]:
    read_example.knowledge = knowledge  # type: ignore[attr-defined]
    tasks: dict[str, tuple[Path, str, str, float]] = {}
    for corpus in corpora:
        name, _, weight = corpus.partition("=")
        folder = Path(name)
        sources = folder / "SOURCES.tsv"
        rows = sources.read_text(encoding="utf-8").splitlines()[1:] if sources.exists() else []
        repositories = {row.split("\t")[0]: row.split("\t")[1].lower() for row in rows if "\t" in row}
        for path in sorted((folder / "labels").glob("*.json")):
            document = f"{path.stem}.md"
            repository = repositories.get(document, f"{name}/{document}")
            tasks[f"{repository}/{document}"] = (folder, path.name, repository, float(weight or 1))
    with ProcessPoolExecutor() as pool:
        examples = pool.map(read_example, (tasks[key] for key in sorted(tasks)), chunksize=8)
        return [example for example in examples if example is not None]


def counts_of(examples: Sequence[Example], present: KindWeights, times: float) -> np.ndarray:
    """How much each document counts for each kind: by its label, and by what the weights to learn on from say."""
    rows = []
    for example in examples:
        likely = present.likely(example.signals)
        rows.append([example.weight * ((kind == example.kind) + times * likely[kind]) for kind in KINDS])
    return np.array(rows)


def show(name: str, examples: Sequence[Example], said: Sequence[Kind]) -> None:
    pairs = list(zip(examples, said, strict=True))
    specs = [e.kind == kind for e, kind in pairs if e.kind != "none"]
    others = [kind != "none" for e, kind in pairs if e.kind == "none"]
    right = sum(e.kind == kind for e, kind in pairs) / max(len(pairs), 1)
    misread, disturbed = f"{specs.count(False)} of {len(specs)}", f"{sum(others)} of {len(others)}"
    print(f"{name}: right {right:.3f}, specs misread {misread}, disturbed {disturbed}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="+", metavar="CORPUS[=WEIGHT]")
    parser.add_argument("--write", action="store_true", help="write the weights fitted on everything")
    parser.add_argument("--onto", type=float, default=0.0, metavar="TIMES", help="learn on from the present weights")
    args = parser.parse_args()
    knowledge = load_knowledge()
    examples = load(args.corpora, knowledge)
    present = knowledge.kind_weights if args.onto else KindWeights()
    seen = Counter(name for e in examples for name in e.signals)
    names = sorted({name for name, count in seen.items() if count >= FEWEST_DOCUMENTS} | set(present.weights))
    centre = np.array([present.weights.get(name, [0.0] * len(KINDS)) for name in names]).T
    ridge = RIDGE_ONTO if args.onto else RIDGE
    counts = counts_of(examples, present, args.onto)
    x = matrix((e.signals for e in examples), {name: index for index, name in enumerate(names)})
    repositories = sorted({e.repository for e in examples}, key=lambda name: (hash_of(name), name))
    place = {name: index % FOLDS for index, name in enumerate(repositories)}
    fold = np.array([place[e.repository] for e in examples])
    said: list[Kind] = ["none"] * len(examples)
    for number in range(FOLDS):
        weights = fit_ridge_of_several(x[fold != number], counts[fold != number], ridge, centre)
        here = np.flatnonzero(fold == number)
        for index, answer in zip(here, (x[here] @ weights.T).argmax(axis=1), strict=True):
            said[index] = KINDS[answer]
    print(f"{len(examples)} documents, {len(names)} signals")
    for corpus in ("", *sorted({e.corpus for e in examples})):
        mine = [i for i, e in enumerate(examples) if corpus in ("", e.corpus)]
        few = [examples[i] for i in mine]
        show(f"{corpus or 'all'}, titles and features", few, [e.seen for e in few])
        show(f"{corpus or 'all'}, weighed", few, [said[i] for i in mine])
    if args.write:
        write(names, fit_ridge_of_several(x, counts, ridge, centre))


def write(names: Sequence[str], weights: np.ndarray) -> None:
    """Write the weights, for each signal one number a kind."""
    rows = {
        name: [round(float(w), 2) for w in column]
        for name, column in zip(names, weights.T, strict=True)
        if np.abs(column).max() >= SMALLEST
    }
    head = "# Fitted by tests/bench/fit_kind.py on labelled documents: what speaks for each kind of document.\n"
    path = ROOT / "rules" / "vocabulary" / "kind-weights.yaml"
    data = {"kinds": list(KINDS), "weights": rows}
    path.write_text(head + yaml.safe_dump(data, sort_keys=True, default_flow_style=None, width=120), encoding="utf-8")


if __name__ == "__main__":
    main()
