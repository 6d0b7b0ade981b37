"""The details card: every field read, each failure by its own reason."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from actions.verification.identifiers import (
    Invalid,
    account_number,
    card_serial,
    national_code,
    passport_number,
    resident_number,
)
from actions.verification.journey import Journey
from actions.verification.people import birth_date, name, nationality, phone, plausible, years_between

MAX_LENGTH = 200  # signs in one field; longer is not a slip of the finger


@dataclass(frozen=True, slots=True)
class Details:
    """What was understood. `repr` is silenced: the values belong in no log."""

    values: Mapping[str, str]
    reasons: Mapping[str, str]  # field -> code

    def __repr__(self) -> str:
        return f"Details(fields={sorted(self.values)}, reasons={dict(self.reasons)})"

    @property
    def reason(self) -> str | None:
        return next(iter(self.reasons.values()), None)


def read_details(journey: Journey, fields: tuple[str, ...], typed: Mapping[str, str], today: date) -> Details:
    values: dict[str, str] = {}
    reasons: dict[str, str] = {}
    for field in fields:
        try:
            values[field] = READERS[field](typed.get(field, ""), journey, today)
        except Invalid as error:
            reasons[field] = error.code
    if not reasons:
        reasons |= _too_young(journey, values, today)
    return Details(values, reasons)


def _too_young(journey: Journey, values: Mapping[str, str], today: date) -> dict[str, str]:
    """Asked only when all else is right, so that a slip elsewhere is not answered with the age."""
    for field in ("birth_date", "resident_number"):
        if field in values and years_between(_born(field, values[field]), today) < journey.age:
            return {field: "UNDERAGE"}
    return {}


def _born(field: str, value: str) -> date:
    return date.fromisoformat(value) if field == "birth_date" else resident_number(value).birth_date


def _resident_number(text: str, journey: Journey, today: date) -> str:
    number = resident_number(text)
    try:
        plausible(number.birth_date, today)
    except Invalid:
        raise Invalid("IDNUM_INVALID") from None
    return str(number)


def _account_bank(text: str, journey: Journey) -> str:
    if text not in {bank.id for bank in journey.banks}:
        raise Invalid("ACCOUNT_INVALID")
    return text


READERS: dict[str, Callable[[str, Journey, date], str]] = {
    "name": lambda text, journey, today: name(text),
    "nationality": lambda text, journey, today: nationality(text),
    "birth_date": lambda text, journey, today: birth_date(text, journey.calendar, today).isoformat(),
    "phone": lambda text, journey, today: phone(text, journey.country),
    "resident_number": _resident_number,
    "national_code": lambda text, journey, today: national_code(text),
    "card_serial": lambda text, journey, today: card_serial(text),
    "passport_number": lambda text, journey, today: passport_number(text),
    "account_bank": lambda text, journey, today: _account_bank(text, journey),
    "account_number": lambda text, journey, today: account_number(text),
}

ID_NUMBERS = frozenset({"resident_number", "national_code", "card_serial", "passport_number"})

_SHAPES: dict[str, tuple[str, int]] = {
    "birth_date": ("date", 10),
    "phone": ("tel", 20),
    "resident_number": ("digits", 14),
    "national_code": ("digits", 10),
    "card_serial": ("code", 12),
    "passport_number": ("code", 12),
    "account_bank": ("choice", 32),
    "account_number": ("code", 34),
}


def shape_of(field: str) -> tuple[str, int]:
    """How a card lets the field be typed, and how long: text, date, tel, digits, code (letters and digits), choice."""
    return _SHAPES.get(field, ("text", 100))
