from pathlib import Path

from sqlalchemy import select

from actions.services.outgoing import DeadLetter
from actions.services.ports import Begin
from actions.storage.database import create_begin, create_engine, migrate
from actions.storage.tables import bank_outbox, outbox
from actions.testing import MORNING
from tests.integration.actions.stores.kept import LATER, ids


async def test_the_outbox_gives_the_oldest_of_each_case_and_to_one_only(begin: Begin) -> None:
    one, two = f"a-{ids()}", f"b-{ids()}"
    async with begin() as work:
        for case_id, body in ((one, "1"), (one, "2"), (two, "3")):
            await work.outbox.append(case_id, body, MORNING)
    async with begin() as work:
        taken = await work.outbox.take(MORNING, LATER, 10)
        assert [(event.case_id, event.body, event.tries) for event in taken] == [(one, "1", 1), (two, "3", 1)]
    async with begin() as work:
        assert await work.outbox.take(MORNING, LATER, 10) == []
        await work.outbox.delivered(taken[0].number, MORNING)
        await work.outbox.postpone(taken[1].number, MORNING)
    async with begin() as work:
        again = await work.outbox.take(MORNING, LATER, 10)
        assert [(event.body, event.tries) for event in again] == [("2", 1), ("3", 2)]
        for event in again:
            await work.outbox.delivered(event.number, MORNING)
    async with begin() as work:
        assert await work.outbox.take(LATER, LATER, 10) == []
        assert await work.outbox.forget_before(MORNING) == 0
        assert await work.outbox.forget_before(LATER) == 3


async def test_events_of_a_case_are_deleted_whether_they_were_delivered_or_not(begin: Begin) -> None:
    one, two = f"a-{ids()}", f"b-{ids()}"
    async with begin() as work:
        for case_id in (one, one, two):
            await work.outbox.append(case_id, "body", MORNING)
    async with begin() as work:
        [first, *_] = [event for event in await work.outbox.take(MORNING, LATER, 100) if event.case_id == one]
        await work.outbox.delivered(first.number, MORNING)
        assert await work.outbox.delete_of(one) == 2
        assert await work.outbox.delete_of(two) == 1


async def test_events_for_the_bank_wait_in_the_order_of_their_case_and_dead_ones_hold_back_none(begin: Begin) -> None:
    case_id = ids()
    first, second = f"event-{ids()}", f"event-{ids()}"
    async with begin() as work:
        await work.bank_outbox.append(first, case_id, "status_changed", "1", MORNING)
        await work.bank_outbox.append(second, case_id, "erased", "2", MORNING)
    async with begin() as work:
        [taken] = await work.bank_outbox.take(MORNING, LATER, 10)
        assert (taken.case_id, taken.body, taken.tries) == (case_id, "1", 1)
        assert await work.bank_outbox.take(MORNING, LATER, 10) == []
        await work.bank_outbox.give_up(taken.number, "status 500", LATER)
    letter = DeadLetter(first, case_id, "status_changed", MORNING, 1, "status 500", LATER)
    async with begin() as work:
        assert await work.bank_outbox.dead(None, 1) == [letter]
        assert letter not in await work.bank_outbox.dead(first, 100)
        [taken] = await work.bank_outbox.take(MORNING, LATER, 10)
        assert taken.body == "2"
        await work.bank_outbox.postpone(taken.number, LATER)
        assert await work.bank_outbox.revive(second, LATER) is None
        assert await work.bank_outbox.revive(first, MORNING) == letter
        assert await work.bank_outbox.revive(first, MORNING) is None
    async with begin() as work:
        [again] = await work.bank_outbox.take(MORNING, LATER, 10)
        assert (again.body, again.tries) == ("1", 1)
        await work.bank_outbox.delivered(again.number, LATER)
    async with begin() as work:
        assert await work.bank_outbox.delete_settled_of(case_id) == 1
        assert [event.body for event in await work.bank_outbox.take(LATER, LATER, 10)] == ["2"]


async def test_what_the_bank_has_heard_or_will_not_hear_is_forgotten_in_time(begin: Begin) -> None:
    heard, dead, waiting = (ids() for _ in range(3))
    async with begin() as work:
        for case_id in (heard, dead, waiting):
            await work.bank_outbox.append(f"event-{ids()}", case_id, "erased", case_id, MORNING)
        numbers = {event.case_id: event.number for event in await work.bank_outbox.take(MORNING, MORNING, 10)}
        await work.bank_outbox.delivered(numbers[heard], MORNING)
        await work.bank_outbox.give_up(numbers[dead], "ConnectError", MORNING)
    async with begin() as work:
        assert await work.bank_outbox.forget_before(MORNING) == 0
        assert await work.bank_outbox.forget_before(LATER) == 2
        assert [event.case_id for event in await work.bank_outbox.take(MORNING, LATER, 10)] == [waiting]
        await work.bank_outbox.delivered(numbers[waiting], MORNING)


async def test_what_has_been_told_lies_here_no_longer(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite+aiosqlite:///{tmp_path / 'actions.db'}")
    await migrate(engine)
    async with create_begin(engine)() as work:
        await work.bank_outbox.append("event-1", "case-1", "erased", "whom it is about", MORNING)
        await work.outbox.append("case-1", "whom it is about", MORNING)
        for waiting in (work.bank_outbox, work.outbox):
            [taken] = await waiting.take(MORNING, LATER, 10)
            await waiting.delivered(taken.number, LATER)
    async with engine.connect() as connection:
        for table in (bank_outbox, outbox):
            assert list((await connection.execute(select(table.c.body))).scalars()) == [""]
    await engine.dispose()
