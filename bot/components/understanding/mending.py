"""Misspelt words of alphabets, replaced by the word that was probably meant: an encoder is lost among fragments."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache
from importlib.resources import files

from symspellpy import SymSpell, Verbosity

# Letters alone, without the signs of Persian; Korean words have too many endings to be compared whole.
_WORD = re.compile("[a-z\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff]+")
_SHORTEST = 2  # letters
_LONG = 6  # letters, from which two slips are forgiven
_IN_USE = 200_000  # occurrences from which symspellpy's count of English words holds words rather than slips

Pieces = Callable[[str], int]


class Mender:
    def __init__(self, words: dict[str, int], pieces: Pieces) -> None:
        """`words` counts the words of the training data; `pieces` says into how many the encoder would break one."""
        self.words = words
        self._pieces = pieces
        self._dictionary = SymSpell(max_dictionary_edit_distance=2, prefix_length=7)
        for word, count in words.items():
            self._dictionary.create_dictionary_entry(word, count)

    @classmethod
    def taught(cls, texts: Iterable[str], pieces: Pieces) -> Mender:
        return cls(dict(Counter(word for text in texts for word in _WORD.findall(text))), pieces)

    def mended(self, text: str) -> str:
        return _WORD.sub(lambda found: self._meant(found.group()), text)

    def known_share(self, text: str) -> float:
        """Of the words, as taught here; 1 for a text that has none of an alphabet."""
        words = _WORD.findall(text)
        return sum(word in self.words for word in words) / len(words) if words else 1.0

    def _meant(self, word: str) -> str:
        # English, or known to the encoder in one piece: a word, though nobody has taught it here.
        if len(word) < _SHORTEST or word in self.words or word in english() or self._pieces(word) < 2:
            return word
        near = self._dictionary.lookup(word, Verbosity.TOP, max_edit_distance=2 if len(word) >= _LONG else 1)
        return str(near[0].term) if near else word


@cache
def english() -> frozenset[str]:
    counted = (files("symspellpy") / "frequency_dictionary_en_82_765.txt").read_text("utf-8-sig")
    pairs = (line.split() for line in counted.splitlines())
    return frozenset(word for word, count in pairs if int(count) >= _IN_USE)
