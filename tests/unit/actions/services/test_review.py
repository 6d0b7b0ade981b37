from dataclasses import replace

import pytest

from actions.services.consenting import decide_consents
from actions.services.customers import withdraw_consent
from actions.services.retention import purge
from actions.services.reveal import Wanted, ask_to_see, show
from actions.services.review import StaffCommand, command_case, get_case_detail, list_cases
from actions.testing.words import example_wording
from actions.verification.errors import CaseRefuses, Forbidden, Refused
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
        ask_to_see(bench.means, CUSTOMER, case_id, Wanted("name")),
        show(bench.means, CUSTOMER, case_id, Wanted("name")),
        command_case(bench.means, CUSTOMER, case_id, APPROVE, "en"),
    ):
        with pytest.raises(Forbidden):
            await call


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
        (StaffCommand("resend_code", reason="asked"), "not_while_in_review"),
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


async def test_a_case_that_waits_longer_than_the_bank_wants_is_overdue_and_first() -> None:
    bench = Bench()
    await to_review(bench)
    (row,) = await list_cases(bench.means, REVIEWER, "in_review")
    assert (row["overdue"], row["review_since"], row["review_asked"]) == (False, "2026-11-22T09:00:00.000Z", False)
    bench.clock.forward(hours=25)
    (row,) = await list_cases(bench.means, REVIEWER, "in_review")
    assert row["overdue"]


async def two_people(bench: Bench) -> str:
    """A case that waits for a decision, in a journey that wants two people to agree on it."""
    case_id = await to_review(bench)
    case = bench.store.memory.cases[case_id]
    bench.store.memory.cases[case_id] = replace(case, terms=replace(case.terms, eyes=2))
    return case_id


async def test_the_proposal_is_shown_with_who_and_when_and_the_same_person_cannot_agree() -> None:
    bench = Bench()
    case_id = await two_people(bench)
    detail = await command_case(bench.means, REVIEWER, case_id, APPROVE, "en")
    assert (detail["status"], detail["eyes"]) == ("in_review", 2)
    assert detail["proposal"] == {
        "by": "staff-1",
        "decision": "approved",
        "reason": None,
        "at": "2026-11-22T09:00:00.000Z",
        "name": "Juno",
        "role": "reviewer",
        "why": "the photos match",
    }
    (row,) = await list_cases(bench.means, REVIEWER, "in_review")
    assert row["proposed_by"] == "staff-1"
    with pytest.raises(CaseRefuses) as refusal:
        await command_case(bench.means, REVIEWER, case_id, APPROVE, "en")
    assert refusal.value.reason == "four_eyes"
    second = replace(REVIEWER, id="staff-9", name="Ines")
    assert (await command_case(bench.means, second, case_id, APPROVE, "en"))["status"] == "approved"


async def test_a_proposal_holds_only_for_what_was_looked_at() -> None:
    bench = Bench()
    case_id = await two_people(bench)
    await command_case(bench.means, REVIEWER, case_id, APPROVE, "en")
    await withdraw_consent(bench.means, CUSTOMER, CUSTOMER.id, "biometrics", "en")
    assert (await bench.case()).proposal is None
