from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from components.understanding.recipe import SEED

Matrix = Any  # rows of features: numpy array or scipy CSR
_KEPT_AS = np.float16  # three digits are enough, and half the file
Fit = tuple[np.ndarray, np.ndarray]  # weights, features by classes; bias by class


class LinearModel:
    """A fitted logistic regression, kept as three arrays: no pickle, and nothing of it runs when it is read."""

    def __init__(self, classes: np.ndarray, weights: np.ndarray, bias: np.ndarray, *, rivals: bool) -> None:
        self.classes = classes
        self._weights = weights  # features by classes
        self._bias = bias
        self._rivals = rivals  # whether the classes were fitted against each other, or each against the rest

    @classmethod
    def fitted(cls, features: Matrix, classes: Sequence[str], strength: float, *, rivals: bool) -> LinearModel:
        """`strength` is scikit-learn's C. One against the rest is as right on n-grams and many times as fast."""
        names, rows = np.unique(np.asarray(classes), return_inverse=True)
        fit = _against_each_other if rivals else _each_against_the_rest
        weights, bias = fit(features, rows, strength)
        rounded = np.ascontiguousarray(weights, _KEPT_AS).astype(np.float32)  # it answers as it will when it was kept
        return cls(names.astype(str), rounded, bias.astype(np.float32), rivals=rivals)

    def shares(self, features: Matrix) -> np.ndarray:
        """Rows of probabilities in the order of `classes`."""
        scores = np.asarray(features @ self._weights, dtype=np.float64) + self._bias
        raised = np.exp(scores - scores.max(axis=1, keepdims=True)) if self._rivals else 1 / (1 + np.exp(-scores))
        return raised / raised.sum(axis=1, keepdims=True)

    def save(self, file: Path) -> None:
        weights = self._weights.astype(_KEPT_AS)  # Rasa compresses the file
        np.savez(file, classes=self.classes, weights=weights, bias=self._bias, rivals=self._rivals)

    @classmethod
    def load(cls, file: Path) -> LinearModel:
        kept = np.load(file, allow_pickle=False)
        weights = kept["weights"].astype(np.float32)
        return cls(kept["classes"], weights, kept["bias"], rivals=bool(kept["rivals"]))


def _against_each_other(features: Matrix, rows: np.ndarray, strength: float) -> Fit:
    model = LogisticRegression(C=strength, class_weight="balanced", max_iter=300, random_state=SEED)
    model.fit(features, rows)
    return model.coef_.T, model.intercept_


def _each_against_the_rest(features: Matrix, rows: np.ndarray, strength: float) -> Fit:
    model = LogisticRegression(
        C=strength, class_weight="balanced", solver="liblinear", dual=True, tol=0.3, random_state=SEED
    )
    model.fit(features, rows)
    return model.coef_.T, model.intercept_
