"""Who gets in, and what of what they bring."""

import asyncio
import time
import zlib
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import jwt
import pytest

from actions.http.intake import EACH
from actions.services.providers import PhotoOutcome
from tests.integration.actions.conftest import SECRETS, ActionServer, action_server, settings_for, statement
from tests.integration.actions.test_journey import HANDED_IN
from tests.servers import photos
from tests.servers.journey import VALUES


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[ActionServer]:
    async with action_server(settings_for(tmp_path, photo_bytes=200_000)) as running:
        yield running


async def started(server: ActionServer) -> str:
    await server.act("action_start_verification", "c:1")
    return str((await server.case())["case_id"])


async def to_document(server: ActionServer) -> str:
    case_id = await started(server)
    await server.consent(case_id)
    await server.form(case_id, "details", {"fields": VALUES["en"]})
    await server.code(case_id)
    return case_id


def forged(**claims: Any) -> Mapping[str, str]:
    standard = {"sub": "customer-1", "kind": "customer", "aud": "actions", "exp": time.time() + 60}
    given = standard | claims
    key, algorithm = given.pop("key", SECRETS["statement_secret"]), given.pop("alg", "HS256")
    token = jwt.encode({k: v for k, v in given.items() if v is not None}, key, algorithm=algorithm)
    return {"Authorization": f"Bearer {token}"}


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer nonsense"},
        {"Authorization": "Basic abc"},
        forged(aud="handoff"),
        forged(exp=time.time() - 60),
        forged(exp=time.time() + 3600),
        forged(exp=None),
        forged(kind="admin"),
        forged(sub=None),
        forged(key="another secret, just as long as the real one is"),
        forged(alg="HS512", key=SECRETS["statement_secret"] * 2),
        forged(alg="none", key=""),
    ],
    ids=["no", "garbage", "basic", "aud", "old", "long", "no-exp", "kind", "no-sub", "key", "hs512", "none"],
)
async def test_a_statement_that_handoff_did_not_make_opens_nothing(
    server: ActionServer, headers: Mapping[str, str]
) -> None:
    for method, path in (("GET", "/customers/customer-1/case"), ("GET", "/cases"), ("POST", "/evidence/c/selfie")):
        answer = await server.http.request(method, path, headers=headers)
        assert (answer.status_code, answer.json()["error"]) == (401, "unauthorized")


async def test_another_customers_case_is_not_there(server: ActionServer) -> None:
    case_id = await started(server)
    other = statement(sub="customer-2", kind="customer", customer_id="customer-2")
    for method, path in (
        ("GET", f"/customers/{server.customer_id}/case"),
        ("GET", f"/customers/{server.customer_id}/consents"),
        ("GET", f"/evidence/{case_id}/consent"),
        ("POST", f"/cases/{case_id}/alternative"),
    ):
        body = {"json": {"step": "selfie"}} if method == "POST" else {}
        answer = await server.http.request(method, path, headers=other, **body)  # type: ignore[arg-type]  # any of httpx's arguments
        assert (answer.status_code, answer.json()) == (404, {"ok": False, "error": "not_found"})


async def test_a_customer_cannot_claim_a_permission(server: ActionServer) -> None:
    case_id = await started(server)
    sly = statement(sub=server.customer_id, kind="customer", permissions=["case:decide", "case:reveal", "case:view"])
    body = {"command": "decide", "decision": "approved", "reason": "me"}
    for answer in (
        await server.http.get(f"/cases/{case_id}", headers=sly),
        await server.http.post(f"/cases/{case_id}/commands", json=body, headers=sly),
    ):
        assert (answer.status_code, answer.json()["error"]) == (403, "forbidden")


@pytest.mark.parametrize(
    "body",
    [
        {"command": "approve"},
        {"command": "decide", "reason": "x"},
        {"command": "allow_attempt", "decision": "approved", "reason": "x"},
        {"command": "decide", "decision": "verified", "reason": "x"},
        {"command": "resend_code", "reason": "x", "extra": 1},
        {"command": "resend_code", "reason": "x" * 501},
        [],
        "decide",
    ],
)
async def test_a_command_that_is_none_is_refused_and_not_quoted(server: ActionServer, body: object) -> None:
    case_id = await started(server)
    answer = await server.http.post(f"/cases/{case_id}/commands", json=body, headers=server.staff)
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_payload")


