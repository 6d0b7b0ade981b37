from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.testing import MORNING
from actions.verification.codes import (
    CodeRules,
    MaySend,
    SentCode,
    judge,
    may_send,
    new_code,
    not_sent,
    read_code,
    seconds_until,
    sending,
)
from actions.verification.journey import Kind

RULES = CodeRules(holds=timedelta(minutes=3), pause=timedelta(seconds=60), sends=2)
SCRIPTS = [0x0030, 0x0660, 0x06F0, 0x0966, 0xFF10]  # ASCII, Arabic-Indic, Persian, Devanagari, full width


def sent(sends: int = 1, digest: bytes | None = b"right") -> SentCode:
    return SentCode("case-1", "code", MORNING, MORNING + RULES.holds, sends, digest)


@pytest.mark.parametrize(
    ("last", "seconds", "may"),
    [
        (None, 0, MaySend.YES),
        (sent(), 59, MaySend.WAIT),
        (sent(), 60, MaySend.YES),
        (sent(2), 60, MaySend.WAIT),  # the last one can still be typed
        (sent(2), 179, MaySend.WAIT),
        (sent(2), 180, MaySend.LIMIT),
        (sent(2, None), 60, MaySend.LIMIT),
    ],
)
def test_a_code_is_sent_after_a_pause_and_so_many_times(last: SentCode | None, seconds: int, may: MaySend) -> None:
    assert may_send(last, RULES, MORNING + timedelta(seconds=seconds)) is may


@pytest.mark.parametrize(
    ("code", "digest", "left", "seconds", "reason"),
    [
        (sent(), b"right", 5, 0, None),
        (sent(), b"right", 1, 179, None),
        (sent(), b"right", 5, 180, "CODE_EXPIRED"),
        (sent(), b"wrong", 5, 180, "CODE_EXPIRED"),
        (sent(), b"wrong", 2, 0, "CODE_WRONG"),
        (sent(), b"wrong", 1, 0, "CODE_LIMIT"),
        (sent(1, None), b"right", 5, 0, "CODE_EXPIRED"),
        (None, b"right", 5, 0, "CODE_EXPIRED"),
    ],
)
def test_what_is_typed_is_judged(
    code: SentCode | None, digest: bytes, left: int, seconds: int, reason: str | None
) -> None:
    assert judge(code, digest, Kind.CODE, left, MORNING + timedelta(seconds=seconds)) == reason


def test_what_could_not_be_sent_counts_for_nothing() -> None:
    back = not_sent(sending(sent(), "case-1", "code", b"new", RULES, MORNING), RULES)
    assert (back.sends, back.digest) == (1, None)
    assert may_send(back, RULES, MORNING) is MaySend.YES


def test_a_code_has_the_digits_that_there_is_room_for() -> None:
    assert (new_code(lambda: 7, Kind.CODE), new_code(lambda: 0, Kind.TRANSFER)) == ("777777", "0000")


def test_seconds_are_rounded_up_and_never_negative() -> None:
    moment = MORNING + timedelta(seconds=1.5)
    assert (seconds_until(moment, MORNING), seconds_until(MORNING, moment)) == (2, 0)


def test_a_sent_code_does_not_show_its_digest() -> None:
    assert "right" not in repr(sent())


@given(st.from_regex(r"[0-9]{6}", fullmatch=True), st.sampled_from(SCRIPTS), st.sampled_from(["", " ", "-", "\u200c"]))
def test_a_code_is_read_in_any_digits_with_anything_between(code: str, zero: int, between: str) -> None:
    typed = between.join(chr(zero + int(digit)) for digit in code)
    assert read_code(typed, Kind.CODE) == code


@given(st.text(max_size=40))
def test_whatever_is_typed_is_six_digits_or_no_code(typed: str) -> None:
    code = read_code(typed, Kind.CODE)
    assert code is None or (len(code) == 6 and code.isascii() and code.isdigit())
