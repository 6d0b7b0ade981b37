"""The same sentences as other keyboards and hurried fingers write them."""

from __future__ import annotations

import random
import unicodedata
from zlib import crc32

from components.understanding.noise import with_broken_spacing, with_slips
from evaluation.folds import Variant
from evaluation.sentences import Sentence

_ARABIC = str.maketrans({"ی": "ي", "ک": "ك", "۰": "٠", "۱": "١", "۲": "٢"})


def other_letters(one: Sentence) -> str:
    """Decomposed Hangul, Arabic letters and lost half-spaces, capitals."""
    if one.language == "fa":
        return one.text.translate(_ARABIC).replace("\u200c", _dice(one).choice(("", " ")))
    return one.text.upper() if one.language == "en" else unicodedata.normalize("NFD", one.text)


def broken_spacing(one: Sentence) -> str:
    return with_broken_spacing(one.text, _dice(one))


def slips(one: Sentence) -> str:
    """One letter in ten left out, added, replaced or exchanged."""
    return with_slips(one.text, _dice(one))


def _dice(one: Sentence) -> random.Random:
    return random.Random(crc32(one.text.encode()))  # noqa: S311 - the same slips in each evaluation


VARIANTS: dict[str, Variant] = {"other letters": other_letters, "broken spacing": broken_spacing, "slips": slips}
