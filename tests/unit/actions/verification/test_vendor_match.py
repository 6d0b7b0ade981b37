"""Whom a vendor has verified, and whom the customer says."""

from datetime import date

import pytest

from actions.verification.findings import Outcome
from actions.verification.vendor_match import Verified, match, unread

BORN = date(1974, 8, 12)
TYPED = {"name": "Anna Maria Eriksson", "birth_date": "1974-08-12", "passport_number": "L898902C3"}


def outcomes(verified: Verified, **typed: str) -> dict[str, tuple[Outcome, str | None]]:
    return {each.check: (each.outcome, each.reason) for each in match(verified, TYPED | typed, "memory")}


@pytest.mark.parametrize(
    ("given", "surname", "typed"),
    [
        ("Anna Maria", "Eriksson", "ERIKSSON ANNA MARIA"),
        ("Jörg", "Müller", "Joerg Mueller"),
        ("Jörg", "Müller", "Jörg Müller"),
        ("JORG", "MULLER", "Jörg Müller"),
        ("Gil-dong", "Hong", "Hong Gildong"),
        ("길동", "홍", "홍길동"),
        ("سارا", "آزمایشی", "سارا آزمایشی"),
        ("", "Arkfreith", "Arkfreith"),
    ],
)
def test_the_same_name_passes_in_whatever_order(given: str, surname: str, typed: str) -> None:
    assert outcomes(Verified(given, surname, BORN), name=typed)["vendor_name"] == (Outcome.PASSED, None)


@pytest.mark.parametrize(
    ("given", "surname", "typed"),
    [
        ("Anna", "Eriksson", "Anna Maria Eriksson"),
        ("Jörg", "Müller", "Jorg Muller"),
        ("Gildong", "Hong", "홍길동"),
        ("길동", "홍", "Gildong Hong"),
        ("", "", "Anna Maria Eriksson"),
        (" ", "-", "Anna Maria Eriksson"),
    ],
)
def test_what_only_a_person_can_tell_is_left_to_one(given: str, surname: str, typed: str) -> None:
    assert outcomes(Verified(given, surname, BORN), name=typed)["vendor_name"] == (Outcome.UNCLEAR, None)


def test_another_name_and_another_day_are_said_to_be_so() -> None:
    assert outcomes(Verified("Berta", "Specimen", date(1974, 8, 13))) == {
        "vendor_name": (Outcome.FAILED, "NAME_MISMATCH"),
        "vendor_birth_date": (Outcome.FAILED, "DOB_MISMATCH"),
    }


def test_a_day_that_the_vendor_does_not_tell_is_left_to_a_person() -> None:
    found = outcomes(Verified("Anna Maria", "Eriksson", None))
    assert found["vendor_birth_date"] == (Outcome.UNCLEAR, None)


def test_only_what_was_typed_is_compared() -> None:
    assert match(Verified("Anna", "Eriksson", BORN), {"phone": "+821012345678"}, "memory") == ()
    assert [each.check for each in unread({"name": "Anna Eriksson"}, "memory")] == ["vendor_name"]


def test_what_a_vendor_has_read_shows_in_no_log() -> None:
    assert "Anna" not in repr(Verified("Anna", "Eriksson", BORN))
