import asyncio
import json
import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from tests.servers.fake_actions import FakeActions
from tests.servers.front_door import as_customer

CONTRACTS = Path(__file__).parents[3] / "contracts"
PHOTO = b"\xff\xd8\xff" + os.urandom(400_000)
SELFIE = "/evidence/case-1/selfie"
PASSED = {"ok": True, "data": {"result": "passed"}}


def journey(case_id: str = "case-1", *, consent: bool = True) -> dict[str, Any]:
    steps = [
        {"id": "consent", "kind": "consent", "consent": None},
        {"id": "details", "kind": "details", "consent": None},
        {"id": "selfie", "kind": "selfie", "consent": "biometrics"},
    ]
    consents = [{"item": "biometrics", "given": consent}]
    return {"v": 1, "case_id": case_id, "version": 1, "steps": steps, "consents": consents}


async def customer_id(client: httpx.AsyncClient, actions: FakeActions, sub: str) -> str:
    """As the front door names the customer to actions/."""
    await client.get("/consents", headers=as_customer(sub))
    return str(actions.received[-1].statement["customer_id"])


@pytest.fixture
async def kim(client: httpx.AsyncClient, actions: FakeActions) -> str:
    """A customer whose case is case-1, with consent given."""
    known = await customer_id(client, actions, "kim")
    actions.answer("GET", f"/customers/{known}/case", journey())
    actions.answer("POST", SELFIE, PASSED)
    return known


def photo_of(sub: str = "kim", **changes: str) -> dict[str, str]:
    return {**as_customer(sub), "Content-Type": "image/jpeg", "Idempotency-Key": "key-1", **changes}


async def test_a_photo_reaches_actions_byte_for_byte(client: httpx.AsyncClient, actions: FakeActions, kim: str) -> None:
    answer = await client.post(f"{SELFIE}?language=ko", content=PHOTO, headers=photo_of())
    assert (answer.status_code, answer.json()) == (200, PASSED)
    [sent] = actions.of(SELFIE)
    assert sent.body == PHOTO
    assert (sent.headers["content-type"], sent.headers["idempotency-key"]) == ("image/jpeg", "key-1")
    assert sent.query == "language=ko"
    assert (sent.statement["kind"], sent.statement["customer_id"]) == ("customer", kim)


async def test_without_consent_not_a_byte_is_read(client: httpx.AsyncClient, actions: FakeActions, kim: str) -> None:
    actions.answer("GET", f"/customers/{kim}/case", journey(consent=False))
    assert await begin_upload(client, photo_of(**{"Content-Length": "400000"})) == (403, "consent_missing")
    assert actions.of(SELFIE) == []


async def begin_upload(client: httpx.AsyncClient, headers: dict[str, str]) -> tuple[int, str]:
    """Status and error of an upload of which only the head and a few bytes are ever sent."""
    reader, writer = await _open(client, headers)
    status = int((await reader.readline()).split()[1])
    body = (await reader.readuntil(b"}")).rpartition(b"\r\n\r\n")[2]
    writer.close()
    return status, json.loads(body)["error"]


async def _open(
    client: httpx.AsyncClient, headers: dict[str, str]
) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    address = urlsplit(str(client.base_url))
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    lines = "".join(f"{name}: {value}\r\n" for name, value in {"Host": "x", **headers}.items())
    writer.write(f"POST {SELFIE} HTTP/1.1\r\n{lines}\r\n".encode() + PHOTO[:1000])
    await writer.drain()
    return reader, writer


async def test_a_case_of_someone_else_is_not_found(client: httpx.AsyncClient, actions: FakeActions, kim: str) -> None:
    stranger = await customer_id(client, actions, "stranger")
    actions.answer("GET", f"/customers/{stranger}/case", journey("case-2"))
    answer = await client.post(SELFIE, content=PHOTO, headers=photo_of("stranger"))
    assert (answer.status_code, answer.json()["error"]) == (404, "not_found")
    assert (await client.get(SELFIE, headers=as_customer("stranger"))).status_code == 404
    assert (await client.post(f"{SELFIE}/alternative", json={}, headers=as_customer("stranger"))).status_code == 404
    assert actions.of(SELFIE) == []


@pytest.mark.parametrize(
    ("changes", "status", "error"),
    [
        ({"Content-Type": "image/gif"}, 415, "unsupported_type"),
        ({"Content-Type": "application/json"}, 413, "too_large"),  # a form, and no form is so large
        ({"Content-Length": "10000001"}, 413, "too_large"),
        ({"Idempotency-Key": ""}, 400, "invalid_payload"),
        ({"Idempotency-Key": "../../x"}, 400, "invalid_payload"),
        ({"Authorization": "Bearer nonsense"}, 401, "invalid_token"),
        ({"Authorization": "Basic a2ltOmtpbQ=="}, 401, "invalid_token"),
    ],
)
async def test_what_is_wrong_is_refused_before_the_body(
    client: httpx.AsyncClient, actions: FakeActions, kim: str, changes: dict[str, str], status: int, error: str
) -> None:
    headers = photo_of(**{"Content-Length": "400000", **changes})
    assert await begin_upload(client, headers) == (status, error)
    assert actions.of(SELFIE) == []


async def test_a_body_of_unknown_length_is_refused(client: httpx.AsyncClient, actions: FakeActions, kim: str) -> None:
    chunked = photo_of(**{"Transfer-Encoding": "chunked"})
    answer = await client.post(SELFIE, content=_in_pieces(), headers=chunked)
    assert (answer.status_code, answer.json()["error"]) == (411, "length_required")


async def _in_pieces() -> AsyncIterator[bytes]:
    yield PHOTO


