from datetime import UTC, datetime, timedelta

import pytest

from handoff.domain.signature import is_signed, sign

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
SECRET = "s" * 40
BODY = b'{"v":1}'


def test_what_was_signed_is_accepted() -> None:
    assert is_signed(SECRET, sign(SECRET, BODY, NOW), BODY, NOW + timedelta(seconds=299))


def test_a_second_signature_in_the_header_is_accepted_while_a_secret_is_changed() -> None:
    moment, good = sign(SECRET, BODY, NOW).split(",")
    assert is_signed(SECRET, f"{moment},v1={'0' * 64},{good}", BODY, NOW)


@pytest.mark.parametrize("late", [timedelta(seconds=301), timedelta(seconds=-301)])
def test_a_signature_from_another_time_is_refused(late: timedelta) -> None:
    assert not is_signed(SECRET, sign(SECRET, BODY, NOW), BODY, NOW + late)


@pytest.mark.parametrize(
    "header",
    ["", "v1=abc", "t=1,v1=", "t=x,v1=y", f"t={'9' * 5000},v1=a", "t=1,t=2,v1=a", "t=١٢٣,v1=a", "t=1795338000,v1=é"],
)
def test_a_malformed_header_is_refused(header: str) -> None:
    assert not is_signed(SECRET, header, BODY, NOW)


def test_another_body_and_another_secret_are_refused() -> None:
    header = sign(SECRET, BODY, NOW)
    assert not is_signed(SECRET, header, BODY + b" ", NOW)
    assert not is_signed("t" * 40, header, BODY, NOW)
