from dataclasses import asdict
from datetime import datetime

from sqlalchemy import case, delete, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.services.ports import NOBODY, HistoryEntry, LedgerEntry
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

    async def forget_words(self, case_id: str, customer_id: str) -> int:
        of_case, own = history.c.case_id == case_id, history.c.actor_id == customer_id
        written = or_(history.c.why.is_not(None), history.c.turn_id.is_not(None), own)
        whose = {"actor_id": case((own, NOBODY), else_=history.c.actor_id)}
        names = {"actor_name": case((own, None), else_=history.c.actor_name)}
        change = update(history).where(of_case & written).values(why=None, turn_id=None, **whose, **names)
        return (await self._connection.execute(change)).rowcount


class SqlLedger:
    """Append only: it offers no way to change an entry, nor to take out one without its case."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def append(self, entry: LedgerEntry) -> None:
        await self._connection.execute(insert(consents).values(asdict(entry)))

    async def delete_of(self, case_id: str) -> int:
        return (await self._connection.execute(delete(consents).where(consents.c.case_id == case_id))).rowcount

    async def of(self, customer_id: str) -> list[LedgerEntry]:
        columns = [column for column in consents.c if column.name != "number"]
        query = select(*columns).where(consents.c.customer_id == customer_id).order_by(consents.c.number)
        return [LedgerEntry(**row) for row in (await self._connection.execute(query)).mappings()]
