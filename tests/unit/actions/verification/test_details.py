from datetime import date

import pytest

from actions.verification.details import read_details
from actions.verification.masks import mask
from tests.unit.actions.examples import DETAILS, DETAILS_KR, INTL, IR, KR

TODAY = date(2026, 11, 22)
FIELDS = INTL.steps[1].fields


def test_right_details_are_understood() -> None:
    details = read_details(INTL, FIELDS, DETAILS, TODAY)
    assert details.reason is None
    assert details.values["birth_date"] == "1974-08-12"


def test_each_wrong_field_has_its_own_reason() -> None:
    typed = DETAILS | {"birth_date": "1974-02-30", "phone": "12"}
    assert read_details(INTL, FIELDS, typed, TODAY).reasons == {"birth_date": "DOB_INVALID", "phone": "PHONE_INVALID"}


def test_a_field_that_is_missing_is_wrong() -> None:
    assert read_details(INTL, FIELDS, {}, TODAY).reasons["name"] == "NAME_INVALID"


def test_a_minor_is_told_so_by_birth_date() -> None:
    details = read_details(INTL, FIELDS, DETAILS | {"birth_date": "2010-01-01"}, TODAY)
    assert details.reasons == {"birth_date": "UNDERAGE"}


def test_a_minor_is_told_so_by_resident_number() -> None:
    typed = DETAILS_KR | {"resident_number": "100101-3000000"}
    assert read_details(KR, KR.steps[1].fields, typed, TODAY).reasons == {"resident_number": "UNDERAGE"}


def test_the_age_is_not_mentioned_while_something_else_is_wrong() -> None:
    typed = DETAILS | {"birth_date": "2010-01-01", "phone": "12"}
    assert read_details(INTL, FIELDS, typed, TODAY).reasons == {"phone": "PHONE_INVALID"}


def test_r09_a_resident_number_of_the_nineteenth_century_is_nobodys_here() -> None:
    typed = DETAILS_KR | {"resident_number": "971013-9019902"}
    assert read_details(KR, KR.steps[1].fields, typed, TODAY).reasons == {"resident_number": "IDNUM_INVALID"}


def test_r09_a_resident_number_with_another_check_digit_passes() -> None:
    typed = DETAILS_KR | {"resident_number": "900101-1000007"}
    assert read_details(KR, KR.steps[1].fields, typed, TODAY).reason is None


def test_r09_an_iranian_fills_in_persian_digits() -> None:
    typed = {
        "name": "سارا آزمایشی",
        "national_code": "۰۴۹۹۳۷۰۸۹۹",
        "birth_date": "۱۳۶۴/۰۵/۱۲",
        "phone": "۰۹۱۲۳۴۵۶۷۸۹",
        "card_serial": "۱G۲۳۴۵۶۷۸۹",
    }
    details = read_details(IR, IR.steps[1].fields, typed, TODAY)
    assert dict(details.values) == {
        "name": "سارا آزمایشی",
        "national_code": "0499370899",
        "birth_date": "1985-08-03",
        "phone": "+989123456789",
        "card_serial": "1G23456789",
    }


def test_details_do_not_show_their_values() -> None:
    shown = repr(read_details(INTL, FIELDS, DETAILS, TODAY))
    assert not [value for value in DETAILS.values() if value in shown]


@pytest.mark.parametrize(
    ("field", "value", "masked"),
    [
        ("name", "홍길동", "홍*동"),
        ("name", "홍길", "홍*"),
        ("name", "Anna Maria Eriksson", "A**a M***a E******n"),
        ("resident_number", "900101-1000006", "900101-1******"),
        ("national_code", "0499370899", "********99"),
        ("passport_number", "L898902C3", "L******C3"),
        ("phone", "+821012345678", "+82******5678"),
        ("birth_date", "1974-08-12", "1974-**-**"),
        ("card_serial", "1G23456789", "********89"),
        ("unknown", "abcd", "****"),
    ],
)
def test_staff_see_a_value_masked(field: str, value: str, masked: str) -> None:
    assert mask(field, value) == masked
