"""How far two opinions about the same text are each believed; fitted on sentences that neither has seen."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

_FLOOR = 1e-4  # what is thought impossible is only unlikely
_WEIGHTS = (0.5, 1.0, 2.0, 3.0)
_SURE = (0.6, 0.7, 0.8, 0.9)
_NEVER_SURE = 1.1
_WORTH = 0.001  # of accuracy: less is noise


@dataclass(frozen=True)
class Blend:
    weight: float = 0.5  # of the encoder, where the n-grams weigh 1
    sure: float = 0.6  # confidence of the n-grams from which the encoder is not asked: it would take 15 ms to agree

    def blended(self, ngrams: np.ndarray, encoder: np.ndarray, known: np.ndarray | None = None) -> np.ndarray:
        """The weighted geometric mean of two opinions, rows of shares: high only where both think so.

        `known` holds the share of known words in each text: among fragments the encoder is lost before n-grams are.
        """
        weights = np.full((len(ngrams), 1), self.weight) if known is None else self.weight * known[:, None]
        joint = np.log(ngrams + _FLOOR) + weights * np.log(encoder + _FLOOR)
        raised = np.exp(joint / (1 + weights))
        return np.asarray(raised / raised.sum(axis=1, keepdims=True))

    def is_sure(self, ngrams: np.ndarray) -> np.ndarray:
        return np.asarray(ngrams.max(axis=1) >= self.sure)

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def fitted(ngrams: np.ndarray, encoder: np.ndarray, right: np.ndarray) -> Blend:
    """`right` holds the column of the right class for each row."""
    weight = min(_WEIGHTS, key=lambda weight: _loss(Blend(weight).blended(ngrams, encoder), right))
    return Blend(weight, _sure(Blend(weight).blended(ngrams, encoder), ngrams, right))


def _sure(blended: np.ndarray, ngrams: np.ndarray, right: np.ndarray) -> float:
    """The lowest confidence of the n-grams from which asking the encoder gains nothing."""
    good = _accuracy(blended, right) - _WORTH
    for sure in _SURE:
        alone = (ngrams.max(axis=1) >= sure)[:, None]
        if _accuracy(np.where(alone, ngrams, blended), right) >= good:
            return sure
    return _NEVER_SURE


def _loss(shares: np.ndarray, right: np.ndarray) -> float:
    """Of likelihood: among a few hundred sentences it tells two weights apart where accuracy is chance."""
    return float(-np.log(shares[np.arange(len(right)), right]).mean())


def _accuracy(shares: np.ndarray, right: np.ndarray) -> float:
    return float((shares.argmax(axis=1) == right).mean())
