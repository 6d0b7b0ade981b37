"""What the operator does from a terminal, beside a front door that may be running."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from handoff.app.house import House, build_door, build_house
from handoff.domain.erasure import Erasure
from handoff.domain.errors import NotFound
from handoff.services.erasing import Why, erase_customer
from handoff.services.funnel import as_text, funnel_table
from handoff.services.ports import Begin
from handoff.services.staff_accounts import NewStaff, create_staff
from handoff.settings import Settings
from handoff.storage.bank_files import read_retention, read_roles
from handoff.storage.database import create_begin, create_engine, migrate

LISTED = 100


async def create_admin(settings: Settings, new: NewStaff, password: str) -> None:
    async with _database(settings) as begin:
        await create_staff(build_door(settings, begin, read_roles(settings.data)), new, password, by="terminal")


async def show_funnel(settings: Settings, show_all: bool) -> str:
    async with _database(settings) as begin, begin() as work:
        counts = await work.step_events.counts()
    return as_text(funnel_table(counts, 0 if show_all else read_retention(settings.data).smallest_cell))


async def erase(settings: Settings, customer: str | None, installation: str | None, why: Why) -> Erasure:
    async with _house(settings) as house:
        return await erase_customer(house.eraser, customer, installation, why)


async def list_erasures(settings: Settings) -> Sequence[Erasure]:
    async with _database(settings) as begin, begin() as work:
        return await work.erasures.latest(LISTED)


async def find_erasure(settings: Settings, erasure_id: str) -> Erasure:
    async with _database(settings) as begin, begin() as work:
        found = await work.erasures.get(erasure_id)
    if found is None:
        raise NotFound
    return found


@asynccontextmanager
async def _house(settings: Settings) -> AsyncIterator[House]:
    house = build_house(settings)
    try:
        await migrate(house.engine)
        yield house
    finally:
        await house.close()


@asynccontextmanager
async def _database(settings: Settings) -> AsyncIterator[Begin]:
    engine = create_engine(settings.database)
    try:
        await migrate(engine)
        yield create_begin(engine)
    finally:
        await engine.dispose()
