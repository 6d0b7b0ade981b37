"""What holds for whatever people type: any script's digits, anything between them, and never a crash."""

from collections.abc import Callable
from datetime import date, timedelta

import jdatetime
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from actions.verification.details import READERS
from actions.verification.identifiers import (
    Invalid,
    account_number,
    card_serial,
    national_code,
    passport_number,
    resident_number,
)
from actions.verification.people import birth_date, name, phone
from actions.verification.reasons import REASONS
from tests.unit.actions.coded import CODED
from tests.unit.actions.examples import IR

TODAY = date(2026, 11, 22)
ZEROS = (0x0030, 0x0660, 0x06F0, 0x0966, 0x09E6, 0x0E50, 0xFF10)  # of seven scripts
BETWEEN = ("", " ", "-", "–", "\u200c", "\u00a0", "\u200e", "－", " - ")

living = st.dates(date(1907, 1, 1), TODAY)


@st.composite
def typed(draw: Callable[..., object], plain: str) -> str:
    """The same number as somebody else might type it: each digit in a script of its own, something between them."""
    parts = []
    for sign in plain:
        zero = draw(st.sampled_from(ZEROS))
        parts += [chr(zero + int(sign)) if sign.isdigit() else sign, draw(st.sampled_from(BETWEEN))]  # type: ignore[operator, list-item]
    return "".join(parts)


def _valid(read: Callable[[str], object], text: str) -> bool:
    try:
        read(text)
    except Invalid:
        return False
    return True


