from datetime import datetime

from sqlalchemy import delete, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.services.vendor_sessions import WaitingEvent
from actions.storage.vendor_rows import event_of, event_row
from actions.storage.vendor_tables import vendor_inbox as table
from actions.verification.vendor_events import VendorEvent


class SqlVendorInbox:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, vendor: str, event: VendorEvent, now: datetime) -> bool:
        same = select(table.c.number).where(table.c.vendor == vendor, table.c.event_id == event.event_id)
        if (await self._connection.execute(same)).first():
            return False
        row = event_row(event) | {"vendor": vendor, "received_at": now, "due_at": now, "tries": 0}
        await self._connection.execute(insert(table).values(row))
        return True

    async def take(self, now: datetime, until: datetime, limit: int) -> list[WaitingEvent]:
        due = table.c.processed_at.is_(None) & table.c.set_aside_at.is_(None) & (table.c.due_at <= now)
        query = select(table).where(due).order_by(table.c.number).limit(limit).with_for_update(skip_locked=True)
        rows = (await self._connection.execute(query)).mappings().all()
        taken = table.c.number.in_([row["number"] for row in rows])
        await self._connection.execute(update(table).where(taken).values(due_at=until, tries=table.c.tries + 1))
        return [WaitingEvent(row["number"], row["vendor"], event_of(dict(row)), row["tries"] + 1) for row in rows]

    async def done(self, number: int, now: datetime) -> None:
        await self._change(number, processed_at=now)

    async def postpone(self, number: int, until: datetime) -> None:
        await self._change(number, due_at=until)

    async def set_aside(self, number: int, now: datetime) -> None:
        await self._change(number, set_aside_at=now)

    async def again(self, now: datetime) -> int:
        fresh = {"set_aside_at": None, "tries": 0, "due_at": now}
        aside = update(table).where(table.c.set_aside_at.is_not(None)).values(fresh)
        return (await self._connection.execute(aside)).rowcount

    async def forget_before(self, moment: datetime) -> int:
        old = or_(table.c.processed_at < moment, table.c.set_aside_at < moment)
        return (await self._connection.execute(delete(table).where(old))).rowcount

    async def _change(self, number: int, **changed: datetime) -> None:
        await self._connection.execute(update(table).where(table.c.number == number).values(changed))
