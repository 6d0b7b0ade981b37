"""Who gets in at the bank's door, and what of what they bring."""

from pathlib import Path
from typing import Any

import httpx

from actions.services.token_desk import revoke_token
from tests.integration.bank.conftest import Bank
from tests.servers.fake_actions import FakeActions
from tests.servers.front_door import front_door, settings_for
from tests.servers.serving import serving

NEW = {"customer": "kim", "language": "en"}
VISIT = {"way": "branch", "outcome": "seen", "staff_reference": "visit-1"}
CALLS = [
    ("POST", "/api/cases", NEW, "cases:create"),
    ("GET", "/api/cases", None, "cases:read"),
    ("GET", "/api/cases/c-1", None, "cases:read"),
    ("POST", "/api/cases/c-1/cancel", None, "cases:cancel"),
    ("POST", "/api/cases/c-1/redact", None, "cases:redact"),
    ("POST", "/api/cases/c-1/visits", VISIT, "visits:report"),
    ("POST", "/api/cases/c-1/risk", {"risk": "high"}, "cases:risk"),
]


async def call(bank: Bank, method: str, path: str, body: object, headers: Any) -> httpx.Response:
    more = {} if body is None else {"json": body}
    return await bank.http.request(method, path, headers={**headers, "Idempotency-Key": "k"}, **more)  # type: ignore[arg-type]  # any of httpx's arguments


async def test_every_operation_asks_for_its_own_scope_and_names_it(bank: Bank) -> None:
    scopes = {scope for *_, scope in CALLS}
    for method, path, body, scope in CALLS:
        headers = await bank.token(*(scopes - {scope}))
        answer = await call(bank, method, path, body, headers)
        assert answer.status_code == 403
        assert answer.json() == {"ok": False, "error": "forbidden", "fields": {"scope": scope}}


async def test_without_a_token_nothing_opens_and_nobody_is_remembered(bank: Bank) -> None:
    for headers in ({}, {"Authorization": "Bearer gildong_x_y"}, {"Authorization": "Basic abc"}):
        for method, path, body, _ in CALLS:
            answer = await call(bank, method, path, body, headers)
            assert (answer.status_code, answer.json()) == (401, {"ok": False, "error": "unauthorized"})
    assert (await bank.get("/api/cases", customer="kim")).json()["data"]["cases"] == []
    first = await bank.create("lee")
    second = await bank.create("kim")
    assert first["customer_id"] < second["customer_id"]  # ids sort by time: the refused calls had made none


async def test_a_revoked_token_is_refused_at_once(bank: Bank) -> None:
    named = (await bank.get("/api/token")).json()["data"]
    await revoke_token(bank.actions.program.means, named["name"])
    assert (await bank.get("/api/token")).status_code == 401


WRONG: list[Any] = [
    {},
    [],
    None,
    "kim",
    {"language": "en"},
    {"customer": "kim"},
    {"customer": "kim", "language": "de"},
    {"customer": "kim", "installation": "phone", "language": "en"},
    {"customer": "", "language": "en"},
    {"customer": "k\u0000m", "language": "en"},
    {"customer": "k" * 201, "language": "en"},
    {"customer": 7, "language": "en"},
    {"customer": "kim", "language": "en", "more": 1},
    {"customer": "kim", "language": "en", "risk": "low"},
    {"customer": "kim", "language": "en", "risk": True},
    {"customer": "kim", "language": "en", "journey": "../kr"},
    {"customer": "kim", "language": "en", "reference": "Hong Gildong 900101"},
]


async def test_a_case_that_is_asked_for_wrongly_is_not_opened(bank: Bank) -> None:
    for body in WRONG:
        answer = await bank.post("/api/cases", body, "k") if body is not None else await _null(bank)
        assert (answer.status_code, answer.json()["error"]) == (400, "invalid_payload"), body
        assert "900101" not in answer.text
    assert (await bank.get("/api/cases")).json()["data"]["cases"] == []


async def test_a_journey_that_nobody_has_configured_is_refused_by_name(bank: Bank) -> None:
    answer = await bank.post("/api/cases", NEW | {"journey": "atlantis"}, "k")
    assert (answer.status_code, answer.json()) == (409, {"ok": False, "error": "journey_unknown"})


async def _null(bank: Bank) -> httpx.Response:
    return await _raw(bank, b"null")


async def _raw(bank: Bank, body: bytes, content_type: str = "application/json") -> httpx.Response:
    headers = {**bank.headers, "Idempotency-Key": "k", "Content-Type": content_type}
    return await bank.http.post("/api/cases", content=body, headers=headers)


async def test_what_is_no_json_is_refused(bank: Bank) -> None:
    for body in (b"{", b"\xff\xfe{}", b'{"customer":"\\ud800","language":"en"}', b"[" * 30_000):
        answer = await _raw(bank, body)
        assert (answer.status_code, answer.json()["error"]) == (400, "invalid_payload"), body[:20]


