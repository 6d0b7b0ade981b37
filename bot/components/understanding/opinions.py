"""What n-grams think of a text, and what the encoder thinks of it."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from components.understanding.encoder import Encoder
from components.understanding.linear import LinearModel
from components.understanding.mending import Mender
from components.understanding.ngrams import Ngrams
from components.understanding.noise import noisy
from components.understanding.recipe import SEED, Recipe


@dataclass(frozen=True)
class NgramOpinion:
    ngrams: Ngrams
    model: LinearModel

    @classmethod
    def trained(cls, folded: Sequence[str], intents: np.ndarray, recipe: Recipe) -> NgramOpinion:
        rnd = random.Random(SEED)  # noqa: S311 - the same noise in each training
        copies = [noisy(text, rnd) for _ in range(recipe.noisy_copies) for text in folded]
        taught = [*folded, *copies]
        ngrams, features = Ngrams.fitted(taught)
        named = np.tile(intents, 1 + recipe.noisy_copies)
        return cls(ngrams, LinearModel.fitted(features, named, recipe.ngram_strength, rivals=False))

    def shares(self, folded: Sequence[str]) -> np.ndarray:
        features = self.ngrams.transform(folded)
        known = features.getnnz(axis=1) > 0  # where the priors of the classes would guess
        return self.model.shares(features) * known[:, None]

    def save(self, folder: Path) -> None:
        self.ngrams.save(folder)
        self.model.save(folder / "ngram_model.npz")

    @classmethod
    def load(cls, folder: Path) -> NgramOpinion:
        return cls(Ngrams.load(folder), LinearModel.load(folder / "ngram_model.npz"))


@dataclass(frozen=True)
class EncoderHead:
    """What the encoder's vectors of our texts say about their intents."""

    model: LinearModel
    centre: np.ndarray
    spread: float

    @classmethod
    def trained(cls, vectors: np.ndarray, intents: np.ndarray, recipe: Recipe) -> EncoderHead:
        # The vectors of all texts lie close together; a linear model needs them centred and spread.
        centre, spread = vectors.mean(axis=0), float(vectors.std())
        scaled = (vectors - centre) / spread
        return cls(LinearModel.fitted(scaled, intents, recipe.encoder_strength, rivals=True), centre, spread)

    def shares(self, vectors: np.ndarray) -> np.ndarray:
        return self.model.shares((vectors - self.centre) / self.spread)

    def save(self, folder: Path) -> None:
        self.model.save(folder / "encoder_model.npz")
        np.savez(folder / "encoder_scale.npz", centre=self.centre, spread=self.spread)

    @classmethod
    def load(cls, folder: Path) -> EncoderHead:
        scale = np.load(folder / "encoder_scale.npz", allow_pickle=False)
        return cls(LinearModel.load(folder / "encoder_model.npz"), scale["centre"], float(scale["spread"]))


@dataclass(frozen=True)
class EncoderOpinion:
    encoder: Encoder
    mender: Mender
    head: EncoderHead

    def shares(self, mended: Sequence[str]) -> np.ndarray:
        return self.head.shares(self.encoder.vectors(mended))

    def save(self, folder: Path) -> None:
        self.head.save(folder)
        (folder / "words.json").write_text(json.dumps(self.mender.words, ensure_ascii=False), "utf-8")

    @staticmethod
    def is_in(folder: Path) -> bool:
        return (folder / "words.json").exists()

    @classmethod
    def load(cls, folder: Path, encoder: Encoder) -> EncoderOpinion:
        words = json.loads((folder / "words.json").read_text("utf-8"))
        return cls(encoder, Mender(words, encoder.pieces), EncoderHead.load(folder))