async def test_a_photo_over_the_limit_is_refused_by_its_length_and_while_it_streams(server: ActionServer) -> None:
    case_id = await to_document(server)
    large = b"x" * 200_001
    assert (await server.photo(case_id, "document", large)).status_code == 413

    async def drip() -> AsyncIterator[bytes]:
        for start in range(0, len(large), 50_000):
            yield large[start : start + 50_000]

    headers = {**server.customer, "Idempotency-Key": "k", "Content-Type": "image/jpeg"}
    answer = await server.http.post(f"/evidence/{case_id}/document", content=drip(), headers=headers)
    assert (answer.status_code, answer.json()["error"]) == (413, "too_large")


async def test_a_form_is_small(server: ActionServer) -> None:
    case_id = await started(server)
    answer = await server.form(case_id, "details", {"fields": {"name": "x" * 70_000}})
    assert (answer.status_code, answer.json()["error"]) == (413, "too_large")
    answer = await server.form(case_id, "details", {"fields": {"name": "x" * 201}})
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_payload")
    assert "xxx" not in answer.text


@pytest.mark.parametrize("content_type", ["image/gif", "text/html", "application/pdf", ""])
async def test_another_type_is_refused(server: ActionServer, content_type: str) -> None:
    case_id = await started(server)
    headers = {**server.customer, "Idempotency-Key": "k", "Content-Type": content_type}
    answer = await server.http.post(f"/evidence/{case_id}/selfie", content=b"x", headers=headers)
    assert (answer.status_code, answer.json()["error"]) == (415, "unsupported_type")


async def test_evidence_without_a_key_is_refused(server: ActionServer) -> None:
    case_id = await started(server)
    answer = await server.http.post(f"/evidence/{case_id}/consent", json={}, headers=server.customer)
    assert answer.json() == {"ok": False, "error": "invalid_payload", "fields": {"Idempotency-Key": "missing"}}


async def test_a_step_out_of_turn_is_refused(server: ActionServer) -> None:
    case_id = await started(server)
    for step, status, code in (("selfie", 409, "step_not_current"), ("details", 409, "wrong_kind")):
        answer = await server.photo(case_id, step, photos.selfie())
        assert (answer.status_code, answer.json()["error"]) == (status, code)
    assert (await server.photo(case_id, "video", b"x")).status_code == 404


