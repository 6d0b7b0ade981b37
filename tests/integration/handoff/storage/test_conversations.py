"""One contract for each store, the same on the twin in memory, on SQLite and on PostgreSQL."""

from dataclasses import replace
from typing import Any

import pytest

from handoff.domain.conversation import Owner
from handoff.domain.events import Event
from handoff.domain.ids import new_id
from handoff.domain.message import Sender, StaffEntry
from tests.integration.handoff.storage.kept import NOW, add, delivered, message, minutes


async def test_a_conversation_comes_back_as_it_was_kept(store: Any) -> None:
    chat = await add(store, journey={"case_id": "c", "steps": [{"id": "selfie"}]}, customer_seen_at=minutes(3))
    owned = chat.owned_by(Owner("agent", "sora", "소라"))
    async with store.begin() as work:
        assert await work.conversations.lock(chat.id) == chat
        assert await work.conversations.of_customer(chat.customer_id) == chat
        await work.conversations.save(owned)
    async with store.begin() as work:
        assert await work.conversations.get(chat.id) == owned
        assert await work.conversations.get(new_id()) is None


async def test_a_customer_has_one_conversation(store: Any) -> None:
    chat = await add(store)
    await add(store, customer_id=chat.customer_id)
    async with store.begin() as work:
        assert await work.conversations.of_customer(chat.customer_id) == chat


async def test_nothing_of_a_failed_transaction_stays(store: Any) -> None:
    chat = await add(store)
    with pytest.raises(RuntimeError):  # noqa: PT012  (what fails is the end of the block)
        async with store.begin() as work:
            await work.conversations.save(replace(chat, last_seq=7))
            await work.messages.add(message(chat.id, 1))
            work.record(Event("receipt", chat.id, {"seq": 1}))
            raise RuntimeError
    async with store.begin() as work:
        assert await work.conversations.get(chat.id) == chat
        assert await work.messages.after(chat.id, 0, 10) == []
    assert await delivered(store) == []


async def test_an_agents_conversations_are_counted(store: Any) -> None:
    agent = new_id()
    chats = [await add(store, owner=Owner("agent", agent, "소라")) for _ in range(2)]
    await add(store, owner=Owner("agent", new_id(), "아다"))
    async with store.begin() as work:
        owned = await work.conversations.owned_by(agent)
    assert {one.id for one in owned} == {one.id for one in chats}


async def test_the_absent_are_found_until_they_are_counted_as_gone(store: Any) -> None:
    gone, here = await add(store, customer_seen_at=NOW), await add(store, customer_seen_at=NOW)
    async with store.begin() as work:
        await work.conversations.seen([here.id], minutes(50))
        absent = [one.id for one in await work.conversations.absent(minutes(30), 100)]
        assert gone.id in absent
        assert here.id not in absent
        await work.conversations.save(replace(gone, customer_left=True))
    async with store.begin() as work:
        assert gone.id not in [one.id for one in await work.conversations.absent(minutes(30), 100)]
        seen = await work.conversations.get(here.id)
    assert seen is not None
    assert (seen.customer_here, seen.customer_seen_at) == (True, minutes(50))


async def test_messages_are_found_by_number_and_by_the_senders_own_id(store: Any) -> None:
    chat = await add(store)
    first = message(chat.id, 1, staff={"intent": "greet", "confidence": 0.9})
    rest = [message(chat.id, seq, sender=Sender("bot", "bot")) for seq in range(2, 6)]
    async with store.begin() as work:
        for one in (first, *rest):
            await work.messages.add(one)
    async with store.begin() as work:
        assert await work.messages.get(chat.id, 1) == first
        assert await work.messages.sent(chat.id, "kim", "m1") == first
        assert await work.messages.sent(chat.id, "bot", "m1") is None
        assert [one.seq for one in await work.messages.after(chat.id, 2, 2)] == [3, 4]
        assert [one.seq for one in await work.messages.before(chat.id, 5, 2)] == [3, 4]
        assert await work.messages.count_from_customer(chat.id, 0) == 1
        assert await work.messages.count_from_customer(chat.id, 1) == 0


@pytest.mark.parametrize("again", [{"seq": 1, "client_id": "other"}, {"seq": 2, "client_id": "m1"}])
async def test_no_number_and_no_client_id_is_used_twice(store: Any, again: dict[str, Any]) -> None:
    chat = await add(store)
    async with store.begin() as work:
        await work.messages.add(message(chat.id, 1))
    with pytest.raises(Exception):  # noqa: B017  (each store has its own)
        async with store.begin() as work:
            await work.messages.add(message(chat.id, 1, **again))


async def test_the_staff_thread_has_its_own_numbers(store: Any) -> None:
    chat = await add(store)
    entries = [StaffEntry(chat.id, number, 3, "sora", "소라", f"n{number}", "note", "확인", NOW) for number in (1, 2)]
    async with store.begin() as work:
        for entry in entries:
            await work.staff_entries.add(entry)
    async with store.begin() as work:
        assert await work.staff_entries.of(chat.id) == entries
        assert await work.staff_entries.sent(chat.id, "sora", "n2") == entries[1]
        assert await work.staff_entries.sent(chat.id, "ada", "n2") is None
