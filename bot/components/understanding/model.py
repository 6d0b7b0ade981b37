"""One model for three languages: n-grams answer when they are sure, else together with the sentence encoder."""

from __future__ import annotations

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from components.folding import fold
from components.understanding.blend import Blend
from components.understanding.comparing import Read, compared, without_each_fold
from components.understanding.encoder import Encoder
from components.understanding.mending import Mender
from components.understanding.opinions import EncoderHead, EncoderOpinion, NgramOpinion
from components.understanding.recipe import Recipe


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
            reading = aside.submit(Read.few, folded, named, encoder, recipe)
            ngrams = NgramOpinion.trained(folded, named, recipe)
            without = [] if blend else without_each_fold(folded, named, recipe)
        read = reading.result()
        head = EncoderHead.trained(read.vectors, read.intents, recipe)
        opinion = EncoderOpinion(encoder, Mender.taught(folded, encoder.pieces), head)
        return cls(ngrams, opinion, blend or compared(without, folded, read, recipe))

    def shares(self, texts: Sequence[str]) -> np.ndarray:
        """Rows in the order of `classes`; a row of zeros for a text of which nothing is known."""
        folded = [fold(text) for text in texts]
        shares = self._ngrams.shares(folded)
        unsure = np.flatnonzero(~self.blend.is_sure(shares) & (shares.sum(axis=1) > 0))
        if self._encoder is not None and len(unsure):
            shares[unsure] = self._together(self._encoder, [folded[row] for row in unsure], shares[unsure])
        return shares

    def _together(self, encoder: EncoderOpinion, folded: Sequence[str], counted: np.ndarray) -> np.ndarray:
        """`counted` are the shares by n-grams of the texts as they were typed."""
        mended = [encoder.mender.mended(text) for text in folded]
        known = np.asarray([encoder.mender.known_share(text) for text in mended])
        return self.blend.blended(_mean(counted, self._ngrams.shares(mended)), encoder.shares(mended), known)

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


def _mean(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """The geometric mean of two opinions' shares."""
    return np.sqrt((first + 1e-4) * (second + 1e-4))
