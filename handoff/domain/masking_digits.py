"""Long numbers told by how many digits there are and how they are grouped: Korean, Iranian and card numbers."""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from handoff.domain.masking_spans import Span, blank

GROUP = re.compile(r"(?<![A-Z])[\d*X]+(?![A-Z])|\d+")
JOINT = re.compile(r"[ \t\n.\-/_·]{1,3}|[,،:|\\‧]")
TIGHT = re.compile(r"[.\-/_·]")
COMMA_JOINED = re.compile(r"(?<!\d)\d{6} ?, ?\d{7}(?!\d)")

SHAPES = {
    (6, 7): "id_number",  # Korean resident and alien number
    (2, 2, 6, 2): "id_number",  # Korean driving licence
    (2, 6, 2): "id_number",  # the same, when the region is written in letters
    (3, 6, 1): "id_number",  # Iranian national code
    (3, 3, 4): "id_number",
    (4, 3, 3): "id_number",
    (4, 4, 4, 4): "card_number",
    (4, 4, 4, 4, 3): "card_number",
    (4, 6, 5): "card_number",
    (4, 6, 4): "card_number",
}
LONGEST = 19  # digits of a card number

Groups = Sequence[re.Match[str]]
Reading = Callable[[str, Groups], str | None]


def find_shaped_numbers(folded: str) -> list[Span]:
    """Those whose grouping alone says what they are."""
    found = [Span(*match.span(), "id_number") for match in COMMA_JOINED.finditer(folded)]
    return found + _find(blank(folded, found), (_by_shape,))


def find_other_numbers(folded: str) -> list[Span]:
    """A number by itself first, then what only adds up."""
    return _find(folded, (_alone, _added_up))


def could_be_id_number(text: str) -> bool:
    """Thirteen digits that begin with a date, or ten with the right check digit: hardly an amount."""
    digits = "".join(character for character in text if character.isdigit())
    return (len(digits) == 13 and _begins_with_date(digits)) or (
        _is_national_code(digits) and not digits.endswith("00")
    )


def _runs(folded: str) -> list[list[re.Match[str]]]:
    runs: list[list[re.Match[str]]] = []
    for group in GROUP.finditer(folded):
        if runs and JOINT.fullmatch(folded, runs[-1][-1].end(), group.start()):
            runs[-1].append(group)
        else:
            runs.append([group])
    return runs


def _find(folded: str, readings: Sequence[Reading]) -> list[Span]:
    found: list[Span] = []
    parts: list[Groups] = [*_runs(folded)]
    for reading in readings:
        unread: list[Groups] = []
        for part in parts:
            spans, left = _read(folded, part, reading)
            found += spans
            unread += left
        parts = unread
    return found


def _read(folded: str, run: Groups, reading: Reading) -> tuple[list[Span], list[Groups]]:
    """What this reading finds from left to right, and the stretches between."""
    found: list[Span] = []
    left: list[Groups] = []
    start = first = 0
    while first < len(run):
        lasts = range(min(len(run), first + LONGEST), first, -1)
        last, kind = next(((n, k) for n in lasts if (k := reading(folded, run[first:n]))), (first, None))
        if kind:
            found.append(Span(run[first].start(), run[last - 1].end(), kind))
            left.append(run[start:first])
            start = last
        first = max(last, first + 1)
    return found, [*left, run[start:]]


def _by_shape(folded: str, groups: Groups) -> str | None:
    digits = "".join(group[0] for group in groups)
    return SHAPES.get(tuple(len(group[0]) for group in groups)) if _is_number(digits) else None


def _alone(folded: str, groups: Groups) -> str | None:
    digits = groups[0][0]
    if len(groups) > 1 or not _is_number(digits):
        return None
    if len(digits) == 10 and digits[0] == "9" and not _is_national_code(digits):
        return "phone"
    return _by_length(digits)


def _added_up(folded: str, groups: Groups) -> str | None:
    digits = "".join(group[0] for group in groups)
    if len(groups) < 2 or not 10 <= len(digits) <= LONGEST or not _is_number(digits):
        return None
    sizes = [len(group[0]) for group in groups]
    uniform = len(set(sizes[:-1])) == 1 and sizes[-1] <= sizes[0] <= 4
    joints = [folded[a.end() : b.start()] for a, b in pairwise(groups)]
    tight = all(TIGHT.search(joint) for joint in joints)
    if uniform or tight or "*" in digits or _is_checked(digits):
        return _by_length(digits)
    return None


def _by_length(digits: str) -> str | None:
    if len(digits) in (10, 12):
        return "id_number"
    if len(digits) == 13 and (_begins_with_date(digits) or not digits.isdigit()):
        return "id_number"
    return "card_number" if len(digits) >= 13 else None


def _is_number(digits: str) -> bool:
    """All digits, or some of them covered."""
    covered = sum(not character.isdigit() for character in digits)
    return covered == 0 or (covered >= 3 and len(digits) - covered >= 2)


def _begins_with_date(digits: str) -> bool:
    month, day = digits[2:4], digits[4:6]
    return month.isdigit() and day.isdigit() and 1 <= int(month) <= 12 and 1 <= int(day) <= 31


def _is_checked(digits: str) -> bool:
    if not digits.isdigit():
        return False
    if len(digits) == 10:
        return _is_national_code(digits)
    return (len(digits) == 13 and _begins_with_date(digits)) or (len(digits) >= 13 and _passes_luhn(digits))


def _is_national_code(digits: str) -> bool:
    if len(digits) != 10 or not digits.isdigit() or len(set(digits)) == 1:
        return False
    rest = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return int(digits[9]) == (rest if rest < 2 else 11 - rest)


def _passes_luhn(digits: str) -> bool:
    doubled = [int(digit) * 2 for digit in digits[-2::-2]]
    return (sum(map(int, digits[-1::-2])) + sum(value - 9 if value > 9 else value for value in doubled)) % 10 == 0
