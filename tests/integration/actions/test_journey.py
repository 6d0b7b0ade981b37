"""A customer's way through the verification, over HTTP, with the files of `data/`."""

import asyncio

import pytest

from actions.http.intake import EACH
from tests.integration.actions.conftest import ActionServer
from tests.servers import drawings, photos
from tests.servers.journey import VALUES

DOCUMENT, SELFIE, SIGNATURE = photos.document(), photos.selfie(), drawings.signature()
HANDED_IN = ("passed", "received")


async def to_document(server: ActionServer, language: str = "en") -> str:
    await server.act("action_start_verification", "c:1", language)
    case_id = str((await server.case())["case_id"])
    assert (await server.consent(case_id)).json()["data"]["result"] == "passed"
    answer = (await server.form(case_id, "details", {"fields": VALUES[language]})).json()["data"]
    assert answer["result"] == "passed", answer
    assert (await server.code(case_id)).json()["data"]["result"] == "passed"
    return case_id


async def to_review(server: ActionServer, language: str = "en") -> str:
    case_id = await to_document(server, language)
    for step, photo in (("document", photos.document(language)), ("selfie", SELFIE)):
        answer = (await server.photo(case_id, step, photo)).json()["data"]
        assert answer["result"] in HANDED_IN, answer
    if language == "ko":
        assert (await server.transfer(case_id)).json()["data"]["result"] == "passed"
    if language == "fa":
        assert (await server.sign(case_id, "signature", SIGNATURE)).json()["data"]["result"] == "passed"
    return case_id


@pytest.mark.parametrize("language", ["ko", "fa", "en"])
async def test_a_whole_journey_ends_with_a_person_who_decides(server: ActionServer, language: str) -> None:
    case_id = await to_review(server, language)
    assert (await server.case())["status"] == "in_review"
    listed = (await server.http.get("/cases?status=in_review", headers=server.staff)).json()
    assert case_id in [row["case_id"] for row in listed]
    decided = await server.command(case_id, command="decide", decision="approved", reason="the photos match")
    assert decided.json()["status"] == "approved"
    assert (await server.act("action_case_status", "c:2"))["responses"] == ["utter_status_approved"]


async def test_a_photo_that_nobody_could_read_is_sent_back_in_the_customers_language(server: ActionServer) -> None:
    case_id = await to_document(server, "ko")
    answer = (await server.photo(case_id, "document", photos.blurred("ko"))).json()["data"]
    assert (answer["result"], answer["reason"], answer["attempts_left"]) == ("failed", "DOC_BLUR", 2)
    assert "신분증" in answer["cause"]
    assert answer["journey"]["current"] == "document"


async def test_a_photo_whose_answer_got_lost_is_counted_once(server: ActionServer) -> None:
    case_id = await to_document(server)
    first = (await server.photo(case_id, "document", DOCUMENT, key="one-key")).json()
    again = (await server.photo(case_id, "document", DOCUMENT, key="one-key")).json()
    assert again == first
    assert (await server.case())["steps"][3]["attempts"] == 1


async def test_the_same_photo_twice_at_once_is_counted_once(server: ActionServer) -> None:
    case_id = await to_document(server)
    answers = await asyncio.gather(*(server.photo(case_id, "document", DOCUMENT, key="one-key") for _ in range(EACH)))
    assert {answer.text for answer in answers} == {answers[0].text}
    assert (await server.case())["steps"][3]["attempts"] == 1


async def test_two_turns_at_once_start_one_case(server: ActionServer) -> None:
    said = await asyncio.gather(*(server.act("action_start_verification", f"c:{n}") for n in range(4)))
    assert sorted(each["responses"][0] for each in said) == ["utter_already_started"] * 3 + ["utter_verification_intro"]
    assert len({each["slots"]["step"] for each in said}) == 1


async def test_a_selfie_can_be_refused_and_the_branch_takes_over(server: ActionServer) -> None:
    case_id = await to_document(server)
    await server.photo(case_id, "document", DOCUMENT)
    answer = await server.http.post(f"/cases/{case_id}/alternative", json={"step": "selfie"}, headers=server.customer)
    journey = answer.json()["data"]["journey"]
    assert (journey["status"], journey["current"], journey["steps"][4]["state"]) == ("started", "branch", "replaced")


async def test_a_withdrawn_consent_takes_the_selfie_with_it(server: ActionServer) -> None:
    case_id = await to_review(server)
    path = f"/customers/{server.customer_id}/consents"
    done = await server.http.post(f"{path}/biometrics/withdraw", json={}, headers=server.customer)
    assert done.json()["data"]["journey"]["current"] == "selfie"
    detail = (await server.http.get(f"/cases/{case_id}?language=en", headers=server.staff)).json()
    assert [each["kind"] for each in detail["evidence"]] == ["document"]
    refused = await server.photo(case_id, "selfie", SELFIE)
    assert (refused.status_code, refused.json()) == (403, {"ok": False, "error": "consent_missing"})
    rows = {row["item"]: row for row in (await server.http.get(f"{path}?language=fa", headers=server.customer)).json()}
    assert rows["biometrics"]["withdrawn_at"]
    assert not rows["biometrics"]["can_withdraw"]
    assert rows["personal_data"]["can_withdraw"]


async def test_staff_look_at_a_value_and_at_a_photo_and_both_are_written_down(server: ActionServer) -> None:
    case_id = await to_review(server)
    path = f"/cases/{case_id}/reveal"
    asked = {"field": "passport_number", "reason": "compare"}
    assert (await server.http.post(path, json=asked, headers=server.staff)).json()["data"]["seconds"] == 60
    value = await server.http.get(path, params={"field": "passport_number"}, headers=server.staff)
    assert value.json()["value"] == VALUES["en"]["passport_number"]
    detail = (await server.http.get(f"/cases/{case_id}", headers=server.staff)).json()
    wanted = {"evidence_id": detail["evidence"][1]["evidence_id"], "reason": "compare"}
    await server.http.post(path, json=wanted, headers=server.staff)
    photo = await server.http.get(path, params={"evidence_id": wanted["evidence_id"]}, headers=server.staff)
    assert (photo.content, photo.headers["content-type"]) == (SELFIE, "image/jpeg")
    assert photo.headers["cache-control"] == "no-store"
    detail = (await server.http.get(f"/cases/{case_id}", headers=server.staff)).json()
    looks = [(e["subject"], e["actor"]["name"], e["why"]) for e in detail["history"] if e["name"] == "revealed"]
    assert looks == [("passport_number", "Juno", "compare"), (wanted["evidence_id"], "Juno", "compare")]


async def test_the_bot_pauses_resumes_reopens_and_cancels(server: ActionServer) -> None:
    case_id = await to_document(server)
    said = await server.act("action_resume_verification", "c:5")
    assert said["responses"] == ["utter_resume_verification"]
    assert said["slots"]["step"] == "document"
    assert (await server.act("action_pause_verification", "c:6"))["responses"] == ["utter_pause_verification"]
    assert (await server.act("action_reopen", "c:7", value="details"))["responses"] == ["utter_reopened"]
    assert (await server.case())["current"] == "details"
    assert (await server.act("action_cancel_verification", "c:8"))["responses"] == ["utter_canceled"]
    refused = await server.form(case_id, "details", {"fields": VALUES["en"]})
    assert (refused.status_code, refused.json()["reason"]) == (409, "not_while_canceled")
