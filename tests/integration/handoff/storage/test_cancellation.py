import asyncio
import sqlite3
from pathlib import Path
from typing import Any

from handoff.storage.database import create_begin, create_engine, migrate
from tests.integration.handoff.storage.kept import add

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


async def test_a_command_in_another_terminal_delays_a_transaction_and_stops_nobody(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite+aiosqlite:///{tmp_path / 'handoff.db'}")
    await migrate(engine)
    begin = create_begin(engine)
    other = sqlite3.connect(tmp_path / "handoff.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    async def use() -> None:
        async with begin() as work:
            await work.seats.all()

    waiting = asyncio.create_task(use())
    for _ in range(3):
        await asyncio.sleep(0.01)
    assert not waiting.done()
    other.execute("COMMIT")
    other.close()
    await waiting
    await engine.dispose()
