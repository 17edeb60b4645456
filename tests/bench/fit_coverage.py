"""Fit the weights by which a statement is told to cover a feature, on labelled corpora; cross-validate them.

    python tests/bench/fit_coverage.py [--write] [--show TEXT]… [--lines FILE]… CORPUS[=WEIGHT]…

Each CORPUS holds `docs/NAME.md` and `labels/NAME.json` as the labelled corpus does. The verdicts on each feature of
specs with several are learned from. A label says whether a dimension is stated of a feature, not by which statement:
the weights are fitted on what all of them come to together. What is printed is how many cells are wrong where each
statement outside the features is taken for one on all of them, and, held out by repository, with the weights; those of
statements may have been fitted on these documents, those of words (see `fit_words.py`, whose --lines this takes too)
are held out. With --write they go to `rules/vocabulary/coverage-weights.yaml`.
Needs numpy and scipy; deterministic.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import yaml
from fit_features import ROOT, load_knowledge, matched
from fit_statements import matrix
from ridge import fit_ridge
from scipy import sparse
from statement_examples import FOLDS, Example, Signals, folds_of, load
from word_examples import as_data, weights_without, words_of

from speclint.understand.coverage import Coverage, likeliest_of
from speclint.understand.groups import feature_groups, likeliest, smallness
from speclint.understand.knowledge import Knowledge
from speclint.understand.leanings import Leanings
from speclint.understand.reads import weighed
from speclint.understand.statement_words import StatementWords

WEIGHTS = ROOT / "rules" / "vocabulary" / "coverage-weights.yaml"
RIDGE = 5.0
FEWEST_DOCUMENTS = 5
DIGITS = 2
LIKELY = 0.5


@dataclass(frozen=True)
class Case:
    """A feature and a dimension: what the statements there are show, and whether a reader says it is stated."""

    example: int
    before: float  # how likely it is stated where each general statement is taken for one on all features
    signals: Signals  # none where the likeliest statement is the feature's own
    stated: bool
    weight: float


def cases(
    examples: Sequence[Example], knowledge: Knowledge, fold: np.ndarray, words: Sequence[StatementWords]
) -> Iterator[Case]:
    by_name = {dimension.name: dimension for dimension in knowledge.dimensions}
    for number, example in enumerate(examples):
        labels = [f for f in example.label.get("features", ()) if "verdicts" in f]
        if example.label["kind"] != "prd" or len(example.reach.features) < 2 or not labels:
            continue
        weights = replace(knowledge.statement_weights, words=words[fold[number]])
        reads = {by_name[name]: tuple(found.values()) for name, found in example.reads.items()}
        coverage, small = Coverage(example.reach, example.page.utterances, {}), smallness(example.page)
        pairs = matched(labels, example.reach.features)
        for dimension, found in weighed(example.page, reads, example.reach, Leanings(weights)).items():
            every, asked = feature_groups(found, example.reach, example.page), likeliest_of(found)
            for place, index in pairs:
                verdict = labels[place]["verdicts"].get(dimension.name)
                if verdict is None:
                    continue
                before = likeliest(weights, dimension.name, every[index], small)
                signals = coverage.signals(before, asked, dimension.name, index)
                yield Case(number, before, signals, verdict == "stated", example.group_weight)


def fitted(x: sparse.csr_matrix, rows: Sequence[Case], weight: np.ndarray, names: Sequence[str]) -> np.ndarray:
    """The weights under which the cases are most likely, near to those that leave all as it was before."""
    stated = np.array([float(case.stated) for case in rows])
    centre = np.array([float(name == "before") for name in names])
    return fit_ridge(x, weight * stated, weight * (1 - stated), RIDGE, centre)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="+", metavar="CORPUS[=WEIGHT]")
    parser.add_argument("--write", action="store_true", help="write the weights fitted on everything")
    parser.add_argument("--show", action="append", default=[], metavar="TEXT", help="also show folders with this name")
    parser.add_argument("--lines", action="append", default=[], metavar="FILE.jsonl[=WEIGHT]")
    args = parser.parse_args()
    knowledge = load_knowledge()
    examples = load(args.corpora, knowledge)
    folds = folds_of(examples)
    words = words_of(examples, folds, args.lines, knowledge.lexicon)
    held_out = [
        StatementWords.from_mapping(as_data(words.names, weights), knowledge.statement_weights.words.folding)
        for weights in weights_without(words, range(FOLDS))
    ]
    rows = list(cases(examples, knowledge, folds, held_out))
    shown = Counter(name for name, _ in {(name, case.example) for case in rows for name in case.signals})
    names = sorted(name for name, documents in shown.items() if documents >= FEWEST_DOCUMENTS)
    x = matrix((case.signals for case in rows), {name: place for place, name in enumerate(names)})
    asked = np.array([bool(case.signals) for case in rows])
    weight = np.array([case.weight for case in rows]) * asked
    fold = folds[[case.example for case in rows]]
    said = np.zeros(len(rows), dtype=bool)
    for number in range(FOLDS):
        here = fold == number
        said[here] = x[here] @ fitted(x, rows, weight * ~here, names) >= 0
    said[~asked] = [case.before >= LIKELY for case in rows if not case.signals]
    print(f"{len({case.example for case in rows})} documents, {len(rows)} cells, {len(names)} signals")
    for text in ("", *args.show):
        mine = [i for i, case in enumerate(rows) if text in examples[case.example].label["folder"]]
        before = sum((rows[i].before >= LIKELY) != rows[i].stated for i in mine)
        print(f"{text or 'all'}: {before}, {sum(said[i] != rows[i].stated for i in mine)} of {len(mine)} wrong")
    if args.write:
        head = "# Fitted by tests/bench/fit_coverage.py on labelled specs: what speaks for covering a feature.\n"
        weights = dict(zip(names, fitted(x, rows, weight, names).round(DIGITS).tolist(), strict=True))
        kept = {name: value for name, value in weights.items() if value}
        WEIGHTS.write_text(head + yaml.safe_dump(kept, sort_keys=True), encoding="utf-8")


if __name__ == "__main__":
    main()
