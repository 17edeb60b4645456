"""Fit the trees that tell, of the likely candidates of a document, which are its AI features; cross-validate them.

    python tests/bench/fit_trees.py [--write] CORPUS[=WEIGHT]…

Each CORPUS is one of `fit_features.py`: whole documents or single places, of which the feature weights saw none,
since what they say is what the trees begin with; WEIGHT (1 unless said) is what its labels count. Boosted trees over
the signals that split best; what is printed was held out by repository. With --write they go to
`rules/vocabulary/feature-trees.yaml`. Needs numpy and scikit-learn; deterministic.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from fit_features import POSITIVE_WEIGHT, ROOT, UNTOLD, Example, load_knowledge, matched, read_example
from sklearn.ensemble import HistGradientBoostingClassifier
from statement_examples import hash_of

from speclint.understand.features import ASKED, asked_of, choose, first_two, said_by
from speclint.understand.leanings import Leanings
from speclint.understand.signals import is_word
from speclint.understand.trees import Trees

FOLDS = 5
TREES, LEAVES, RATE, FEWEST, PENALTY = 200, 10, 0.04, 20, 5.0
SIGNALS = 48  # more of them were worse on held-out documents
FEWEST_CANDIDATES = 60  # that show a signal
DIGITS = 4
LEANINGS = ("says.", "states.", "body.says.", "body.states.")


@dataclass(frozen=True)
class Judged:
    """A labelled document with what the weights say of its candidates, and what the trees are asked of each."""

    example: Example
    repository: str
    weight: float
    likely: Sequence[float]
    asked: Sequence[Mapping[str, float]]


def read_judged(task: tuple[Path, str, str, float]) -> Judged | None:
    folder, name, repository, weight = task
    knowledge = read_judged.knowledge  # type: ignore[attr-defined]
    label = json.loads((folder / "labels" / name).read_text(encoding="utf-8"))
    if label["kind"] != "prd" and "candidates" not in label:
        return None
    example = read_example(folder / "docs" / label["doc"], label, knowledge)
    if example is None:
        return None
    likely, context = first_two(example.candidates, example.signals, example.barred, knowledge.feature_weights)
    first = knowledge.feature_weights["first"]
    said = said_by(example.candidates, example.utterances, Leanings(knowledge.statement_weights), likely, ASKED)
    asked = asked_of(example.candidates, example.signals, context, said, likely, first)
    keep = [{n: v for n, v in signals.items() if not is_word(n)} for signals in asked]
    return Judged(replace(example, utterances=()), repository, weight, likely, keep)


def load(corpora: Sequence[str]) -> list[Judged]:
    read_judged.knowledge = load_knowledge()  # type: ignore[attr-defined]
    tasks = []
    for corpus in corpora:
        path, _, given = corpus.partition("=")
        folder, counts = Path(path), float(given or 1)
        sources = folder / "SOURCES.tsv"  # small specs of our own have none, and each stands for itself
        rows = sources.read_text(encoding="utf-8").splitlines()[1:] if sources.exists() else []
        repositories = {row.split("\t")[0]: row.split("\t")[1].lower() for row in rows}
        labels = sorted((folder / "labels").glob("*.json"))
        tasks += [(folder, p.name, repositories.get(f"{p.stem}.md", p.stem), counts) for p in labels]
    with ProcessPoolExecutor() as pool:
        return [judged for judged in pool.map(read_judged, tasks, chunksize=8) if judged is not None]


@dataclass(frozen=True)
class Table:
    """The candidates that the trees are asked of: signals, labels, how much each counts, and the document of each."""

    x: np.ndarray
    names: Sequence[str]
    y: np.ndarray
    weight: np.ndarray
    document: np.ndarray


def taught_by(judged: Judged) -> list[tuple[int, float]]:
    """The candidates of a document that the trees learn from, each with how much its label counts."""
    told = judged.example.told
    likely = [i for i, chance in enumerate(judged.likely) if chance >= ASKED]
    return [(i, 1.0 if told is None else told[i]) for i in likely if told is None or told[i] != UNTOLD]


def table_of(documents: Sequence[Judged]) -> Table:
    rows, truth, weight, document = [], [], [], []
    for number, judged in enumerate(documents):
        for i, told in taught_by(judged):
            rows.append(judged.asked[i])
            truth.append(judged.example.truth[i])
            weight.append(judged.weight * told * (POSITIVE_WEIGHT if judged.example.truth[i] else 1.0))
            document.append(number)
    counts = Counter(name for row in rows for name in row)
    names = sorted(name for name, count in counts.items() if count >= FEWEST_CANDIDATES)
    index = {name: i for i, name in enumerate(names)}
    x = np.zeros((len(rows), len(names)))
    for number, row in enumerate(rows):
        for name, value in row.items():
            if name in index:
                x[number, index[name]] = value
    return Table(x, names, np.array(truth), np.array(weight), np.array(document))


def fit(table: Table, chosen: np.ndarray) -> dict[str, Any]:
    """The mean of two fits, as data: one over all signals, one not over what a candidate's text is read as saying.

    Each errs where the other does not: held out, the two together were steadier than either.
    """
    one, other = fit_over(table, chosen), fit_over(without_leanings(table), chosen)
    signals = [*one["signals"], *(name for name in other["signals"] if name not in one["signals"])]
    place = {name: index for index, name in enumerate(signals)}
    trees = [halved(tree, [place[name] for name in half["signals"]]) for half in (one, other) for tree in half["trees"]]
    return {"signals": signals, "base": round((one["base"] + other["base"]) / 2, DIGITS), "trees": trees}


def without_leanings(table: Table) -> Table:
    """The table without what `Leanings.signals` shows."""
    kept = [i for i, name in enumerate(table.names) if not name.startswith(LEANINGS)]
    return replace(table, x=table.x[:, kept], names=[table.names[i] for i in kept])


def halved(tree: Any, place: Sequence[int]) -> Any:
    """A tree with half of what its leaves add, over signals that stand in other places."""
    if not isinstance(tree, list):
        return round(tree / 2, DIGITS)
    signal, value, below, above = tree
    return [place[signal], value, halved(below, place), halved(above, place)]


def fit_over(table: Table, chosen: np.ndarray) -> dict[str, Any]:
    """The trees as data, over the signals that split best where all may."""
    x, y, weight = table.x[chosen], table.y[chosen], table.weight[chosen]
    gains = np.zeros(len(table.names))
    for (predictor,) in boosted(x, y, weight)._predictors:
        inner = predictor.nodes[predictor.nodes["is_leaf"] == 0]
        np.add.at(gains, inner["feature_idx"], inner["gain"])
    best = np.sort(np.argsort(-gains, kind="stable")[:SIGNALS])
    model = boosted(x[:, best], y, weight)
    trees = [as_data(predictor.nodes, 0) for (predictor,) in model._predictors]
    base = round(float(model._baseline_prediction.ravel()[0]), DIGITS)
    return {"signals": [table.names[i] for i in best], "base": base, "trees": trees}


def boosted(x: np.ndarray, y: np.ndarray, weight: np.ndarray) -> HistGradientBoostingClassifier:
    model = HistGradientBoostingClassifier(
        max_iter=TREES,
        learning_rate=RATE,
        max_leaf_nodes=LEAVES,
        min_samples_leaf=FEWEST,
        l2_regularization=PENALTY,
        early_stopping=False,
        random_state=0,
    )
    return model.fit(x, y, sample_weight=weight)


def as_data(nodes: np.ndarray, at: int) -> Any:
    node = nodes[at]
    if node["is_leaf"]:
        return round(float(node["value"]), DIGITS)
    value = round(float(node["num_threshold"]), DIGITS)
    return [int(node["feature_idx"]), value, as_data(nodes, node["left"]), as_data(nodes, node["right"])]


def precision_of_ranks(truth: np.ndarray, likely: np.ndarray) -> float:
    """Average precision: how many of those at least as likely are features, over all features."""
    ranked = truth[np.argsort(-likely, kind="stable")]
    precision = np.cumsum(ranked) / np.arange(1, len(ranked) + 1)
    return float((precision * ranked).sum() / ranked.sum())


def found(documents: Sequence[Judged], likely: Sequence[Sequence[float]]) -> str:
    """What is found in documents whose features are all labelled."""
    total = [0, 0, 0]
    for judged, chances in zip(documents, likely, strict=True):
        if judged.example.told is not None:
            continue
        said, labels = choose(judged.example.candidates, chances), judged.example.labels
        total = [total[0] + len(matched(labels, said)), total[1] + len(labels), total[2] + len(said)]
    right, labelled, told = total
    return (
        f"features of whole documents: precision {right / max(told, 1):.3f}, recall {right / max(labelled, 1):.3f}, "
        f"F1 {2 * right / max(told + labelled, 1):.3f} ({labelled} labelled)"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="+", metavar="CORPUS[=WEIGHT]")
    parser.add_argument("--write", action="store_true", help="write the trees fitted on everything")
    args = parser.parse_args()
    documents = load(args.corpora)
    table = table_of(documents)
    print(f"{len(documents)} documents, {len(table.y)} candidates, {table.y.sum()} features", flush=True)
    repositories = sorted({d.repository for d in documents}, key=lambda name: (hash_of(name), name))
    fold = np.array([repositories.index(d.repository) % FOLDS for d in documents])
    held_out: list[list[float]] = [[] for _ in documents]
    for number in range(FOLDS):
        trees = Trees.from_mapping(fit(table, fold[table.document] != number))
        for index in np.flatnonzero(fold == number):
            judged = documents[index]
            pairs = zip(judged.likely, judged.asked, strict=True)
            held_out[index] = [trees.likely(signals) if likely >= ASKED else 0.0 for likely, signals in pairs]
    asked = table_likely(documents, [d.likely for d in documents])
    print(f"places, without: average precision {precision_of_ranks(table.y, asked):.3f}")
    asked = table_likely(documents, held_out)
    print(f"places, held out: average precision {precision_of_ranks(table.y, asked):.3f}")
    print(f"without: {found(documents, [d.likely for d in documents])}")
    print(f"held out: {found(documents, held_out)}")
    if args.write:
        head = (
            "# Fitted by tests/bench/fit_trees.py on labelled specs: which of several likely parts are the features.\n"
        )
        path = ROOT / "rules" / "vocabulary" / "feature-trees.yaml"
        data = fit(table, np.full(len(table.y), True))
        path.write_text(head + yaml.safe_dump(data, default_flow_style=None, width=120), encoding="utf-8")


def table_likely(documents: Sequence[Judged], likely: Sequence[Sequence[float]]) -> np.ndarray:
    """The likelihoods of those that stand in the table, in its order."""
    pairs = zip(documents, likely, strict=True)
    return np.array([chances[i] for judged, chances in pairs for i, _ in taught_by(judged)])


if __name__ == "__main__":
    main()
