"""How much of photos the program takes into its memory at once."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import pytest

from actions.http.intake import EACH, WAITING, Intake
from actions.verification.errors import Refused

SOON, LONG = 0.0, 60.0


@asynccontextmanager
async def taken(intake: Intake, *sizes: int) -> AsyncIterator[None]:
    """So many photos of as many customers are being read."""
    async with AsyncExitStack() as stack:
        for number, size in enumerate(sizes):
            await stack.enter_async_context(intake.room(size, f"customer-{number}"))
        yield


async def is_taken(intake: Intake, size: int, customer: str = "another") -> bool:
    try:
        async with intake.room(size, customer):
            return True
    except Refused as refused:
        return refused.code != "unavailable"


async def test_photos_are_taken_while_all_of_them_fit() -> None:
    intake = Intake(most=100, line=5, patience=SOON)
    async with taken(intake, 60, 30):
        assert await is_taken(intake, 10)
        assert not await is_taken(intake, 11)
    assert await is_taken(intake, 100)


async def test_one_photo_alone_is_taken_however_large() -> None:
    intake = Intake(most=100, line=5, patience=SOON)
    assert await is_taken(intake, 500)
    async with taken(intake, 1):
        assert not await is_taken(intake, 500)


async def test_while_the_line_to_those_who_look_is_full_nothing_more_is_read() -> None:
    intake = Intake(most=100, line=2, patience=SOON)
    async with taken(intake, 1, 1):
        with intake.looked_at():
            assert await is_taken(intake, 1)
            with intake.looked_at():
                assert not await is_taken(intake, 1)
            assert await is_taken(intake, 1)


async def test_who_comes_a_moment_too_early_waits_for_room() -> None:
    intake = Intake(most=100, line=5, patience=LONG)
    async with taken(intake, 100):
        waiting = [asyncio.create_task(is_taken(intake, 100, f"waiting-{n}")) for n in range(3)]
        await asyncio.sleep(0)
        assert not any(task.done() for task in waiting)
    assert await asyncio.gather(*waiting) == [True, True, True]


async def test_the_waiting_line_has_an_end() -> None:
    intake = Intake(most=100, line=5, patience=LONG)
    async with taken(intake, 100):
        waiting = [asyncio.create_task(is_taken(intake, 1, f"waiting-{n}")) for n in range(WAITING)]
        await asyncio.sleep(0)
        assert not await is_taken(intake, 1)
    assert all(await asyncio.gather(*waiting))


async def test_one_customer_cannot_fill_it_for_everybody() -> None:
    intake = Intake(most=100, line=5, patience=LONG)
    async with AsyncExitStack() as stack:
        for _ in range(EACH):
            await stack.enter_async_context(intake.room(1, "greedy"))
        assert not await is_taken(intake, 1, "greedy")
        assert await is_taken(intake, 1, "modest")
    assert await is_taken(intake, 1, "greedy")


async def read_for_ever(intake: Intake, size: int, customer: str) -> str:
    try:
        async with intake.room(size, customer), intake.reading():
            await asyncio.Event().wait()
    except Refused as refused:
        return refused.code
    return ""


async def test_who_is_read_for_long_makes_room_for_who_waits_and_the_longest_first() -> None:
    intake = Intake(most=100, line=5, patience=LONG, slow=0.0)
    slow = [asyncio.create_task(read_for_ever(intake, 50, f"slow-{n}")) for n in range(2)]
    await asyncio.sleep(0)
    assert await is_taken(intake, 50)
    assert await slow[0] == "unavailable"
    assert not slow[1].done()
    slow[1].cancel()


async def test_who_is_read_as_usual_is_left_in_peace() -> None:
    intake = Intake(most=100, line=5, patience=SOON, slow=LONG)
    usual = asyncio.create_task(read_for_ever(intake, 100, "usual"))
    await asyncio.sleep(0)
    assert not await is_taken(intake, 1)
    assert not usual.done()
    usual.cancel()


async def test_while_those_who_look_are_the_bottleneck_nobody_is_cut_off() -> None:
    intake = Intake(most=100, line=1, patience=SOON, slow=0.0)
    slow = asyncio.create_task(read_for_ever(intake, 1, "slow"))
    await asyncio.sleep(0)
    async with taken(intake, 1):
        with intake.looked_at():
            assert not await is_taken(intake, 1)
    assert not slow.done()
    slow.cancel()


async def test_whatever_happens_to_a_photo_its_room_is_free_again() -> None:
    intake = Intake(most=100, line=1, patience=SOON)

    async def break_off() -> None:
        async with intake.room(100, "customer-1"):
            with intake.looked_at():
                raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        await break_off()
    assert await is_taken(intake, 100)


async def test_who_gives_up_waiting_leaves_no_trace() -> None:
    intake = Intake(most=100, line=5, patience=LONG)
    async with taken(intake, 100):
        for _ in range(WAITING + 1):
            gone = asyncio.create_task(is_taken(intake, 1))
            await asyncio.sleep(0)
            gone.cancel()
            await asyncio.gather(gone, return_exceptions=True)
    assert await is_taken(intake, 100)
