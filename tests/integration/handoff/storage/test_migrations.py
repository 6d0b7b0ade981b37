from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text

import handoff.storage.tables.all  # noqa: F401  (fills the metadata)
from handoff.storage.database import create_engine, migrate
from handoff.storage.tables.base import metadata


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'folder' / 'handoff.db'}"
    given: str = request.getfixturevalue("postgres_url")
    return given


async def test_migrations_lead_to_the_tables_as_declared_and_can_be_run_again(url: str) -> None:
    engine = create_engine(url)
    for _ in range(2):
        await migrate(engine)

    def differences(connection: Connection) -> list[object]:
        found: list[object] = compare_metadata(MigrationContext.configure(connection), metadata)
        return found

    async with engine.connect() as connection:
        assert await connection.run_sync(differences) == []
    await engine.dispose()


async def test_an_error_of_the_database_does_not_show_what_was_written(url: str) -> None:
    engine = create_engine(url)
    with pytest.raises(Exception) as failure:
        async with engine.begin() as connection:
            await connection.execute(text("INSERT INTO nowhere VALUES (:number)"), {"number": "900101-1000006"})
    assert "900101" not in str(failure.value)
    await engine.dispose()


async def test_sqlite_keeps_a_journal_ahead_and_its_references(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite+aiosqlite:///{tmp_path / 'handoff.db'}")
    async with engine.begin() as connection:
        assert (await connection.execute(text("PRAGMA journal_mode"))).scalar_one() == "wal"
        assert (await connection.execute(text("PRAGMA foreign_keys"))).scalar_one() == 1
    await engine.dispose()
