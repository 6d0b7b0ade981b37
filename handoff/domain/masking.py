"""Identity numbers, card numbers, passports, codes and telephone numbers leave a text before anything keeps it.

Wrong check digits do not save a number: people mistype, and newer Korean numbers have none. What is an amount, a date
or a number of everyday size stays. Over-masking costs a question, a leak costs a customer: in doubt a number goes.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from handoff.domain.masking_digits import find_long_numbers
from handoff.domain.masking_patterns import (
    find_codes,
    find_everyday,
    find_named_parts,
    find_passports,
    find_phones,
    names_a_code,
)
from handoff.domain.masking_spans import Span, blank, fold


@dataclass(frozen=True, slots=True)
class Masked:
    text: str
    kinds: tuple[str, ...] = ()  # in the order of their appearance


def mask(text: str, *, code_expected: bool = False, phones: bool = True, codes: bool = True) -> Masked:
    """`phones=False` leaves telephone numbers alone, for senders who give the bank's own."""
    folded = fold(text)
    passports = find_passports(folded)
    rest = blank(folded, passports)
    numbers = find_phones(rest)
    rest = blank(rest, numbers)
    rest = blank(rest, find_everyday(rest))
    long_numbers = find_long_numbers(rest)
    rest = blank(rest, long_numbers)
    long_numbers += find_named_parts(rest, folded)
    rest = blank(rest, long_numbers)
    bare = find_codes(rest) if codes and (code_expected or names_a_code(folded)) else []
    return _replaced(text, [*passports, *(numbers if phones else ()), *long_numbers, *bare])


def _replaced(text: str, spans: Iterable[Span]) -> Masked:
    parts: list[str] = []
    kinds: list[str] = []
    position = 0
    for span in sorted(spans):
        parts += [text[position : span.start], f"[{span.kind}]"]
        kinds.append(span.kind)
        position = span.end
    return Masked("".join([*parts, text[position:]]), tuple(dict.fromkeys(kinds)))
