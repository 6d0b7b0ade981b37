"""One model for three languages: n-grams answer when they are sure, else together with the sentence encoder."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from components.folding import fold
from components.understanding.blend import Blend
from components.understanding.blend import fitted as fitted_blend
from components.understanding.encoder import Encoder
from components.understanding.linear import LinearModel
from components.understanding.mending import Mender
from components.understanding.ngrams import Ngrams
from components.understanding.noise import noisy

_FOLDS = 5  # every fifth example is held out to decide how far each opinion is believed
_LITTLE = 3000  # examples
_SEED = 42


@dataclass(frozen=True)
class Recipe:
    ngram_strength: float = 20.0  # scikit-learn's C
    encoder_strength: float = 0.3
    encoded_per_intent: int = 130  # texts that the encoder reads in training (10 ms each); n-grams see all
    noisy_copies: int = 1

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


class Understanding:
    """Shares of the intents for a text. Texts come as they were typed; all folding happens here."""

    def __init__(self, ngrams: NgramOpinion, encoder: EncoderOpinion | None, blend: Blend) -> None:
        self.classes = [str(name) for name in ngrams.model.classes]
        self._ngrams, self._encoder, self.blend = ngrams, encoder, blend

    @classmethod
    def trained(
        cls,
        texts: Sequence[str],
        intents: Sequence[str],
        encoder: Encoder | None,
        recipe: Recipe | None = None,
        blend: Blend | None = None,
    ) -> Understanding:
        """Without a `blend` it is fitted too, at the price of training the n-grams twice."""
        recipe = recipe or Recipe()
        folded, named = [fold(text) for text in texts], np.asarray(intents)
        if encoder is None:
            return cls(NgramOpinion.trained(folded, named, recipe), None, Blend())
        with ThreadPoolExecutor(1) as aside:  # one core reads while the other counts
            reading = aside.submit(_Read.few, folded, named, encoder, recipe)
            ngrams = NgramOpinion.trained(folded, named, recipe)
        read = reading.result()
        head = EncoderHead.trained(read.vectors, read.intents, recipe)
        opinion = EncoderOpinion(encoder, Mender.taught(folded, encoder.pieces), head)
        return cls(ngrams, opinion, blend or _blend(folded, named, read, recipe))

    def shares(self, texts: Sequence[str]) -> np.ndarray:
        """Rows in the order of `classes`; a row of zeros for a text of which nothing is known."""
        folded = [fold(text) for text in texts]
        shares = self._ngrams.shares(folded)
        unsure = np.flatnonzero(~self.blend.is_sure(shares) & (shares.sum(axis=1) > 0))
        if self._encoder is not None and len(unsure):
            mended = [self._encoder.mender.mended(folded[row]) for row in unsure]
            shares[unsure] = self.blend.blended(
                _mean(shares[unsure], self._ngrams.shares(mended)), self._encoder.shares(mended)
            )
        return shares

    @property
    def asks_encoder(self) -> bool:
        return self._encoder is not None

    def save(self, folder: Path) -> None:
        self._ngrams.save(folder)
        if self._encoder:
            self._encoder.save(folder)
        (folder / "blend.json").write_text(json.dumps(self.blend.as_dict()), "utf-8")

    @classmethod
    def load(cls, folder: Path, encoder: Encoder | None) -> Understanding:
        """`encoder` may be missing though the model was trained with one, and the other way round."""
        opinion = EncoderOpinion.load(folder, encoder) if encoder and EncoderOpinion.is_in(folder) else None
        blend = Blend(**json.loads((folder / "blend.json").read_text("utf-8")))
        return cls(NgramOpinion.load(folder), opinion, blend)


@dataclass(frozen=True)
class NgramOpinion:
    ngrams: Ngrams
    model: LinearModel

    @classmethod
    def trained(cls, folded: Sequence[str], intents: np.ndarray, recipe: Recipe) -> NgramOpinion:
        rnd = random.Random(_SEED)  # noqa: S311 - the same noise in each training
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


@dataclass(frozen=True)
class _Read:
    """The texts that the encoder has read, as rows of `vectors`; `places` are theirs among all texts."""

    places: np.ndarray
    intents: np.ndarray
    vectors: np.ndarray

    @classmethod
    def few(cls, folded: Sequence[str], intents: np.ndarray, encoder: Encoder, recipe: Recipe) -> _Read:
        rnd = np.random.default_rng(_SEED)
        kept = [
            rnd.permutation(np.flatnonzero(intents == name))[: recipe.encoded_per_intent] for name in np.unique(intents)
        ]
        places = np.sort(np.concatenate(kept))
        return cls(places, intents[places], encoder.vectors([folded[place] for place in places]))


def _blend(folded: Sequence[str], intents: np.ndarray, read: _Read, recipe: Recipe) -> Blend:
    """Both opinions are trained anew without the examples on which they are then compared."""
    folds = range(_FOLDS if len(folded) < _LITTLE else 1)  # one comparison says enough when there is much
    opinions = [_held_out(folded, intents, read, recipe, np.arange(len(folded)) % _FOLDS == fold) for fold in folds]
    ngrams, encoder, right = (np.concatenate(parts) for parts in zip(*opinions, strict=True))
    return fitted_blend(ngrams, encoder, right)


def _held_out(
    folded: Sequence[str], intents: np.ndarray, read: _Read, recipe: Recipe, held: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Both opinions about the held texts that the encoder has read, and the columns of the right answers."""
    taught = [text for text, out in zip(folded, held, strict=True) if not out]
    ngrams = NgramOpinion.trained(taught, intents[~held], recipe)
    out = held[read.places]
    head = EncoderHead.trained(read.vectors[~out], read.intents[~out], recipe)
    judged = np.flatnonzero(
        out & np.isin(read.intents, ngrams.model.classes) & np.isin(read.intents, head.model.classes)
    )
    texts = [folded[place] for place in read.places[judged]]
    right = np.searchsorted(ngrams.model.classes, read.intents[judged])
    return ngrams.shares(texts), head.shares(read.vectors[judged]), right


def _mean(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """The geometric mean of two opinions' shares."""
    return np.sqrt((first + 1e-4) * (second + 1e-4))
