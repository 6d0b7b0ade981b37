"""Text messages, small transfers and calls through services of the bank."""

import json
from datetime import UTC, datetime

import httpx
import pytest

from actions.providers.channels import (
    HttpCoreBanking,
    HttpTexts,
    HttpVideoCalls,
    NoCoreBanking,
    NoTexts,
    NoVideoCalls,
)
from actions.providers.signed_calls import SignedCalls
from actions.providers.simulated.phone import SimulatedCoreBanking, SimulatedPhone, SimulatedVideoCalls
from actions.services.channels import Appointment, CallWish, SmallTransfer, Taken, TextMessage
from actions.testing import Clock
from actions.verification.findings import Outcome

MESSAGE = TextMessage("m-1", "case-1", "customer-1", "+821012345678", "code 123456")
ORDER = SmallTransfer("t-1", "case-1", "customer-1", "KR", "004", "110234567890", "홍길동", "길동1234")
WISH = CallWish("case-1", "customer-1", "ko")
URL = "https://bank.example/service"


def calls(status: int, answer: object, asked: list[bytes] | None = None) -> SignedCalls:
    def handle(request: httpx.Request) -> httpx.Response:
        if asked is not None:
            asked.append(request.content)
        return httpx.Response(status, json=answer)

    client = httpx.AsyncClient(transport=httpx.MockTransport(handle))
    return SignedCalls(client, lambda _: "signed")


async def test_the_sender_is_told_a_number_and_a_text_and_not_whose() -> None:
    asked: list[bytes] = []
    assert await HttpTexts(calls(200, {"ok": True}, asked), URL).send(MESSAGE) is Taken.YES
    assert json.loads(asked[0]) == {"v": 1, "message_id": "m-1", "to": "+821012345678", "text": "code 123456"}


@pytest.mark.parametrize(
    ("status", "answer", "taken"),
    [
        (200, {"ok": False}, Taken.NO),
        (400, {"ok": True}, Taken.NO),
        (429, None, Taken.NO),
        (200, {}, Taken.UNKNOWN),
        (200, {"ok": "yes"}, Taken.UNKNOWN),
        (200, [], Taken.UNKNOWN),
        (303, None, Taken.UNKNOWN),
        (503, {"ok": False}, Taken.UNKNOWN),
    ],
)
async def test_a_text_is_not_sent_only_when_the_sender_says_so(status: int, answer: object, taken: Taken) -> None:
    assert await HttpTexts(calls(status, answer), URL).send(MESSAGE) is taken


@pytest.mark.parametrize(
    ("failure", "taken"),
    [
        (httpx.ConnectError("nobody"), Taken.NO),
        (httpx.ConnectTimeout("nobody"), Taken.NO),
        (httpx.ReadTimeout("slow"), Taken.UNKNOWN),
        (httpx.ReadError("gone"), Taken.UNKNOWN),
        (httpx.RemoteProtocolError("gone"), Taken.UNKNOWN),
    ],
)
async def test_a_sender_that_was_reached_and_says_nothing_may_have_sent(failure: Exception, taken: Taken) -> None:
    def fail(_: httpx.Request) -> httpx.Response:
        raise failure

    client = httpx.AsyncClient(transport=httpx.MockTransport(fail))
    assert await HttpTexts(SignedCalls(client, lambda _: "signed"), URL).send(MESSAGE) is taken


async def test_core_banking_is_told_whose_the_account_must_be_and_the_memo() -> None:
    asked: list[bytes] = []
    finding = await HttpCoreBanking(calls(200, {"outcome": "passed"}, asked), URL).send_small_transfer(ORDER)
    assert (finding.check, finding.outcome, finding.source) == ("account_owner", Outcome.PASSED, "core banking")
    assert json.loads(asked[0]) == {
        "v": 1,
        "transfer_id": "t-1",
        "case_id": "case-1",
        "country": "KR",
        "bank": "004",
        "number": "110234567890",
        "holder": "홍길동",
        "memo": "길동1234",
    }


@pytest.mark.parametrize(
    ("status", "answer", "outcome"),
    [
        (200, {"outcome": "failed", "reason": "ACCOUNT_OWNER_MISMATCH"}, Outcome.FAILED),
        (200, {"outcome": "failed", "reason": "WHO_KNOWS"}, Outcome.UNAVAILABLE),
        (500, {"outcome": "passed"}, Outcome.UNAVAILABLE),
    ],
)
async def test_an_account_that_is_not_confirmed_is_not(status: int, answer: object, outcome: Outcome) -> None:
    finding = await HttpCoreBanking(calls(status, answer), URL).send_small_transfer(ORDER)
    assert finding.outcome is outcome


@pytest.mark.parametrize(
    ("answer", "appointment"),
    [
        ({"ok": True, "at": "2026-11-23T09:00:00+00:00"}, Appointment(datetime(2026, 11, 23, 9, tzinfo=UTC))),
        ({"ok": True}, Appointment(None)),
        ({"ok": True, "at": "tomorrow"}, Appointment(None)),
        ({"ok": True, "at": "2026-11-23T09:00:00"}, Appointment(None)),
        ({"ok": False}, None),
        ([], None),
    ],
)
async def test_an_appointment_is_what_the_bank_says(answer: object, appointment: Appointment | None) -> None:
    assert await HttpVideoCalls(calls(200, answer), URL).schedule(WISH) == appointment


async def test_with_nobody_connected_nothing_is_sent_and_nothing_passes() -> None:
    assert await NoTexts().send(MESSAGE) is Taken.NO
    assert (await NoCoreBanking().send_small_transfer(ORDER)).outcome is Outcome.UNAVAILABLE
    assert await NoVideoCalls().schedule(WISH) is None


async def test_on_the_stand_in_each_customer_sees_their_own() -> None:
    phone = SimulatedPhone(Clock())
    await phone.send(MESSAGE)
    assert (await SimulatedCoreBanking(phone).send_small_transfer(ORDER)).simulated
    assert [(each.kind, each.text) for each in phone.of("customer-1")] == [
        ("statement", "길동1234"),
        ("text", "code 123456"),
    ]
    assert phone.of("customer-2") == []
    appointment = await SimulatedVideoCalls(Clock()).schedule(WISH)
    assert appointment is not None
    assert appointment.simulated


def test_what_goes_out_does_not_show_itself() -> None:
    phone = SimulatedPhone(Clock())
    phone.take("text", "case-1", "customer-1", "+821012345678", "123456")
    shown = repr([MESSAGE, ORDER, *phone.of("customer-1")])
    assert not [value for value in ("123456", "5678", "홍길동", "1234") if value in shown]
