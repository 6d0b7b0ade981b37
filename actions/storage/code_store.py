from dataclasses import asdict

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.storage.tables import codes
from actions.verification.codes import SentCode


class SqlCodes:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, case_id: str, step: str) -> SentCode | None:
        query = select(codes).where(codes.c.case_id == case_id, codes.c.step == step)
        row = (await self._connection.execute(query)).mappings().first()
        return SentCode(**row) if row else None

    async def put(self, code: SentCode) -> None:
        await self.delete(code.case_id, code.step)
        await self._connection.execute(insert(codes).values(asdict(code)))

    async def delete(self, case_id: str, step: str | None = None) -> int:
        these = codes.c.case_id == case_id
        named = these if step is None else these & (codes.c.step == step)
        return (await self._connection.execute(delete(codes).where(named))).rowcount
