from datetime import datetime

from sqlalchemy import ColumnElement, FromClause, Row, Table, delete, exists, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.services.outgoing import DeadLetter, OutboxEvent
from actions.storage.tables import bank_outbox, outbox


class SqlWaiting:
    """Events that wait for one receiver."""

    def __init__(self, connection: AsyncConnection, table: Table) -> None:
        self._connection, self._table = connection, table

    def _open(self, table: FromClause) -> ColumnElement[bool]:
        return table.c.delivered_at.is_(None)

    async def take(self, now: datetime, until: datetime, limit: int) -> list[OutboxEvent]:
        table = self._table
        earlier = table.alias("earlier")
        before = (earlier.c.case_id == table.c.case_id) & (earlier.c.number < table.c.number)
        due = self._open(table) & (table.c.due_at <= now) & ~exists().where(before, self._open(earlier))
        query = select(table).where(due).order_by(table.c.number).limit(limit).with_for_update(skip_locked=True)
        rows = (await self._connection.execute(query)).all()
        taken = table.c.number.in_([row.number for row in rows])
        await self._connection.execute(update(table).where(taken).values(due_at=until, tries=table.c.tries + 1))
        return [OutboxEvent(row.number, row.case_id, row.body, row.tries + 1) for row in rows]

    async def delivered(self, number: int, at: datetime) -> None:
        """It names a customer, who may have been erased while it waited: what has been told lies here no longer."""
        await self._change(number, delivered_at=at, body="")

    async def postpone(self, number: int, until: datetime) -> None:
        await self._change(number, due_at=until)

    async def _change(self, number: int, **values: object) -> None:
        await self._connection.execute(update(self._table).where(self._table.c.number == number).values(values))


class SqlOutbox(SqlWaiting):
    """Case events for handoff/."""

    def __init__(self, connection: AsyncConnection) -> None:
        super().__init__(connection, outbox)
        self.appended = False

    async def append(self, case_id: str, body: str, at: datetime) -> None:
        self.appended = True
        await self._connection.execute(insert(outbox).values(case_id=case_id, body=body, tries=0, due_at=at))

    async def delete_of(self, case_id: str) -> int:
        return (await self._connection.execute(delete(outbox).where(outbox.c.case_id == case_id))).rowcount

    async def forget_before(self, moment: datetime) -> int:
        return (await self._connection.execute(delete(outbox).where(outbox.c.delivered_at < moment))).rowcount


class SqlBankOutbox(SqlWaiting):
    """Events for the bank's own programs."""

    def __init__(self, connection: AsyncConnection) -> None:
        super().__init__(connection, bank_outbox)

    def _open(self, table: FromClause) -> ColumnElement[bool]:
        return super()._open(table) & table.c.given_up_at.is_(None)

    async def append(self, event_id: str, case_id: str, name: str, body: str, at: datetime) -> None:
        event = {"event_id": event_id, "case_id": case_id, "name": name, "body": body, "at": at}
        await self._connection.execute(insert(bank_outbox).values(event | {"tries": 0, "due_at": at}))

    async def give_up(self, number: int, failure: str, at: datetime) -> None:
        await self._change(number, failure=failure, given_up_at=at)

    async def dead(self, before: str | None, limit: int) -> list[DeadLetter]:
        given_up = bank_outbox.c.given_up_at.is_not(None)
        query = select(bank_outbox).where(given_up).order_by(bank_outbox.c.event_id.desc()).limit(limit)
        if before is not None:
            query = query.where(bank_outbox.c.event_id < before)
        return [_letter(row) for row in await self._connection.execute(query)]

    async def revive(self, event_id: str, at: datetime) -> DeadLetter | None:
        dead = (bank_outbox.c.event_id == event_id) & bank_outbox.c.given_up_at.is_not(None)
        row = (await self._connection.execute(select(bank_outbox).where(dead))).first()
        if row is None:
            return None
        await self._change(row.number, given_up_at=None, tries=0, due_at=at)
        return _letter(row)

    async def delete_settled_of(self, case_id: str) -> int:
        settled = (bank_outbox.c.case_id == case_id) & ~self._open(bank_outbox)
        return (await self._connection.execute(delete(bank_outbox).where(settled))).rowcount

    async def forget_before(self, moment: datetime) -> int:
        old = (bank_outbox.c.delivered_at < moment) | (bank_outbox.c.given_up_at < moment)
        return (await self._connection.execute(delete(bank_outbox).where(old))).rowcount


def _letter(row: Row[tuple[object, ...]]) -> DeadLetter:
    return DeadLetter(row.event_id, row.case_id, row.name, row.at, row.tries, row.failure, row.given_up_at)
