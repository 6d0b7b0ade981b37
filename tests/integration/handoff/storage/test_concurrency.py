"""What must hold when many want the same at once; on PostgreSQL the transactions really overlap."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

from handoff.domain.errors import AlreadyClaimed, AtCapacity, HandoffError
from handoff.domain.ids import new_id
from handoff.domain.people import Customer, Staff
from handoff.services.arrive import arrive
from handoff.services.desk import claim
from handoff.services.erasing import Why, erase_conversations
from handoff.services.request_person import request_person
from handoff.services.say import say_text
from handoff.services.seats import sit_down

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


def agent(capacity: int = 5) -> Staff:
    return Staff(new_id(), "sora", "Sora", "agent", ("ko",), frozenset({"desk:claim"}), capacity)


async def opened(store: Any) -> str:
    customer = Customer(new_id(), "Kim", "ko", NOW + timedelta(hours=1))
    return (await arrive(store.begin, customer, None, NOW, new_id)).id


async def waiting(store: Any) -> str:
    chat = await opened(store)
    await request_person(store.begin, chat, "customer_asked", "general", NOW, new_id)
    return chat


async def test_one_customer_connecting_twice_at_once_gets_one_conversation_and_one_greeting(store: Any) -> None:
    customer = Customer(new_id(), "Kim", "ko", NOW + timedelta(hours=1))
    found = await asyncio.gather(*(arrive(store.begin, customer, None, NOW, new_id) for _ in range(5)))
    assert len({one.id for one in found}) == 1
    async with store.begin() as work:
        assert [one.event_name for one in await work.messages.after(found[0].id, 0, 10)] == ["opened"]
        await work.turns.drop(found[0].id)


async def test_numbers_are_gapless_however_many_write_at_once(store: Any) -> None:
    chat = await opened(store)
    await asyncio.gather(*(say_text(store.begin, chat, f"m{n % 15}", f"text {n % 15}", NOW) for n in range(30)))
    async with store.begin() as work:
        log = await work.messages.after(chat, 0, 100)
        await work.turns.drop(chat)
    assert [one.seq for one in log] == list(range(1, 17))
    assert len({one.client_id for one in log}) == 16


async def test_of_many_claims_at_once_one_wins_and_the_others_hear_who(store: Any) -> None:
    chat = await waiting(store)
    agents = [agent() for _ in range(8)]
    for one in agents:
        await sit_down(store.begin, one, NOW)
    outcomes = await asyncio.gather(*(claim(store.begin, one, chat, NOW) for one in agents), return_exceptions=True)
    refused = [one for one in outcomes if isinstance(one, AlreadyClaimed)]
    assert len(refused) == len(agents) - 1
    assert {one.data["by"] for one in refused} == {"Sora"}
    async with store.begin() as work:
        conversation = await work.conversations.get(chat)
        assert conversation is not None
        assert conversation.epoch == 2


async def test_an_agent_who_claims_many_at_once_gets_no_more_than_the_capacity(store: Any) -> None:
    chats = [await waiting(store) for _ in range(6)]
    sora = agent(capacity=2)
    await sit_down(store.begin, sora, NOW)
    outcomes = await asyncio.gather(*(claim(store.begin, sora, chat, NOW) for chat in chats), return_exceptions=True)
    assert sum(isinstance(one, AtCapacity) for one in outcomes) == 4
    assert not [one for one in outcomes if isinstance(one, Exception) and not isinstance(one, HandoffError)]
    async with store.begin() as work:
        assert len(await work.conversations.owned_by(sora.id)) == 2


async def test_an_erasure_waits_for_a_customer_who_asks_for_a_person_and_neither_fails(store: Any) -> None:
    chat = await opened(store)

    async def erase() -> None:
        async with store.begin() as work:
            await erase_conversations(work, [chat], Why("ticket-1", "omid"), NOW, new_id)

    async with store.begin() as work:
        await work.conversations.lock(chat)
        erasing = asyncio.create_task(erase())
        await asyncio.sleep(0.3)  # it has come as far as it can
        await work.handoffs.lock()  # as asking for a person does
    await erasing
    async with store.begin() as work:
        assert await work.conversations.get(chat) is None
