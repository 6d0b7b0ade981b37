"""The words of each signal, from the data folder; read once. A pattern that is none stops the start."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from components.content import read_yaml
from components.folding import fold
from settings import PROJECT

# How each language's patterns meet a text: Korean spacing is at will, English words begin somewhere.
_BEGINS = {"ko": "", "fa": "", "en": r"\b"}
_LANGUAGES = tuple(_BEGINS)

Patterns = dict[str, dict[str, "re.Pattern[str]"]]


def read_patterns(folder: Path) -> Patterns:
    """By signal and language."""
    files = {language: read_yaml(folder / f"{language}.yml") for language in _LANGUAGES}
    signals = files["en"]["signals"]
    if any(file["signals"].keys() != signals.keys() for file in files.values()):
        raise ValueError("data/signals: the languages do not have the same signals")
    return {
        signal: {language: _compiled(language, files[language], signal) for language in _LANGUAGES}
        for signal in signals
    }


def spelt(text: str) -> dict[str, str]:
    """The text as each language's patterns read it."""
    spaced = " ".join(fold(text).split())
    return {language: spaced.replace(" ", "") if language == "ko" else spaced for language in _LANGUAGES}


def matches(spellings: dict[str, str], signal: str) -> bool:
    return any(pattern.search(spellings[language]) for language, pattern in PATTERNS[signal].items())


def _compiled(language: str, file: dict[str, Any], signal: str) -> re.Pattern[str]:
    whole = f"{_BEGINS[language]}(?:{'|'.join(file['signals'][signal])})"
    for name, words in file["words"].items():
        whole = whole.replace(f"<{name}>", f"(?:{'|'.join(words)})")
    return re.compile(whole)


PATTERNS = read_patterns(PROJECT / "data" / "signals")
