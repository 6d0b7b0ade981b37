import asyncio
from typing import Any

from tests.integration.handoff.storage.test_stores import add

ROUNDS = 60


async def test_a_cancelled_transaction_leaves_the_database_free_for_the_next(store: Any) -> None:
    """A client that goes away cancels its handler, at any await whatever."""
    chat = await add(store)

    async def use() -> None:
        async with store.begin() as work:
            conversation = await work.conversations.lock(chat.id)
            await work.conversations.save(conversation)
            await work.messages.after(chat.id, 0, 10)

    for number in range(ROUNDS):
        tasks = [asyncio.create_task(use()) for _ in range(3)]
        for _ in range(number):
            await asyncio.sleep(0)
        tasks[0].cancel()
        tasks[1].cancel()
        outcomes = await asyncio.gather(*tasks, return_exceptions=True)
        assert not [one for one in outcomes if isinstance(one, Exception)]
    await use()
