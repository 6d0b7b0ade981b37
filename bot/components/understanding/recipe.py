from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

SEED = 42  # one training is like the other


@dataclass(frozen=True)
class Recipe:
    ngram_strength: float = 20.0  # scikit-learn's C
    encoder_strength: float = 0.6
    encoded_per_intent: int = 130  # texts that the encoder reads in training (10 ms each); n-grams see all
    noisy_copies: int = 2

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)
