"""Opening, reading and ending cases as a program of the bank."""

import asyncio
import uuid
from typing import Any

from tests.integration.bank.conftest import Bank
from tests.servers.front_door import SECRETS
from tests.servers.journey import VALUES


def new(customer: str = "kim", **more: Any) -> dict[str, Any]:
    return {"customer": customer, "language": "en"} | more


async def test_a_case_waits_for_its_customer_under_the_banks_names(bank: Bank) -> None:
    case = await bank.create("kim", reference="APP-7", risk="high")
    assert (case["status"], case["journey"], case["current"]) == ("created", "intl", None)
    assert case["customer"] == {"kind": "customer", "id": "kim"}
    assert (case["reference"], case["risk"]) == ("APP-7", "high")
    assert "kim" not in case["customer_id"]
    assert (await bank.get(f"/api/cases/{case['case_id']}")).json() == {"ok": True, "data": case}


async def test_r50_web_app_branch_and_bank_see_the_same_case(bank: Bank) -> None:
    made = await bank.create("kim", language="en")
    bank.actions.customer_id = made["customer_id"]
    await bank.actions.act("action_start_verification", "c:1")
    card = (await bank.customer("kim", "GET", f"/evidence/{made['case_id']}/consent?language=en")).json()["data"]
    consent = {"decisions": {each["item"]: True for each in card["consents"]}, "release": card["release"]}
    path = f"/evidence/{made['case_id']}"
    await bank.customer("kim", "POST", f"{path}/consent", json=consent | {"language": "en"})
    await bank.customer("kim", "POST", f"{path}/details", json={"fields": VALUES["en"]})
    await bank.customer("kim", "POST", f"{path}/code/alternative")
    seen_by_customer = await bank.actions.case()
    seen_by_bank = (await bank.get(f"/api/cases/{made['case_id']}")).json()["data"]
    assert _state(seen_by_bank) == _state(seen_by_customer)
    assert seen_by_bank["current"] == "branch"
    visit = {"way": "branch", "outcome": "seen", "staff_reference": "branch-12/visit-7"}
    reported = (await bank.post(f"{path.replace('/evidence', '/api/cases')}/visits", visit)).json()["data"]
    assert reported["status"] == "in_review"
    assert _state(await bank.actions.case()) == _state(reported)


def _state(case: dict[str, Any]) -> Any:
    return case["status"], case["version"], [(step["id"], step["state"]) for step in case["steps"]]


async def test_r05_the_bank_sees_which_methods_are_met_and_approves_nothing(bank: Bank) -> None:
    case = await bank.create("kim", language="ko")
    assert {"met", "at_least", "of", "satisfied"} == set(case["methods"])
    assert case["methods"]["met"] == []
    for ending in ("approve", "decide", "commands"):
        assert (await bank.post(f"/api/cases/{case['case_id']}/{ending}", {})).status_code == 404


async def test_the_same_key_opens_one_case_however_often_it_is_sent(any_bank: Bank) -> None:
    answers = await asyncio.gather(*(any_bank.post("/api/cases", new(), "key-1") for _ in range(5)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["data"]["case_id"] for answer in answers}) == 1
    other = await any_bank.post("/api/cases", new("lee"), "key-1")
    assert (other.status_code, other.json()["error"]) == (409, "idempotency_key_reused")


async def test_a_key_of_one_program_is_not_that_of_another(bank: Bank) -> None:
    first = await bank.create("kim")
    bank.headers = await bank.token("cases:create", "cases:read")
    second = await bank.post("/api/cases", new("lee"), "key-1")
    assert second.json()["data"]["case_id"] != first["case_id"]


async def test_a_customer_has_one_open_case_and_may_have_another_after_it(bank: Bank) -> None:
    first = await bank.create("kim")
    refused = await bank.post("/api/cases", new(), "key-2")
    assert refused.status_code == 409
    assert refused.json() == {"ok": False, "error": "case_open", "fields": {"case_id": first["case_id"]}}
    ended = await bank.post(f"/api/cases/{first['case_id']}/cancel")
    assert ended.json()["data"]["status"] == "canceled"
    second = await bank.create("kim")
    assert (second["customer_id"], second["status"]) == (first["customer_id"], "created")


async def test_two_who_open_a_case_at_once_open_one(any_bank: Bank) -> None:
    answers = await asyncio.gather(*(any_bank.post("/api/cases", new(), f"key-{n}") for n in range(5)))
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409, 409]


async def test_cancelling_and_redacting_may_be_repeated(bank: Bank) -> None:
    case = await bank.create()
    path = f"/api/cases/{case['case_id']}"
    for ending, status in (
        ("cancel", "canceled"),
        ("cancel", "canceled"),
        ("redact", "redacted"),
        ("redact", "redacted"),
    ):
        answer = await bank.post(f"{path}/{ending}")
        assert (answer.status_code, answer.json()["data"]["status"]) == (200, status)
    refused = await bank.post(f"{path}/cancel")
    assert refused.json() == {"ok": False, "error": "case_refuses", "reason": "not_from_redacted"}


