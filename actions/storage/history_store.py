from dataclasses import asdict
from datetime import datetime

from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.services.ports import HistoryEntry, LedgerEntry
from actions.storage.tables import consents, history


class SqlHistory:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def append(self, entry: HistoryEntry) -> None:
        await self._connection.execute(insert(history).values(asdict(entry)))

    async def of(self, case_id: str) -> list[HistoryEntry]:
        columns = [column for column in history.c if column.name != "number"]
        query = select(*columns).where(history.c.case_id == case_id).order_by(history.c.number)
        return [HistoryEntry(**row) for row in (await self._connection.execute(query)).mappings()]

    async def count_by(self, actor_id: str, name: str, since: datetime) -> int:
        of_actor = (history.c.actor_id == actor_id) & (history.c.name == name) & (history.c.at >= since)
        query = select(func.count()).select_from(history).where(of_actor)
        return int((await self._connection.execute(query)).scalar_one())


class SqlLedger:
    """Append only: it offers no way to change or take out an entry."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def append(self, entry: LedgerEntry) -> None:
        await self._connection.execute(insert(consents).values(asdict(entry)))

    async def of(self, customer_id: str) -> list[LedgerEntry]:
        columns = [column for column in consents.c if column.name != "number"]
        query = select(*columns).where(consents.c.customer_id == customer_id).order_by(consents.c.number)
        return [LedgerEntry(**row) for row in (await self._connection.execute(query)).mappings()]
