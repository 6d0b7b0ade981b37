import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

from handoff.domain.events import Event
from handoff.domain.turn import Patience
from handoff.jobs.bell import Bell, may_be_answered
from handoff.jobs.housekeeping import run_desk
from handoff.jobs.relay import run_relay
from handoff.jobs.turns import TurnRunner
from handoff.services.bot_port import BotBrokenError, Bubble, Done, Line, PersonAsked, Question
from handoff.services.desk import claim
from handoff.services.request_person import request_person
from handoff.services.seats import stand_up
from tests.unit.handoff.services.town import Town, staff

LONG = timedelta(seconds=15)  # only how long a broken test hangs


def said_by(kind: str) -> Event:
    return Event("message", "c1", {"message": {"sender": {"kind": kind}}})


async def test_a_bell_wakes_those_whom_it_concerns() -> None:
    bell = Bell()
    every, turns = bell.listener(), bell.listener(may_be_answered)
    bell.ring([said_by("bot"), Event("queue", "desk", {})])
    await every.wait(LONG)
    waiting = asyncio.create_task(turns.wait(LONG))
    await asyncio.sleep(0)
    assert not waiting.done()
    bell.ring([said_by("customer")])
    await waiting


async def test_a_bell_that_rang_before_the_wait_is_not_missed() -> None:
    bell = Bell()
    listener = bell.listener()
    bell.ring([said_by("customer")])
    await listener.wait(LONG)


async def test_the_relay_goes_on_when_the_database_comes_back() -> None:
    tried = asyncio.Event()

    class Outbox:
        times = 0

        async def deliver(self, send: Callable[[Event], Awaitable[None]]) -> bool:
            self.times += 1
            if self.times == 1:
                raise ConnectionError
            await send(said_by("bot"))
            return False

    async def send(event: Event) -> None:
        tried.set()

    bell = Bell()
    relay = asyncio.create_task(run_relay(Outbox(), send, bell.listener()))
    while not tried.is_set():
        bell.ring([said_by("bot")])
        await asyncio.sleep(0)
    relay.cancel()


class Parrot:
    def __init__(self) -> None:
        self.asked: list[Question] = []

    async def answer(self, question: Question) -> AsyncIterator[Line]:
        self.asked.append(question)
        yield Bubble(0, "text", {"text": f"answer {len(self.asked)}"}, {})
        yield Done(1)


def runner(town: Town, begin: Any, bot: Any) -> TurnRunner:
    return TurnRunner(begin, bot, "me", lambda: town.now, town.new_id, Patience())


async def until(holds: Callable[[], Awaitable[Any]]) -> None:
    async with asyncio.timeout(LONG.total_seconds()):
        while not await holds():  # noqa: ASYNC110  (what is waited for is in a store, which has no events)
            await asyncio.sleep(0)


async def test_turns_are_taken_again_when_the_database_comes_back(town: Town) -> None:
    failures = iter([True, True])

    @asynccontextmanager
    async def begin() -> AsyncIterator[Any]:
        if next(failures, False):
            raise ConnectionError
        async with town.begin() as work:
            yield work

    chat = await town.opened()
    await town.say(chat, "hi")
    bell = Bell()
    running = asyncio.create_task(runner(town, begin, Parrot()).run(bell.listener()))

    async def answered() -> bool:
        bell.ring([said_by("customer")])
        return "answer 1" in await town.said(chat)

    await until(answered)
    running.cancel()


async def test_many_conversations_are_answered_and_each_in_its_order(town: Town) -> None:
    chats = [await town.opened(f"customer-{n}") for n in range(5)]
    for text in ("one", "two"):
        for chat in chats:
            await town.say(chat, text)
    running = asyncio.create_task(runner(town, town.begin, Parrot()).run(Bell().listener()))

    async def all_answered() -> bool:
        return all([len(await town.log(chat)) == 6 for chat in chats])

    await until(all_answered)
    running.cancel()
    for chat in chats:
        assert [one.sender.kind for one in await town.log(chat)][2:] == ["customer", "customer", "bot", "bot"]


async def test_an_agent_who_does_not_come_back_is_noticed_by_time_alone(town: Town) -> None:
    sora = staff("sora")
    await town.at_desk(sora)
    chat = await town.opened()
    await request_person(town.begin, chat, "customer_asked", "general", town.now, town.new_id)
    await claim(town.begin, sora, chat, town.now)
    await stand_up(town.begin, sora.id, town.now)
    town.later(120)
    running = asyncio.create_task(run_desk(town.begin, lambda: town.now))

    async def released() -> bool:
        return (await town.conversation(chat)).owner.kind == "bot"

    await until(released)
    running.cancel()
    assert town.memory.events[-1].name in ("handoff", "queue", "presence")


async def test_a_turn_that_fails_in_a_way_nobody_thought_of_does_not_block_its_conversation(town: Town) -> None:
    class Poisoned(Parrot):
        async def answer(self, question: Question) -> AsyncIterator[Line]:
            if question.get("text") == "poison":
                raise RecursionError
            async for line in super().answer(question):
                yield line

    chat = await town.opened()
    await town.say(chat, "poison")
    await town.say(chat, "hello")
    bell = Bell()
    running = asyncio.create_task(runner(town, town.begin, Poisoned()).run(bell.listener()))

    async def answered() -> bool:
        town.later(30)
        bell.ring([said_by("customer")])
        return "answer 1" in await town.said(chat)

    await until(answered)
    running.cancel()
    assert (await town.said(chat)).count("bot_unavailable") == 1


async def test_a_person_is_called_though_the_bot_dies_before_its_answer_ends(town: Town) -> None:
    class Dying(Parrot):
        async def answer(self, question: Question) -> AsyncIterator[Line]:
            self.asked.append(question)
            if len(self.asked) > 1:
                raise BotBrokenError("ConnectError")
            yield Bubble(0, "text", {"text": "I am calling one"}, {})
            yield PersonAsked("customer_asked", "general")

    chat = await town.opened()
    await town.say(chat, "a person, please")
    bell = Bell()
    running = asyncio.create_task(runner(town, town.begin, Dying()).run(bell.listener()))

    async def given_up() -> bool:
        town.later(30)
        bell.ring([said_by("customer")])
        return "bot_unavailable" in await town.said(chat)

    await until(given_up)
    running.cancel()
    assert (await town.said(chat))[-3:] == ["I am calling one", "handoff_requested", "bot_unavailable"]


async def test_a_turn_that_cannot_even_be_put_keeps_no_other_customer_from_an_answer(town: Town) -> None:
    broken, other = await town.opened("kim"), await town.opened("lee")
    async with town.begin() as work:
        conversation = await work.conversations.get(broken)
        assert conversation is not None
        await work.conversations.save(replace(conversation, journey={"case_id": "case-1"}))
    await town.say(broken, "first of all")
    await town.say(other, "hello")
    bell = Bell()
    running = asyncio.create_task(runner(town, town.begin, Parrot()).run(bell.listener()))

    async def told_and_answered() -> bool:
        town.later(30)
        bell.ring([said_by("customer")])
        return "bot_unavailable" in await town.said(broken) and "answer 1" in await town.said(other)

    await until(told_and_answered)
    running.cancel()
