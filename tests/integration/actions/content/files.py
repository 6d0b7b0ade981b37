"""The files of `data/`, and a folder of them that a test may change."""

import re
from pathlib import Path

import pytest

from actions.storage.content.files import ContentWrong
from actions.storage.content.folder import load_content

DATA = Path(__file__).parents[4] / "data"


def change(path: Path, before: str, after: str) -> None:
    text = path.read_text()
    assert before in text
    path.write_text(text.replace(before, after, 1))


def problems(folder: Path) -> str:
    with pytest.raises(ContentWrong) as wrong:
        load_content(folder)
    return "\n".join(wrong.value.problems)


def numbers(sentence: str) -> list[int]:
    """`int` reads the digits of every script."""
    return [int(digits) for digits in re.findall(r"\d+", sentence)]
