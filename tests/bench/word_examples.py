"""The runs of words of labelled utterances and lines, and what weights learned from some of them say of the others."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from ridge import fit_ridge
from scipy import sparse
from statement_examples import FOLDS, Example

from speclint.model import DIMENSIONS
from speclint.understand.lexicon import Lexicon
from speclint.understand.statement_words import MOST, runs_of

RIDGE = 1.0
SHARE = 0.4  # of the log odds of words alone; between 0.3 and 0.6 makes no difference on fresh sets
FEWEST = 5  # utterances that a run stands in
SMALLEST = 0.05
_NO_FOLD = -2


@dataclass(frozen=True)
class Words:
    """All utterances and lines as one matrix of runs; `fold` is -1 for lines, which are in all folds' training."""

    x: sparse.csr_matrix
    truth: np.ndarray  # (rows, dimensions)
    told: np.ndarray  # how much each row counts for each dimension
    fold: np.ndarray
    names: Sequence[str]


def words_of(examples: Sequence[Example], fold: np.ndarray, lines: Iterable[str], lexicon: Lexicon) -> Words:
    runs: list[tuple[str, ...]] = []
    truth: list[list[bool]] = []
    told: list[list[float]] = []
    folds: list[int] = []
    for number, example in enumerate(examples):
        nothing, uncounted = [False] * len(example.signals), [0.0] * len(example.signals)
        columns = [example.truth.get(("states", name), nothing) for name in DIMENSIONS]
        counts = [example.told.get(name, uncounted) for name in DIMENSIONS]
        for utterance in example.page.utterances:
            heading = lexicon.fold(utterance.headings[-1]) if utterance.headings else ""
            runs.append(runs_of(utterance.text, heading))
            truth.append([column[utterance.index] for column in columns])
            told.append([example.weight * count[utterance.index] for count in counts])
            folds.append(int(fold[number]))
    for given in lines:
        name, _, weight = given.partition("=")
        for row in Path(name).read_text(encoding="utf-8").splitlines():
            line = json.loads(row)
            runs.append(runs_of(lexicon.fold(line["text"]), lexicon.fold(line["head"])))
            truth.append([dimension in line["stated"] for dimension in DIMENSIONS])
            told.append([float(weight or 1)] * len(DIMENSIONS))
            folds.append(-1)
    seen = Counter(run for found, counts in zip(runs, told, strict=True) if any(counts) for run in found)
    names = sorted(run for run, count in seen.items() if count >= FEWEST)
    place = {run: index for index, run in enumerate(names)}
    places = [[place[run] for run in found if run in place] for found in runs]
    ends = np.cumsum([0, *map(len, places)])
    columns_of_rows = np.fromiter((one for found in places for one in found), dtype=np.int64)
    x = sparse.csr_matrix((np.ones(len(columns_of_rows)), columns_of_rows, ends), shape=(len(runs), len(names)))
    return Words(x, np.array(truth), np.array(told), np.array(folds), names)


def fitted(words: Words, here: np.ndarray, dimension: int) -> np.ndarray:
    """What each run adds to the log odds of a dimension, by the rows that are `here`; the bias is left out."""
    x = sparse.hstack([words.x[here], np.ones((here.sum(), 1))]).tocsr()
    told, truth = words.told[here, dimension], words.truth[here, dimension]
    weights: np.ndarray = SHARE * fit_ridge(x, told * truth, told * ~truth, RIDGE)[:-1]
    weights[np.abs(weights) < SMALLEST] = 0
    rounded: np.ndarray = weights.round(2)
    return rounded


def _fit(words: Words, task: tuple[int, int]) -> np.ndarray:
    dimension, number = task
    return fitted(words, (words.fold != number) & (words.told[:, dimension] > 0), dimension)


def weights_without(words: Words, numbers: Sequence[int]) -> list[np.ndarray]:
    """For each fold what each run adds to the log odds, learned from the others: (runs, dimensions)."""
    tasks = [(dimension, number) for number in numbers for dimension in range(len(DIMENSIONS))]
    with ProcessPoolExecutor() as pool:
        found = list(pool.map(partial(_fit, words), tasks))
    return [np.array(found[at : at + len(DIMENSIONS)]).T for at in range(0, len(found), len(DIMENSIONS))]


def weights_of_all(words: Words) -> np.ndarray:
    """The same, learned from everything."""
    return weights_without(words, [_NO_FOLD])[0]


def held_out_words(words: Words) -> np.ndarray:
    """What words add for each utterance of the examples and each dimension, by weights of the other folds."""
    said = np.zeros((int((words.fold >= 0).sum()), len(DIMENSIONS)))
    for number, weights in enumerate(weights_without(words, range(FOLDS))):
        here = np.flatnonzero(words.fold == number)
        said[here] = words.x[here] @ weights
    return np.clip(said, -MOST, MOST)


def as_data(names: Sequence[str], weights: np.ndarray) -> dict[str, Any]:
    """What `StatementWords.from_mapping` takes: only what is not nothing."""
    rows = {
        name: " ".join(f"{place}:{round(100 * row[place])}" for place in np.flatnonzero(row))
        for name, row in zip(names, weights, strict=True)
        if row.any()
    }
    return {"dimensions": list(DIMENSIONS), "weights": rows}
