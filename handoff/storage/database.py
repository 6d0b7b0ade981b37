"""One engine for SQLite (embedded) and PostgreSQL (grown-up), and the unit of work that all services use."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, event, make_url, text
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from handoff.domain.events import Event
from handoff.services.ports import Begin, Work
from handoff.storage.sqlite import BEGIN, opener
from handoff.storage.transaction import transaction
from handoff.storage.work import SqlWork


def create_engine(url: str) -> AsyncEngine:
    """An engine that never shows parameters in errors; the folder of an SQLite file is made when missing."""
    if make_url(url).get_backend_name() != "sqlite":
        return create_async_engine(url, pool_pre_ping=True, hide_parameters=True)
    path = make_url(url).database or ":memory:"
    if path != ":memory:":
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    engine = create_async_engine(url, async_creator=opener(path), hide_parameters=True)
    event.listen(engine.sync_engine, "begin", _begin_immediate)
    return engine


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql(BEGIN)


async def migrate(engine: AsyncEngine) -> None:
    """Bring the database to the newest revision; safe to run at every start."""
    async with transaction(engine) as connection:
        await connection.run_sync(_upgrade)


def _upgrade(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":  # several processes may start at once
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('handoff.migrate'))"))
    config = Config()
    config.set_main_option("script_location", "handoff.storage:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def create_begin(engine: AsyncEngine, committed: Callable[[Sequence[Event]], None] | None = None) -> Begin:
    """Transactions as `async with begin() as work:`; `committed` hears what was recorded, after the commit."""

    @asynccontextmanager
    async def begin() -> AsyncIterator[Work]:
        async with transaction(engine) as connection:
            work = SqlWork(connection)
            yield work
            recorded = await work.flush()
        if committed and recorded:
            committed(recorded)

    return begin
