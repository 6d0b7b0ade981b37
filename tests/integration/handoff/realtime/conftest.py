from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.integration.handoff.realtime.house import House, housed
from tests.servers.postgres import postgres_server, postgres_url

__all__ = ["postgres_server", "postgres_url"]


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with housed(f"sqlite+aiosqlite:///{tmp_path / 'handoff.db'}") as house:
        yield house


@pytest.fixture
async def house_on_postgresql(postgres_url: str) -> AsyncIterator[House]:
    async with housed(postgres_url) as house:
        yield house
