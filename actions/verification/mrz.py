"""The machine readable zone of ICAO 9303: two or three lines whose check digits tell that they were read right.

Weights 7, 3, 1 modulo 10 find every wrong digit but one that takes the place of a letter of the same value modulo 10
(A, K and U count as 0, B and L as 1, ...): nothing in the zone can tell those apart.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from actions.verification.names import Names

_ALPHABET = re.compile(r"[A-Z0-9<]*")
_DATE = re.compile(r"\d{6}|[\d<]{2}(?:\d\d|<<)<<|<{6}")  # what is not known of a date is filled
_MARKS = str.maketrans({"«": "<<", "‹": "<", "〈": "<", "≪": "<<"})  # what a filler looks like to some readers
EXPIRES_WITHIN = 50  # years from today; which century a two-digit year of expiry means


class Unreadable(Exception):  # noqa: N818 — says what the zone is
    """The lines are no zone. Carries what is wrong with them, never a sign of them."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things stand when the lines are joined. A check digit stands behind each guarded field."""

    width: int
    lines: int
    fields: Mapping[str, slice]
    guarded: tuple[str, ...]
    composite: tuple[slice, ...]
    composite_at: int


LAYOUTS = {
    "TD1": Layout(
        30, 3,
        {"kind": slice(0, 2), "issuer": slice(2, 5), "number": slice(5, 14), "optional": slice(15, 30),
         "birth": slice(30, 36), "sex": slice(37, 38), "expiry": slice(38, 44), "nationality": slice(45, 48),
         "second_optional": slice(48, 59), "names": slice(60, 90)},
        ("number", "birth", "expiry"),
        (slice(5, 37), slice(38, 45), slice(48, 59)), 59,
    ),
    "TD2": Layout(
        36, 2,
        {"kind": slice(0, 2), "issuer": slice(2, 5), "names": slice(5, 36), "number": slice(36, 45),
         "nationality": slice(46, 49), "birth": slice(49, 55), "sex": slice(56, 57), "expiry": slice(57, 63),
         "optional": slice(64, 71)},
        ("number", "birth", "expiry"),
        (slice(36, 46), slice(49, 56), slice(57, 71)), 71,
    ),
    "TD3": Layout(
        44, 2,
        {"kind": slice(0, 2), "issuer": slice(2, 5), "names": slice(5, 44), "number": slice(44, 53),
         "nationality": slice(54, 57), "birth": slice(57, 63), "sex": slice(64, 65), "expiry": slice(65, 71),
         "optional": slice(72, 86)},
        ("number", "birth", "expiry", "optional"),
        (slice(44, 54), slice(57, 64), slice(65, 87)), 87,
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True, repr=False)
class Mrz:
    """What the zone says. `repr` is silenced: the values belong in no log."""

    layout: str
    kind: str
    issuer: str
    nationality: str
    number: str
    birth: str  # YYMMDD, as written
    expiry: str
    sex: str  # M, F, or nothing
    optional: str
    names: Names
    failed: tuple[str, ...]  # the fields whose check digit does not agree, and "composite"

    def __repr__(self) -> str:
        return f"Mrz(layout={self.layout!r}, failed={self.failed!r})"

    def born(self, today: date) -> date | None:
        """Somebody of a hundred years or more comes out a century too young: the zone has two digits for the year."""
        past = [day for day in _possible(self.birth, today) if day <= today]
        return max(past, default=None)

    def expires(self, today: date) -> date | None:
        near = [day for day in _possible(self.expiry, today) if abs(day.year - today.year) <= EXPIRES_WITHIN]
        return min(near, key=lambda day: abs(day - today), default=None)


def check_digit(text: str) -> str:
    return str(sum(_value(sign) * (7, 3, 1)[place % 3] for place, sign in enumerate(text)) % 10)


def _value(sign: str) -> int:
    return 0 if sign == "<" else int(sign, 36)


def clean(text: str) -> list[str]:
    """The lines in capitals, without spaces, in the zone's own signs where others look the same."""
    plain = unicodedata.normalize("NFKC", text.translate(_MARKS)).upper()
    return [line for line in ("".join(row.split()) for row in plain.splitlines()) if line]


def parse(text: str) -> Mrz:
    """Read the lines of a zone; check digits that do not agree are told in `failed`, all else that is wrong raises."""
    lines = clean(text)
    name = layout_of(lines)
    joined = "".join(lines)
    if not _ALPHABET.fullmatch(joined):
        raise Unreadable("alphabet")
    fields = {field: joined[place] for field, place in LAYOUTS[name].fields.items()}
    _well_formed(fields)
    number, optional = _long_number(fields, joined[LAYOUTS[name].fields["number"].stop])
    return Mrz(
        layout=name,
        kind=fields["kind"].rstrip("<"),
        issuer=fields["issuer"].rstrip("<"),
        nationality=fields["nationality"].rstrip("<"),
        number=number,
        birth=fields["birth"],
        expiry=fields["expiry"],
        sex=fields["sex"].rstrip("<"),
        optional=(optional + fields.get("second_optional", "")).strip("<"),
        names=Names.of_field(fields["names"]),
        failed=failed_checks(name, joined),
    )


def layout_of(lines: list[str]) -> str:
    """A visa has the width of a passport, other check digits, and proves no identity."""
    for name, layout in LAYOUTS.items():
        if [len(line) for line in lines] == [layout.width] * layout.lines:
            if lines[0].startswith("V") or (name == "TD3") != lines[0].startswith("P"):
                raise Unreadable("kind")
            return name
    raise Unreadable("length")


def _well_formed(fields: Mapping[str, str]) -> None:
    for field in ("birth", "expiry"):
        value = fields[field]
        if not _DATE.fullmatch(value) or ("<" not in value and not _exists(value)):
            raise Unreadable(field)
    for field in ("issuer", "nationality", "names"):
        if any(sign.isdigit() for sign in fields[field]):
            raise Unreadable(field)
    if fields["sex"] not in ("M", "F", "X", "<"):
        raise Unreadable("sex")
    if not fields["names"].strip("<") or not fields["number"].strip("<"):
        raise Unreadable("empty")


def _long_number(fields: Mapping[str, str], check: str) -> tuple[str, str]:
    """A number of more than nine signs goes on in the optional data, and its check digit stands at its end there."""
    number, optional = fields["number"], fields["optional"]
    rest = optional.split("<", 1)[0]
    if check != "<" or "<" in number or len(rest) < 2:
        return number.rstrip("<"), optional
    return number + rest[:-1], optional[len(rest) :]


def failed_checks(name: str, joined: str) -> tuple[str, ...]:
    layout = LAYOUTS[name]
    failed = [field for field in layout.guarded if not _agrees(layout, field, joined)]
    if check_digit("".join(joined[part] for part in layout.composite)) != joined[layout.composite_at]:
        failed.append("composite")
    return tuple(failed)


def _agrees(layout: Layout, field: str, joined: str) -> bool:
    value, check = joined[layout.fields[field]], joined[layout.fields[field].stop]
    if check == "<" and field == "number" and "optional" not in layout.guarded:
        rest = joined[layout.fields["optional"]].split("<", 1)[0]
        value, check = value + rest[:-1], rest[-1:]
    if check == "<" and field == "optional":
        return not value.strip("<")
    return check_digit(value) == check


def _exists(value: str) -> bool:
    """In one century at least: 29 February of 00 was there in 2000 only."""
    return any(_day(century, value) for century in (1900, 2000))


def _possible(value: str, today: date) -> list[date]:
    if "<" in value:
        return []
    century = today.year // 100 * 100
    days = [_day(century + shift, value) for shift in (-100, 0, 100)]
    return [day for day in days if day is not None]


def _day(century: int, value: str) -> date | None:
    try:
        return date(century + int(value[:2]), int(value[2:4]), int(value[4:]))
    except ValueError:
        return None