async def post_a_part(server: ActionServer, case_id: str, photo: bytes) -> tuple[asyncio.StreamReader, Any]:
    """Of a photo that announces the rest, too."""
    head = {**server.customer, "Host": "x", "Idempotency-Key": "k", "Content-Type": "image/jpeg"}
    lines = [f"POST /evidence/{case_id}/document HTTP/1.1", *(f"{name}: {value}" for name, value in head.items())]
    request = "\r\n".join([*lines, f"Content-Length: {len(photo)}", "", ""]).encode() + photo[: len(photo) // 2]
    reader, writer = await asyncio.open_connection(server.http.base_url.host, server.http.base_url.port)
    writer.write(request)
    await writer.drain()
    return reader, writer


async def test_a_photo_that_breaks_off_on_its_way_costs_no_attempt(server: ActionServer) -> None:
    case_id = await to_document(server)
    photo = photos.document()
    _, writer = await post_a_part(server, case_id, photo)
    writer.close()
    await asyncio.sleep(0.5)
    assert (await server.card(case_id, "document"))["attempts_left"] == 3
    assert (await server.photo(case_id, "document", photo, "k")).json()["data"]["result"] in HANDED_IN


async def test_a_photo_that_the_step_does_not_take_now_is_not_read(server: ActionServer) -> None:
    reader, writer = await post_a_part(server, await started(server), photos.document())
    assert (await reader.readline()).startswith(b"HTTP/1.1 409")
    writer.close()


async def test_while_too_much_is_looked_at_a_photo_is_sent_back_unread_and_nothing_is_lost(
    server: ActionServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id, photo = await to_document(server), photos.document()
    documents, looking, go_on = server.program.means.providers.documents, asyncio.Semaphore(0), asyncio.Event()
    look = documents.check

    async def look_slowly(*shown: Any) -> PhotoOutcome:
        looking.release()
        await go_on.wait()
        return await look(*shown)

    monkeypatch.setattr(documents, "check", look_slowly)
    with_us = [asyncio.create_task(server.photo(case_id, "document", photo, f"k{n}")) for n in range(EACH)]
    for _ in with_us:
        await looking.acquire()
    answer = await server.photo(case_id, "document", photo, "one-more")
    assert answer.status_code == 503
    assert (answer.json(), answer.headers["retry-after"]) == ({"ok": False, "error": "unavailable"}, "5")
    assert (await server.card(case_id, "document"))["attempts_left"] == 3
    go_on.set()
    assert 200 in {answer.status_code for answer in await asyncio.gather(*with_us)}


@pytest.mark.parametrize(
    "body", [b'{"decisions":' + b"[" * 30_000, b"\xff\xfe", b'{"fields":{"name":"\\ud800"}}', b"5"]
)
async def test_a_form_that_is_none_is_refused(server: ActionServer, body: bytes) -> None:
    case_id = await started(server)
    headers = {**server.customer, "Idempotency-Key": "k", "Content-Type": "application/json"}
    answer = await server.http.post(f"/evidence/{case_id}/consent", content=body, headers=headers)
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_payload")


@pytest.mark.parametrize("authorization", [None, "Bearer wrong", "wrong"])
async def test_only_the_bot_has_actions_run(server: ActionServer, authorization: str | None) -> None:
    headers = {"Authorization": authorization} if authorization else {}
    answer = await server.http.post("/webhook", json={"next_action": "action_start_verification"}, headers=headers)
    assert (answer.status_code, answer.json()) == (401, {"error": "unauthorized"})


async def test_what_goes_wrong_in_the_webhook_is_small_and_quotes_nothing(server: ActionServer) -> None:
    headers = {"Authorization": f"Bearer {SECRETS['bot_secret']}"}
    tracker = {"sender_id": "x", "latest_message": {"text": "900101-1000006"}}
    unknown = {"next_action": "action_nothing", "tracker": tracker}
    broken = {"next_action": "action_case_status", "tracker": {"latest_message": {"text": "900101-1000006"}}}
    for call, status in ((unknown, 404), (broken, 500), ([], 400), ({"next_action": "x"}, 400)):
        answer = await server.http.post("/webhook", json=call, headers=headers)
        assert answer.status_code == status
        assert "900101" not in answer.text
        assert len(answer.content) < 200


async def test_a_compressed_call_is_read_and_a_bomb_is_not(server: ActionServer) -> None:
    headers = {"Authorization": f"Bearer {SECRETS['bot_secret']}", "Content-Encoding": "deflate"}
    call = b'{"next_action":"action_nothing","tracker":{"sender_id":"x"}}'
    assert (await server.http.post("/webhook", content=zlib.compress(call), headers=headers)).status_code == 404
    bomb = zlib.compress(b" " * 50_000_000)
    assert (await server.http.post("/webhook", content=bomb, headers=headers)).status_code == 400


async def test_health_and_readiness_need_no_statement(server: ActionServer) -> None:
    assert (await server.http.get("/healthz")).json() == {"ok": True}
    assert (await server.http.get("/readyz")).json() == {"ok": True, "database": True}


async def test_a_path_that_is_none_is_not_found(server: ActionServer) -> None:
    assert (await server.http.get("/nothing")).json() == {"ok": False, "error": "not_found"}
    assert (await server.http.get("/cases/..%2f..%2fetc", headers=server.staff)).status_code == 404
