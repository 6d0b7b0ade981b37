from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from handoff.storage.database import create_engine, migrate
from handoff.storage.tables.all import metadata
from tests.integration.handoff.realtime.house import House, housed
from tests.servers.postgres import postgres_server, postgres_url
from tests.servers.redis import redis_url

__all__ = ["postgres_server", "postgres_url", "redis_url"]


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with housed(f"sqlite+aiosqlite:///{tmp_path / 'handoff.db'}") as house:
        yield house


@pytest.fixture
async def empty_postgres(postgres_url: str) -> str:
    engine = create_engine(postgres_url)
    await migrate(engine)
    async with engine.begin() as connection:
        for table in reversed(metadata.sorted_tables):
            await connection.execute(table.delete())
    await engine.dispose()
    return postgres_url
