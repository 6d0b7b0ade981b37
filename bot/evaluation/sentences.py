from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from components.content import read_yaml

OUT_OF_SCOPE = "out_of_scope"
LANGUAGES = ("ko", "fa", "en")


@dataclass(frozen=True)
class Sentence:
    text: str
    intent: str
    language: str = ""
    sitting: str = ""  # who wrote it in one go; a folder of data/nlu/<language>


class BadTableError(ValueError):
    """A line that is not `text<TAB>intent`; the message names it."""


def taught(nlu: Path) -> list[Sentence]:
    """All training examples below `data/nlu`, in the order of the files' names."""
    return [
        Sentence(text, item["intent"], language, file.parent.name)
        for language in LANGUAGES
        for file in sorted((nlu / language).glob("*/*.yml"))
        for item in read_yaml(file)["nlu"]
        for text in _listed(item["examples"])
    ]


def table(lines: Iterable[str], language: str) -> list[Sentence]:
    return [Sentence(text, intent, language) for text, intent in _pairs(lines)]


def _pairs(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(lines, 1):
        cells = line.rstrip("\r\n").split("\t")
        if cells == [""]:
            continue
        if len(cells) != 2 or not all(cell.strip() for cell in cells):
            raise BadTableError(f"line {number}: wanted text<TAB>intent")
        yield cells[0], cells[1].strip()


def comma_separated(file: Path) -> list[Sentence]:
    """A file with the columns text and category, as the public sets have them."""
    with file.open(encoding="utf-8", newline="") as opened:
        return [Sentence(row["text"], row["category"]) for row in csv.DictReader(opened)]


def _listed(examples: str) -> list[str]:
    return [line[2:].strip() for line in examples.splitlines() if line.startswith("- ")]
