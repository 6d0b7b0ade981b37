from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.domain.presence import Seat
from handoff.storage.insert import insert_unless_present
from handoff.storage.rows import row_of
from handoff.storage.tables.desk import seats


class SqlSeats:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, staff_id: str) -> Seat | None:
        return await self._one(select(seats).where(seats.c.staff_id == staff_id))

    async def lock(self, staff_id: str) -> Seat | None:
        return await self._one(select(seats).where(seats.c.staff_id == staff_id).with_for_update())

    async def put(self, seat: Seat) -> None:
        row = row_of(seat)
        if not await insert_unless_present(self._connection, seats, row):
            await self._connection.execute(update(seats).where(seats.c.staff_id == seat.staff_id).values(**row))

    async def all(self) -> Sequence[Seat]:
        rows = await self._connection.execute(select(seats).order_by(seats.c.name, seats.c.staff_id))
        return [_seat(dict(row)) for row in rows.mappings()]

    async def _one(self, query: Select[Any]) -> Seat | None:
        row = (await self._connection.execute(query)).mappings().one_or_none()
        return _seat(dict(row)) if row else None


def _seat(row: dict[str, Any]) -> Seat:
    return Seat(**row | {"languages": tuple(row["languages"])})
