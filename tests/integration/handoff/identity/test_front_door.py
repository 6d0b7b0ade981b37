"""Tokens, installations and case events over HTTP."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import jwt
import pytest

from handoff.domain.ids import new_id
from handoff.domain.signature import sign
from handoff.http.development import _is_loopback
from tests.servers.fake_actions import FakeActions
from tests.servers.front_door import SECRETS, as_customer, front_door, settings_for
from tests.servers.serving import serving

SERVICE = {"Authorization": f"Bearer {SECRETS['HANDOFF_SERVICE_TOKENS']}"}
SECRET = SECRETS["HANDOFF_CASE_EVENTS_SECRET"]


@pytest.fixture
def actions() -> FakeActions:
    return FakeActions()


@pytest.fixture
async def client(actions: FakeActions, tmp_path: Path, database_url: str) -> AsyncIterator[httpx.AsyncClient]:
    async with (
        serving(actions, lifespan="off") as url,
        front_door(settings_for(tmp_path, database_url, actions_url=url)) as client,
    ):
        yield client


async def customer_id(client: httpx.AsyncClient, actions: FakeActions, sub: str, **claims: str) -> str:
    await client.get("/consents", headers=as_customer(sub, **claims))
    return str(actions.received[-1].statement["customer_id"])


async def test_the_development_token_opens_the_door_that_the_banks_would(
    client: httpx.AsyncClient, actions: FakeActions
) -> None:
    asked = {"sub": "kim", "name": "Kim", "locale": "ko"}
    token = (await client.get("/dev/token", params=asked)).json()["token"]
    said = jwt.decode(token, options={"verify_signature": False})
    assert {name: said[name] for name in asked} == asked
    await client.get("/consents", headers={"Authorization": f"Bearer {token}"})
    assert actions.received[-1].statement["customer_id"] == await customer_id(client, actions, "kim")


async def test_a_customer_who_asks_without_end_is_asked_to_wait_and_nobody_else(client: httpx.AsyncClient) -> None:
    kim = [(await client.get("/consents", headers=as_customer("kim"))).status_code for _ in range(60)]
    assert kim[0] != 429
    assert kim[-1] == 429
    assert (await client.get("/consents", headers=as_customer("lee"))).status_code != 429


@pytest.mark.parametrize(("address", "ours"), [("127.0.0.1", True), ("::1", True), ("10.0.0.8", False), ("", False)])
def test_the_development_token_is_for_this_machine_alone(address: str, ours: bool) -> None:
    assert _is_loopback(address) is ours


async def test_a_request_that_came_through_a_proxy_from_elsewhere_gets_no_token(client: httpx.AsyncClient) -> None:
    answer = await client.get("/dev/token", headers={"X-Forwarded-For": "203.0.113.5"})
    assert answer.status_code == 404


async def test_a_customer_reads_in_development_what_has_arrived_on_the_stand_in_for_their_phone(
    client: httpx.AsyncClient, actions: FakeActions
) -> None:
    kim = await customer_id(client, actions, "kim")
    arrived = {"ok": True, "data": [{"kind": "text", "to": "+8210", "text": "a code"}]}
    actions.answer("GET", f"/stand-ins/{kim}/arrived", arrived)
    assert (await client.get("/dev/texts", headers=as_customer("kim"))).json() == arrived
    assert actions.received[-1].statement["customer_id"] == kim
    assert (await client.get("/dev/texts", headers=as_customer("lee"))).status_code == 404
    assert (await client.get("/dev/texts")).status_code == 401
    elsewhere = {**as_customer("kim"), "X-Forwarded-For": "203.0.113.5"}
    assert (await client.get("/dev/texts", headers=elsewhere)).status_code == 404


async def test_expired_is_told_apart_from_wrong(client: httpx.AsyncClient) -> None:
    old = await client.get("/consents", headers=as_customer(valid_for=timedelta(minutes=-5)))
    assert (old.status_code, old.json()["error"]) == (401, "expired")
    wrong = await client.get("/consents", headers={"Authorization": "Bearer a.b.c"})
    assert (wrong.status_code, wrong.json()["error"]) == (401, "invalid_token")


async def test_the_bank_links_an_installation_to_its_customer(client: httpx.AsyncClient, actions: FakeActions) -> None:
    before = await customer_id(client, actions, "phone-1", kind="installation")
    path = "/api/installations/phone-1/link"
    for _ in range(2):
        answer = await client.post(path, json={"customer": "kim"}, headers=SERVICE)
        assert answer.json() == {"ok": True, "data": {"customer_id": before}}
    assert await customer_id(client, actions, "kim") == before
    other = await client.post(path, json={"customer": "lee"}, headers=SERVICE)
    assert (other.status_code, other.json()["error"]) == (409, "linked_to_another")
    alone = await client.get("/consents", headers=as_customer("phone-1", kind="installation"))
    assert (alone.status_code, alone.json()["error"]) == (401, "sign_in")


async def test_nobody_else_links_an_installation(client: httpx.AsyncClient) -> None:
    for headers in ({}, {"Authorization": "Bearer wrong"}, dict(as_customer())):
        answer = await client.post("/api/installations/phone-1/link", json={"customer": "kim"}, headers=headers)
        assert (answer.status_code, answer.json()["error"]) == (401, "invalid_token")


async def test_a_link_without_a_customer_is_refused(client: httpx.AsyncClient) -> None:
    answer = await client.post("/api/installations/phone-1/link", json={}, headers=SERVICE)
    assert answer.json() == {"ok": False, "error": "invalid_payload", "fields": ["customer"]}


def case_event(**changes: Any) -> dict[str, Any]:
    journey = {
        "v": 1,
        "case_id": "case-1",
        "journey": "kr",
        "status": "started",
        "version": 3,
        "current": "selfie",
        "steps": [{"id": "selfie", "kind": "selfie", "state": "current"}],
        "consents": [],
        "updated_at": "2026-11-22T09:00:00.000Z",
    }
    plain = {
        "v": 1,
        "event_id": new_id(),
        "case_id": "case-1",
        "customer_id": new_id(),
        "version": 3,
        "name": "step_entered",
        "step": "selfie",
        "kind": "selfie",
        "reason": None,
        "attempts_left": 3,
        "language": "ko",
        "at": "2026-11-22T09:00:00.000Z",
        "journey": journey,
    }
    return plain | changes


def signed(body: bytes, secret: str = SECRET, at: datetime | None = None) -> dict[str, str]:
    return {"X-Gildong-Signature": sign(secret, body, at or datetime.now(UTC)), "Content-Type": "application/json"}


async def tell(client: httpx.AsyncClient, event: dict[str, Any]) -> httpx.Response:
    body = json.dumps(event).encode()
    return await client.post("/internal/case-events", content=body, headers=signed(body))


async def test_an_event_told_twice_is_applied_once(client: httpx.AsyncClient) -> None:
    event = case_event()
    assert (await tell(client, event)).json() == {"ok": True, "data": {"new": True}}
    assert (await tell(client, event)).json() == {"ok": True, "data": {"new": False}}


async def test_an_event_that_actions_did_not_sign_just_now_is_refused(client: httpx.AsyncClient) -> None:
    body = json.dumps(case_event()).encode()
    for headers in (
        {},
        signed(body, "another-secret-that-is-long-enough-01"),
        signed(body + b" "),
        signed(body, at=datetime.now(UTC) - timedelta(minutes=6)),
    ):
        answer = await client.post("/internal/case-events", content=body, headers=headers)
        assert (answer.status_code, answer.json()["error"]) == (401, "unsigned")


OUTSIDE: list[dict[str, Any]] = [{"name": "verify_passed"}, {"v": 2}, {"journey": {}}, {"more": 1}, {"step": "a b"}]


async def test_an_event_outside_of_the_catalogue_is_refused(client: httpx.AsyncClient) -> None:
    for changes in OUTSIDE:
        assert (await tell(client, case_event(**changes))).json()["error"] == "invalid_payload"


async def test_actions_learns_how_the_bank_knows_a_customer_and_nobody_else_does(
    client: httpx.AsyncClient, actions: FakeActions
) -> None:
    kim = await customer_id(client, actions, "kim")
    body = json.dumps({"v": 1, "customer_ids": [kim, new_id()]}).encode()
    known = await client.post("/internal/names", content=body, headers=signed(body))
    assert known.json() == {"ok": True, "data": {"names": {kim: {"kind": "customer", "id": "kim"}}}}
    for headers in ({}, signed(body, "another-secret-that-is-long-enough-01")):
        answer = await client.post("/internal/names", content=body, headers=headers)
        assert (answer.status_code, answer.json()["error"]) == (401, "unsigned")


READ_AT = [
    ("GET", "/api/token", "authorization"),
    ("GET", "/api/cases", "authorization"),
    ("POST", "/api/cases/case-1/cancel", "idempotency-key"),
    ("GET", "/consents", "authorization"),
    ("POST", "/api/installations/x/link", "authorization"),
    ("POST", "/internal/case-events", "x-gildong-signature"),
    ("POST", "/internal/names", "x-gildong-signature"),
    ("GET", "/evidence/case-1/details", "authorization"),
    ("GET", "/branch/tablet/case-1", "authorization"),
    ("GET", "/api/review", "cookie"),
    ("POST", "/api/logout", "cookie"),
]


async def test_a_header_that_is_no_plain_text_is_refused_and_no_fault_of_ours(client: httpx.AsyncClient) -> None:
    now = str(int(datetime.now(UTC).timestamp())).encode()
    strange = (b"Bearer \xff\xfe", b"Bearer \xc3\xa9", b"t=" + now + b",v1=\xff", b"gildong_8000=\xff")
    for method, path, header in READ_AT:
        for value in strange:
            answer = await client.request(method, path, headers=[(header.encode(), value)])
            assert 400 <= answer.status_code < 500, (path, value)