async def test_a_case_of_an_installation_goes_with_it_to_its_customer(bank: Bank) -> None:
    body = {"installation": "phone-1", "language": "fa"}
    made = (await bank.post("/api/cases", body, "key-1")).json()["data"]
    assert made["customer"] == {"kind": "installation", "id": "phone-1"}
    assert made["journey"] == "ir"
    service = {"Authorization": f"Bearer {SECRETS['HANDOFF_SERVICE_TOKENS']}"}
    await bank.http.post("/api/installations/phone-1/link", json={"customer": "sara"}, headers=service)
    [case] = (await bank.get("/api/cases", customer="sara")).json()["data"]["cases"]
    assert (case["case_id"], case["customer"]) == (made["case_id"], {"kind": "customer", "id": "sara"})
    again = await bank.post("/api/cases", body, "key-2")
    assert again.json()["error"] == "case_open"


async def test_cases_come_page_by_page_the_newest_first(any_bank: Bank) -> None:
    names = [f"customer-{uuid.uuid4().hex[:6]}" for _ in range(5)]
    made = [(await any_bank.create(name))["case_id"] for name in names]
    seen: list[str] = []
    cursor: dict[str, str] = {}
    while len(seen) < 5:
        page = (await any_bank.get("/api/cases", limit="2", **cursor)).json()["data"]
        assert len(page["cases"]) == 2 or page["next"] is None
        seen += [case["case_id"] for case in page["cases"]]
        cursor = {"cursor": page["next"]}
    assert seen[:5] == made[::-1]


async def test_cases_are_found_by_customer_and_by_status(any_bank: Bank) -> None:
    kim, lee = await any_bank.create("kim"), await any_bank.create("lee")
    await any_bank.post(f"/api/cases/{lee['case_id']}/cancel")
    of_kim = (await any_bank.get("/api/cases", customer="kim")).json()["data"]
    assert [case["case_id"] for case in of_kim["cases"]] == [kim["case_id"]]
    assert (await any_bank.get("/api/cases", customer="kim", status="canceled")).json()["data"]["cases"] == []
    canceled = (await any_bank.get("/api/cases", status="canceled")).json()["data"]["cases"]
    assert lee["case_id"] in [case["case_id"] for case in canceled]
    nobody = (await any_bank.get("/api/cases", customer="nobody-of-this-name")).json()["data"]
    assert nobody == {"cases": [], "next": None}


async def test_risk_is_marked_and_taken_back_and_no_customer_sees_it(bank: Bank) -> None:
    case = await bank.create("kim")
    bank.actions.customer_id = case["customer_id"]
    await bank.actions.act("action_start_verification", "c:1")
    for risk in ("high", "high", None):
        answer = await bank.post(f"/api/cases/{case['case_id']}/risk", {"risk": risk})
        assert answer.json()["data"]["risk"] == risk
        assert "risk" not in str(await bank.actions.case())


async def test_what_the_bank_says_of_an_ended_case_changes_nothing(bank: Bank) -> None:
    case = await bank.create()
    await bank.post(f"/api/cases/{case['case_id']}/cancel")
    refused = await bank.post(f"/api/cases/{case['case_id']}/risk", {"risk": "high"})
    assert refused.json() == {"ok": False, "error": "case_refuses", "reason": "not_while_canceled"}


async def test_a_visit_that_does_not_fit_the_case_is_refused(bank: Bank) -> None:
    case = await bank.create()
    for way in ("no_such_way", "branch"):
        visit = {"way": way, "outcome": "not_seen", "reason": "OTHER", "staff_reference": "visit-1"}
        refused = await bank.post(f"/api/cases/{case['case_id']}/visits", visit)
        assert (refused.status_code, refused.json()["error"]) == (409, "case_refuses")


async def test_r13_a_visit_is_written_down_with_who_reported_it(any_bank: Bank) -> None:
    case = await any_bank.create("kim")
    any_bank.actions.customer_id = case["customer_id"]
    await any_bank.actions.act("action_start_verification", "c:1")
    await any_bank.actions.consent(case["case_id"])
    await any_bank.actions.form(case["case_id"], "details", {"fields": VALUES["en"]})
    visit = {"way": "branch", "outcome": "not_seen", "reason": "DOC_EXPIRED", "staff_reference": "visit-8"}
    reported = (await any_bank.post(f"/api/cases/{case['case_id']}/visits", visit, "key-9")).json()["data"]
    again = (await any_bank.post(f"/api/cases/{case['case_id']}/visits", visit, "key-9")).json()["data"]
    assert reported == again
    [step] = [step for step in reported["steps"] if step["id"] == "branch"]
    assert (step["state"], step["reason"], reported["status"]) == ("received", "DOC_EXPIRED", "in_review")
    history = (await any_bank.actions.http.get(f"/cases/{case['case_id']}", headers=any_bank.actions.staff)).json()[
        "history"
    ]
    [entry] = [entry for entry in history if entry["name"] == "step_received"]
    assert (entry["actor"]["kind"], entry["why"]) == ("service", "visit-8")
