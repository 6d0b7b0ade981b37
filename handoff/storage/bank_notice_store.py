from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.domain.bank_notice import BankNotice
from handoff.storage.tables.people import bank_notices


class SqlBankNotices:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, notice: BankNotice) -> None:
        await self._connection.execute(bank_notices.insert().values(**asdict(notice)))

    async def latest_of(self, conversation_id: str) -> BankNotice | None:
        query = select(bank_notices).where(bank_notices.c.conversation_id == conversation_id)
        query = query.order_by(bank_notices.c.created_at.desc()).limit(1)
        row = (await self._connection.execute(query)).mappings().one_or_none()
        return BankNotice(**row) if row else None

    async def take_due(self, now: datetime, until: datetime, limit: int) -> Sequence[BankNotice]:
        query = select(bank_notices).where(bank_notices.c.delivered_at.is_(None), bank_notices.c.due_at <= now)
        # Without effect in SQLite, where one process writes and transactions do not overlap.
        query = query.order_by(bank_notices.c.due_at).limit(limit).with_for_update(skip_locked=True)
        due = [BankNotice(**row) for row in (await self._connection.execute(query)).mappings()]
        ids = [notice.id for notice in due]
        await self._connection.execute(update(bank_notices).where(bank_notices.c.id.in_(ids)).values(due_at=until))
        return [replace(notice, due_at=until) for notice in due]

    async def save(self, notice: BankNotice) -> None:
        change = update(bank_notices).where(bank_notices.c.id == notice.id)
        await self._connection.execute(change.values(**asdict(notice)))

    async def drop(self, notice_id: str) -> None:
        await self._connection.execute(delete(bank_notices).where(bank_notices.c.id == notice_id))
