import os

import httpx
import pytest

from handoff.http.server import create_sanic
from handoff.http.vendor_webhooks import create_vendor_webhooks
from handoff.realtime.limits import Limiter
from handoff.services.actions_port import Answer
from tests.servers.fake_actions import FakeActions
from tests.servers.loopback import loopback
from tests.servers.serving import serving

STRIPE = "/webhooks/vendors/stripe"
BODY = b'{ "id" : "evt_1",\n "name": "\xff\xfe" }'


@pytest.fixture(autouse=True)
def _taken(actions: FakeActions) -> None:
    actions.answer("POST", STRIPE, {"ok": True})


async def test_r53_what_a_vendor_sends_reaches_actions_byte_for_byte(
    client: httpx.AsyncClient, actions: FakeActions
) -> None:
    headers = {"Stripe-Signature": "t=1,v1=aa", "Content-Type": "application/json; charset=utf-8", "X-Odd": b"\xe4"}
    answer = await client.post(STRIPE, content=BODY, headers=headers)  # type: ignore[arg-type]  # one is no text
    assert (answer.status_code, answer.json()) == (200, {"ok": True})
    [sent] = actions.of(STRIPE)
    assert sent.body == BODY
    assert sent.headers["stripe-signature"] == "t=1,v1=aa"
    assert sent.headers["content-type"] == "application/json; charset=utf-8"
    assert sent.raw_headers.count((b"x-odd", b"\xe4")) == 1
    assert (sent.headers["content-length"], "authorization" in sent.headers) == (str(len(BODY)), False)


async def test_r53_a_signature_that_stands_twice_arrives_twice(client: httpx.AsyncClient, actions: FakeActions) -> None:
    twice = [("Stripe-Signature", "t=1,v1=aa"), ("Stripe-Signature", "t=2,v1=bb")]
    await client.post(STRIPE, content=BODY, headers=twice)
    [sent] = actions.of(STRIPE)
    assert [value for name, value in sent.raw_headers if name == b"stripe-signature"] == [b"t=1,v1=aa", b"t=2,v1=bb"]


async def test_a_megabyte_goes_through_and_more_does_not(client: httpx.AsyncClient, actions: FakeActions) -> None:
    largest = os.urandom(1_048_576)
    assert (await client.post(STRIPE, content=largest)).status_code == 200
    assert actions.of(STRIPE)[0].body == largest
    assert (await client.post(STRIPE, content=largest + b"x")).status_code == 413
    assert len(actions.of(STRIPE)) == 1


async def test_r53_a_refusal_of_actions_is_passed_on(client: httpx.AsyncClient, actions: FakeActions) -> None:
    actions.answer("POST", STRIPE, {"ok": False, "error": "unauthorized"}, status=401)
    answer = await client.post(STRIPE, content=BODY)
    assert (answer.status_code, answer.json()["error"]) == (401, "unauthorized")


@pytest.mark.parametrize("name", ["..%2fcases", "a%3Fb", "a/b", "x" * 65])
async def test_a_name_cannot_lead_elsewhere_in_actions(
    client: httpx.AsyncClient, actions: FakeActions, name: str
) -> None:
    assert (await client.post(f"/webhooks/vendors/{name}", content=BODY)).status_code == 404
    assert actions.received == []


async def test_without_actions_the_vendor_is_told_to_come_again(alone: httpx.AsyncClient) -> None:
    answer = await alone.post(STRIPE, content=BODY)
    assert (answer.status_code, answer.json()["error"]) == (503, "unavailable")


async def test_whoever_knocks_too_often_waits() -> None:
    async def take(_vendor: str, _headers: object, _body: bytes) -> Answer:
        return Answer(200, "application/json", b"{}")

    app = create_sanic([create_vendor_webhooks(take, Limiter(1, burst=2).spend)], https=False)
    async with serving(app) as url, loopback(base_url=url) as client:
        assert [(await client.post(STRIPE, content=b"{}")).status_code for _ in range(3)] == [200, 200, 429]
