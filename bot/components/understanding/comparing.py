"""How far each opinion is to be believed: both are trained anew without examples on which they are then compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from components.understanding.blend import Blend, fitted
from components.understanding.encoder import Encoder
from components.understanding.opinions import EncoderHead, NgramOpinion
from components.understanding.recipe import SEED, Recipe

_FOLDS = 5  # every fifth example is held out
_LITTLE = 3000  # examples


@dataclass(frozen=True)
class Read:
    """The texts that the encoder has read, as rows of `vectors`; `places` are theirs among all texts."""

    places: np.ndarray
    intents: np.ndarray
    vectors: np.ndarray

    @classmethod
    def few(cls, folded: Sequence[str], intents: np.ndarray, encoder: Encoder, recipe: Recipe) -> Read:
        rnd = np.random.default_rng(SEED)
        kept = [
            rnd.permutation(np.flatnonzero(intents == name))[: recipe.encoded_per_intent] for name in np.unique(intents)
        ]
        places = np.sort(np.concatenate(kept))
        return cls(places, intents[places], encoder.vectors([folded[place] for place in places]))


@dataclass(frozen=True)
class _HeldOut:
    """N-grams that have not seen some of the texts: where `held` is true."""

    held: np.ndarray
    ngrams: NgramOpinion


def without_each_fold(folded: Sequence[str], intents: np.ndarray, recipe: Recipe) -> list[_HeldOut]:
    folds = range(_FOLDS if len(folded) < _LITTLE else 1)  # one comparison says enough when there is much
    return [_without(folded, intents, recipe, np.arange(len(folded)) % _FOLDS == fold) for fold in folds]


def _without(folded: Sequence[str], intents: np.ndarray, recipe: Recipe, held: np.ndarray) -> _HeldOut:
    taught = [text for text, out in zip(folded, held, strict=True) if not out]
    return _HeldOut(held, NgramOpinion.trained(taught, intents[~held], recipe))


def compared(without: Sequence[_HeldOut], folded: Sequence[str], read: Read, recipe: Recipe) -> Blend:
    opinions = [_opinions(one, folded, read, recipe) for one in without]
    ngrams, encoder, right = (np.concatenate(parts) for parts in zip(*opinions, strict=True))
    return fitted(ngrams, encoder, right)


def _opinions(
    without: _HeldOut, folded: Sequence[str], read: Read, recipe: Recipe
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """About the held texts that the encoder has read, and the columns of the right answers."""
    out, ngrams = without.held[read.places], without.ngrams
    head = EncoderHead.trained(read.vectors[~out], read.intents[~out], recipe)
    judged = np.flatnonzero(
        out & np.isin(read.intents, ngrams.model.classes) & np.isin(read.intents, head.model.classes)
    )
    texts = [folded[place] for place in read.places[judged]]
    right = np.searchsorted(ngrams.model.classes, read.intents[judged])
    return ngrams.shares(texts), head.shares(read.vectors[judged]), right
