"""A text is read in a folded form of the same length, so that what is found in it can be cut out of the original."""

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

DASHES = frozenset("‐‑‒–—―−﹣－~")
HIDDEN = frozenset("*＊●•○◦✱✲✳×■□█▇#")  # what people and programs put over digits
BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")  # letters and symbols that show nothing
GAPS = frozenset({"Cf", "Zl", "Zp", "Zs"})  # categories: nothing to see, or white
MARKS = frozenset({"Mn", "Me"})  # on a letter part of it; on a digit decoration, as in keycaps
DECORATED = frozenset("0123456789* ")
GONE = "\x00"


class Span(NamedTuple):
    start: int
    end: int
    kind: str


def fold(text: str) -> str:
    """ASCII digits for all digits, capitals, one dash, one space, one star; character for character."""
    folded: list[str] = []
    for character in text:
        decorates = unicodedata.category(character) in MARKS and folded and folded[-1] in DECORATED
        folded.append(" " if decorates else _fold(character))
    return "".join(folded)


def _fold(character: str) -> str:
    digit = unicodedata.digit(character, None)
    if digit is not None:
        return str(digit)
    if character in DASHES:
        return "-"
    if character in HIDDEN:
        return "*"
    if character in BLANK or unicodedata.category(character) in GAPS:
        return " "
    narrow = unicodedata.normalize("NFKC", character).upper()
    return narrow if len(narrow) == 1 else character


def blank(folded: str, spans: Iterable[Span]) -> str:
    for start, end, _ in spans:
        folded = folded[:start] + GONE * (end - start) + folded[end:]
    return folded


def matches(pattern: re.Pattern[str], folded: str, kind: str) -> list[Span]:
    return [Span(*found.span(), kind) for found in pattern.finditer(folded)]
