from dataclasses import asdict
from datetime import datetime

from sqlalchemy import ColumnElement, delete, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.domain.visit import Pairing, Visit
from handoff.storage.insert import insert_unless_present
from handoff.storage.tables.visits import pairings, visits

ONE_BY_ONE = text("SELECT pg_advisory_xact_lock(hashtextextended('handoff.visits:' || :staff, 0))")


class SqlVisits:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def pair(self, pairing: Pairing) -> None:
        await self._connection.execute(delete(pairings).where(pairings.c.customer_id == pairing.customer_id))
        await self._connection.execute(pairings.insert().values(asdict(pairing)))

    async def pairing(self, code_hash: str, now: datetime) -> Pairing | None:
        these = (pairings.c.code_hash == code_hash) & (pairings.c.expires_at > now)
        row = (await self._connection.execute(select(pairings).where(these))).mappings().one_or_none()
        return Pairing(**row) if row else None

    async def take_pairing(self, code_hash: str, now: datetime) -> Pairing | None:
        taken = delete(pairings).where(pairings.c.code_hash == code_hash).returning(*pairings.c)
        row = (await self._connection.execute(taken)).mappings().one_or_none()
        return Pairing(**row) if row and now < row["expires_at"] else None

    async def put(self, visit: Visit) -> None:
        row = asdict(visit)
        if not await insert_unless_present(self._connection, visits, row):
            await self._connection.execute(update(visits).where(visits.c.id == visit.id).values(row))

    async def get(self, visit_id: str) -> Visit | None:
        return await self._one(visits.c.id == visit_id)

    async def of_staff(self, staff_id: str, now: datetime) -> Visit | None:
        if self._connection.dialect.name == "postgresql":  # two who open one at once would each find none to end
            await self._connection.execute(ONE_BY_ONE, {"staff": staff_id})
        return await self._one(
            (visits.c.staff_id == staff_id) & visits.c.ended_at.is_(None) & (visits.c.expires_at > now)
        )

    async def with_tablet(self, tablet_hash: str) -> Visit | None:
        return await self._one(visits.c.tablet_hash == tablet_hash)

    async def forget(self, before: datetime) -> None:
        for table in (pairings, visits):
            await self._connection.execute(delete(table).where(table.c.expires_at < before))

    async def _one(self, where: ColumnElement[bool]) -> Visit | None:
        """Nobody else changes it until the transaction ends; in SQLite transactions wait in line anyway."""
        newest = select(visits).where(where).order_by(visits.c.opened_at.desc()).limit(1)
        row = (await self._connection.execute(newest.with_for_update())).mappings().one_or_none()
        return Visit(**row) if row else None
