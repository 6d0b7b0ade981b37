"""One engine for SQLite (embedded) and PostgreSQL (grown-up), and the unit of work that all services use."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, event, make_url, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from actions.services.ports import Begin, Work
from actions.storage.sqlite import BEGIN, opener
from actions.storage.transaction import transaction
from actions.storage.work import SqlWork
from actions.verification.errors import Conflict


def create_engine(url: str) -> AsyncEngine:
    """An engine that never shows parameters in errors; the folder of an SQLite file is made when missing."""
    if make_url(url).get_backend_name() != "sqlite":
        return create_async_engine(url, pool_pre_ping=True, hide_parameters=True)
    database = make_url(url).database
    if database and database != ":memory:":
        Path(database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_async_engine(url, async_creator=opener(database or ":memory:"), hide_parameters=True)
    event.listen(engine.sync_engine, "begin", _begin_immediate)
    return engine


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql(BEGIN)


async def migrate(engine: AsyncEngine) -> None:
    """Bring the database to the newest revision; safe to run at every start."""
    async with transaction(engine) as connection:
        await connection.run_sync(upgrade)


def upgrade(connection: Connection, revision: str = "head") -> None:
    if connection.dialect.name == "postgresql":  # several processes may start at once
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('actions.migrate'))"))
    command.upgrade(alembic_config(connection), revision)


def alembic_config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", "actions.storage:migrations")
    config.attributes["connection"] = connection
    return config


def create_begin(engine: AsyncEngine, committed: Callable[[], None] | None = None) -> Begin:
    """Transactions as `async with begin() as work:`; `committed` is told when there is something to deliver."""

    @asynccontextmanager
    async def begin() -> AsyncIterator[Work]:
        try:
            async with transaction(engine) as connection:
                work = SqlWork(connection)
                yield work
        except IntegrityError:
            raise Conflict from None
        if committed and work.outbox.appended:
            committed()

    return begin


async def is_reachable(engine: AsyncEngine) -> bool:
    try:
        async with transaction(engine) as connection:
            await connection.execute(text("SELECT 1"))
    except Exception:
        return False
    return True
