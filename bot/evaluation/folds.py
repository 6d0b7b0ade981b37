"""Cross-validation two ways: any third of the sentences held out, and all that one sitting wrote held out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from sklearn.model_selection import StratifiedKFold

from components.understanding.encoder import Encoder
from components.understanding.model import Understanding
from evaluation.judging import Bounds, Judged, decided
from evaluation.sentences import Sentence

FOLDS = 3
Tell = Callable[[str], None]
Variant = Callable[[Sentence], str]


class RememberingEncoder:
    """Reads each text once, however many folds ask for it."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._read: dict[str, np.ndarray] = {}

    def vectors(self, texts: Sequence[str]) -> np.ndarray:
        new = [text for text in dict.fromkeys(texts) if text not in self._read]
        if new:
            self._read.update(zip(new, self._encoder.vectors(new), strict=True))
        return np.stack([self._read[text] for text in texts])

    def pieces(self, word: str) -> int:
        return self._encoder.pieces(word)


def stratified(sentences: Sequence[Sentence]) -> list[np.ndarray]:
    """True where a sentence is held out."""
    strata = [f"{one.language} {one.intent}" for one in sentences]
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=0).split(strata, strata)
    return [np.isin(np.arange(len(strata)), held) for _, held in folds]


def grouped(sentences: Sequence[Sentence]) -> list[np.ndarray]:
    sittings = np.asarray([one.sitting for one in sentences])
    return [sittings == name for name in dict.fromkeys(sittings.tolist())]


def models(
    sentences: Sequence[Sentence], held_out: Sequence[np.ndarray], encoder: Encoder | None, tell: Tell
) -> Iterator[tuple[Understanding, list[Sentence]]]:
    """A model for each fold, and the sentences that it has not seen."""
    blend = None
    for number, held in enumerate(held_out, 1):
        known = [one for one, out in zip(sentences, held, strict=True) if not out]
        tell(f"fold {number} of {len(held_out)}: {len(known)} taught, {int(held.sum())} held out")
        texts, intents = [one.text for one in known], [one.intent for one in known]
        model = Understanding.trained(texts, intents, encoder, blend=blend)
        blend = model.blend  # the first fold's serves all
        yield model, [one for one, out in zip(sentences, held, strict=True) if out]


def judged(
    model: Understanding, sentences: Sequence[Sentence], bounds: Bounds, variant: Variant | None = None
) -> list[Judged]:
    texts = [variant(one) if variant else one.text for one in sentences]
    return decided(sentences, model.classes, model.shares(texts), bounds)
