import asyncio

from channels.running import RunningTurns, Say


async def test_a_reader_gets_each_line_as_it_comes() -> None:
    turns, more = RunningTurns(), asyncio.Event()

    async def work(say: Say) -> None:
        say("one")
        await more.wait()
        say("two")

    reader = turns.start("c:1", work).follow()
    assert await anext(reader) == "one"
    more.set()
    assert [line async for line in reader] == ["two"]


async def test_who_joins_late_reads_from_the_beginning() -> None:
    turns, more = RunningTurns(), asyncio.Event()

    async def work(say: Say) -> None:
        say("one")
        await more.wait()

    first = turns.start("c:1", work).follow()
    await anext(first)
    joined = turns.running("c:1")
    assert joined is not None
    more.set()
    assert [line async for line in joined.follow()] == ["one"]


async def test_a_reader_that_is_canceled_does_not_stop_the_turn() -> None:
    turns, more, finished = RunningTurns(), asyncio.Event(), asyncio.Event()

    async def work(say: Say) -> None:
        await more.wait()
        finished.set()

    async def read() -> None:
        async for _ in turn.follow():
            pass

    turn = turns.start("c:1", work)
    reader = asyncio.create_task(read())
    await asyncio.sleep(0)
    reader.cancel()
    more.set()
    await asyncio.wait_for(finished.wait(), 1)


async def test_a_turn_that_breaks_ends_and_can_be_tried_again() -> None:
    turns = RunningTurns()

    async def work(say: Say) -> None:
        say("one")
        raise RuntimeError("what the customer wrote")

    assert [line async for line in turns.start("c:1", work).follow()] == ["one"]
    assert turns.running("c:1") is None


async def test_the_log_of_a_broken_turn_does_not_quote_it(caplog) -> None:  # type: ignore[no-untyped-def]  # pytest's fixture
    async def work(say: Say) -> None:
        raise RuntimeError("what the customer wrote")

    async for _ in RunningTurns().start("c:1", work).follow():
        pass
    assert "turn_broke" in caplog.text
    assert "customer wrote" not in caplog.text
