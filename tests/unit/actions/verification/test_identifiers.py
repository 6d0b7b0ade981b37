from datetime import date

import pytest

from actions.verification.identifiers import Invalid, card_serial, national_code, passport_number, resident_number


@pytest.mark.parametrize(
    ("typed", "born", "matches"),
    [
        ("900101-1000006", date(1990, 1, 1), True),
        ("9001011000006", date(1990, 1, 1), True),
        ("900101 1000006", date(1990, 1, 1), True),
        ("900101-1000007", date(1990, 1, 1), False),
        ("971013-9019902", date(1897, 10, 13), True),
        ("000229-3000001", date(2000, 2, 29), True),
        ("201005-3999999", date(2020, 10, 5), False),
        ("201231-4000002", date(2020, 12, 31), True),
        ("850803-1056741", date(1985, 8, 3), True),
        ("850803-1056740", date(1985, 8, 3), False),
        ("9001011000171", date(1990, 1, 1), True),
        ("9001011000080", date(1990, 1, 1), True),
        ("９００１０１－１００００06", date(1990, 1, 1), True),
        ("۹۰۰۱۰۱-۱۰۰۰۰۰۶", date(1990, 1, 1), True),
        ("٩٠٠١٠١-١٠٠٠٠٠٦", date(1990, 1, 1), True),
    ],
)
def test_r09_a_resident_number_is_taken_whatever_its_check_digit(typed: str, born: date, matches: bool) -> None:
    number = resident_number(typed)
    assert (number.birth_date, number.check_digit_matches) == (born, matches)


def test_a_resident_number_shows_no_digit_when_printed() -> None:
    assert repr(resident_number("900101-1000006")) == "ResidentNumber(...)"


@pytest.mark.parametrize("typed", ["850101-5100062", "910515-6220078", "010203-7300080"])
def test_r09_the_number_of_a_foreigner_has_a_check_digit_of_its_own(typed: str) -> None:
    assert resident_number(typed).check_digit_matches


@pytest.mark.parametrize("typed", ["850101-5100060", "910515-6220076", "010203-7300088"])
def test_r09_the_number_of_a_foreigner_is_taken_with_the_resident_rule_too(typed: str) -> None:
    assert not resident_number(typed).check_digit_matches


@pytest.mark.parametrize(
    "typed", ["990230-1000007", "991301-1000000", "900101-100000", "900101-10000066", "", "abc", "900101-100000a"]
)
def test_r09_a_resident_number_without_a_real_date_is_refused(typed: str) -> None:
    with pytest.raises(Invalid, match="IDNUM_INVALID"):
        resident_number(typed)


@pytest.mark.parametrize(
    "code",
    [
        "0499370899",
        "0790419904",
        "0084575948",
        "1583250689",
        "0684159414",
        "4400276201",
        "2540201288",
        "0013542419",
        "0183382390",
        "0012345679",
        "1234567891",
        "0010001001",
        "0010001050",
    ],
)
def test_r09_a_right_national_code_is_taken(code: str) -> None:
    assert national_code(code) == code


@pytest.mark.parametrize("typed", ["۰۴۹۹۳۷۰۸۹۹", "٠٤٩٩٣٧٠٨٩٩", "049 937 0899", "049-937-0899", "\u200f0499370899"])
def test_r09_a_national_code_is_read_in_any_digits(typed: str) -> None:
    assert national_code(typed) == "0499370899"


def test_r09_leading_zeros_of_a_national_code_may_be_missing() -> None:
    assert national_code("68415941") == "0068415941"


@pytest.mark.parametrize(
    "code",
    [
        "0499370898",
        "1234567890",
        "9990419904",
        "1111111111",
        "0000000000",
        "0010000000",
        "123",
        "12345678901",
        "04993708a9",
    ],
)
def test_r09_a_wrong_national_code_is_refused(code: str) -> None:
    with pytest.raises(Invalid, match="IDNUM_INVALID"):
        national_code(code)


@pytest.mark.parametrize(
    ("typed", "serial"), [("1g23456789", "1G23456789"), ("۱G۲۳۴۵۶۷۸۹", "1G23456789"), ("0123456789", "0123456789")]
)
def test_a_card_serial_is_read(typed: str, serial: str) -> None:
    assert card_serial(typed) == serial


@pytest.mark.parametrize("typed", ["G123456789", "123", "1G2345678", "1GG3456789", ""])
def test_a_card_serial_of_another_shape_is_refused(typed: str) -> None:
    with pytest.raises(Invalid, match="CARD_SERIAL_INVALID"):
        card_serial(typed)


@pytest.mark.parametrize(
    ("typed", "number"), [("M12345678", "M12345678"), ("m123a4567", "M123A4567"), ("L898 902C3", "L898902C3")]
)
def test_a_passport_number_is_read(typed: str, number: str) -> None:
    assert passport_number(typed) == number


@pytest.mark.parametrize("typed", ["", "M1234", "ABCDEFGHI", "M1234567890", "M12<45678", "여권12345678"])
def test_a_passport_number_of_another_shape_is_refused(typed: str) -> None:
    with pytest.raises(Invalid, match="IDNUM_INVALID"):
        passport_number(typed)


def test_an_error_never_quotes_the_value() -> None:
    with pytest.raises(Invalid) as refused:
        national_code("0499370898")
    assert "0499370898" not in repr(refused.value)
