"""A visit to a branch over HTTP: found by a name, the tablet in other hands, and everything over when it is over."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.servers.fake_actions import FakeActions
from tests.servers.front_door import as_customer, front_door, settings_for, sign_in
from tests.servers.serving import serving

EXAMPLES = json.loads((Path(__file__).parents[3] / "contracts" / "branch.json").read_text())
CASE = EXAMPLES["found"]["case_id"]
WHY = "ID card and face before me"


@pytest.fixture
def actions() -> FakeActions:
    return FakeActions()


@pytest.fixture
async def client(actions: FakeActions, tmp_path: Path, database_url: str) -> AsyncIterator[httpx.AsyncClient]:
    async with serving(actions, lifespan="off") as actions_url:
        settings = settings_for(tmp_path, database_url, demo_staff=True, actions_url=actions_url)
        async with front_door(settings) as client:
            yield client


async def a_customer(client: httpx.AsyncClient, actions: FakeActions, sub: str = "kim", **changes: Any) -> str:
    """Whose case is the one of the examples."""
    await client.get("/consents", headers=as_customer(sub))
    known = str(actions.received[-1].statement["customer_id"])
    actions.answer("GET", f"/customers/{known}/case", EXAMPLES["found"]["journey"] | changes)
    found = EXAMPLES["found"] | {"customer_id": known}
    actions.answer("POST", "/branch/find", found)
    actions.answer("GET", f"/branch/{CASE}", found)
    actions.answer("POST", f"/branch/{CASE}/visit", EXAMPLES["reported"])
    return known


async def code_of(client: httpx.AsyncClient, sub: str = "kim") -> str:
    answer = await client.post("/branch/code", headers=as_customer(sub))
    return str(answer.raise_for_status().json()["data"]["code"])


async def visit_of(client: httpx.AsyncClient, actions: FakeActions) -> str:
    """Opened by the code of the app."""
    await a_customer(client, actions)
    code = await code_of(client)
    await sign_in(client, "dara")
    opened = (await client.post("/api/branch/pair", json={"code": code})).raise_for_status().json()
    assert opened["visit"]["how"] == "code"
    return str(opened["visit"]["id"])


async def tablet_of(client: httpx.AsyncClient, visit: str) -> dict[str, str]:
    handed = (await client.post(f"/api/branch/visits/{visit}/hand-over", json={})).raise_for_status().json()
    return {"Authorization": f"Bearer {handed['token']}"}


async def audit_of(client: httpx.AsyncClient) -> list[dict[str, Any]]:
    await sign_in(client, "omid")
    entries = (await client.get("/api/audit")).raise_for_status().json()["entries"]
    return [entry for entry in reversed(entries) if entry["action"].startswith("branch_")]


async def test_a_code_opens_one_visit_once(client: httpx.AsyncClient, actions: FakeActions) -> None:
    await a_customer(client, actions)
    old, code = await code_of(client), await code_of(client)
    await sign_in(client, "dara")
    for wrong in (old, "00000000" if code != "00000000" else "00000001"):
        answer = await client.post("/api/branch/pair", json={"code": wrong})
        assert (answer.status_code, answer.json()["error"]) == (404, "code_unknown")
    assert (await client.post("/api/branch/pair", json={"code": code})).status_code == 200
    assert (await client.post("/api/branch/pair", json={"code": code})).json()["error"] == "code_unknown"
    assert json.loads(actions.of("/branch/find")[0].body) == {"case_id": CASE}
    outcomes = [(entry["action"], entry["outcome"]) for entry in await audit_of(client)]
    assert outcomes.count(("branch_find", "code_unknown")) == 3
    assert outcomes.count(("branch_visit", "done")) == 1


async def test_a_code_outlives_an_answer_that_did_not_come(client: httpx.AsyncClient, actions: FakeActions) -> None:
    await a_customer(client, actions)
    code = await code_of(client)
    await sign_in(client, "dara")
    actions.answer("POST", "/branch/find", {"ok": False, "error": "internal"}, status=500)
    answer = await client.post("/api/branch/pair", json={"code": code})
    assert (answer.status_code, answer.json()["error"]) == (503, "unavailable")
    actions.answer("POST", "/branch/find", EXAMPLES["found"])
    assert (await client.post("/api/branch/pair", json={"code": code})).status_code == 200


async def test_codes_are_not_guessed(client: httpx.AsyncClient) -> None:
    await sign_in(client, "dara")
    answers = [await client.post("/api/branch/pair", json={"code": f"{number:08}"}) for number in range(12)]
    assert [answer.status_code for answer in answers] == [404] * 10 + [429] * 2


async def test_a_code_is_for_a_case_that_waits_for_its_customer(
    client: httpx.AsyncClient, actions: FakeActions
) -> None:
    await a_customer(client, actions, status="in_review")
    answer = await client.post("/branch/code", headers=as_customer())
    assert answer.status_code == 404
    assert (await client.post("/branch/code")).status_code == 401


async def test_without_the_app_the_banks_own_name_and_the_document_open_a_visit(
    client: httpx.AsyncClient, actions: FakeActions
) -> None:
    known = await a_customer(client, actions)
    await sign_in(client, "dara")
    for named, asked in (({"reference": "A-17"}, {"reference": "A-17"}), ({"customer": "kim"}, {"customer_id": known})):
        answer = await client.post("/api/branch/find?language=ko", json={**named, "reason": WHY})
        assert answer.json()["case"]["case_id"] == CASE
        assert json.loads(actions.received[-1].body) == asked
    opened = (await client.post("/api/branch/visits", json={"customer": "kim", "reason": WHY})).json()
    assert opened["visit"]["how"] == "document"
    assert (await client.get("/api/branch/visit")).json()["visit"]["id"] == opened["visit"]["id"]
    last = (await audit_of(client))[-1]
    assert (last["action"], last["reason"], last["detail"]) == (
        "branch_visit",
        WHY,
        {"how": "document", "role": "teller"},
    )


async def test_a_search_that_finds_nobody_is_written_down_too(client: httpx.AsyncClient, actions: FakeActions) -> None:
    await sign_in(client, "dara")
    for named in ({"reference": "nothing"}, {"customer": "nobody"}):
        assert (await client.post("/api/branch/find", json={**named, "reason": WHY})).status_code == 404
    assert [entry["outcome"] for entry in await audit_of(client)] == ["not_found", "not_found"]


@pytest.mark.parametrize(
    "body",
    [
        {"reference": "A-17"},
        {"reason": WHY},
        {"reference": "A-17", "customer": "kim", "reason": WHY},
        {"reference": "A-17", "reason": "x"},
        {"code": "1234"},
    ],
)
async def test_a_search_names_one_customer_and_says_why(client: httpx.AsyncClient, body: dict[str, str]) -> None:
    await sign_in(client, "dara")
    for path in ("/api/branch/find", "/api/branch/visits", "/api/branch/pair"):
        assert (await client.post(path, json=body)).status_code == 400


async def test_only_who_receives_customers_gets_there_and_they_get_nowhere_else(client: httpx.AsyncClient) -> None:
    for username, status in (("juno", 403), ("sora", 403), ("ines", 200), ("dara", 200)):
        await sign_in(client, username)
        assert (await client.get("/api/branch/visit")).status_code == status
    for path in ("/api/review", f"/api/review/{CASE}", f"/api/review/{CASE}/reveal?field=name", "/api/audit"):
        assert (await client.get(path)).status_code == 403


async def test_r13_the_tablet_in_the_customers_hands_reaches_their_case_and_nothing_else(
    client: httpx.AsyncClient, actions: FakeActions
) -> None:
    visit = await visit_of(client, actions)
    tablet = await tablet_of(client, visit)
    assert (await client.get("/api/me")).status_code == 401, "the staff's session is gone from it"
    actions.answer("GET", f"/evidence/{CASE}/selfie", {"ok": True, "data": {"step": "selfie"}})
    assert (await client.get(f"/branch/tablet/{CASE}", headers=tablet)).json()["case_id"] == CASE
    assert (await client.get(f"/evidence/{CASE}/selfie", headers=tablet)).status_code == 200
    said = actions.received[-1].statement
    assert (said["kind"], said["reason"]) == ("customer", "on the tablet of a branch, received by Dara")
    for path in ("/evidence/another/selfie", "/branch/tablet/another"):
        assert (await client.get(path, headers=tablet)).status_code == 404
    assert (await client.get("/consents", headers=tablet)).status_code == 401
    assert (await client.post("/branch/code", headers=tablet)).status_code == 401


async def test_the_tablet_shows_the_case_of_the_visit_and_not_a_newer_one(
    client: httpx.AsyncClient, actions: FakeActions
) -> None:
    visit = await visit_of(client, actions)
    tablet = await tablet_of(client, visit)
    await a_customer(client, actions, case_id="a-newer-one")
    assert (await client.get(f"/branch/tablet/{CASE}", headers=tablet)).status_code == 404


async def test_the_tablet_is_shut_by_the_customer_and_by_the_staff_who_take_it_back(
    client: httpx.AsyncClient, actions: FakeActions
) -> None:
    visit = await visit_of(client, actions)
    tablet = await tablet_of(client, visit)
    assert (await client.post(f"/branch/tablet/{CASE}/done", headers=tablet)).status_code == 200
    assert (await client.get(f"/branch/tablet/{CASE}", headers=tablet)).status_code == 401
    await sign_in(client, "dara")
    again = await tablet_of(client, visit)
    await sign_in(client, "dara")
    assert (await client.get("/api/branch/visit")).json()["visit"]["id"] == visit
    assert (await client.get(f"/branch/tablet/{CASE}", headers=again)).status_code == 401


async def test_signing_out_ends_the_visit(client: httpx.AsyncClient, actions: FakeActions) -> None:
    visit = await visit_of(client, actions)
    await client.post("/api/logout", json={})
    await sign_in(client, "dara")
    assert (await client.get("/api/branch/visit")).json() == {"visit": None, "case": None}
    answer = await client.post(f"/api/branch/visits/{visit}/hand-over", json={})
    assert (answer.status_code, answer.json()["error"]) == (409, "visit_over")


async def test_a_visit_belongs_to_whoever_opened_it(client: httpx.AsyncClient, actions: FakeActions) -> None:
    visit = await visit_of(client, actions)
    await sign_in(client, "ines")
    report = {"seen": True, "reason": WHY}
    for path, body in (("hand-over", {}), ("end", {}), ("report", report)):
        assert (await client.post(f"/api/branch/visits/{visit}/{path}", json=body)).status_code == 404


async def test_a_report_is_the_end_of_the_visit(client: httpx.AsyncClient, actions: FakeActions) -> None:
    visit = await visit_of(client, actions)
    report = {"seen": True, "reason": f"{WHY} 900101-1000006"}
    answer = await client.post(f"/api/branch/visits/{visit}/report", json=report)
    assert answer.json()["case"]["journey"]["status"] == "in_review"
    kept = f"{WHY} [id_number]"
    assert json.loads(actions.of(f"/branch/{CASE}/visit")[0].body) == {"seen": True, "reason": kept}
    again = await client.post(f"/api/branch/visits/{visit}/report", json=report)
    assert again.json()["error"] == "visit_over"
    said = [
        (entry["outcome"], entry["reason"]) for entry in await audit_of(client) if entry["action"] == "branch_report"
    ]
    assert said == [("asked", kept), ("done", kept)]


async def test_what_the_case_refuses_is_told_and_leaves_the_visit_open(
    client: httpx.AsyncClient, actions: FakeActions
) -> None:
    visit = await visit_of(client, actions)
    actions.answer("POST", f"/branch/{CASE}/visit", EXAMPLES["again"], status=409)
    answer = await client.post(f"/api/branch/visits/{visit}/report", json={"seen": True, "reason": WHY})
    assert (answer.status_code, answer.json()["error"]) == (409, "case_refuses")
    assert answer.json()["data"]["reason"] == EXAMPLES["again"]["reason"]
    assert (await client.get("/api/branch/visit")).json()["visit"]["id"] == visit


async def test_what_nobody_answered_or_the_case_refused_is_written_down_as_that(
    client: httpx.AsyncClient, actions: FakeActions
) -> None:
    visit = await visit_of(client, actions)
    actions.answer("POST", f"/branch/{CASE}/visit", EXAMPLES["again"], status=409)
    await client.post(f"/api/branch/visits/{visit}/report", json={"seen": True, "reason": WHY})
    actions.answer("POST", "/branch/find", {"ok": False, "error": "internal"}, status=500)
    answer = await client.post("/api/branch/find", json={"reference": "A-17", "reason": WHY})
    assert (answer.status_code, answer.json()["error"]) == (503, "unavailable")
    outcomes = [(entry["action"], entry["outcome"]) for entry in await audit_of(client)]
    assert outcomes[-3:] == [
        ("branch_report", "asked"),
        ("branch_report", "case_refuses"),
        ("branch_find", "unavailable"),
    ]


async def test_time_closes_codes_tablets_and_visits(tmp_path: Path, actions: FakeActions) -> None:
    soon = {"branch_code_minutes": 1e-6, "branch_tablet_minutes": 1e-6}
    async with (
        serving(actions, lifespan="off") as url,
        front_door(settings_for(tmp_path, demo_staff=True, actions_url=url, **soon)) as client,
    ):
        await a_customer(client, actions)
        code = await code_of(client)
        await sign_in(client, "dara")
        assert (await client.post("/api/branch/pair", json={"code": code})).json()["error"] == "code_unknown"
        opened = (await client.post("/api/branch/visits", json={"customer": "kim", "reason": WHY})).json()
        tablet = await tablet_of(client, opened["visit"]["id"])
        assert (await client.get(f"/branch/tablet/{CASE}", headers=tablet)).json()["error"] == "expired"
