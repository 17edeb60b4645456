"""Fit what the words of an utterance and of its heading add to its odds of stating a dimension.

    python tests/bench/fit_words.py [--write] [--lines FILE.jsonl[=WEIGHT]]… CORPUS[=WEIGHT]…

Each CORPUS is one that `fit_statements.py` takes; each FILE holds statements of our own, one JSON object a line:
`{"text", "head", "stated": [dimension, …], "vague": […]}`.

One ridge logistic regression for each dimension, over the runs of words alone, so that what the terms and patterns say
of the documents they were made on does not hide what the words do; a SHARE of its log odds is added to theirs. What is
printed is held out by repository: the average precision of the utterances that labels touch, by the present weights and
with the words. With --write the weights go to `rules/vocabulary/statement-words.yaml`. Needs numpy and scipy;
deterministic.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence

import numpy as np
import yaml
from fit_features import ROOT, load_knowledge
from statement_examples import Example, folds_of, load
from word_examples import as_data, held_out_words, weights_of_all, words_of

from speclint.model import DIMENSIONS
from speclint.understand.statement_weights import StatementWeights

WEIGHTS = ROOT / "rules" / "vocabulary" / "statement-words.yaml"


def present(examples: Sequence[Example], weights: StatementWeights) -> np.ndarray:
    """The log odds that the present weights give each utterance, without words."""
    rows = []
    for example in examples:
        for index, signals in enumerate(example.signals):
            odds = weights.odds(signals)
            own = [example.own[name].get(index, {}) for name in DIMENSIONS]
            likely = [weights.likely(name, odds, one)[0] for name, one in zip(DIMENSIONS, own, strict=True)]
            rows.append(likely)
    chances = np.clip(np.array(rows), 1e-4, 1 - 1e-4)
    return np.asarray(np.log(chances / (1 - chances)))


def average_precision(truth: np.ndarray, said: np.ndarray) -> float:
    order = np.argsort(-said, kind="stable")
    right = truth[order]
    return float((np.cumsum(right) / np.arange(1, len(right) + 1))[right].mean()) if right.any() else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="+", metavar="CORPUS[=WEIGHT]")
    parser.add_argument("--lines", action="append", default=[], metavar="FILE.jsonl[=WEIGHT]")
    parser.add_argument("--write", action="store_true", help="write the weights fitted on everything")
    args = parser.parse_args()
    knowledge = load_knowledge()
    examples = load(args.corpora, knowledge)
    words = words_of(examples, folds_of(examples), args.lines, knowledge.lexicon)
    print(f"{len(examples)} documents, {words.x.shape[0]} utterances and lines, {len(words.names)} runs", flush=True)
    said, before = held_out_words(words), present(examples, knowledge.statement_weights)
    own = words.fold >= 0
    for place, name in enumerate(DIMENSIONS):
        asked = words.told[own, place] > 0
        truth = words.truth[own, place][asked]
        old, new = before[asked, place], before[asked, place] + said[asked, place]
        print(f"{name}: {average_precision(truth, old):.3f} {average_precision(truth, new):.3f}")
    if args.write:
        write(words.names, weights_of_all(words))


def write(names: Sequence[str], weights: np.ndarray) -> None:
    head = "# Fitted by tests/bench/fit_words.py on labelled specs and lines: what runs of words add to the log odds.\n"
    data = as_data(names, weights)
    text = yaml.safe_dump(data, sort_keys=True, width=1000, allow_unicode=True)
    WEIGHTS.write_text(head + text, encoding="utf-8")
    print(f"{len(data['weights'])} runs written, {np.count_nonzero(weights)} weights")


if __name__ == "__main__":
    main()
