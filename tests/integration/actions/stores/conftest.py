"""One contract for the twin, SQLite and PostgreSQL."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from actions.services.ports import Begin
from actions.storage.database import create_begin, create_engine, migrate
from actions.testing import Store


@pytest.fixture(params=["twin", "sqlite", "postgres"])
async def begin(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Begin]:
    if request.param == "twin":
        yield Store().begin
        return
    sqlite = f"sqlite+aiosqlite:///{tmp_path / 'actions.db'}"
    engine = create_engine(sqlite if request.param == "sqlite" else request.getfixturevalue("postgres_url"))
    await migrate(engine)
    yield create_begin(engine)
    await engine.dispose()
