from datetime import date

import pytest

from actions.verification.document_match import match
from actions.verification.findings import Outcome
from actions.verification.mrz import parse
from tests.servers.zones import Holder, td3

TODAY = date(2026, 11, 22)
TYPED = {"name": "Anna Maria Eriksson", "birth_date": "1990-08-12", "passport_number": "L898902C3"}


def outcomes(typed: dict[str, str], holder: Holder | None = None, today: date = TODAY) -> dict[str, Outcome]:
    mrz = parse("\n".join(td3(holder or Holder())))
    return {each.check: each.outcome for each in match(mrz, typed, today, "builtin").findings}


def reason(typed: dict[str, str], holder: Holder | None = None, today: date = TODAY) -> str | None:
    return match(parse("\n".join(td3(holder or Holder()))), typed, today, "builtin").reason


def test_what_was_typed_as_it_is_printed_passes() -> None:
    assert set(outcomes(TYPED).values()) == {Outcome.PASSED}
    assert reason(TYPED) is None


@pytest.mark.parametrize(
    ("field", "value", "check", "code"),
    [
        ("passport_number", "L898902C4", "mrz_number", "IDNUM_MISMATCH"),
        ("birth_date", "1990-08-13", "mrz_birth_date", "DOB_MISMATCH"),
        ("name", "Berta Eriksson", "mrz_name", "NAME_MISMATCH"),
    ],
)
def test_another_value_fails_with_its_reason(field: str, value: str, check: str, code: str) -> None:
    found = outcomes({**TYPED, field: value})
    assert (found[check], found["mrz_match"]) == (Outcome.FAILED, Outcome.FAILED)
    assert reason({**TYPED, field: value}) == code


@pytest.mark.parametrize("number", ["L8989O2C3", "1898902C3"])  # the second agrees with its check digit, too
def test_nobody_fails_over_signs_that_look_alike(number: str) -> None:
    found = outcomes({**TYPED, "passport_number": number})
    assert (found["mrz_number"], found["mrz_match"]) == (Outcome.UNCLEAR, Outcome.UNCLEAR)


def test_the_first_reason_is_the_one_that_is_told() -> None:
    everything_wrong = {"name": "Berta", "birth_date": "1991-01-01", "passport_number": "X1234567"}
    assert reason(everything_wrong) == "IDNUM_MISMATCH"
    assert reason(everything_wrong, Holder(expiry="120415")) == "DOC_EXPIRED"


@pytest.mark.parametrize(("today", "code"), [(date(2034, 4, 15), None), (date(2034, 4, 16), "DOC_EXPIRED")])
def test_a_document_is_good_on_its_last_day(today: date, code: str | None) -> None:
    assert reason(TYPED, today=today) == code


def test_check_digits_that_do_not_agree_come_before_everything() -> None:
    lines = td3(Holder(expiry="120415"))
    wrong = match(parse(f"{lines[0]}\n{lines[1][:-1]}{(int(lines[1][-1]) + 1) % 10}"), TYPED, TODAY, "builtin")
    assert (wrong.reason, wrong.outcome) == ("MRZ_CHECK_FAILED", Outcome.FAILED)


def test_a_name_in_another_script_leaves_the_whole_unclear() -> None:
    found = outcomes({**TYPED, "name": "안나 에릭손"})
    assert (found["mrz_name"], found["mrz_match"]) == (Outcome.UNCLEAR, Outcome.UNCLEAR)
    assert reason({**TYPED, "name": "안나 에릭손"}) is None


@pytest.mark.parametrize("typed", [{}, {"birth_date": "1990-08-12"}, {"name": "Anna Maria Eriksson"}])
def test_too_little_to_compare_never_passes(typed: dict[str, str]) -> None:
    assert outcomes(typed)["mrz_match"] is Outcome.UNCLEAR


def test_a_child_who_types_a_birth_a_hundred_years_before_is_looked_at_by_a_person() -> None:
    """The zone has two digits for the year: the same ones are right for both."""
    child = Holder(birth="120812")
    found = outcomes({**TYPED, "birth_date": "1912-08-12"}, child)
    assert (found["mrz_birth_date"], found["mrz_match"]) == (Outcome.UNCLEAR, Outcome.UNCLEAR)
    assert outcomes({**TYPED, "birth_date": "2012-08-12"}, child)["mrz_birth_date"] is Outcome.PASSED


def test_the_birth_date_of_a_resident_number_is_compared() -> None:
    typed = {"name": "Anna Maria Eriksson", "resident_number": "900812-6000000"}
    assert outcomes(typed)["mrz_match"] is Outcome.PASSED
    assert reason({**typed, "resident_number": "900813-6000000"}) == "DOB_MISMATCH"


def test_a_birth_day_that_the_document_leaves_open_is_for_a_person() -> None:
    assert outcomes(TYPED, Holder(birth="9008<<"))["mrz_birth_date"] is Outcome.UNCLEAR
    assert outcomes(TYPED, Holder(birth="9108<<"))["mrz_birth_date"] is Outcome.FAILED


def test_a_document_without_an_end_is_for_a_person() -> None:
    assert outcomes(TYPED, Holder(expiry="<<<<<<"))["mrz_match"] is Outcome.UNCLEAR


@pytest.mark.parametrize(
    ("said", "outcome"), [("UTO", Outcome.PASSED), ("KOR", Outcome.UNCLEAR), ("Utopia", None), ("유토피아", None)]
)
def test_a_nationality_is_told_beside_and_decides_nothing(said: str, outcome: Outcome | None) -> None:
    found = outcomes({**TYPED, "nationality": said})
    assert (found.get("mrz_nationality"), found["mrz_match"]) == (outcome, Outcome.PASSED)
