from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from handoff.services.ports import Begin
from handoff.storage.database import create_begin, create_engine, migrate
from handoff.storage.outbox import SqlOutbox
from handoff.testing.work import Memory
from tests.servers.postgres import postgres_server, postgres_url

__all__ = ["postgres_server", "postgres_url"]


@dataclass(frozen=True)
class Store:
    name: str
    begin: Begin
    outbox: Any


@pytest.fixture(params=["twin", "sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "postgresql":
        url: str = request.getfixturevalue("postgres_url")
        return url
    return "" if request.param == "twin" else f"sqlite+aiosqlite:///{tmp_path / 'handoff.db'}"


@pytest.fixture
async def store(database: str) -> AsyncIterator[Store]:
    if not database:
        memory = Memory()
        yield Store("twin", memory.begin, memory)
        return
    engine = create_engine(database)
    await migrate(engine)
    yield Store(engine.dialect.name, create_begin(engine), SqlOutbox(engine))
    await engine.dispose()
