"""The contract of the store of visits, on the twin in memory, on SQLite and on PostgreSQL."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

from handoff.domain.ids import new_id
from handoff.domain.visit import Pairing, Visit
from handoff.services.branch import end_visits
from tests.integration.handoff.storage.kept import NOW, minutes


def pairing(customer: str, code: str, good_for: int = 5) -> Pairing:
    return Pairing(f"{code}-{customer}", customer, "case-1", minutes(good_for))


def visit(**changes: Any) -> Visit:
    plain = Visit(new_id(), "case-1", new_id(), new_id(), "Dara", "code", NOW, minutes(30))
    return replace(plain, **changes)


async def test_a_code_is_taken_once_and_replaces_an_earlier_one(store: Any) -> None:
    kim, lee = new_id(), new_id()
    async with store.begin() as work:
        for one in (pairing(kim, "a"), pairing(kim, "b"), pairing(lee, "c", good_for=0)):
            await work.visits.pair(one)
    async with store.begin() as work:
        assert await work.visits.pairing(f"b-{kim}", NOW) == pairing(kim, "b")
        assert await work.visits.pairing(f"c-{lee}", NOW) is None, "its time is over"
        assert await work.visits.take_pairing(f"a-{kim}", NOW) is None
        assert await work.visits.take_pairing(f"b-{kim}", NOW) == pairing(kim, "b")
        assert await work.visits.take_pairing(f"b-{kim}", NOW) is None
        assert await work.visits.take_pairing(f"c-{lee}", NOW) is None, "its time is over"


async def test_a_visit_comes_back_as_it_was_kept_and_is_found_while_it_is_open(store: Any) -> None:
    one = visit()
    held = one.handed_over(f"hash-{one.id}", NOW, timedelta(minutes=10))
    async with store.begin() as work:
        await work.visits.put(one)
        assert await work.visits.of_staff(one.staff_id, NOW) == one
        await work.visits.put(held)
    async with store.begin() as work:
        assert await work.visits.get(one.id) == held
        assert await work.visits.with_tablet(f"hash-{one.id}") == held
        assert await work.visits.of_staff(one.staff_id, minutes(30)) is None
        assert await work.visits.of_staff(new_id(), NOW) is None
        await work.visits.put(held.ended(minutes(3)))
        assert await work.visits.of_staff(one.staff_id, NOW) is None
        assert await work.visits.with_tablet(f"hash-{one.id}") is None


async def test_what_is_over_is_forgotten(store: Any) -> None:
    old, fresh = visit(expires_at=minutes(-60)), visit()
    async with store.begin() as work:
        for one in (old, fresh):
            await work.visits.put(one)
        await work.visits.pair(pairing(old.customer_id, "d", good_for=-60))
        await work.visits.forget(minutes(-30))
        assert await work.visits.get(old.id) is None
        assert await work.visits.get(fresh.id) == fresh


async def test_a_visit_that_has_ended_is_not_opened_again_by_who_read_it_before(store: Any) -> None:
    one = visit()
    async with store.begin() as work:
        await work.visits.put(one)

    async def sign_out() -> None:
        async with store.begin() as work:
            await end_visits(work, one.staff_id, NOW)

    async with store.begin() as work:
        read = await work.visits.get(one.id)
        signing_out = asyncio.create_task(sign_out())
        await asyncio.sleep(0.3)  # it has come as far as it can
        await work.visits.put(read.handed_over("hash-of-late", NOW, timedelta(minutes=10)))
    await signing_out
    async with store.begin() as work:
        assert not (await work.visits.get(one.id)).is_open(NOW)
        assert await work.visits.with_tablet("hash-of-late") is None


async def test_however_many_are_opened_at_once_one_member_of_staff_has_one(store: Any) -> None:
    staff = new_id()

    async def open_one() -> None:
        async with store.begin() as work:
            await end_visits(work, staff, NOW)
            await asyncio.sleep(0.05)
            await work.visits.put(visit(staff_id=staff))

    await asyncio.gather(*(open_one() for _ in range(4)))
    async with store.begin() as work:
        found = 0
        while still := await work.visits.of_staff(staff, NOW):
            found += 1
            await work.visits.put(still.ended(NOW))
    assert found == 1