@st.composite
def resident_numbers(draw: Callable[..., object]) -> tuple[date, str]:
    born = draw(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
    assert isinstance(born, date)
    centuries = "1256" if born.year < 2000 else "3478"
    rest = draw(st.text(alphabet="0123456789", min_size=6, max_size=6))
    return born, f"{born:%y%m%d}{draw(st.sampled_from(centuries))}{rest}"


@given(resident_numbers(), st.data())
def test_r09_a_resident_number_is_read_however_it_is_typed_and_whatever_its_check_digit(
    number: tuple[date, str], data: st.DataObject
) -> None:
    born, plain = number
    read = resident_number(data.draw(typed(plain)))
    assert (read.digits, read.birth_date) == (plain, born)
    assert resident_number(str(read)) == read


@given(resident_numbers())
def test_r09_one_check_digit_of_a_resident_number_matches_and_a_foreigners_is_two_more(
    number: tuple[date, str],
) -> None:
    stem = number[1][:12]
    weighed = sum(int(digit) * weight for digit, weight in zip(stem, (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5), strict=True))
    native = (11 - weighed % 11) % 10
    expected = (native + 2) % 10 if stem[6] in "5678" else native
    assert [n for n in range(10) if resident_number(f"{stem}{n}").check_digit_matches] == [expected]


@given(st.text(alphabet="0123456789", min_size=9, max_size=9), st.data())
def test_r09_exactly_one_check_digit_makes_a_national_code(stem: str, data: st.DataObject) -> None:
    assume(stem[3:] != "000000")
    right = [n for n in range(10) if _valid(national_code, f"{stem}{n}")]
    assume(len(set(stem)) > 1)
    assert len(right) == 1
    code = f"{stem}{right[0]}"
    assert national_code(data.draw(typed(code))) == code
    shorter = code[2:] if code.startswith("00") else code[1:] if code.startswith("0") else code
    assert national_code(shorter) == code


@given(st.text(alphabet="0123456789", min_size=8, max_size=8), st.data())
def test_r09_a_korean_mobile_number_is_one_however_it_is_typed(rest: str, data: st.DataObject) -> None:
    wanted = f"+8210{rest}"
    for start in ("010", "+8210", "8210", "+82010", "008210"):
        assert phone(data.draw(typed(f"{start}{rest}")), "KR") == wanted
    assert phone(wanted, "KR") == wanted


@given(st.text(alphabet="0123456789", min_size=9, max_size=9), st.data())
def test_r09_an_iranian_mobile_number_is_one_however_it_is_typed(rest: str, data: st.DataObject) -> None:
    wanted = f"+989{rest}"
    for start in ("09", "+989", "00989", "989", "9"):
        assert phone(data.draw(typed(f"{start}{rest}")), "IR") == wanted
    assert phone(wanted, "IR") == wanted


@given(living, st.data())
def test_r09_a_day_is_the_same_in_both_calendars(born: date, data: st.DataObject) -> None:
    jalali = jdatetime.date.fromgregorian(date=born)
    between = data.draw(st.sampled_from(["/", "-", ".", " "]))
    zero = data.draw(st.sampled_from(ZEROS))

    def written(year: int, month: int, day: int) -> str:
        plain = f"{year:04}{between}{month:02}{between}{day:02}"
        return "".join(chr(zero + int(sign)) if sign.isdigit() else sign for sign in plain)

    assert birth_date(written(jalali.year, jalali.month, jalali.day), "jalali", TODAY) == born
    assert birth_date(written(born.year, born.month, born.day), "gregorian", TODAY) == born


@given(st.integers(1, 3000))
def test_r09_nobody_is_born_tomorrow_or_more_than_a_lifetime_ago(days: int) -> None:
    later, earlier = TODAY + timedelta(days=days), date(TODAY.year - 121, 12, 31) - timedelta(days=days)
    for born in (later, earlier):
        with pytest.raises(Invalid, match="DOB_INVALID"):
            birth_date(born.isoformat(), "gregorian", TODAY)


def iban(country: str, account: str) -> str:
    rest = int("".join(str(int(sign, 36)) for sign in f"{account}{country}00")) % 97
    return f"{country}{98 - rest:02}{account}"


@given(st.sampled_from(["DE", "IR", "GB"]), st.text(alphabet="0123456789", min_size=18, max_size=18), st.data())
def test_an_iban_with_one_digit_mistyped_is_found_out(country: str, account: str, data: st.DataObject) -> None:
    right = iban(country, account)
    assert account_number(data.draw(typed(right))) == right
    place = data.draw(st.integers(4, len(right) - 1))
    other = data.draw(st.sampled_from([d for d in "0123456789" if d != right[place]]))
    with pytest.raises(Invalid, match="ACCOUNT_INVALID"):
        account_number(right[:place] + other + right[place + 1 :])


@given(st.text(alphabet="0123456789", min_size=8, max_size=16), st.data())
def test_an_account_number_within_a_country_is_so_many_digits(plain: str, data: st.DataObject) -> None:
    assert account_number(data.draw(typed(plain))) == plain


@pytest.mark.parametrize("text", ["", "1234567", "1" * 17, "110-234-56789a", "DE00123456789012345678", "IR12"])
def test_what_is_no_account_number_is_refused(text: str) -> None:
    with pytest.raises(Invalid, match="ACCOUNT_INVALID"):
        account_number(text)


@given(st.one_of(st.text(), st.text(alphabet="0123456789۰۱۹٠०０-/ .+()ABz\u200c\u0000\U0001f600²Ⅷ①")))
def test_r09_whatever_is_typed_is_read_or_refused_by_its_reason(text: str) -> None:
    for journey in (CODED, IR):
        for field, read in READERS.items():
            value, code = _outcome(lambda read=read, journey=journey: read(text, journey, TODAY))  # type: ignore[misc]  # called at once
            assert (value is None) != (code is None), field
            assert value is None or (value and value == value.strip())
            assert code is None or code in REASONS


def _outcome(read: Callable[[], str]) -> tuple[str | None, str | None]:
    try:
        return read(), None
    except Invalid as refused:
        return None, refused.code


@given(st.text())
def test_r09_what_has_been_read_is_read_the_same_again(text: str) -> None:
    for read in (name, national_code, card_serial, passport_number, account_number):
        if _valid(read, text):
            once = read(text)
            assert read(once) == once


@given(st.text(alphabet="홍길동이박اریسملیزAnaéøß-' \u200c.’\u200e\u202e", min_size=1, max_size=40))
def test_a_name_keeps_its_letters_and_loses_what_nobody_sees(text: str) -> None:
    if _valid(name, text):
        kept = name(text)
        assert not {"\u200e", "\u202e"} & set(kept)
        assert [sign for sign in kept if sign.isalpha()] or kept == ""
