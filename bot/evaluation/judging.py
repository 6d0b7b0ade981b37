"""What became of sentences: understood rightly, wrongly, or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evaluation.sentences import OUT_OF_SCOPE, Sentence

FALLBACK = "nlu_fallback"


@dataclass(frozen=True)
class Bounds:
    """Of Rasa's FallbackClassifier: below the one, or closer together than the other, nothing counts as understood."""

    threshold: float
    ambiguity: float


@dataclass(frozen=True)
class Judged:
    sentence: Sentence
    understood: str
    confidence: float

    @property
    def is_right(self) -> bool:
        return self.understood == self.sentence.intent

    @property
    def is_in_scope(self) -> bool:
        return self.sentence.intent != OUT_OF_SCOPE

    @property
    def is_accepted(self) -> bool:
        return self.understood not in (OUT_OF_SCOPE, FALLBACK)


@dataclass(frozen=True)
class Score:
    right: int
    in_scope: int
    wrongly_accepted: int
    out_of_scope: int

    @property
    def accuracy(self) -> float:
        return self.right / self.in_scope if self.in_scope else 0.0

    @property
    def accepted(self) -> float:
        return self.wrongly_accepted / self.out_of_scope if self.out_of_scope else 0.0


def decided(sentences: Sequence[Sentence], classes: Sequence[str], shares: np.ndarray, bounds: Bounds) -> list[Judged]:
    """As Rasa decides from the shares of all classes."""
    ordered = np.argsort(-shares, axis=1)
    best, second = (shares[np.arange(len(shares)), ordered[:, place]] for place in (0, 1))
    unsure = (best < bounds.threshold) | (best - second < bounds.ambiguity)
    names = [FALLBACK if lost else classes[column] for lost, column in zip(unsure, ordered[:, 0], strict=True)]
    return [Judged(*one) for one in zip(sentences, names, map(float, best), strict=True)]


def score(judged: Sequence[Judged]) -> Score:
    wanted = [one for one in judged if one.is_in_scope]
    other = [one for one in judged if not one.is_in_scope]
    accepted = sum(one.is_accepted for one in other)
    return Score(sum(one.is_right for one in wanted), len(wanted), accepted, len(other))


def of(judged: Sequence[Judged], language: str) -> list[Judged]:
    return [one for one in judged if one.sentence.language == language]
