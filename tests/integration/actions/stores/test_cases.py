from dataclasses import replace

import pytest

from actions.services.ports import Begin, CaseQuery
from actions.testing import MORNING
from actions.verification import commands
from actions.verification.case import Moved, Proposal, Terms
from actions.verification.errors import CaseRefuses, Conflict
from actions.verification.findings import Finding, Outcome
from actions.verification.journey import Decide, Method, Rule
from actions.verification.status import WITH_CUSTOMER, Status
from tests.integration.actions.stores.kept import LATER, consented, ids, new_case


async def test_a_case_comes_back_as_it_was(begin: Begin) -> None:
    moved = new_case()
    async with begin() as work:
        await work.cases.add(moved.case)
    async with begin() as work:
        await work.cases.save(consented(moved))
    async with begin() as work:
        assert await work.cases.get(moved.case.case_id) == consented(moved).case
        assert await work.cases.latest_of(moved.case.customer_id) == consented(moved).case
        assert await work.cases.get("nothing") is None
        assert await work.cases.latest_of("nobody") is None


async def test_what_the_whole_case_is_held_to_comes_back_too(begin: Begin) -> None:
    plain = new_case().case
    found = Finding("face_match", Outcome.UNCLEAR, "builtin", None, 0.57, 0.5, simulated=True)
    id_copy = Method("id_copy", ("document",), ("id_authenticity",))
    full = replace(
        plain,
        steps=(replace(plain.steps[0], findings=(found,), failures=2), *plain.steps[1:]),
        terms=Terms(5, Decide.CHECKS, 2, (id_copy,), Rule(1, ("id_copy",))),
        proposal=Proposal("juno", "approved", None, LATER),
        automated=True,
        risk="high",
        reference=f"application {ids()}",
        review_since=LATER,
        review_asked=True,
    )
    async with begin() as work:
        await work.cases.add(full)
        assert await work.cases.open_as(str(full.reference)) == full
        assert await work.cases.open_as("another") is None
        assert await work.cases.get(full.case_id) == full


async def test_of_two_who_change_the_same_version_the_second_is_told(begin: Begin) -> None:
    moved = new_case()
    async with begin() as work:
        await work.cases.add(moved.case)
    async with begin() as work:
        await work.cases.save(consented(moved))
    with pytest.raises(Conflict):
        async with begin() as work:
            await work.cases.save(commands.cancel(moved.case, LATER))


async def test_a_customer_has_one_open_case_and_any_number_of_ended_ones(begin: Begin) -> None:
    first = new_case()
    async with begin() as work:
        await work.cases.add(first.case)
    with pytest.raises(Conflict):
        async with begin() as work:
            await work.cases.add(new_case(first.case.customer_id).case)
    async with begin() as work:
        await work.cases.save(commands.cancel(first.case, LATER))
    second = replace(new_case(first.case.customer_id).case, created_at=LATER)
    async with begin() as work:
        await work.cases.add(second)
        assert await work.cases.latest_of(first.case.customer_id) == second


async def test_an_ended_case_is_not_opened_again_beside_an_open_one(begin: Begin) -> None:
    declined = replace(new_case().case, status=Status.DECLINED, automated=True)
    second = new_case(declined.customer_id).case
    async with begin() as work:
        await work.cases.add(declined)
        await work.cases.add(second)
    with pytest.raises(CaseRefuses) as refusal:
        async with begin() as work:
            await work.cases.save(commands.ask_for_review(declined, LATER))
    assert refusal.value.reason == "case_open"


async def test_what_fails_halfway_leaves_nothing(begin: Begin) -> None:
    moved = new_case()

    async def fail_halfway() -> None:
        async with begin() as work:
            await work.cases.add(moved.case)
            await work.vault.put_key(moved.case.case_id, b"key")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fail_halfway()
    async with begin() as work:
        assert await work.cases.get(moved.case.case_id) is None
        assert await work.vault.key_of(moved.case.case_id) is None


async def test_cases_are_found_by_status_and_by_age(begin: Begin) -> None:
    moved = new_case()
    journey = f"j-{ids()}"
    case = replace(moved.case, journey=journey)
    async with begin() as work:
        await work.cases.add(case)
        assert case in await work.cases.with_status(Status.STARTED, 1000)
        assert case not in await work.cases.with_status(Status.APPROVED, 1000)
        assert await work.cases.untouched_since(journey, WITH_CUSTOMER, LATER) == [case]
        assert await work.cases.untouched_since(journey, WITH_CUSTOMER, MORNING) == []
        assert await work.cases.untouched_since(journey, {Status.IN_REVIEW}, LATER) == []
        assert await work.cases.untouched_since("another", WITH_CUSTOMER, LATER) == []


async def test_cases_are_found_by_customer_and_status_the_newest_first(begin: Begin) -> None:
    customer = f"customer-{ids()}"
    ended, waiting = new_case(customer), new_case(customer)
    async with begin() as work:
        await work.cases.add(ended.case)
        await work.cases.save(commands.cancel(ended.case, LATER))
        await work.cases.add(waiting.case)
    canceled = commands.cancel(ended.case, LATER).case
    async with begin() as work:
        assert await work.cases.search(CaseQuery(customer, None, None, 9)) == [waiting.case, canceled]
        assert await work.cases.search(CaseQuery(customer, None, None, 1)) == [waiting.case]
        assert await work.cases.search(CaseQuery(customer, None, waiting.case.case_id, 9)) == [canceled]
        assert await work.cases.search(CaseQuery(customer, frozenset({Status.STARTED}), None, 9)) == [waiting.case]
        assert waiting.case in await work.cases.search(CaseQuery(None, None, None, 1000))
        assert await work.cases.search(CaseQuery("nobody", None, None, 9)) == []


async def test_every_case_of_a_customer_is_found(begin: Begin) -> None:
    first = new_case()
    async with begin() as work:
        await work.cases.add(first.case)
        await work.cases.save(commands.cancel(first.case, LATER))
    second = replace(new_case(first.case.customer_id).case, created_at=LATER)
    async with begin() as work:
        await work.cases.add(second)
        await work.cases.add(new_case().case)
    async with begin() as work:
        found = await work.cases.of_customer(first.case.customer_id)
        assert [case.case_id for case in found] == [first.case.case_id, second.case_id]
        assert await work.cases.of_customer("nobody") == []


async def test_which_journeys_still_have_cases_is_known_until_these_are_redacted(begin: Begin) -> None:
    own = replace(new_case().case, journey=f"country-{ids()}")
    async with begin() as work:
        await work.cases.add(own)
    async with begin() as work:
        assert own.journey in await work.cases.journeys()
        await work.cases.save(Moved(replace(own, status=Status.REDACTED, version=own.version + 1), (), own.version))
    async with begin() as work:
        assert own.journey not in await work.cases.journeys()