async def test_an_upload_that_breaks_off_is_not_taken_for_a_whole_one(
    client: httpx.AsyncClient, actions: FakeActions, kim: str
) -> None:
    _, writer = await _open(client, photo_of(**{"Content-Length": str(len(PHOTO))}))
    writer.close()
    await asyncio.wait_for(actions.broken_off.wait(), 10)
    assert actions.of(SELFIE) == []


async def test_what_actions_refuses_is_passed_on_as_its_code(
    client: httpx.AsyncClient, actions: FakeActions, kim: str
) -> None:
    actions.answer("POST", SELFIE, {"ok": False, "error": "attempts_exceeded"}, status=409)
    answer = await client.post(SELFIE, content=PHOTO, headers=photo_of())
    assert (answer.status_code, answer.json()) == (409, {"ok": False, "error": "attempts_exceeded"})


@pytest.mark.parametrize("status", [500, 502, 401])
async def test_a_broken_actions_is_unavailable_and_says_nothing_of_itself(
    client: httpx.AsyncClient, actions: FakeActions, kim: str, status: int
) -> None:
    actions.answer("POST", SELFIE, {"detail": "Traceback"}, status=status)
    answer = await client.post(SELFIE, content=PHOTO, headers=photo_of())
    assert (answer.status_code, answer.json()) == (503, {"ok": False, "error": "unavailable"})


async def test_without_actions_the_customer_hears_it_at_once(alone: httpx.AsyncClient) -> None:
    for answer in (
        await alone.post(SELFIE, content=PHOTO, headers=photo_of()),
        await alone.get(SELFIE, headers=as_customer()),
        await alone.get("/consents", headers=as_customer()),
        await alone.post("/consents/biometrics/withdraw", json={}, headers=as_customer()),
    ):
        assert (answer.status_code, answer.json()) == (503, {"ok": False, "error": "unavailable"})


async def test_details_are_json_and_small(client: httpx.AsyncClient, actions: FakeActions, kim: str) -> None:
    actions.answer("POST", "/evidence/case-1/details", PASSED)
    headers = {**as_customer(), "Idempotency-Key": "key-2"}
    good = await client.post("/evidence/case-1/details", json={"fields": {"name": "Kim"}}, headers=headers)
    assert good.json() == PASSED
    large = await client.post("/evidence/case-1/details", json={"fields": {"name": "K" * 70_000}}, headers=headers)
    assert large.json()["error"] == "too_large"


async def test_the_content_of_a_card_comes_in_the_language_asked_for(
    client: httpx.AsyncClient, actions: FakeActions, kim: str
) -> None:
    actions.answer("GET", SELFIE, {"tips": ["look into the light"]})
    answer = await client.get(f"{SELFIE}?language=fa", headers=as_customer())
    assert answer.json() == {"tips": ["look into the light"]}
    assert answer.headers["cache-control"] == "no-store"
    assert actions.of(SELFIE)[0].query == "language=fa"


async def test_the_other_way_is_chosen_from_a_card(client: httpx.AsyncClient, actions: FakeActions, kim: str) -> None:
    actions.answer("POST", "/cases/case-1/alternative", {"ok": True, "data": {}})
    answer = await client.post(f"{SELFIE}/alternative", json={}, headers=as_customer())
    assert answer.status_code == 200
    assert actions.of("/cases/case-1/alternative")[0].body == b'{"step":"selfie"}'


async def test_consents_are_seen_and_withdrawn_by_their_customer(
    client: httpx.AsyncClient, actions: FakeActions, kim: str
) -> None:
    actions.answer("GET", f"/customers/{kim}/consents", [{"item": "biometrics"}])
    actions.answer("POST", f"/customers/{kim}/consents/biometrics/withdraw", {"ok": True, "data": {}})
    assert (await client.get("/consents?language=ko", headers=as_customer())).json() == [{"item": "biometrics"}]
    answer = await client.post("/consents/biometrics/withdraw", json={}, headers=as_customer())
    assert answer.status_code == 200
    assert (await client.get("/consents")).status_code == 401


@pytest.mark.parametrize("path", ["/evidence/case-1/..%2f..%2fcases", "/evidence/case%2f1/selfie", "/evidence/a%3Fb/c"])
async def test_a_path_cannot_lead_elsewhere_in_actions(
    client: httpx.AsyncClient, actions: FakeActions, kim: str, path: str
) -> None:
    before = len(actions.received)
    assert (await client.get(path, headers=as_customer())).status_code == 404
    assert all(request.path.endswith("/case") for request in actions.received[before:])


async def test_r15_a_customer_whom_a_machine_declined_asks_for_a_person(
    client: httpx.AsyncClient, actions: FakeActions, kim: str
) -> None:
    examples = json.loads((CONTRACTS / "case_review_request.json").read_text())
    actions.answer("POST", "/cases/case-1/review-request", examples["asked"])
    answer = await client.post("/evidence/case-1/review-request", headers=as_customer())
    assert (answer.status_code, answer.json()) == (200, examples["asked"])
    assert actions.received[-1].statement["customer_id"] == kim
    actions.answer("POST", "/cases/case-1/review-request", examples["declined_by_a_person"], status=409)
    answer = await client.post("/evidence/case-1/review-request", headers=as_customer())
    assert (answer.status_code, answer.json()["reason"]) == (409, "not_decided_by_checks")


async def test_nobody_asks_for_a_person_in_anothers_name(client: httpx.AsyncClient, kim: str) -> None:
    assert (await client.post("/evidence/case-1/review-request", headers=as_customer("lee"))).status_code == 404
    assert (await client.post("/evidence/case-1/review-request")).status_code == 401
