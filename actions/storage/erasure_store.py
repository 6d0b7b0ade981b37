from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import delete, insert, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.services.erasure_ports import ErasedCase
from actions.storage.tables import erased_cases


class SqlErasures:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, erased: ErasedCase) -> None:
        same = erased_cases.c.case_id == erased.case_id
        row = (await self._connection.execute(select(erased_cases).where(same))).mappings().one_or_none()
        together = erased.and_before(ErasedCase(**row)) if row else erased
        await self._connection.execute(delete(erased_cases).where(same))
        await self._connection.execute(insert(erased_cases).values(asdict(together)))

    async def of(self, erasure_id: str, case_ids: Collection[str]) -> list[ErasedCase]:
        these = or_(erased_cases.c.erasure_id == erasure_id, erased_cases.c.case_id.in_(case_ids))
        rows = await self._connection.execute(select(erased_cases).where(these).order_by(erased_cases.c.case_id))
        return [ErasedCase(**row) for row in rows.mappings()]

    async def forget_before(self, moment: datetime) -> int:
        return (await self._connection.execute(delete(erased_cases).where(erased_cases.c.at < moment))).rowcount
