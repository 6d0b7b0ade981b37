from collections.abc import Sequence

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.domain.message import StaffEntry
from handoff.storage.rows import row_of
from handoff.storage.tables.staff_entries import staff_entries


class SqlStaffEntries:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, entry: StaffEntry) -> None:
        await self._connection.execute(insert(staff_entries), row_of(entry))

    async def sent(self, conversation_id: str, author_id: str, client_id: str) -> StaffEntry | None:
        query = select(staff_entries).where(
            staff_entries.c.conversation_id == conversation_id,
            staff_entries.c.author_id == author_id,
            staff_entries.c.client_id == client_id,
        )
        row = (await self._connection.execute(query)).mappings().one_or_none()
        return StaffEntry(**row) if row else None

    async def of(self, conversation_id: str) -> Sequence[StaffEntry]:
        query = select(staff_entries).where(staff_entries.c.conversation_id == conversation_id)
        rows = await self._connection.execute(query.order_by(staff_entries.c.number))
        return [StaffEntry(**row) for row in rows.mappings()]
