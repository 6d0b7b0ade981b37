"""What the operator does from a terminal, beside a front door that may be running."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from handoff.app.house import build_door
from handoff.services.funnel import as_text, funnel_table
from handoff.services.ports import Begin
from handoff.services.staff_accounts import NewStaff, create_staff
from handoff.settings import Settings
from handoff.storage.bank_files import read_roles
from handoff.storage.database import create_begin, create_engine, migrate


async def create_admin(settings: Settings, new: NewStaff, password: str) -> None:
    async with _database(settings) as begin:
        await create_staff(build_door(settings, begin, read_roles(settings.data)), new, password, by="terminal")


async def show_funnel(settings: Settings, show_all: bool) -> str:
    async with _database(settings) as begin, begin() as work:
        counts = await work.step_events.counts()
    return as_text(funnel_table(counts, show_all))


@asynccontextmanager
async def _database(settings: Settings) -> AsyncIterator[Begin]:
    engine = create_engine(settings.database)
    try:
        await migrate(engine)
        yield create_begin(engine)
    finally:
        await engine.dispose()
