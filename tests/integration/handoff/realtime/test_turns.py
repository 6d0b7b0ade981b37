import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from handoff.domain.turn import Patience
from tests.integration.handoff.realtime.fake_bot import bubble, done, echo
from tests.integration.handoff.realtime.house import House, housed

Lines = AsyncIterator[dict[str, Any]]


async def test_nothing_of_a_turn_that_runs_at_take_over_reaches_the_customer(house: House) -> None:
    finish, spoke = asyncio.Event(), asyncio.Event()

    async def slow(question: dict[str, Any]) -> Lines:
        if "text" not in question:
            async for line in echo(question):
                yield line
            return
        yield bubble(0, "before")
        await finish.wait()
        yield bubble(1, "after")
        spoke.set()
        yield done(2)

    house.bot.script = slow
    phone, chat = await house.waiting()
    await phone.send("hello")
    await phone.sees("before")
    console = await house.console()
    await console.do("claim", conversation_id=chat)
    finish.set()
    await spoke.wait()
    await console.do("reply", conversation_id=chat, client_id="r1", text="I am here")
    await phone.sees("I am here")
    house.bot.script = echo
    await console.do("hand_back", conversation_id=chat, outcome="resolved")
    await phone.sees("echo agent_left")
    assert "after" not in phone.said
    assert [one["seq"] for _, one in sorted(phone.log.items())] == list(range(1, len(phone.log) + 1))


async def test_the_bot_is_not_asked_while_an_agent_owns(house: House) -> None:
    phone, chat = await house.waiting()
    console = await house.console()
    await console.do("claim", conversation_id=chat)
    await phone.send("to sora")
    await console.do("hand_back", conversation_id=chat, outcome="resolved")
    await phone.sees("echo agent_left")
    assert "to sora" not in [one.get("text") for one in house.bot.asked]
    await phone.send("to the bot")
    await phone.sees("echo to the bot")


async def test_a_turn_that_asks_for_a_person_says_its_last_words_first(house: House) -> None:
    async def asks(question: dict[str, Any]) -> Lines:
        yield bubble(0, "one moment")
        yield {"handoff": {"trigger": "customer_asked", "topic": "selfie"}}
        yield bubble(1, "somebody will come")
        yield done(2)

    house.bot.script = asks
    phone = await house.phone()
    await phone.sees("handoff_requested")
    assert phone.said == ["opened", "one moment", "somebody will come", "handoff_requested"]
    handoff = await phone.hears("handoff")
    assert (handoff["state"], handoff["position"]) == ("waiting", 1)
    assert set(handoff) == {"handoff_id", "state", "position", "eta_s"}


async def test_a_turn_that_breaks_is_asked_again_and_shows_nothing_twice(house: House) -> None:
    tries: list[str] = []

    async def breaks_twice(question: dict[str, Any]) -> Lines:
        tries.append(question["turn_id"])
        yield bubble(0, "first")
        if len(tries) > 2:
            yield bubble(1, "second")
            yield done(2)

    house.bot.script = breaks_twice
    phone = await house.phone()
    await phone.sees("second")
    assert phone.said == ["opened", "first", "second"]
    assert len(set(tries)) == 1


async def test_an_end_that_counts_more_than_was_said_is_no_end(house: House) -> None:
    counts = iter([2, 1])

    async def miscounts(question: dict[str, Any]) -> Lines:
        yield bubble(0, "said")
        yield done(next(counts))

    house.bot.script = miscounts
    phone = await house.phone()
    await phone.sees("said")
    await house.bot.is_asked(2)
    assert phone.said == ["opened", "said"]


async def test_a_bot_that_says_nothing_is_owned_up_to(house: House) -> None:
    async def silent(question: dict[str, Any]) -> Lines:
        yield done(0)

    house.bot.script = silent
    phone = await house.phone()
    told = await phone.sees("bot_unavailable")
    assert told["body"]["params"] == {"state": "failed"}


async def test_a_question_that_the_bot_refuses_is_not_asked_for_ever(house: House) -> None:
    house.bot.status = 400
    phone = await house.phone()
    await phone.sees("bot_unavailable")
    assert len(house.bot.asked) == 1


async def test_a_slow_bot_is_owned_up_to_and_answers_all_the_same(tmp_path: Path) -> None:
    go = asyncio.Event()

    async def waits(question: dict[str, Any]) -> Lines:
        await go.wait()
        yield bubble(0, "at last")
        yield done(1)

    patience = Patience(slow=timedelta(milliseconds=50))
    async with housed(f"sqlite+aiosqlite:///{tmp_path / 'handoff.db'}", patience) as house:
        house.bot.script = waits
        phone = await house.phone()
        told = await phone.sees("bot_unavailable")
        assert told["body"]["params"] == {"state": "slow"}
        go.set()
        await phone.sees("at last")
        assert phone.said == ["opened", "bot_unavailable", "at last"]


async def test_a_bot_that_is_away_is_given_up_and_a_person_can_be_asked_for(tmp_path: Path) -> None:
    patience = Patience(give_up=timedelta(milliseconds=50), back_off=(0.02,))
    async with housed(f"sqlite+aiosqlite:///{tmp_path / 'handoff.db'}", patience) as house:
        house.bot.status = 503
        phone = await house.phone()
        await phone.sees("bot_unavailable")
        await phone.do("request_person")
        await phone.sees("handoff_requested")
        house.bot.status = 200
        await phone.send("back?")
        await phone.sees("echo back?")


async def test_another_process_carries_a_turn_on_after_the_first_has_died(tmp_path: Path) -> None:
    database = f"sqlite+aiosqlite:///{tmp_path / 'handoff.db'}"
    never = asyncio.Event()

    async def dies(question: dict[str, Any]) -> Lines:
        yield bubble(0, "first")
        await never.wait()

    async with housed(database) as house:
        house.bot.script = dies
        phone = await house.phone()
        await phone.sees("first")
    async with housed(database) as house:
        house.bot.script = both
        phone = await house.phone()
        await phone.sees("second")
        assert phone.said == ["opened", "first", "second"]


async def both(question: dict[str, Any]) -> Lines:
    yield bubble(0, "first")
    yield bubble(1, "second")
    yield done(2)


async def test_the_bot_changes_the_language_for_what_it_says_next(house: House) -> None:
    async def changes(question: dict[str, Any]) -> Lines:
        yield {"language": "fa"}
        yield bubble(0, "سلام")
        yield done(1)

    house.bot.script = changes
    phone = await house.phone()
    said = await phone.sees("سلام")
    assert said["language"] == "fa"
    assert phone.said == ["opened", "language_changed", "سلام"]
