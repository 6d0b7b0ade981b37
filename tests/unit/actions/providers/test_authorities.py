"""Authorities over HTTP, not at all, and stand-ins."""

import base64
import json
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from actions.providers.authorities import ByCheck, HttpAuthority, NotConnected
from actions.providers.connected import Addresses, connect_services
from actions.providers.signed_calls import LARGEST_ANSWER, SignedCalls
from actions.providers.simulated.authorities import ENDINGS, SimulatedAuthorities
from actions.services.providers import Subject
from actions.testing import Clock
from actions.verification.checks import CHECKS
from actions.verification.findings import UNAVAILABLE_REASON, Finding, Outcome, unavailable

SUBJECT = Subject("case-1", "KR", {"phone": "+821012345678", "name": "홍길동"}, {"document": b"photo"})
Handler = Callable[[httpx.Request], httpx.Response]


def calls(handler: Handler) -> SignedCalls:
    return SignedCalls(httpx.AsyncClient(transport=httpx.MockTransport(handler)), lambda body: f"signed {len(body)}")


def answering(answer: object) -> HttpAuthority:
    return HttpAuthority(calls(lambda _: httpx.Response(200, json=answer)), "https://bank.example/phone-owner")


async def test_the_question_is_signed_and_holds_what_the_check_needs() -> None:
    asked: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return httpx.Response(200, json={"outcome": "passed"})

    finding = await HttpAuthority(calls(answer), "https://bank.example/a").ask("phone_owner", SUBJECT)
    assert finding == Finding("phone_owner", Outcome.PASSED, "authority")
    assert json.loads(asked[0].content) == {
        "v": 1,
        "check": "phone_owner",
        "case_id": "case-1",
        "country": "KR",
        "values": {"phone": "+821012345678", "name": "홍길동"},
        "photos": {"document": base64.b64encode(b"photo").decode()},
    }
    assert asked[0].headers["x-gildong-signature"] == f"signed {len(asked[0].content)}"


async def test_a_refusal_carries_a_reason_that_we_know() -> None:
    finding = await answering({"outcome": "failed", "reason": "PHONE_OWNER_MISMATCH"}).ask("phone_owner", SUBJECT)
    assert (finding.outcome, finding.reason) == (Outcome.FAILED, "PHONE_OWNER_MISMATCH")


async def test_a_score_is_told_with_its_threshold() -> None:
    finding = await answering({"outcome": "unclear", "score": 0.5, "threshold": 0.6}).ask("registry_photo", SUBJECT)
    assert (finding.outcome, finding.score, finding.threshold) == (Outcome.UNCLEAR, 0.5, 0.6)


@pytest.mark.parametrize(
    "answer",
    [
        {},
        [],
        "passed",
        None,
        {"outcome": "yes"},
        {"outcome": True},
        {"outcome": "failed"},
        {"outcome": "failed", "reason": "BAD_HAIR"},
        {"outcome": "unavailable"},
        {"outcome": "passed", "score": "high"},
    ],
)
async def test_an_answer_that_is_none_never_passes(answer: object) -> None:
    assert await answering(answer).ask("phone_owner", SUBJECT) == unavailable("phone_owner", "authority")


def _raise(error: Exception) -> Handler:
    def handle(_request: httpx.Request) -> httpx.Response:
        raise error

    return handle


@pytest.mark.parametrize(
    "handler",
    [
        _raise(httpx.ConnectError("refused")),
        _raise(httpx.ReadTimeout("slow")),
        lambda _: httpx.Response(500, json={"outcome": "passed"}),
        lambda _: httpx.Response(302, headers={"location": "https://elsewhere.example"}),
        lambda _: httpx.Response(204),
        lambda _: httpx.Response(200, content=b"not json"),
        lambda _: httpx.Response(200, content=b'{"outcome":"passed","x":"' + b"x" * LARGEST_ANSWER + b'"}'),
        lambda _: httpx.Response(200, content=b"[" * 60_000),
    ],
    ids=["refused", "slow", "500", "302", "204", "garbage", "large", "deep"],
)
async def test_whatever_goes_wrong_is_unavailable(handler: Handler) -> None:
    finding = await HttpAuthority(calls(handler), "https://bank.example/a").ask("phone_owner", SUBJECT)
    assert (finding.outcome, finding.reason) == (Outcome.UNAVAILABLE, UNAVAILABLE_REASON)


@pytest.mark.parametrize("check", sorted(CHECKS))
async def test_r05_a_check_whose_authority_is_not_connected_never_passes(check: str) -> None:
    assert await NotConnected().ask(check, SUBJECT) == unavailable(check)


async def test_each_check_goes_to_its_own_authority() -> None:
    by_check = ByCheck({"phone_owner": answering({"outcome": "passed"})}, NotConnected())
    assert (await by_check.ask("phone_owner", SUBJECT)).outcome is Outcome.PASSED
    assert (await by_check.ask("card_serial", SUBJECT)).outcome is Outcome.UNAVAILABLE


@pytest.mark.parametrize("row", ENDINGS, ids=lambda row: f"{row.check}-{row.ending}")
async def test_a_stand_in_fails_by_the_ending_and_says_that_it_is_one(row: object) -> None:
    subject = Subject("case-1", "KR", {row.field: f"9{row.ending}"}, {})  # type: ignore[attr-defined]  # rows of a table
    finding = await SimulatedAuthorities().ask(row.check, subject)  # type: ignore[attr-defined]  # rows of a table
    assert (finding.reason, finding.simulated) == (row.reason, True)  # type: ignore[attr-defined]  # rows of a table
    assert finding.outcome is not Outcome.PASSED


def test_people_can_read_which_endings_fail() -> None:
    page = (Path(__file__).parents[4] / "handoff/docs/connecting.md").read_text()
    rows = [f"| `{row.check}` | `{row.field}` | {row.ending} | `{row.reason}` |" for row in ENDINGS]
    assert [row for row in rows if row not in page] == []


@pytest.mark.parametrize("check", sorted(CHECKS))
async def test_a_stand_in_lets_the_rest_pass(check: str) -> None:
    finding = await SimulatedAuthorities().ask(check, Subject("case-1", "KR", {"phone": "+821012345678"}, {}))
    assert (finding.outcome, finding.simulated) == (Outcome.PASSED, True)


async def test_outside_development_nobody_stands_in() -> None:
    nobody = connect_services(Addresses(), calls(_raise(AssertionError())), Clock(), simulating=False)
    assert nobody.phone is None
    assert not nobody.texts.simulated
    assert (await nobody.authorities.ask("phone_owner", SUBJECT)).outcome is Outcome.UNAVAILABLE


async def test_what_is_connected_is_asked_in_development_too() -> None:
    addresses = Addresses(authorities={"phone_owner": "https://bank.example/a"})
    connected = connect_services(
        addresses, calls(lambda _: httpx.Response(200, json={"outcome": "passed"})), Clock(), True
    )
    assert not (await connected.authorities.ask("phone_owner", SUBJECT)).simulated
    assert (await connected.authorities.ask("card_serial", SUBJECT)).simulated


def test_a_subject_does_not_show_its_values() -> None:
    assert "5678" not in repr(SUBJECT)
