"""Ridge logistic regression around given weights.

Weights that were learned from documents no longer at hand are learned on from: they are drawn towards what they were
instead of towards nothing, and a row may count for both outcomes, so that what they said of it is kept. Deterministic;
needs numpy and scipy.
"""

from __future__ import annotations

import numpy as np
from scipy import optimize, sparse

_LONG_ENOUGH = {"maxiter": 1000, "maxfun": 2000}


def fit_ridge(
    x: sparse.csr_matrix, yes: np.ndarray, no: np.ndarray, ridge: float, centre: np.ndarray | None = None
) -> np.ndarray:
    """The weights under which rows are most likely, each counting `yes` times for one outcome and `no` for the other.

    `centre` are the weights from which a deviation costs `ridge` / 2 times its square; nothing means zeros.
    """
    around = np.zeros(x.shape[1]) if centre is None else centre
    turned = x.T.tocsr()

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        z = x @ weights
        apart = weights - around
        value = yes @ np.logaddexp(0, -z) + no @ np.logaddexp(0, z) + ridge / 2 * (apart @ apart)
        chance = 1 / (1 + np.exp(-np.clip(z, -500, 500)))
        return float(value), turned @ (no * chance - yes * (1 - chance)) + ridge * apart

    answer = optimize.minimize(loss, around, jac=True, method="L-BFGS-B", options=_LONG_ENOUGH)
    weights: np.ndarray = answer.x
    return weights


def fit_ridge_of_several(
    x: sparse.csr_matrix, counts: np.ndarray, ridge: float, centre: np.ndarray | None = None
) -> np.ndarray:
    """The same for more than two outcomes: `counts` says how much each row counts for each; (outcomes, signals)."""
    shape = counts.shape[1], x.shape[1]
    around = np.zeros(shape) if centre is None else centre
    turned = x.T.tocsr()
    total = counts.sum(axis=1, keepdims=True)

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights = flat.reshape(shape)
        z = x @ weights.T
        z = z - z.max(axis=1, keepdims=True)
        logarithm = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
        apart = weights - around
        slope = (turned @ (total * np.exp(logarithm) - counts)).T + ridge * apart
        return float(-(counts * logarithm).sum() + ridge / 2 * (apart * apart).sum()), slope.ravel()

    answer = optimize.minimize(loss, around.ravel(), jac=True, method="L-BFGS-B", options=_LONG_ENOUGH)
    weights: np.ndarray = answer.x.reshape(shape)
    return weights
