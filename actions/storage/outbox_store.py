from datetime import datetime

from sqlalchemy import delete, exists, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.services.outgoing import OutboxEvent
from actions.storage.tables import outbox


class SqlOutbox:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self.appended = False

    async def append(self, case_id: str, body: str, at: datetime) -> None:
        self.appended = True
        await self._connection.execute(insert(outbox).values(case_id=case_id, body=body, tries=0, due_at=at))

    async def take(self, now: datetime, until: datetime, limit: int) -> list[OutboxEvent]:
        earlier = outbox.alias("earlier")
        blocked = exists().where(
            earlier.c.case_id == outbox.c.case_id, earlier.c.delivered_at.is_(None), earlier.c.number < outbox.c.number
        )
        due = outbox.c.delivered_at.is_(None) & (outbox.c.due_at <= now) & ~blocked
        query = select(outbox).where(due).order_by(outbox.c.number).limit(limit).with_for_update(skip_locked=True)
        rows = (await self._connection.execute(query)).all()
        taken = outbox.c.number.in_([row.number for row in rows])
        await self._connection.execute(update(outbox).where(taken).values(due_at=until, tries=outbox.c.tries + 1))
        return [OutboxEvent(row.number, row.case_id, row.body, row.tries + 1) for row in rows]

    async def delivered(self, number: int, at: datetime) -> None:
        await self._connection.execute(update(outbox).where(outbox.c.number == number).values(delivered_at=at))

    async def postpone(self, number: int, until: datetime) -> None:
        await self._connection.execute(update(outbox).where(outbox.c.number == number).values(due_at=until))

    async def delete_of(self, case_id: str) -> int:
        return (await self._connection.execute(delete(outbox).where(outbox.c.case_id == case_id))).rowcount

    async def forget_before(self, moment: datetime) -> int:
        return (await self._connection.execute(delete(outbox).where(outbox.c.delivered_at < moment))).rowcount
