"""Signing in over HTTP, and what a browser's request must bring to change something."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from handoff.app.commands import create_admin
from handoff.services.staff_accounts import NewStaff
from tests.servers.fake_actions import FakeActions
from tests.servers.front_door import DEMO_PASSWORD, front_door, settings_for, sign_in
from tests.servers.loopback import loopback
from tests.servers.serving import serving

CASE = {"case_id": "case-1", "values": {"name": "K**"}}
APPROVE = {"command": "decide", "decision": "approved", "reason": "face and document agree"}


@pytest.fixture
def actions() -> FakeActions:
    return FakeActions()


@pytest.fixture
async def client(actions: FakeActions, tmp_path: Path, database_url: str) -> AsyncIterator[httpx.AsyncClient]:
    async with serving(actions, lifespan="off") as actions_url:
        settings = settings_for(tmp_path, database_url, demo_staff=True, actions_url=actions_url)
        async with front_door(settings) as client:
            yield client


async def audit_of(client: httpx.AsyncClient) -> list[tuple[str, str, str]]:
    await sign_in(client, "omid")
    entries = (await client.get("/api/audit")).raise_for_status().json()["entries"]
    return [(entry["action"], entry["subject"], entry["outcome"]) for entry in reversed(entries)]


async def test_the_cookie_is_for_this_origin_and_for_no_script(client: httpx.AsyncClient) -> None:
    answer = await client.post("/api/login", json={"username": "sora", "password": DEMO_PASSWORD})
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert (await client.get("/api/me")).json() == answer.json()
    assert answer.json()["user"]["role"] == "agent"


async def test_outside_development_the_cookie_travels_over_https_alone(tmp_path: Path) -> None:
    settings = settings_for(tmp_path, GILDONG_ENV="production", public_url="https://chat.bank.example")
    await create_admin(settings, NewStaff("root", "Root", "operator", ("en",)), DEMO_PASSWORD)
    async with front_door(settings) as client:
        answer = await client.post("/api/login", json={"username": "root", "password": DEMO_PASSWORD})
        assert answer.headers["set-cookie"].startswith("__Host-gildong=")
        assert "Secure" in answer.headers["set-cookie"]
        demo = await client.post("/api/login", json={"username": "sora", "password": DEMO_PASSWORD})
        assert demo.json()["error"] == "wrong_credentials"


async def test_a_demonstrations_staff_stay_out_of_production(tmp_path: Path, database_url: str) -> None:
    async with front_door(settings_for(tmp_path, database_url, demo_staff=True)) as client:
        await sign_in(client, "sora")
        session = client.cookies["gildong_8000"]
    settings = settings_for(tmp_path, database_url, GILDONG_ENV="production", public_url="https://chat.bank.example")
    async with front_door(settings) as client:
        answer = await client.post("/api/login", json={"username": "sora", "password": DEMO_PASSWORD})
        assert answer.json()["error"] == "wrong_credentials"
        assert (await client.get("/api/me", headers={"Cookie": f"__Host-gildong={session}"})).status_code == 401


async def test_a_person_who_is_called_like_one_of_the_demonstration_keeps_the_password(tmp_path: Path) -> None:
    settings = settings_for(tmp_path, demo_staff=True)
    await create_admin(settings, NewStaff("ada", "Ada L.", "operator", ("en",)), "a password of her own")
    async with front_door(settings) as client:
        for password, status in ((DEMO_PASSWORD, 401), ("a password of her own", 200)):
            answer = await client.post("/api/login", json={"username": "ada", "password": password})
            assert answer.status_code == status


async def test_many_wrong_passwords_at_once_are_not_more_than_one_after_the_other(client: httpx.AsyncClient) -> None:
    login = {"username": "sora", "password": "wrong"}
    answers = await asyncio.gather(*(client.post("/api/login", json=login) for _ in range(20)))
    assert [answer.status_code for answer in answers].count(401) <= 6


async def test_a_wrong_password_is_refused_and_soon_every_password(client: httpx.AsyncClient) -> None:
    answers = [
        await client.post("/api/login", json={"username": "sora", "password": password})
        for password in [*["wrong"] * 5, DEMO_PASSWORD]
    ]
    assert [answer.status_code for answer in answers] == [401] * 5 + [429]


async def test_what_changes_something_needs_the_csrf_token(client: httpx.AsyncClient) -> None:
    await sign_in(client, "sora")
    token = client.headers.pop("X-CSRF-Token")
    without = await client.post("/api/logout", json={})
    assert (without.status_code, without.json()["error"]) == (403, "bad_csrf")
    wrong = await client.post("/api/logout", json={}, headers={"X-CSRF-Token": "0" * 64})
    assert wrong.json()["error"] == "bad_csrf"
    assert (await client.post("/api/logout", json={}, headers={"X-CSRF-Token": token})).status_code == 200
    assert (await client.get("/api/me")).status_code == 401


async def test_a_page_of_another_origin_is_refused(client: httpx.AsyncClient) -> None:
    await sign_in(client, "sora")
    login = {"username": "sora", "password": DEMO_PASSWORD}
    for path, body in (("/api/login", login), ("/api/logout", {}), ("/api/review/case-1/commands", APPROVE)):
        for origin in ("https://evil.example", "http://localhost:8001", "null"):
            answer = await client.post(path, json=body, headers={"Origin": origin})
            assert (answer.status_code, answer.json()["error"]) == (403, "bad_origin")
    ours = await client.post("/api/logout", json={}, headers={"Origin": "http://localhost:8000"})
    assert ours.status_code == 200


async def test_signing_out_everywhere_ends_the_other_browser_too(client: httpx.AsyncClient) -> None:
    await sign_in(client, "sora")
    other = dict(client.cookies)
    await sign_in(client, "sora")
    await client.post("/api/logout", json={"everywhere": True})
    async with loopback(base_url=client.base_url, cookies=other) as browser:
        assert (await browser.get("/api/me")).status_code == 401


async def test_cases_are_seen_by_those_who_may(client: httpx.AsyncClient, actions: FakeActions) -> None:
    actions.answer("GET", "/cases", [CASE])
    actions.answer("GET", "/cases/case-1", CASE)
    assert (await client.get("/api/review")).status_code == 401
    await sign_in(client, "juno")
    assert (await client.get("/api/review?status=in_review&language=ko")).json() == [CASE]
    assert actions.of("/cases")[0].query == "status=in_review&language=ko"
    assert (await client.get("/api/review/case-1")).json() == CASE
    await sign_in(client, "mina")
    for path in ("/api/review", "/api/review/case-1"):
        assert (await client.get(path)).json() == {"ok": False, "error": "forbidden"}


async def test_a_photo_is_asked_for_with_a_reason_which_is_written_down_and_then_shown_and_kept_by_no_cache(
    client: httpx.AsyncClient, actions: FakeActions
) -> None:
    look = {"ok": True, "data": {"until": "2026-11-22T09:01:00.000Z", "seconds": 60}}
    actions.answer("POST", "/cases/case-1/reveal", look)
    actions.answer_image("/cases/case-1/reveal", b"\xff\xd8\xff")
    await sign_in(client, "juno")
    asked = {"evidence_id": "photo-1", "reason": "compare the face"}
    assert (await client.post("/api/review/case-1/reveal", json=asked)).json() == look
    answer = await client.get("/api/review/case-1/reveal?evidence_id=photo-1&more=x")
    assert (answer.content, answer.headers["content-type"]) == (b"\xff\xd8\xff", "image/jpeg")
    assert answer.headers["cache-control"] == "no-store"
    asking, showing = actions.of("/cases/case-1/reveal")
    statement = asking.statement
    assert (statement["kind"], statement["role"], statement["reason"]) == ("staff", "reviewer", "compare the face")
    assert "case:reveal" in statement["permissions"]
    assert (showing.query, showing.statement["sub"]) == ("evidence_id=photo-1", statement["sub"])
    audit = await audit_of(client)
    assert ("case_reveal", "case-1", "asked") in audit
    assert ("case_reveal", "case-1", "done") in audit


async def test_a_look_that_is_refused_is_written_down_as_that(client: httpx.AsyncClient, actions: FakeActions) -> None:
    actions.answer("POST", "/cases/case-1/reveal", {"ok": False, "error": "reveal_limit"}, status=429)
    await sign_in(client, "juno")
    answer = await client.post("/api/review/case-1/reveal", json={"field": "name", "reason": "one more"})
    assert (answer.status_code, answer.json()["error"]) == (429, "reveal_limit")
    assert ("case_reveal", "case-1", "reveal_limit") in await audit_of(client)


async def test_who_may_not_see_values_is_shown_none(client: httpx.AsyncClient, actions: FakeActions) -> None:
    actions.answer_image("/cases/case-1/reveal", b"\xff\xd8\xff")
    await sign_in(client, "mina")
    assert (await client.get("/api/review/case-1/reveal?field=name")).status_code == 403
    await sign_in(client, "juno")
    assert (await client.get("/api/review/case-1/reveal?field=../../x")).status_code == 404
    assert actions.received == []


async def test_the_audit_says_with_which_role_and_that_a_stand_in_had_spoken(
    client: httpx.AsyncClient, actions: FakeActions
) -> None:
    actions.answer("POST", "/cases/case-1/commands", {**CASE, "simulated": True})
    await sign_in(client, "juno")
    await client.post("/api/review/case-1/commands", json=APPROVE)
    await sign_in(client, "omid")
    entry = next(
        e for e in (await client.get("/api/audit")).json()["entries"] if e["outcome"] == "done" and e["reason"]
    )
    assert entry["detail"] == {"command": "decide", "decision": "approved", "role": "reviewer", "simulated": "yes"}
    assert (entry["action"], entry["subject"], entry["reason"]) == ("case_command", "case-1", APPROVE["reason"])


BAD_LOOKS: list[dict[str, object]] = [
    {"field": "name"},
    {"field": "name", "reason": "x"},
    {"reason": "no object"},
    {"field": "name", "evidence_id": "photo-1", "reason": "both"},
    {"field": "../../x", "reason": "a path"},
    {"field": "name", "reason": "more", "more": 1},
]


async def test_a_look_without_a_reason_or_an_object_is_refused(client: httpx.AsyncClient, actions: FakeActions) -> None:
    await sign_in(client, "juno")
    for asked in BAD_LOOKS:
        answer = await client.post("/api/review/case-1/reveal", json=asked)
        assert (answer.status_code, answer.json()["error"]) == (400, "invalid_payload"), asked
    assert actions.received == []


async def test_a_decision_is_passed_on_and_a_refusal_of_the_case_comes_back(
    client: httpx.AsyncClient, actions: FakeActions
) -> None:
    await sign_in(client, "juno")
    refused = {"ok": False, "error": "case_refuses", "reason": "not_in_review"}
    actions.answer("POST", "/cases/case-1/commands", refused, status=409)
    answer = await client.post("/api/review/case-1/commands", json=APPROVE)
    assert (answer.status_code, answer.json()) == (409, refused)
    actions.answer("POST", "/cases/case-1/commands", CASE)
    assert (await client.post("/api/review/case-1/commands", json=APPROVE)).json() == CASE
    outcomes = [outcome for action, _, outcome in await audit_of(client) if action == "case_command"]
    assert outcomes == ["asked", "case_refuses", "asked", "done"]


async def test_a_number_in_a_reason_is_not_kept(client: httpx.AsyncClient, actions: FakeActions) -> None:
    await sign_in(client, "juno")
    reason = "resident number 900101-1000006 does not agree\u202e"
    await client.post("/api/review/case-1/commands", json=APPROVE | {"reason": reason})
    kept = "resident number [id_number] does not agree"
    sent = actions.of("/cases/case-1/commands")[0]
    assert (sent.statement["reason"], json.loads(sent.body)["reason"]) == (kept, kept)
    await sign_in(client, "omid")
    assert "900101" not in (await client.get("/api/audit")).text
    await sign_in(client, "juno")
    assert (await client.post("/api/review/case-1/commands", json=APPROVE | {"reason": " \n "})).status_code == 400


async def test_a_command_is_one_of_those_that_exist(client: httpx.AsyncClient, actions: FakeActions) -> None:
    await sign_in(client, "juno")
    for wrong in ({"command": "verify_passed"}, {"decision": None}, {"decision": "verified"}, {"reason": ""}):
        answer = await client.post("/api/review/case-1/commands", json=APPROVE | wrong)
        assert answer.json()["error"] == "invalid_payload"
    assert actions.received == []


async def test_without_actions_nothing_is_decided_and_that_is_written_down(tmp_path: Path, database_url: str) -> None:
    async with front_door(settings_for(tmp_path, database_url, demo_staff=True)) as client:
        await sign_in(client, "juno")
        assert (await client.post("/api/review/case-1/commands", json=APPROVE)).status_code == 503
        assert ("case_command", "case-1", "unavailable") in await audit_of(client)


async def test_the_audit_is_for_the_operator(client: httpx.AsyncClient) -> None:
    await sign_in(client, "sora")
    assert (await client.get("/api/audit")).status_code == 403
