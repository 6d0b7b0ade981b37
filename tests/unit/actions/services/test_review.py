from dataclasses import replace

import pytest

from actions.services.consenting import decide_consents
from actions.services.customers import withdraw_consent
from actions.services.retention import purge
from actions.services.review import StaffCommand, command_case, get_case_detail, list_cases, reveal
from actions.testing import example_wording
from actions.verification.errors import CaseRefuses, Forbidden, NotFound, Refused
from tests.unit.actions.examples import AGENT, CUSTOMER, DETAILS, REVIEWER, Bench, hand_in, to_review, to_selfie

APPROVE = StaffCommand("decide", decision="approved", reason="the photos match")


async def test_cases_in_review_are_listed_oldest_first() -> None:
    bench = Bench()
    case_id = await to_review(bench)
    assert [row["case_id"] for row in await list_cases(bench.means, REVIEWER, "in_review")] == [case_id]
    assert await list_cases(bench.means, REVIEWER, "approved") == []
    with pytest.raises(Refused, match="invalid_payload"):
        await list_cases(bench.means, REVIEWER, "nice")


async def test_staff_see_masks_and_no_bytes() -> None:
    bench = Bench()
    detail = await get_case_detail(bench.means, REVIEWER, await to_review(bench), "en")
    assert {f["name"]: f["masked"] for f in detail["fields"]}["passport_number"] == "L******C3"
    assert [e["kind"] for e in detail["evidence"]] == ["document", "selfie"]
    assert not [value for value in DETAILS.values() if value in str(detail)]
    assert detail["may"] == ["decide", "reveal"]


async def test_what_has_changed_since_it_was_looked_at_is_not_decided() -> None:
    bench = Bench()
    case_id = await to_review(bench)
    seen = (await get_case_detail(bench.means, REVIEWER, case_id, "en"))["version"]
    await withdraw_consent(bench.means, CUSTOMER, CUSTOMER.id, "biometrics", "en")
    given = {"biometrics": True}
    release = example_wording("en").release
    await decide_consents(bench.means, CUSTOMER, case_id, "selfie", "again", given, release, "en")
    await hand_in(bench, case_id, "selfie", "again")
    assert (await bench.case()).status == "in_review"
    with pytest.raises(CaseRefuses, match="case_refuses") as refusal:
        await command_case(bench.means, REVIEWER, case_id, replace(APPROVE, version=seen), "en")
    assert refusal.value.reason == "changed_meanwhile"
    now = (await bench.case()).version
    assert (await command_case(bench.means, REVIEWER, case_id, replace(APPROVE, version=now), "en"))[
        "status"
    ] == "approved"


async def test_a_customer_is_no_staff() -> None:
    bench = Bench()
    case_id = await to_review(bench)
    for call in (
        list_cases(bench.means, CUSTOMER, "in_review"),
        get_case_detail(bench.means, CUSTOMER, case_id, "en"),
        reveal(bench.means, CUSTOMER, case_id, "name", None),
        command_case(bench.means, CUSTOMER, case_id, APPROVE, "en"),
    ):
        with pytest.raises(Forbidden):
            await call


async def test_a_look_is_written_down_with_who_and_why() -> None:
    bench = Bench()
    case_id = await to_review(bench)
    shown = await reveal(bench.means, REVIEWER, case_id, "passport_number", None)
    assert shown.plain.decode() == DETAILS["passport_number"]
    entry = bench.store.memory.history[-1]
    assert (entry.name, entry.subject, entry.actor_id, entry.role, entry.why) == (
        "revealed",
        "passport_number",
        "staff-1",
        "reviewer",
        "compared with the ID",
    )


async def test_a_photo_is_shown_as_it_was_sent() -> None:
    bench = Bench()
    case_id = await to_review(bench)
    detail = await get_case_detail(bench.means, REVIEWER, case_id, "en")
    shown = await reveal(bench.means, REVIEWER, case_id, None, detail["evidence"][0]["evidence_id"])
    assert (shown.media_type, shown.plain) == ("image/jpeg", b"photo")
    assert "photo" not in repr(shown)


async def test_without_permission_or_reason_nothing_is_shown() -> None:
    bench = Bench()
    case_id = await to_review(bench)
    looks = len(bench.store.memory.history)
    with pytest.raises(Forbidden):
        await reveal(bench.means, AGENT, case_id, "name", None)
    with pytest.raises(Refused, match="reason_missing"):
        await reveal(bench.means, replace(REVIEWER, why=None), case_id, "name", None)
    with pytest.raises(NotFound):
        await reveal(bench.means, REVIEWER, case_id, "religion", None)
    assert len(bench.store.memory.history) == looks


async def test_who_may_only_unstick_does_not_decide() -> None:
    bench = Bench()
    case_id = await to_review(bench)
    with pytest.raises(Forbidden):
        await command_case(bench.means, AGENT, case_id, APPROVE, "en")
    assert (await bench.case()).status == "in_review"


async def test_a_decision_keeps_its_reason_and_sets_what_is_deleted_when() -> None:
    bench = Bench()
    detail = await command_case(bench.means, REVIEWER, await to_review(bench), APPROVE, "en")
    assert (detail["status"], detail["history"][-1]["why"]) == ("approved", "the photos match")
    kept = {e["kind"]: e["kept_until"] for e in detail["evidence"]}
    assert kept == {"document": None, "selfie": "2026-12-22T09:00:00.000Z"}


async def test_a_code_as_the_reason_is_what_the_customer_hears() -> None:
    bench = Bench()
    again = StaffCommand("decide", decision="resubmission_requested", steps=("selfie",), reason="FACE_BLUR")
    detail = await command_case(bench.means, REVIEWER, await to_review(bench), again, "en")
    assert (detail["status"], detail["journey"]["current"], detail["reason"]) == (
        "resubmission_requested",
        "selfie",
        "FACE_BLUR",
    )


async def test_a_person_helps_a_customer_who_is_stuck() -> None:
    bench = Bench()
    case_id = await to_selfie(bench)
    bench.faces.reason = "FACE_BLUR"
    for number in range(3):
        await hand_in(bench, case_id, "selfie", f"k{number}")
    detail = await get_case_detail(bench.means, AGENT, case_id, "en")
    assert detail["may"] == ["allow_attempt", "use_alternative"]
    detail = await command_case(bench.means, AGENT, case_id, StaffCommand("allow_attempt", reason="new phone"), "en")
    assert detail["journey"]["steps"][3]["attempts_left"] == 1


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (StaffCommand("resend_code", reason="asked"), "not_applicable"),
        (StaffCommand("allow_attempt", reason="asked"), "not_while_in_review"),
        (StaffCommand("use_alternative", step="selfie", reason="asked"), "not_while_in_review"),
    ],
)
async def test_the_case_may_refuse(command: StaffCommand, reason: str) -> None:
    bench = Bench()
    with pytest.raises(CaseRefuses) as refused:
        await command_case(bench.means, REVIEWER, await to_review(bench), command, "en")
    assert refused.value.reason == reason


async def test_a_case_whose_evidence_is_gone_is_not_opened_again() -> None:
    bench = Bench()
    case_id = await to_review(bench)
    await command_case(bench.means, REVIEWER, case_id, replace(APPROVE, decision="declined"), "en")
    again = replace(APPROVE, decision="resubmission_requested", steps=("selfie",))
    bench.clock.forward(days=30)
    await purge(bench.means)
    with pytest.raises(CaseRefuses) as refusal:
        await command_case(bench.means, REVIEWER, case_id, again, "en")
    assert refusal.value.reason == "evidence_deleted"
