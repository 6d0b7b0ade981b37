"""Numbers on identity cards. Only form and date are checked; whether they are true, a register or a person says."""

import re
from dataclasses import dataclass
from datetime import date

from actions.verification.text import compact

_CENTURIES = {
    "9": 1800,
    "0": 1800,
    "1": 1900,
    "2": 1900,
    "5": 1900,
    "6": 1900,
    "3": 2000,
    "4": 2000,
    "7": 2000,
    "8": 2000,
}
_FOREIGN = frozenset("5678")
_RRN_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
_PASSPORT = re.compile(r"(?=.*\d)[A-Z0-9]{6,9}")
_ACCOUNT = re.compile(r"[0-9]{8,16}")
_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")
_CARD_SERIAL = re.compile(r"\d[A-Z]\d{8}|\d{10}")  # on the card, or the code on the receipt while the card is made


class Invalid(Exception):  # noqa: N818 — says what the value is
    """The value has not the form it must have. Carries the reason code, never the value."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True, repr=False)
class ResidentNumber:
    """`repr` is silenced: the number belongs in no log."""

    digits: str
    birth_date: date
    check_digit_matches: bool  # a hint only: numbers given since October 2020 have no check digit

    def __str__(self) -> str:
        return f"{self.digits[:6]}-{self.digits[6:]}"

    def __repr__(self) -> str:
        return "ResidentNumber(...)"


def resident_number(text: str) -> ResidentNumber:
    """Read a Korean resident or alien registration number; the date must exist, the check digit need not match."""
    digits = compact(text)
    if not re.fullmatch(r"\d{13}", digits):
        raise Invalid("IDNUM_INVALID")
    try:
        year = _CENTURIES[digits[6]] + int(digits[:2])
        born = date(year, int(digits[2:4]), int(digits[4:6]))
    except ValueError:
        raise Invalid("IDNUM_INVALID") from None
    return ResidentNumber(digits, born, _check_digit(digits) == int(digits[12]))


def _check_digit(digits: str) -> int:
    total = sum(weight * int(digit) for weight, digit in zip(_RRN_WEIGHTS, digits, strict=False))
    return ((13 if digits[6] in _FOREIGN else 11) - total % 11) % 10


def national_code(text: str) -> str:
    """Read an Iranian national code; leading zeros may be missing."""
    typed = compact(text)
    if not re.fullmatch(r"\d{8,10}", typed):
        raise Invalid("IDNUM_INVALID")
    digits = typed.zfill(10)
    if len(set(digits)) == 1 or digits[3:9] == "000000":
        raise Invalid("IDNUM_INVALID")
    rest = sum(int(digit) * (10 - place) for place, digit in enumerate(digits[:9])) % 11
    if int(digits[9]) != (rest if rest < 2 else 11 - rest):
        raise Invalid("IDNUM_INVALID")
    return digits


def card_serial(text: str) -> str:
    serial = compact(text)
    if not _CARD_SERIAL.fullmatch(serial):
        raise Invalid("CARD_SERIAL_INVALID")
    return serial


def account_number(text: str) -> str:
    """Within a country so many digits, whose check digits every bank makes its own way; across borders an IBAN."""
    number = compact(text)
    if not _ACCOUNT.fullmatch(number) and not (_IBAN.fullmatch(number) and _iban_rest(number) == 1):
        raise Invalid("ACCOUNT_INVALID")
    return number


def _iban_rest(number: str) -> int:
    return int("".join(str(int(sign, 36)) for sign in number[4:] + number[:4])) % 97


def passport_number(text: str) -> str:
    """ICAO gives a document number up to nine letters and digits; every country has its own pattern within."""
    number = compact(text)
    if not _PASSPORT.fullmatch(number):
        raise Invalid("IDNUM_INVALID")
    return number
