from datetime import date

import pytest

from actions.verification.identifiers import Invalid
from actions.verification.people import birth_date, name, phone, years_between

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("jalali", "gregorian"),
    [
        ("1403/01/01", "2024-03-20"),
        ("1403/12/30", "2025-03-20"),
        ("1404/01/01", "2025-03-21"),
        ("1404/12/29", "2026-03-20"),
        ("1405/01/01", "2026-03-21"),
        ("1399/12/30", "2021-03-20"),
        ("1357/11/22", "1979-02-11"),
        ("1378/10/11", "2000-01-01"),
        ("1402/12/10", "2024-02-29"),
        ("1401/02/31", "2022-05-21"),
        ("۱۳۵۷/۱۱/۲۲", "1979-02-11"),
        ("1357-11-22", "1979-02-11"),
        ("13571122", "1979-02-11"),
    ],
)
def test_r09_a_jalali_date_is_the_gregorian_one(jalali: str, gregorian: str) -> None:
    assert birth_date(jalali, "jalali", TODAY).isoformat() == gregorian


@pytest.mark.parametrize("typed", ["1404/12/30", "1403/07/31", "1403/13/01", "1979-02-11", "", "yesterday"])
def test_r09_a_date_that_is_not_in_the_jalali_calendar_is_refused(typed: str) -> None:
    with pytest.raises(Invalid, match="DOB_INVALID"):
        birth_date(typed, "jalali", TODAY)


@pytest.mark.parametrize("typed", ["1990-02-30", "2026-11-23", "1890-01-01", "1357/11/22", "12/08/1974"])
def test_r09_a_date_that_nobody_alive_was_born_on_is_refused(typed: str) -> None:
    with pytest.raises(Invalid, match="DOB_INVALID"):
        birth_date(typed, "gregorian", TODAY)


def test_one_is_eighteen_on_the_birthday_and_not_the_day_before() -> None:
    assert years_between(date(2008, 11, 22), TODAY) == 18
    assert years_between(date(2008, 11, 23), TODAY) == 17
    assert years_between(date(2008, 2, 29), date(2026, 2, 28)) == 17


@pytest.mark.parametrize(
    "typed",
    [
        "010-1234-5678",
        "01012345678",
        "+82 10-1234-5678",
        "+82-010-1234-5678",
        "０１０１２３４５６７８",
        "+82 (0)10 1234 5678",
    ],
)
def test_r09_a_korean_mobile_number_is_read(typed: str) -> None:
    assert phone(typed, "KR") == "+821012345678"


def test_r09_an_old_korean_prefix_is_taken() -> None:
    assert phone("011-123-4567", "KR") == "+82111234567"


@pytest.mark.parametrize(
    "typed", ["09123456789", "۰۹۱۲۳۴۵۶۷۸۹", "+989123456789", "00989123456789", "989123456789", "9123456789"]
)
def test_r09_an_iranian_mobile_number_is_read(typed: str) -> None:
    assert phone(typed, "IR") == "+989123456789"


@pytest.mark.parametrize(
    ("typed", "country"),
    [
        ("02-123-4567", "KR"),
        ("0101234567", "KR"),
        ("0912345678", "IR"),
        ("02112345678", "IR"),
        ("000989022002580", "IR"),
        ("0701234567", "ZZ"),
        ("+46", "ZZ"),
        ("", "ZZ"),
        ("+442079460000", "ZZ"),
    ],
)
def test_r09_what_is_no_mobile_number_is_refused(typed: str, country: str) -> None:
    with pytest.raises(Invalid, match="PHONE_INVALID"):
        phone(typed, country)


@pytest.mark.parametrize(("typed", "e164"), [("+46 70 123 45 67", "+46701234567"), ("0046701234567", "+46701234567")])
def test_r09_a_number_from_elsewhere_is_read_with_its_country_code(typed: str, e164: str) -> None:
    assert phone(typed, "ZZ") == e164


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  홍  길동 ", "홍 길동"),
        ("\u1112\u1169\u11bc\u1100\u1175\u11af\u1103\u1169\u11bc", "홍길동"),
        ("سارا علي", "سارا علی"),
        ("سارا\u200cزاده", "سارا\u200cزاده"),
        ("O'Brien-Müller Jr.", "O'Brien-Müller Jr."),
        ("\u202eAnna\u202c", "Anna"),
    ],
)
def test_a_name_is_kept_in_one_form(typed: str, kept: str) -> None:
    assert name(typed) == kept


@pytest.mark.parametrize("typed", ["", " ", "A", "Anna1", "<b>Anna</b>", "x" * 101, "anna@example.org", "…"])
def test_what_is_no_name_is_refused(typed: str) -> None:
    with pytest.raises(Invalid, match="NAME_INVALID"):
        name(typed)
