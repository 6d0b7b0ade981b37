import asyncio
from pathlib import Path

from actions.storage.database import create_begin, create_engine, migrate

ROUNDS = 60


async def test_a_cancelled_transaction_leaves_the_database_free_for_the_next(tmp_path: Path) -> None:
    """An action that takes too long is cancelled, at any await whatever."""
    engine = create_engine(f"sqlite+aiosqlite:///{tmp_path / 'actions.db'}")
    await migrate(engine)
    begin = create_begin(engine)

    async def use() -> None:
        async with begin() as work:
            await work.cases.get("case-1")
            await work.history.of("case-1")

    for number in range(ROUNDS):
        tasks = [asyncio.create_task(use()) for _ in range(3)]
        for _ in range(number):
            await asyncio.sleep(0)
        tasks[0].cancel()
        tasks[1].cancel()
        outcomes = await asyncio.gather(*tasks, return_exceptions=True)
        assert not [one for one in outcomes if isinstance(one, Exception)]
    await use()
    await engine.dispose()
