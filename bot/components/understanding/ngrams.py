"""Words and pieces of words, counted and weighted: what a linear model sees of a text."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import CountVectorizer

_SEEN_TWICE = 2  # what only one text has, says nothing about the next
_FEW = 2000  # texts
_KINDS: tuple[dict[str, Any], ...] = (
    {"token_pattern": r"(?u)\b\w+\b"},
    {"analyzer": "char_wb", "ngram_range": (2, 4)},  # from 2: the padding alone would make every text look known
    {"analyzer": "char", "ngram_range": (2, 4)},  # across words: Korean and Persian lose and gain spaces
)
_ACROSS_WORDS = 2  # the kind that gets its texts without spaces
_VOCABULARY, _RARITY = "ngrams.json", "ngrams.npz"


class Ngrams:
    """TF-IDF with the logarithm of the counts, rows of length one.

    scikit-learn's own transformer multiplies by a diagonal matrix as wide as the vocabulary, which takes a single
    message longer than all the rest.
    """

    def __init__(self, vectorizers: list[CountVectorizer], rarity: np.ndarray) -> None:
        self._vectorizers = vectorizers
        self._rarity = rarity  # inverse document frequency by column

    @classmethod
    def fitted(cls, texts: Sequence[str]) -> tuple[Ngrams, csr_matrix]:
        """With what `transform` would make of `texts`, which are folded, here and there."""
        rare = 1 if len(set(texts)) < _FEW else _SEEN_TWICE  # little data has nothing to spare
        vectorizers = [CountVectorizer(min_df=rare, dtype=np.float32, **kind) for kind in _KINDS]
        pairs = zip(vectorizers, _prepared(texts), strict=True)
        counts = _joined([vectorizer.fit_transform(prepared) for vectorizer, prepared in pairs])
        in_texts = np.bincount(counts.indices, minlength=counts.shape[1])
        ngrams = cls(vectorizers, (np.log((1 + len(texts)) / (1 + in_texts)) + 1).astype(np.float32))
        return ngrams, ngrams._weighted(counts)

    def transform(self, texts: Sequence[str]) -> csr_matrix:
        pairs = zip(self._vectorizers, _prepared(texts), strict=True)
        return self._weighted(_joined([vectorizer.transform(prepared) for vectorizer, prepared in pairs]))

    def _weighted(self, counts: csr_matrix) -> csr_matrix:
        counts.data = (np.log(counts.data) + 1) * self._rarity[counts.indices]
        rows = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
        lengths = np.sqrt(np.bincount(rows, counts.data**2, minlength=counts.shape[0]))
        counts.data /= lengths[rows].astype(np.float32)
        return counts

    def save(self, folder: Path) -> None:
        words = [vectorizer.get_feature_names_out().tolist() for vectorizer in self._vectorizers]
        (folder / _VOCABULARY).write_text(json.dumps(words, ensure_ascii=False), "utf-8")
        np.savez_compressed(folder / _RARITY, rarity=self._rarity)

    @classmethod
    def load(cls, folder: Path) -> Ngrams:
        words = json.loads((folder / _VOCABULARY).read_text("utf-8"))
        pairs = zip(words, _KINDS, strict=True)
        vectorizers = [CountVectorizer(vocabulary=known, dtype=np.float32, **kind) for known, kind in pairs]
        return cls(vectorizers, np.load(folder / _RARITY)["rarity"])


def _joined(kinds: Sequence[csr_matrix]) -> csr_matrix:
    return hstack(kinds, format="csr", dtype=np.float32)


def _prepared(texts: Sequence[str]) -> list[Sequence[str]]:
    across = ["".join(text.split()) for text in texts]
    return [across if kind == _ACROSS_WORDS else texts for kind in range(len(_KINDS))]
