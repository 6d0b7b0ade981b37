"""Identity numbers, card numbers, passports, codes and telephone numbers leave a text before anything keeps it.

Wrong check digits do not save a number: people mistype, and newer Korean numbers have none. What is an amount, a date
or a number of everyday size stays. Over-masking costs a question, a leak costs a customer: in doubt a number goes.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from handoff.domain.masking_digits import find_other_numbers, find_shaped_numbers
from handoff.domain.masking_patterns import (
    EVERYDAY,
    find_codes,
    find_everyday,
    find_named_parts,
    find_other_phones,
    find_passports,
    find_plain_phones,
    names_a_code,
)
from handoff.domain.masking_spans import Span, blank, fold

# The plainest first: what one has found, those after it do not see.
FINDERS: Sequence[Callable[[str], Sequence[Span]]] = (
    find_passports,
    find_plain_phones,
    find_shaped_numbers,
    find_other_phones,
    find_everyday,
    find_other_numbers,
)
PHONE_FINDERS = (find_plain_phones, find_other_phones)
MAY_HIDE = re.compile(r"[\d<]")  # digits of any script, or the filling of a machine-readable line


@dataclass(frozen=True, slots=True)
class Masked:
    text: str
    kinds: tuple[str, ...] = ()  # in the order of their appearance


def mask(text: str, *, code_expected: bool = False, phones: bool = True, codes: bool = True) -> Masked:
    """`phones=False` leaves telephone numbers alone, for senders who give the bank's own."""
    folded = rest = fold(text)
    if not MAY_HIDE.search(folded):
        return Masked(text)
    found: list[Span] = []
    for find in FINDERS:
        spans = find(rest)
        found += spans if phones or find not in PHONE_FINDERS else ()
        rest = blank(rest, spans)
    parts = find_named_parts(rest, folded)
    bare = find_codes(blank(rest, parts)) if codes and (code_expected or names_a_code(folded)) else []
    return _replaced(text, [span for span in (*found, *parts, *bare) if span.kind != EVERYDAY])


def _replaced(text: str, spans: Iterable[Span]) -> Masked:
    parts: list[str] = []
    kinds: list[str] = []
    position = 0
    for span in sorted(spans):
        parts += [text[position : span.start], f"[{span.kind}]"]
        kinds.append(span.kind)
        position = span.end
    return Masked("".join([*parts, text[position:]]), tuple(dict.fromkeys(kinds)))
