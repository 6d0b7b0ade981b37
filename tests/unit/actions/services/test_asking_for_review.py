"""Whoever a machine has declined can have a person look."""

from dataclasses import replace

import pytest

from actions.services.actor import Actor
from actions.services.customers import ask_for_review, get_customer_case
from actions.services.review import StaffCommand, command_case, list_cases
from actions.verification.errors import CaseRefuses, NotFound
from actions.verification.reasons import REASONS
from actions.verification.status import Status
from tests.unit.actions.examples import CUSTOMER, REVIEWER, Bench, to_review


async def declined_by_checks(bench: Bench, reason: str = "FACE_MISMATCH") -> str:
    case_id = await to_review(bench)
    case = bench.store.memory.cases[case_id]
    ended = replace(case, status=Status.DECLINED, automated=True, reason=reason, review_since=None)
    bench.store.memory.cases[case_id] = ended
    return case_id


async def test_r15_every_automated_decline_goes_to_a_person_when_the_customer_asks() -> None:
    bench = Bench()
    case_id = await declined_by_checks(bench)
    answer = await ask_for_review(bench.means, CUSTOMER, case_id)
    assert answer["journey"]["status"] == "in_review"
    assert bench.store.memory.history[-2].name == "review_requested"
    (row,) = await list_cases(bench.means, REVIEWER, "in_review")
    assert (row["case_id"], row["review_asked"]) == (case_id, True)


async def test_r15_asking_twice_is_asking_once() -> None:
    bench = Bench()
    case_id = await declined_by_checks(bench)
    first = await ask_for_review(bench.means, CUSTOMER, case_id)
    entries = len(bench.store.memory.history)
    assert await ask_for_review(bench.means, CUSTOMER, case_id) == first
    assert len(bench.store.memory.history) == entries


@pytest.mark.parametrize("code", sorted(REASONS))
async def test_r15_the_customer_is_told_why_in_a_code_that_may_be_told(code: str) -> None:
    """Whatever the reason: the explanation is there, and asking for a person is open."""
    bench = Bench()
    case_id = await declined_by_checks(bench, code)
    told = (await get_customer_case(bench.means, CUSTOMER, CUSTOMER.id))["reason"]
    assert told == ("OTHER" if REASONS[code].sensitive else code)
    assert (await ask_for_review(bench.means, CUSTOMER, case_id))["journey"]["status"] == "in_review"


async def test_r15_a_persons_decision_is_not_reviewed_by_a_button() -> None:
    bench = Bench()
    case_id = await to_review(bench)
    decline = StaffCommand("decide", decision="declined", reason="another person")
    await command_case(bench.means, REVIEWER, case_id, decline, "en")
    with pytest.raises(CaseRefuses) as refusal:
        await ask_for_review(bench.means, CUSTOMER, case_id)
    assert refusal.value.reason == "not_decided_by_checks"


async def test_nobody_asks_for_another() -> None:
    bench = Bench()
    case_id = await declined_by_checks(bench)
    with pytest.raises(NotFound):
        await ask_for_review(bench.means, Actor("customer", "customer-2"), case_id)


@pytest.mark.parametrize("code", sorted(code for code, reason in REASONS.items() if reason.sensitive))
async def test_r11_staff_see_a_sensitive_reason_and_the_customer_a_neutral_one(code: str) -> None:
    bench = Bench()
    case_id = await to_review(bench)
    decline = StaffCommand("decide", decision="declined", reason=code)
    detail = await command_case(bench.means, REVIEWER, case_id, decline, "en")
    assert (detail["reason"], detail["history"][-1]["reason"]) == (code, code)
    assert code not in str(await get_customer_case(bench.means, CUSTOMER, CUSTOMER.id))
