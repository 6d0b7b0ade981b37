from dataclasses import replace

from actions.services.retention import end_relationship, purge, rotate
from actions.services.review import StaffCommand, command_case
from actions.verification import commands
from actions.verification.status import Status
from tests.unit.actions.examples import INTL, REVIEWER, Bench, to_review, to_selfie


async def decided(bench: Bench, decision: str) -> None:
    case_id = await to_review(bench)
    await command_case(bench.means, REVIEWER, case_id, StaffCommand("decide", decision=decision, reason="seen"), "en")


async def test_after_an_approval_only_the_selfie_goes() -> None:
    bench = Bench()
    await decided(bench, "approved")
    bench.clock.forward(days=30)
    assert (await purge(bench.means))["evidence"] == 1
    assert {e.kind.partition(".")[0] for e, _ in bench.store.memory.evidence.values()} == {"document", "details"}
    assert bench.store.memory.history[-1].name == "purged"


async def test_a_day_too_early_nothing_goes() -> None:
    bench = Bench()
    await decided(bench, "approved")
    bench.clock.forward(days=29, hours=23)
    assert (await purge(bench.means))["evidence"] == 0


async def test_after_a_decline_everything_goes_and_the_key_too() -> None:
    bench = Bench()
    await decided(bench, "declined")
    bench.clock.forward(days=30)
    await purge(bench.means)
    assert not bench.store.memory.evidence
    assert not bench.store.memory.keys


async def test_the_law_counts_from_the_end_of_the_relationship() -> None:
    bench = Bench()
    await decided(bench, "approved")
    bench.clock.forward(days=4000)
    await purge(bench.means)
    assert bench.store.memory.evidence
    assert await end_relationship(bench.means, "customer-1")
    bench.clock.forward(days=1825)
    await purge(bench.means)
    assert not bench.store.memory.evidence


async def test_a_later_case_of_the_customer_keeps_no_earlier_one_from_its_end() -> None:
    bench = Bench()
    await decided(bench, "approved")
    later = replace(commands.invite("zz-2", "customer-1", INTL, "en", bench.clock()), status=Status.EXPIRED)
    async with bench.means.begin() as work:
        await work.cases.add(later)
    assert (await bench.case()).status is Status.EXPIRED
    assert await end_relationship(bench.means, "customer-1")
    bench.clock.forward(days=1825)
    await purge(bench.means)
    assert not bench.store.memory.evidence


async def test_only_an_approved_customer_has_a_relationship_to_end() -> None:
    bench = Bench()
    await to_review(bench)
    assert not await end_relationship(bench.means, "customer-1")
    assert not await end_relationship(bench.means, "nobody")


async def test_a_case_that_its_customer_leaves_is_abandoned_and_leaves_nothing() -> None:
    bench = Bench()
    await to_selfie(bench)
    bench.clock.forward(days=30, seconds=1)
    assert (await purge(bench.means))["timed_out"] == 1
    assert (await bench.case()).status is Status.ABANDONED
    assert not bench.store.memory.evidence


async def test_a_case_in_review_waits_for_its_person_but_not_for_ever() -> None:
    bench = Bench()
    await to_review(bench)
    bench.clock.forward(days=89)
    assert (await purge(bench.means))["timed_out"] == 0
    bench.clock.forward(days=2)
    assert (await purge(bench.means))["timed_out"] == 1
    assert (await bench.case()).status is Status.EXPIRED
    assert not bench.store.memory.evidence


async def test_an_invitation_that_nobody_takes_up_expires() -> None:
    bench = Bench()
    invited = commands.invite("case-1", "customer-1", INTL, "en", bench.clock())
    async with bench.means.begin() as work:
        await work.cases.add(commands.create(invited, bench.clock()).case)
    bench.clock.forward(days=31)
    assert (await purge(bench.means))["timed_out"] == 1
    assert (await bench.case()).status is Status.EXPIRED


async def test_a_rotation_wraps_every_key_once() -> None:
    bench = Bench()
    await to_selfie(bench)
    case_id = (await bench.case()).case_id
    bench.store.memory.keys[case_id] = b"old"
    assert await rotate(bench.means) == 1
    assert await rotate(bench.means) == 0
