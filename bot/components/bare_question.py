"""Questions such as "why?" that name nothing, and "the full notice"; their words are in the data folder, read once."""

from __future__ import annotations

import re
from pathlib import Path

from components.content import read_yaml
from components.folding import fold
from settings import PROJECT

_LETTERS = re.compile(r"[^\W\d_]+")
_APOSTROPHES = str.maketrans("", "", "'\u2019")


def read_questions(folder: Path) -> dict[str, re.Pattern[str]]:
    """By question; a pattern that is none stops the start."""
    patterns: dict[str, list[str]] = {}
    for file in sorted(folder.glob("*.yml")):
        for question, written in read_yaml(file)["questions"].items():
            patterns.setdefault(question, []).extend(written)
    return {question: re.compile("|".join(written)) for question, written in patterns.items()}


def bare_question(text: str) -> str | None:
    """why, stored, must, how_long, when, notice; None where the customer names a thing or asks something else."""
    joined = "".join(_LETTERS.findall(fold(text).translate(_APOSTROPHES)))
    return next((name for name, pattern in _QUESTIONS.items() if pattern.fullmatch(joined)), None) if joined else None


_QUESTIONS = read_questions(PROJECT / "data" / "bare_questions")
