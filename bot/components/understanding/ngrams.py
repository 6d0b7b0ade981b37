"""Words and pieces of words, counted and weighted: what a linear model sees of a text."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer

_SEEN_TWICE = 2  # what only one text has, says nothing about the next
_KINDS: tuple[dict[str, Any], ...] = (
    {"token_pattern": r"(?u)\b\w+\b"},
    {"analyzer": "char_wb", "ngram_range": (2, 4)},  # from 2: the padding alone would make every text look known
    {"analyzer": "char", "ngram_range": (2, 4)},  # across words: Korean and Persian lose and gain spaces
)
_ACROSS_WORDS = 2  # the kind that gets its texts without spaces
_VOCABULARY, _WEIGHTS = "ngrams.json", "ngrams.npz"


class Ngrams:
    def __init__(self, vectorizers: list[CountVectorizer], weights: TfidfTransformer) -> None:
        self._vectorizers = vectorizers
        self._weights = weights

    @classmethod
    def fitted(cls, texts: Sequence[str]) -> Ngrams:
        """`texts` are folded, here and in `transform`."""
        rare = 1 if len(set(texts)) < 2000 else _SEEN_TWICE  # little data has nothing to spare
        vectorizers = [CountVectorizer(min_df=rare, dtype=np.float32, **kind) for kind in _KINDS]
        for vectorizer, prepared in zip(vectorizers, _prepared(texts), strict=True):
            vectorizer.fit(prepared)
        ngrams = cls(vectorizers, TfidfTransformer(sublinear_tf=True))
        ngrams._weights.fit(ngrams._counts(texts))
        return ngrams

    def transform(self, texts: Sequence[str]) -> csr_matrix:
        return self._weights.transform(self._counts(texts))

    def _counts(self, texts: Sequence[str]) -> csr_matrix:
        pairs = zip(self._vectorizers, _prepared(texts), strict=True)
        return hstack([vectorizer.transform(prepared) for vectorizer, prepared in pairs], format="csr")

    def save(self, folder: Path) -> None:
        words = [vectorizer.get_feature_names_out().tolist() for vectorizer in self._vectorizers]
        (folder / _VOCABULARY).write_text(json.dumps(words, ensure_ascii=False), "utf-8")
        np.savez_compressed(folder / _WEIGHTS, idf=self._weights.idf_.astype(np.float32))

    @classmethod
    def load(cls, folder: Path) -> Ngrams:
        words = json.loads((folder / _VOCABULARY).read_text("utf-8"))
        pairs = zip(words, _KINDS, strict=True)
        vectorizers = [CountVectorizer(vocabulary=known, dtype=np.float32, **kind) for known, kind in pairs]
        weights = TfidfTransformer(sublinear_tf=True)
        weights.idf_ = np.load(folder / _WEIGHTS)["idf"]
        return cls(vectorizers, weights)


def _prepared(texts: Sequence[str]) -> list[Sequence[str]]:
    across = ["".join(text.split()) for text in texts]
    return [across if kind == _ACROSS_WORDS else texts for kind in range(len(_KINDS))]
