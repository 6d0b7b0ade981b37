"""A video call instead: asked for on its card, and counted when the bank says that it has been."""

from dataclasses import replace
from typing import Any

import pytest

from actions.providers.channels import NoVideoCalls
from actions.services import bank_cases, branch
from actions.services.actor import ASSIST, Actor
from actions.services.bank_cases import Told, Visit
from actions.services.calls import ask_call
from actions.services.customers import take_other_way
from actions.services.means import get_case, in_work
from actions.services.ports import Work
from actions.services.record import record
from actions.services.signing import submit_signature
from actions.verification import staff
from actions.verification.case import State
from actions.verification.errors import CaseRefuses, Refused
from actions.verification.methods import met, satisfied
from tests.servers.drawings import signature
from tests.unit.actions.coded import CODED, STATEMENT, coded, to_transfer
from tests.unit.actions.examples import CUSTOMER, REVIEWER, Bench

TELLER = Actor("staff", "staff-5", "Dara", "teller", frozenset({ASSIST}), why="here with the ID card")
BANK = Told(Actor("bank", "core"))


async def ask(bench: Bench, case_id: str) -> dict[str, Any]:
    return await ask_call(bench.means, CUSTOMER, case_id, "video_call", "ko")


async def to_call(bench: Bench) -> str:
    """Who has no account elsewhere takes the call, which comes after what can be done here."""
    case_id = await to_transfer(bench)
    await take_other_way(bench.means, CUSTOMER, case_id, "transfer")
    await submit_signature(bench.means, CUSTOMER, case_id, "signature", "s", signature(), "ko", STATEMENT)
    return case_id


async def report(bench: Bench, case_id: str, seen: bool) -> None:
    async def use(work: Work) -> None:
        case = await get_case(work, case_id)
        moved = staff.report(case, "video_call", bench.means.journey_of(case), seen, None, bench.clock())
        await record(bench.means, work, moved, REVIEWER)

    await in_work(bench.means, use)


async def test_a_call_is_asked_for_while_it_is_the_step_and_twice_is_the_same() -> None:
    bench = coded()
    case_id = await to_transfer(bench)
    with pytest.raises(Refused):
        await ask(bench, case_id)
    case_id = await to_call(other := coded())
    answer = await ask(other, case_id)
    assert (answer["result"], answer["call"]) == (
        "scheduled",
        {"at": "2026-11-22T09:10:00.000Z", "simulated": True},
    )
    assert await ask(other, case_id) == answer


async def test_while_nobody_can_call_the_customer_hears_so() -> None:
    bench = coded()
    case_id = await to_call(bench)
    bench.calls = NoVideoCalls()
    answer = await ask(bench, case_id)
    assert (answer["result"], answer["reason"]) == ("failed", "REGISTRY_UNAVAILABLE")


@pytest.mark.parametrize(("seen", "methods"), [(True, ("video_call",)), (False, ())])
async def test_a_call_counts_when_the_customer_was_seen(seen: bool, methods: tuple[str, ...]) -> None:
    bench = coded()
    case_id = await to_call(bench)
    await report(bench, case_id, seen)
    case = await bench.case()
    assert (met(case), satisfied(case)) == (methods, seen)


@pytest.mark.parametrize("door", ["branch", "bank"])
async def test_r13_who_waits_for_a_call_and_comes_to_a_branch_is_verified_there(door: str) -> None:
    bench = coded()
    case_id = await to_call(bench)
    assert (await branch.look(bench.means, TELLER, case_id, "ko"))["may"] == ["report"]
    if door == "branch":
        await branch.report_visit(bench.means, TELLER, case_id, True, "ko")
    else:
        await bank_cases.report_visit(bench.means, BANK, case_id, Visit("branch", True, None, "branch-12/visit-7"))
    case = await bench.case()
    assert (case.status, case.step("branch").state, satisfied(case)) == ("in_review", State.PASSED, True)
    assert case.step("video_call").state is State.REPLACED


async def test_a_visit_settles_what_names_only_a_call() -> None:
    bench = coded()
    view = await branch.look(bench.means, TELLER, await to_transfer(bench), "ko")
    assert [(each["step"], each["by_visit"]) for each in view["left"]] == [("transfer", True), ("signature", True)]
    assert view["may"] == ["hand_over", "report"]


async def test_a_call_is_settled_by_no_visit_where_the_journey_knows_no_branch() -> None:
    only_calls = tuple(replace(step, alternative=step.alternative and "video_call") for step in CODED.steps)
    bench = coded(replace(CODED, steps=only_calls, alternatives=CODED.alternatives[1:]))
    case_id = await to_transfer(bench)
    await take_other_way(bench.means, CUSTOMER, case_id, "transfer")
    assert (await branch.look(bench.means, TELLER, case_id, "ko"))["may"] == []
    with pytest.raises(CaseRefuses) as refused:
        await bank_cases.report_visit(bench.means, BANK, case_id, Visit("branch", True, None, "branch-12/visit-7"))
    assert refused.value.reason == "no_alternative"


async def test_who_was_at_a_branch_instead_of_the_call_may_still_be_asked_for_the_transfer() -> None:
    bench = coded()
    await branch.report_visit(bench.means, TELLER, await to_call(bench), True, "ko")
    asked = staff.Decided(staff.Decision.RESUBMISSION_REQUESTED, "juno", ("transfer",))
    case = staff.decide(await bench.case(), asked, bench.clock()).case
    assert case.current is not None
    assert case.current.id == "transfer"
