"""A customer at a branch: found by a name, never by a list; what is left, masked; what came of the visit."""

from dataclasses import replace
from typing import Any

import pytest

from actions.services.actor import ASSIST, Actor
from actions.services.branch import Sought, find, look, report_visit
from actions.services.customers import withdraw_consent
from actions.services.review import StaffCommand, command_case
from actions.verification.errors import CaseRefuses, Forbidden, NotFound, Refused
from tests.unit.actions.examples import CUSTOMER, DETAILS, REVIEWER, Bench, to_consent, to_review, to_selfie

TELLER = Actor("staff", "staff-5", "Dara", "teller", frozenset({ASSIST}), why="here with the passport")


async def at(bench: Bench, case_id: str) -> dict[str, Any]:
    return await look(bench.means, TELLER, case_id, "en")


async def test_a_case_is_found_by_each_of_its_names_and_that_is_written_down() -> None:
    bench = Bench()
    case_id = await to_selfie(bench)
    bench.store.memory.cases[case_id] = replace(bench.store.memory.cases[case_id], reference="A-17")
    for sought in (Sought(case_id), Sought(reference="A-17"), Sought(customer_id="customer-1")):
        found = await find(bench.means, TELLER, sought, "en")
        assert (found["case_id"], found["customer_id"]) == (case_id, "customer-1")
        entry = bench.store.memory.history[-1]
        assert (entry.name, entry.actor_id, entry.why) == ("found_at_branch", "staff-5", "here with the passport")


async def test_what_is_not_open_or_not_named_right_is_not_found() -> None:
    bench = Bench()
    await to_selfie(bench)
    for sought in (Sought("id-999"), Sought(reference="A"), Sought(customer_id="customer-2"), Sought()):
        with pytest.raises(NotFound):
            await find(bench.means, TELLER, sought, "en")
    await withdraw_consent(bench.means, CUSTOMER, CUSTOMER.id, "personal_data", "en")
    with pytest.raises(NotFound):
        await find(bench.means, TELLER, Sought(customer_id="customer-1"), "en")


async def test_a_teller_sees_masks_and_what_is_left() -> None:
    bench = Bench()
    view = await at(bench, await to_selfie(bench))
    assert [(each["step"], each["by_visit"]) for each in view["left"]] == [("selfie", True)]
    assert view["may"] == ["hand_over", "report"]
    assert not [value for value in DETAILS.values() if value in str(view)]


async def test_what_only_the_customer_can_do_comes_before_the_report() -> None:
    bench = Bench()
    case_id = await to_consent(bench)
    view = await at(bench, case_id)
    assert view["may"] == ["hand_over"]
    assert [each["step"] for each in view["left"]] == ["consent", "details", "document", "selfie"]
    with pytest.raises(CaseRefuses):
        await report_visit(bench.means, TELLER, case_id, True, "en")


async def test_r13_a_visit_settles_the_photos_and_leads_to_the_review() -> None:
    bench = Bench()
    view = await report_visit(bench.means, TELLER, await to_selfie(bench), True, "en")
    assert (view["journey"]["status"], view["left"], view["may"]) == ("in_review", [], [])
    step = (await bench.case()).step("branch")
    assert [(f.check, f.outcome) for f in step.findings] == [("seen_in_person", "passed")]
    assert bench.store.memory.history[-1].actor_name == "Dara"


async def test_a_visit_that_convinced_nobody_goes_to_a_person_as_such() -> None:
    bench = Bench()
    await report_visit(bench.means, TELLER, await to_selfie(bench), False, "en")
    case = await bench.case()
    assert (case.status, case.step("branch").state) == ("in_review", "received")
    assert case.step("branch").findings[0].outcome == "failed"


async def test_whoever_has_received_a_customer_is_not_the_one_who_approves() -> None:
    bench = Bench()
    case_id = await to_selfie(bench)
    both = replace(TELLER, permissions=frozenset({ASSIST, *REVIEWER.permissions}))
    await report_visit(bench.means, both, case_id, True, "en")
    approve = StaffCommand("decide", decision="approved", reason="I have seen them")
    with pytest.raises(CaseRefuses) as refusal:
        await command_case(bench.means, both, case_id, approve, "en")
    assert refusal.value.reason == "saw_customer"
    assert (await command_case(bench.means, REVIEWER, case_id, approve, "en"))["status"] == "approved"


async def test_whoever_has_received_a_customer_may_still_decline() -> None:
    bench = Bench()
    case_id = await to_selfie(bench)
    both = replace(TELLER, permissions=frozenset({ASSIST, *REVIEWER.permissions}))
    await report_visit(bench.means, both, case_id, False, "en")
    decline = StaffCommand("decide", decision="declined", reason="another person")
    assert (await command_case(bench.means, both, case_id, decline, "en"))["status"] == "declined"


async def test_a_report_says_why_and_comes_from_who_may() -> None:
    bench = Bench()
    case_id = await to_selfie(bench)
    with pytest.raises(Refused, match="reason_missing"):
        await report_visit(bench.means, replace(TELLER, why=None), case_id, True, "en")
    for call in (
        report_visit(bench.means, REVIEWER, case_id, True, "en"),
        find(bench.means, REVIEWER, Sought(case_id), "en"),
        look(bench.means, CUSTOMER, case_id, "en"),
    ):
        with pytest.raises(Forbidden):
            await call


async def test_once_a_person_decides_the_branch_has_nothing_left_to_do() -> None:
    bench = Bench()
    assert (await at(bench, await to_review(bench)))["may"] == []
