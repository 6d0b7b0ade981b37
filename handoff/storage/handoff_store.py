from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, Select, insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.domain.handoff import Handoff, State
from handoff.storage.rows import row_of, update_by
from handoff.storage.tables.desk import handoffs

SAVE = update_by(handoffs, "id")


class SqlHandoffs:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def lock(self) -> None:
        if self._connection.dialect.name == "postgresql":
            await self._connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('handoff.queue'))"))

    async def add(self, handoff: Handoff) -> None:
        await self._connection.execute(insert(handoffs), _row(handoff))

    async def get(self, handoff_id: str) -> Handoff | None:
        found = await self._all(select(handoffs).where(handoffs.c.id == handoff_id))
        return found[0] if found else None

    async def save(self, handoff: Handoff) -> None:
        await self._connection.execute(SAVE, _row(handoff) | {"old_id": handoff.id})

    async def waiting(self) -> Sequence[Handoff]:
        query = select(handoffs).where(handoffs.c.state.in_((State.WAITING, State.OFFERED)))
        return await self._all(query.order_by(handoffs.c.priority.desc(), handoffs.c.requested_at, handoffs.c.id))

    async def active(self) -> Sequence[Handoff]:
        query = select(handoffs).where(handoffs.c.state == State.ACTIVE)
        return await self._all(query.order_by(handoffs.c.claimed_at, handoffs.c.id))

    async def claimed_since(self, moment: datetime) -> Sequence[Handoff]:
        query = select(handoffs).where(handoffs.c.claimed_at >= moment)
        return await self._all(query.order_by(handoffs.c.claimed_at, handoffs.c.id))

    async def _all(self, query: Select[Any]) -> Sequence[Handoff]:
        return [_handoff(row) for row in (await self._connection.execute(query)).mappings()]


def _row(handoff: Handoff) -> dict[str, Any]:
    return row_of(handoff) | {"state": handoff.state.value}


def _handoff(row: RowMapping) -> Handoff:
    return Handoff(**dict(row) | {"state": State(row["state"])})
