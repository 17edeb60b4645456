"""Fit the weights by which candidates are told to be AI features, on labelled corpora, and cross-validate by document.

    python tests/bench/fit_features.py [--write] [--onto TIMES] CORPUS[=WEIGHT]…

Each CORPUS holds `docs/NAME.md` and `labels/NAME.json` with `{"doc", "kind", "lang", "features": [{"name", "line"}]}`;
or with `"candidates": [{"line", "mark", "feature", "sure"}]` in place of the features: what a reader said of single
places, beside which nothing likely was left out. Such documents are learned from and not held out.
Two logistic regressions, ridge-penalised: the first looks at a candidate alone, the second also at what the first says
of those around it (fitted on out-of-fold answers of the first). Small specs made up for a test teach what a real one
never has; WEIGHT (1 unless said) lets them count for less, and only corpora of full weight are held out. With --onto
the weights are learned on from what they are, as if they had come from TIMES as many documents like the given ones.
With --write they go to `rules/vocabulary/feature-weights.yaml`. Words that fewer than eight documents have are left
out. Needs numpy and scipy; deterministic.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import zlib
from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from ridge import fit_ridge
from scipy import sparse

from speclint.read.document import parse
from speclint.read.source import read_source
from speclint.understand.candidates import Candidate, find_candidates
from speclint.understand.features import Found, about_document, choose, is_barred
from speclint.understand.kind import kind_scores
from speclint.understand.knowledge import Knowledge
from speclint.understand.language import language_of
from speclint.understand.signals import all_signals, is_word, probability
from speclint.understand.surroundings import context_signals
from speclint.understand.utterances import Reader, Utterance

Weights = Mapping[str, Mapping[str, float]]
Counts = list[int]  # features found rightly, labelled, said
ROOT = Path(__file__).resolve().parents[2]
RIDGE = 10.0
POSITIVE_WEIGHT = 4.0
FOLDS = 6
FEWEST_DOCUMENTS = 8
SMALLEST = 0.1
LINE_SLACK = 2
UNSURE, UNTOLD = 0.4, 0.5  # what a place counts that its reader doubted, and one of which nothing was asked


@dataclass(frozen=True)
class Example:
    """A labelled document: its candidates, their signals, which are barred, which are features."""

    labels: list[dict[str, Any]]
    candidates: tuple[Candidate, ...]
    signals: Sequence[Mapping[str, float]]
    barred: list[bool]
    truth: list[int]
    weight: float = 1.0
    utterances: Sequence[Utterance] = ()
    told: Sequence[float] | None = None  # how much the label of each candidate counts; None: all alike
    before: Mapping[str, Sequence[float]] = field(default_factory=dict)  # how likely by the weights to learn on from


@dataclass(frozen=True)
class Row:
    """A candidate to learn from: its signals, and how much it counts as a feature and as none."""

    signals: Mapping[str, float]
    yes: float
    no: float


@dataclass(frozen=True)
class Start:
    """What to learn on from: weights, and as how many times the documents they count; nothing at first."""

    weights: Weights = field(default_factory=dict)
    times: float = 0.0


def load_knowledge() -> Knowledge:
    def read(folder: str) -> dict[str, Any]:
        paths = sorted((ROOT / "rules" / folder).glob("*.yaml"))
        return {p.stem: yaml.safe_load(p.read_text(encoding="utf-8")) for p in paths}

    return Knowledge.from_mapping({"dimensions": read("dimensions"), "vocabulary": read("vocabulary")})


def likeness(label: Mapping[str, Any], line: int, name: str) -> float:
    """As the corpus scorer matches: by line, then by words shared."""
    a, b = words(label["name"]), words(name)
    shared = len(a & b) / min(len(a), len(b)) if a and b else 0.0
    distance = abs(int(label["line"]) - line)
    if distance <= LINE_SLACK:
        return 2.0 - distance / 10 + shared
    return shared if shared >= 0.6 and len(a & b) >= 2 else 0.0


def words(name: str) -> set[str]:
    latin = re.findall(r"[a-z0-9]+", name.lower())
    return {w for w in latin if len(w) > 2 or w in ("ai", "ml")} | set(re.findall(r"[一-鿿]", name))


def read_example(path: Path, label: dict[str, Any], knowledge: Knowledge, weight: float = 1.0) -> Example | None:
    document = parse(read_source(str(path)))
    if label["kind"] == "model-card" or label["lang"] == "other":
        return None
    if label["kind"] == "none" and kind_scores(document, knowledge.lexicon).kind != "prd":
        return None
    reader = Reader(document, knowledge, language_of(document))
    utterances = reader.read()
    candidates = find_candidates(document, utterances, reader)
    about = about_document(document, utterances, reader, candidates)
    truth = [0] * len(candidates)
    signals = all_signals(candidates, utterances, about)
    barred = [is_barred(c) for c in candidates]
    if "candidates" in label:
        truth, told = of_places(label["candidates"], candidates)
        return Example([], candidates, signals, barred, truth, weight, utterances, told)
    for feature in label["features"]:
        scores = [likeness(feature, c.line, c.name) + (c.line == feature["line"]) for c in candidates]
        best = max(range(len(candidates)), key=lambda i: (scores[i], -i), default=None)
        if best is not None and scores[best] >= 1.5:
            truth[best] = 1
    return Example(label["features"], candidates, signals, barred, truth, weight, utterances)


def of_places(said: Sequence[Mapping[str, Any]], candidates: Sequence[Candidate]) -> tuple[list[int], list[float]]:
    """Which candidates a reader called features, and how much each answer counts."""
    places = {(one["line"], one["mark"]): one for one in said}
    found = [places.get((c.line, mark_of(c.name))) for c in candidates]
    truth = [int(one is not None and one["feature"]) for one in found]
    return truth, [UNTOLD if one is None else 1.0 if one["sure"] else UNSURE for one in found]


def mark_of(name: str) -> str:
    """What tells candidates of one line apart in labels, which quote no document."""
    return f"{zlib.crc32(name.encode()) & 0xFFFF:04x}"


def fit(rows: Sequence[Row], common: frozenset[str], centre: Mapping[str, float]) -> dict[str, float]:
    """Ridge logistic regression; names sorted, so that the same data give the same weights."""
    names = sorted({n for row in rows for n in row.signals if not is_word(n) or n in common} | set(centre))
    index = {n: i for i, n in enumerate(names)}
    values, columns, ends = array("d"), array("i"), array("l", [0])  # a list of tuples would take gigabytes
    for row in rows:
        for name, value in row.signals.items():
            if value and name in index:
                columns.append(index[name])
                values.append(value)
        ends.append(len(values))
    x = sparse.csr_matrix((np.array(values), np.array(columns), np.array(ends)), shape=(len(rows), len(names)))
    yes, no = np.array([row.yes for row in rows]), np.array([row.no for row in rows])
    weights = fit_ridge(x, POSITIVE_WEIGHT * yes, no, RIDGE, np.array([centre.get(n, 0.0) for n in names]))
    return {n: round(float(w), 2) for n, w in zip(names, weights, strict=True) if abs(w) >= SMALLEST}


def common_words(examples: Sequence[Example]) -> frozenset[str]:
    counts = Counter(
        w
        for e in examples
        for w in {n for s, barred in zip(e.signals, e.barred, strict=True) if not barred for n in s if is_word(n)}
    )
    return frozenset(w for w, n in counts.items() if n >= FEWEST_DOCUMENTS)


def rows_of(
    examples: Sequence[Example], signals: Sequence[Sequence[Mapping[str, float]]], step: str, times: float
) -> list[Row]:
    rows = []
    for example, own in zip(examples, signals, strict=True):
        told, before = example.told or [1.0] * len(own), example.before.get(step) or [0.0] * len(own)
        for row, truth, barred, counted, likely in zip(own, example.truth, example.barred, told, before, strict=True):
            if not barred:
                yes, no = counted * truth + times * likely, counted * (1 - truth) + times * (1 - likely)
                rows.append(Row(row, example.weight * yes, example.weight * no))
    return rows


def with_before(example: Example, weights: Weights) -> Example:
    """The example with what the weights to learn on from say of it in each step."""
    first = first_reading(example, weights["first"])
    second = [probability(weights["second"], s) for s in with_context(example, first)]
    return replace(example, before={"first": [unweighted(p) for p in first], "second": [unweighted(p) for p in second]})


def unweighted(likely: float) -> float:
    """How often what gets this likelihood is a feature: in the fit, features counted for more."""
    return likely / (POSITIVE_WEIGHT - (POSITIVE_WEIGHT - 1) * likely)


def first_reading(example: Example, weights: Mapping[str, float]) -> list[float]:
    return [0.0 if b else probability(weights, s) for s, b in zip(example.signals, example.barred, strict=True)]


def with_context(example: Example, likely: Sequence[float]) -> list[dict[str, float]]:
    context = context_signals(example.candidates, likely)
    return [{**s, **c} for s, c in zip(example.signals, context, strict=True)]


def fit_fold(fold: int) -> dict[int, list[float]]:
    """What the first says of the documents of a fold, by weights fitted on the others."""
    examples, order, common, start = fit_fold.shared  # type: ignore[attr-defined]
    held = order[fold::FOLDS]
    rest = [examples[i] for i in order if i not in held]
    rows = rows_of(rest, [e.signals for e in rest], "first", start.times)
    weights = fit(rows, common, start.weights.get("first", {}))
    return {i: first_reading(examples[i], weights) for i in held}


def fit_both(examples: Sequence[Example], seed: int, start: Start) -> dict[str, dict[str, float]]:
    common = common_words(examples)
    rows = rows_of(examples, [e.signals for e in examples], "first", start.times)
    first = fit(rows, common, start.weights.get("first", {}))
    order = list(range(len(examples)))
    random.Random(seed).shuffle(order)
    context: dict[int, list[dict[str, float]]] = {}
    fit_fold.shared = (examples, order, common, start)  # type: ignore[attr-defined]
    with ProcessPoolExecutor() as pool:
        for answers in pool.map(fit_fold, range(FOLDS)):
            context.update({i: with_context(examples[i], likely) for i, likely in answers.items()})
    rows = rows_of(examples, [context[i] for i in range(len(examples))], "second", start.times)
    second = fit(rows, common, start.weights.get("second", {}))
    return {"first": first, "second": second}


def matched(labels: Sequence[Mapping[str, Any]], found: Sequence[Found]) -> list[tuple[int, int]]:
    """The labelled features and the found ones that are they, by their places, as the corpus scorer pairs them."""
    scores = sorted(
        ((likeness(a, f.line, f.name), -i, -j) for i, a in enumerate(labels) for j, f in enumerate(found)), reverse=True
    )
    pairs: dict[int, int] = {}
    for score, i, j in scores:
        if score > 0 and -i not in pairs and -j not in pairs.values():
            pairs[-i] = -j
    return sorted(pairs.items())


def counts(examples: Sequence[Example], weights: Weights) -> Counts:
    total = [0, 0, 0]
    for example in examples:
        both = with_context(example, first_reading(example, weights["first"]))
        likely = [0.0 if b else probability(weights["second"], s) for s, b in zip(both, example.barred, strict=True)]
        found = choose(example.candidates, likely)
        right = len(matched(example.labels, found))
        total = [t + n for t, n in zip(total, (right, len(example.labels), len(found)), strict=True)]
    return total


def show(name: str, total: Counts) -> None:
    right, labelled, said = total
    print(
        f"{name}: precision {right / max(said, 1):.3f}, recall {right / max(labelled, 1):.3f}, "
        f"F1 {2 * right / max(said + labelled, 1):.3f} ({int(labelled)} labelled)"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="+", metavar="CORPUS[=WEIGHT]")
    parser.add_argument("--write", action="store_true", help="write the weights fitted on everything")
    parser.add_argument("--onto", type=float, default=0.0, metavar="TIMES", help="learn on from the present weights")
    parser.add_argument("--only-fit", action="store_true", help="leave the cross-validation out")
    args = parser.parse_args()
    knowledge = load_knowledge()
    examples = []
    for corpus in args.corpora:
        folder, _, weight = corpus.partition("=")
        for path in sorted((Path(folder) / "labels").glob("*.json")):
            label = json.loads(path.read_text(encoding="utf-8"))
            example = read_example(Path(folder) / "docs" / label["doc"], label, knowledge, float(weight or 1))
            if example is not None and example.candidates:
                examples.append(replace(example, utterances=()))
    start = Start()
    if args.onto:
        start = Start(knowledge.feature_weights, args.onto)
        examples = [with_before(e, start.weights) for e in examples]
    print(f"{len(examples)} documents, {sum(len(e.candidates) for e in examples)} candidates")
    full = [i for i, e in enumerate(examples) if e.weight >= 1 and e.told is None]
    random.Random(1).shuffle(full)
    held_out = [0, 0, 0]
    for fold in range(0 if args.only_fit else FOLDS):
        held = set(full[fold::FOLDS])
        weights = fit_both([e for i, e in enumerate(examples) if i not in held], fold, start)
        right = counts([examples[i] for i in sorted(held)], weights)
        held_out = [t + n for t, n in zip(held_out, right, strict=True)]
    if not args.only_fit:
        show("held out", held_out)
    weights = fit_both(examples, 0, start)
    print("by the regressions alone, with the thresholds of the trees (fit_trees.py says what these find):")
    show("fitted", counts([examples[i] for i in full], weights))
    if args.write:
        head = "# Fitted by tests/bench/fit_features.py on labelled specs: what speaks for an AI feature.\n"
        path = ROOT / "rules" / "vocabulary" / "feature-weights.yaml"
        path.write_text(head + yaml.safe_dump(weights, sort_keys=True), encoding="utf-8")


if __name__ == "__main__":
    main()
