"""Names, birth dates and phones."""

import re
import unicodedata
from datetime import date

import jdatetime
import phonenumbers

from actions.verification.identifiers import Invalid
from actions.verification.text import ZWNJ, compact, plain_digits, tidy

_JOINERS = frozenset(" -'’.·" + ZWNJ)
_DATE = re.compile(r"(\d{4})\D{0,3}(\d{1,2})\D{0,3}(\d{1,2})\D?")
_OLDEST = 120  # years
_KR_MOBILE = re.compile(r"(?:\+?82|0082)?0?(10\d{8}|1[16789]\d{7,8})")
_IR_MOBILE = re.compile(r"(?:\+98|0098|98|0)?(9\d{9})")


def name(text: str) -> str:
    """A name as on the document, in any script."""
    value = tidy(text)
    letters = sum(unicodedata.category(sign)[0] == "L" for sign in value)
    strange = [s for s in value if unicodedata.category(s)[0] not in "LM" and s not in _JOINERS]
    if letters < 2 or len(value) > 100 or strange:
        raise Invalid("NAME_INVALID")
    return value


def nationality(text: str) -> str:
    value = tidy(text)
    if not 2 <= len(value) <= 60 or any(unicodedata.category(s)[0] not in "LM" and s not in _JOINERS for s in value):
        raise Invalid("OTHER")
    return value


def birth_date(text: str, calendar: str, today: date) -> date:
    """Read a date of the country's calendar. A four-digit year decides nothing: 1380 is a year in one calendar only."""
    found = _DATE.fullmatch(plain_digits(text).strip())
    if found is None:
        raise Invalid("DOB_INVALID")
    year, month, day = (int(part) for part in found.groups())
    try:
        born = _from_jalali(year, month, day) if calendar == "jalali" else date(year, month, day)
    except ValueError:
        raise Invalid("DOB_INVALID") from None
    return plausible(born, today)


def _from_jalali(year: int, month: int, day: int) -> date:
    gregorian: date = jdatetime.date(year, month, day).togregorian()
    return gregorian


def plausible(born: date, today: date) -> date:
    if born > today or today.year - born.year > _OLDEST:
        raise Invalid("DOB_INVALID")
    return born


def years_between(born: date, today: date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def phone(text: str, country: str) -> str:
    """A mobile number as E.164. Iran's prefixes change too often to list; the library is too lenient on Korea's."""
    typed = compact(text)
    if country in ("KR", "IR"):
        found = (_KR_MOBILE if country == "KR" else _IR_MOBILE).fullmatch(typed)
        if found is None:
            raise Invalid("PHONE_INVALID")
        return f"+{'82' if country == 'KR' else '98'}{found.group(1)}"
    return _international(typed)


def _international(typed: str) -> str:
    try:
        number = phonenumbers.parse(re.sub(r"^00", "+", typed), None)
    except phonenumbers.NumberParseException:
        raise Invalid("PHONE_INVALID") from None
    kinds = (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE)
    if not phonenumbers.is_valid_number(number) or phonenumbers.number_type(number) not in kinds:
        raise Invalid("PHONE_INVALID")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
