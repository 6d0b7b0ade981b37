"""The same test on the twin in memory, on SQLite and on PostgreSQL, each time on an empty database."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest

from handoff.services.ports import Begin
from handoff.storage.database import create_begin, create_engine, migrate
from handoff.testing.work import Memory
from tests.servers.postgres import postgres_server, postgres_url

__all__ = ["begin", "database_url", "postgres_server", "postgres_url", "twin_or_url"]


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return _url(request, tmp_path)


@pytest.fixture(params=["twin", "sqlite", "postgresql"])
def twin_or_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return "" if request.param == "twin" else _url(request, tmp_path)


@pytest.fixture
async def begin(twin_or_url: str) -> AsyncIterator[Begin]:
    """What holds for the twin holds for the real stores."""
    if not twin_or_url:
        yield Memory().begin
        return
    engine = create_engine(twin_or_url)
    await migrate(engine)
    yield create_begin(engine)
    await engine.dispose()


def _url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'handoff.db'}"
    url: str = request.getfixturevalue("postgres_url")
    asyncio.run(_empty(url.replace("+asyncpg", "")))
    return url


async def _empty(url: str) -> None:
    connection = await asyncpg.connect(url)
    await connection.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    await connection.close()