async def test_another_type_or_charset_is_refused(bank: Bank) -> None:
    body = b'{"customer":"kim","language":"en"}'
    for content_type in ("text/plain", "", "application/json; charset=euc-kr", "application/x-www-form-urlencoded"):
        answer = await _raw(bank, body, content_type)
        assert (answer.status_code, answer.json()["error"]) == (415, "unsupported_type"), content_type
    assert (await _raw(bank, body, "application/json; charset=UTF-8")).status_code == 201


async def test_a_body_is_small(bank: Bank) -> None:
    for size in (65_537, 300_000):
        answer = await _raw(bank, b" " * size)
        assert (answer.status_code, answer.json()) == (413, {"ok": False, "error": "too_large"})


async def test_an_opening_without_a_key_is_refused(bank: Bank) -> None:
    answer = await bank.post("/api/cases", NEW)
    assert answer.json() == {
        "ok": False,
        "error": "invalid_payload",
        "fields": {"Idempotency-Key": "missing"},
    }
    strange = await bank.post("/api/cases", NEW, "k" * 129)
    assert strange.json()["fields"] == {"Idempotency-Key": "pattern"}


QUESTIONS = (
    "limit=0",
    "limit=101",
    "limit=x",
    "status=verified",
    "more=1",
    "customer=",
    "limit=1&limit=2",
    "cursor=a/b",
)
NOWHERE = ("/api/cases/nothing", "/api/cases/..%2f..%2fcases", "/api/cases/a%2fb", "/api/cases/c/d/e", "/api/nothing")


async def test_a_question_that_is_none_is_refused(bank: Bank) -> None:
    for query in QUESTIONS:
        answer = await bank.http.get(f"/api/cases?{query}", headers=bank.headers)
        assert (answer.status_code, answer.json()["error"]) == (400, "invalid_payload"), query


async def test_a_case_or_path_that_is_not_there_is_not_found(bank: Bank) -> None:
    for path in NOWHERE:
        answer = await bank.get(path)
        assert (answer.status_code, answer.json()["error"]) == (404, "not_found"), path


async def test_another_method_is_told_which_there_are(bank: Bank) -> None:
    for method in ("PUT", "PATCH", "DELETE", "OPTIONS"):
        answer = await bank.http.request(method, "/api/cases", headers=bank.headers)
        assert (answer.status_code, answer.json()["error"]) == (405, "method_not_allowed")
        assert set(answer.headers["allow"].replace(" ", "").split(",")) == {"GET", "POST"}


async def test_who_asks_without_end_is_asked_to_wait(tmp_path: Path) -> None:
    actions = FakeActions()
    async with (
        serving(actions, lifespan="off") as url,
        front_door(settings_for(tmp_path, actions_url=url, bank_requests_per_minute=30)) as door,
    ):
        answers = [(await door.get("/api/cases/c-1")) for _ in range(30)]
    assert answers[0].status_code == 404
    assert (answers[-1].status_code, answers[-1].json()) == (429, {"ok": False, "error": "rate_limited"})
    assert len(actions.received) < 30


async def test_bytes_and_headers_that_matter_pass_unchanged_and_nothing_that_opens_another_door(
    tmp_path: Path,
) -> None:
    actions = FakeActions()
    actions.answer("POST", "/api/cases/c-1/visits", {"ok": True, "data": {}})
    body = b'{ "way" : "branch",\n"outcome":"seen", "staff_reference":"\\u0041" }'
    headers = {
        "Authorization": "Bearer gildong_k_s",
        "Content-Type": "application/json",
        "Idempotency-Key": "k",
        "X-Gildong-Whose": "forged",
        "Cookie": "session=1",
    }
    async with (
        serving(actions, lifespan="off") as url,
        front_door(settings_for(tmp_path, actions_url=url)) as door,
    ):
        await door.post("/api/cases/c-1/visits?a=%20b", content=body, headers=headers)
    [sent] = actions.of("/api/cases/c-1/visits")
    assert (sent.body, sent.query) == (body, "a=%20b")
    kept = {"authorization": "Bearer gildong_k_s", "content-type": "application/json", "idempotency-key": "k"}
    assert {name: sent.headers.get(name) for name in kept} == kept
    assert {"x-gildong-whose", "cookie"}.isdisjoint(sent.headers)


async def test_while_actions_is_down_the_bank_hears_so(tmp_path: Path) -> None:
    async with front_door(settings_for(tmp_path)) as door:
        answer = await door.get("/api/cases", headers={"Authorization": "Bearer gildong_k_s"})
    assert (answer.status_code, answer.json()) == (503, {"ok": False, "error": "unavailable"})
