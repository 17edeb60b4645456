"""Fit the weights by which an utterance is told to state or raise a dimension, and what a group of them comes to.

    python tests/bench/fit_statements.py [--write] [--onto TIMES] [--claims] [--lines FILE]… CORPUS[=WEIGHT[/WEIGHT]]…

Each CORPUS holds `docs/NAME.md` and `labels/NAME.json` as the labelled corpus does: for each dimension a verdict and
the lines it rests on, for each feature its verdicts; or `{"doc", "kind", "lang", "said": [{"line", "text", "dimension",
"verdict", "sure"}]}`, what single utterances say, from which the first step alone learns.

Ridge logistic regressions, twice: for each dimension one of utterances (do its labelled lines touch this one?), then
one of groups of them (is the dimension stated of the document, of the feature?), which sees answers of the first that
were held out by repository. What is printed is held out too. The first WEIGHT (1 unless said) is what its utterances
count, the second what its groups do (unless said, the same). With --onto the weights are learned on from what they are,
as if they had come from TIMES as many documents like the given ones; a very large TIMES shows what the present weights
say of these. With --claims only the second step is fitted, the first stays. Words have their say between the two, held
out likewise (see `fit_words.py`, whose --lines this takes too). With --write the weights go to
`rules/vocabulary/statement-weights.yaml`. Needs numpy and scipy; deterministic.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import yaml
from fit_features import ROOT, load_knowledge, matched
from ridge import fit_ridge
from scipy import sparse
from statement_examples import FOLDS, SIDES, Example, Signals, folds_of, load
from word_examples import held_out_words, words_of

from speclint.model import DIMENSIONS
from speclint.understand.groups import document_group, feature_groups, group_signals, smallness
from speclint.understand.reads import Read, never_states
from speclint.understand.statement_weights import RAISES_ONLY, StatementWeights

WEIGHTS = ROOT / "rules" / "vocabulary" / "statement-weights.yaml"
LEAST = 0.05  # below it an utterance says nothing of a dimension
FEWEST_DOCUMENTS = 5
RIDGE, GROUP_RIDGE = 7.0, 3.0
POSITIVE_WEIGHT = 3.0
SMALLEST = 0.1
OF_FEATURES = 0.3  # what a feature's verdict counts beside a document's, since a document has several


def common_signals(examples: Sequence[Example]) -> list[str]:
    counts: Counter[str] = Counter()
    for example in examples:
        seen: set[str] = set()
        for signals in example.signals:
            seen.update(signals)
        counts.update(seen)
    return sorted(name for name, count in counts.items() if count >= FEWEST_DOCUMENTS)


def signals_of(start: Start) -> set[str]:
    """The signals that every dimension shares, of the weights to learn on from."""
    return {name for side in SIDES for name in start.data.get(side, {}) if not name.startswith("reading")}


def matrix(rows: Iterable[Mapping[str, float]], index: Mapping[str, int]) -> sparse.csr_matrix:
    values: list[float] = []
    columns: list[int] = []
    ends = [0]
    for row in rows:
        for name, value in row.items():
            if value and name in index:
                columns.append(index[name])
                values.append(value)
        ends.append(len(values))
    return sparse.csr_matrix((values, columns, ends), shape=(len(ends) - 1, len(index)))


@dataclass(frozen=True)
class Start:
    """What to learn on from: the weights as they are written, and as how many times the documents they count."""

    data: Mapping[str, Any]
    times: float

    def utterances(self, side: str, dimension: str) -> Mapping[str, float]:
        """What the signals of an utterance weigh; nothing at first."""
        which = DIMENSIONS.index(dimension)
        return {name: each[which] for name, each in self.data.get(side, {}).items() if each[which]}

    def groups(self, side: str) -> Mapping[str, Sequence[float]]:
        """What the signals of a group weigh, for each dimension; nothing at first."""
        found: Mapping[str, Sequence[float]] = self.data.get("claims", {}).get(side, {})
        return found


@dataclass(frozen=True)
class Table:
    """All utterances of all documents as one matrix, and which document each is of."""

    x: sparse.csr_matrix
    document: np.ndarray
    weight: np.ndarray
    names: list[str]


Fit = tuple[tuple[str, str], np.ndarray, dict[str, float]]


def fit_utterances(task: tuple[str, str]) -> Fit:
    """Weights fitted on everything, and for each utterance its log odds by weights fitted on other folds."""
    _, dimension = task
    table, examples, fold, start = fit_utterances.shared  # type: ignore[attr-defined]
    seen = {n for e in examples for signals in e.own[dimension].values() for n in signals}
    own_names = sorted(seen | {n for n in start.utterances(*task) if n.startswith("reading")})
    own = matrix(
        (e.own[dimension].get(i, {}) for e in examples for i in range(len(e.signals))),
        {name: i for i, name in enumerate(own_names)},
    )
    x = sparse.hstack([table.x, own]).tocsr()
    y = np.array([t for e in examples for t in e.truth.get(task, [False] * len(e.signals))])
    told = np.array([w for e in examples for w in e.told.get(dimension, [0.0] * len(e.signals))])
    known, weight = told > 0, told * table.weight
    centre = np.array([start.utterances(*task).get(n, 0.0) for n in [*table.names, *own_names]])
    held_out = np.zeros(len(y))
    for number in range(FOLDS):
        here = fold[table.document] == number
        train = known & ~here
        weights = fitted(x[train], y[train], weight[train], centre, start.times)
        held_out[here] = x[here] @ weights
    weights = fitted(x[known], y[known], weight[known], centre, start.times)
    return (
        task,
        held_out,
        {n: round(float(w), 2) for n, w in zip([*table.names, *own_names], weights, strict=True) if w},
    )


def as_they_are(examples: Sequence[Example], weights: StatementWeights) -> list[Fit]:
    """The log odds of each utterance by the present weights, without words."""
    odds = np.array([weights.odds(signals) for e in examples for signals in e.signals])
    for place, dimension in enumerate(DIMENSIONS):
        row = 0
        for example in examples:
            for index in range(len(example.signals)):
                own = example.own[dimension].get(index)
                if own:
                    odds[row, 2 * place : 2 * place + 2] += weights.own(dimension, own)
                row += 1
    return [
        ((side, dimension), odds[:, 2 * place + offset], {})
        for place, dimension in enumerate(DIMENSIONS)
        for offset, side in enumerate(SIDES)
    ]


def with_words(task: tuple[str, str], odds: np.ndarray, said: np.ndarray, examples: Sequence[Example]) -> np.ndarray:
    """How likely each utterance is once its words are heard; they state nothing of what a pattern says is not."""
    side, dimension = task
    added = said[:, DIMENSIONS.index(dimension)]
    if side == "states":
        barred = [RAISES_ONLY in e.own[dimension].get(i, {}) for e in examples for i in range(len(e.signals))]
        added = np.where(barred, np.minimum(added, 0), added)
    return np.asarray(1 / (1 + np.exp(-odds - added)))


def fitted(x: sparse.csr_matrix, y: np.ndarray, weight: np.ndarray, centre: np.ndarray, times: float) -> np.ndarray:
    """Weights fitted on utterances, each also counting `times` as what the weights of the `centre` say of it."""
    inflated = 1 / (1 + np.exp(-(x @ centre)))
    before = inflated / (POSITIVE_WEIGHT - (POSITIVE_WEIGHT - 1) * inflated)  # in the fit, positives counted for more
    yes, no = weight * (y + times * before), weight * (1 - y + times * (1 - before))
    weights = fit_ridge(x, POSITIVE_WEIGHT * yes, no, RIDGE, centre)
    weights[np.abs(weights) < SMALLEST] = 0
    return weights


@dataclass(frozen=True)
class Case:
    """A group of reads to be judged: of a document, or of a feature."""

    example: int
    dimension: str
    feature: bool
    signals: Signals
    verdict: str
    weight: float


def cases(examples: Sequence[Example], likely: Mapping[tuple[str, str], Sequence[np.ndarray]]) -> Iterator[Case]:
    for number, example in enumerate(examples):
        if example.label["kind"] == "none" or "said" in example.label:
            continue
        labels = [f for f in example.label.get("features", ()) if "verdicts" in f]
        pairs, small = matched(labels, example.reach.features), smallness(example.page)
        for name in example.label["dimensions"]:
            reads = weighed_reads(example, name, likely["states", name][number], likely["raises", name][number])
            said = example.label["dimensions"][name]["verdict"]
            signals = group_signals(document_group(reads), small)
            yield Case(number, name, False, signals, said, example.group_weight)
            verdicts = [(index, labels[place]["verdicts"]) for place, index in pairs]
            pairs_here = sorted((index, said_of[name]) for index, said_of in verdicts if name in said_of)
            if not pairs_here:
                continue
            groups = feature_groups(reads, example.reach, example.page)
            for index, verdict in pairs_here:
                signals = group_signals(groups[index][-1][1], small, groups[index][1][1])
                yield Case(number, name, True, signals, verdict, OF_FEATURES * example.group_weight)


def weighed_reads(example: Example, dimension: str, states: np.ndarray, raises: np.ndarray) -> list[Read]:
    reads = []
    for utterance in example.page.utterances:
        read = example.reads[dimension].get(utterance.index)
        binds = not never_states(utterance, None if read is None else read.reading)
        stating = float(states[utterance.index]) * binds
        likely = stating, float(raises[utterance.index])
        if read is not None:
            reads.append(replace(read, states=likely[0], raises=likely[1]))
        elif max(likely) >= LEAST:
            reads.append(Read(utterance, None, 0, *likely))
    return reads


def fit_groups(rows: Sequence[Case], side: str, start: Start) -> dict[str, dict[str, float]]:
    """For each dimension what the signals of a group weigh: what they weigh in all, and what is its own."""
    rows = [c for c in rows if side == "states" or c.verdict in ("vague", "missing")]
    names = sorted(rows[0].signals)
    base = np.array([[c.signals[n] for n in names] for c in rows])
    which = np.eye(len(DIMENSIONS))[[DIMENSIONS.index(c.dimension) for c in rows]]
    x = sparse.csr_matrix(np.hstack([base, *(0.5 * base * which[:, [k]] for k in range(len(DIMENSIONS)))]))
    y = np.array([c.verdict == ("stated" if side == "states" else "vague") for c in rows])
    weight = np.array([c.weight for c in rows])
    each = np.array(
        [[start.groups(side).get(n, [0.0] * len(DIMENSIONS))[k] for n in names] for k in range(len(DIMENSIONS))]
    )
    centre = np.concatenate([each.mean(axis=0), *((each - each.mean(axis=0)) / 0.5)])
    before = 1 / (1 + np.exp(-(x @ centre)))
    yes, no = weight * (y + start.times * before), weight * (1 - y + start.times * (1 - before))
    parts = fit_ridge(x, yes, no, GROUP_RIDGE, centre).reshape(len(DIMENSIONS) + 1, len(names))
    return {
        dimension: {n: round(float(w), 3) for n, w in zip(names, parts[0] + 0.5 * parts[k + 1], strict=True)}
        for k, dimension in enumerate(DIMENSIONS)
    }


def judged(case: Case, claims: Mapping[str, Mapping[str, Mapping[str, float]]]) -> tuple[str, float]:
    """The verdict on a case and how likely it is that it is stated."""
    chances = {
        side: 1 / (1 + np.exp(-sum(claims[side][case.dimension][n] * v for n, v in case.signals.items())))
        for side in SIDES
    }
    if chances["states"] >= 0.5:
        return "stated", chances["states"]
    return "vague" if chances["raises"] >= 0.5 else "missing", chances["states"]


def show(name: str, rows: Sequence[tuple[Case, str, float]]) -> None:
    if not rows:
        return
    truth = np.array([c.verdict == "stated" for c, _, _ in rows])
    said = np.array([verdict == "stated" for _, verdict, _ in rows])
    chance = np.array([p for _, _, p in rows])
    scores = [
        2 * ((truth == v) & (said == v)).sum() / max((truth == v).sum() + (said == v).sum(), 1) for v in (True, False)
    ]
    sure = np.maximum(chance, 1 - chance) >= 0.95
    exact = np.mean([c.verdict == verdict for c, verdict, _ in rows])
    print(
        f"{name}: wrong {(truth != said).sum()} of {len(rows)}, macro F1 {np.mean(scores):.3f}, exact {exact:.3f}, "
        f"high {np.mean((truth == said)[sure]):.3f} of {sure.sum()}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="+", metavar="CORPUS[=WEIGHT[/WEIGHT]]")
    parser.add_argument("--write", action="store_true", help="write the weights fitted on everything")
    parser.add_argument("--onto", type=float, default=0.0, metavar="TIMES", help="learn on from the present weights")
    parser.add_argument("--show", action="append", default=[], metavar="TEXT", help="also show folders with this name")
    parser.add_argument("--claims", action="store_true", help="leave the weights of the first step as they are")
    parser.add_argument("--lines", action="append", default=[], metavar="FILE.jsonl[=WEIGHT]")
    args = parser.parse_args()
    knowledge = load_knowledge()
    examples = load(args.corpora, knowledge)
    fold = folds_of(examples)
    sizes = [len(e.signals) for e in examples]
    document = np.repeat(np.arange(len(examples)), sizes)
    start = Start(yaml.safe_load(WEIGHTS.read_text(encoding="utf-8")) if args.onto else {}, args.onto)
    names = sorted({*common_signals(examples), *signals_of(start)})
    x = matrix((s for e in examples for s in e.signals), {name: i for i, name in enumerate(names)})
    table = Table(x, document, np.array([e.weight for e in examples])[document], names)
    print(f"{len(examples)} documents, {len(document)} utterances, {len(names)} signals", flush=True)
    tasks = [(side, dimension) for side in SIDES for dimension in DIMENSIONS]
    if args.claims:
        fits = as_they_are(examples, knowledge.statement_weights)
    else:
        fit_utterances.shared = (table, examples, fold, start)  # type: ignore[attr-defined]
        with ProcessPoolExecutor() as pool:
            fits = list(pool.map(fit_utterances, tasks))
    said = held_out_words(words_of(examples, fold, args.lines, knowledge.lexicon))
    ends = np.cumsum(sizes)[:-1]
    likely = {task: np.split(with_words(task, odds, said, examples), ends) for task, odds, _ in fits}
    rows = list(cases(examples, likely))
    answers = []
    for number in range(FOLDS):
        claims = {side: fit_groups([c for c in rows if fold[c.example] != number], side, start) for side in SIDES}
        answers += [(c, *judged(c, claims)) for c in rows if fold[c.example] == number]
    for of, feature in (("documents", False), ("features", True)):
        mine = [a for a in answers if a[0].feature == feature]
        show(of, mine)
        for text in args.show:
            show(f"  {text}", [a for a in mine if text in examples[a[0].example].label["folder"]])
        if not feature:
            for dimension in DIMENSIONS:
                show(f"  {dimension}", [a for a in mine if a[0].dimension == dimension])
    if args.write:
        claims = {side: fit_groups(rows, side, start) for side in SIDES}
        write(claims, None if args.claims else {task: weights for task, _, weights in fits})


def write(claims: Mapping[str, Any], weights: Mapping[tuple[str, str], Mapping[str, float]] | None) -> None:
    """Write the weights, for each signal one number a dimension; those of utterances stay where there are none."""
    data: dict[str, Any] = {"least": LEAST, "dimensions": list(DIMENSIONS), "claims": {}}
    for side in SIDES:
        if weights is None:
            data[side] = yaml.safe_load(WEIGHTS.read_text(encoding="utf-8"))[side]
        else:
            names = sorted({name for dimension in DIMENSIONS for name in weights[side, dimension]})
            data[side] = {name: [weights[side, d].get(name, 0) for d in DIMENSIONS] for name in names}
        data["claims"][side] = {name: [claims[side][d][name] for d in DIMENSIONS] for name in claims[side]["target"]}
    head = "# Fitted by tests/bench/fit_statements.py on labelled specs: what speaks for stating or raising one.\n"
    WEIGHTS.write_text(
        head + yaml.safe_dump(data, sort_keys=True, default_flow_style=None, width=120), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
