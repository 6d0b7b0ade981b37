from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.services.ports import Json
from actions.storage.tables import answers


class SqlAnswers:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, key: str) -> Json | None:
        answer: Json | None = await self._connection.scalar(select(answers.c.answer).where(answers.c.key == key))
        return answer

    async def put(self, key: str, answer: Json, at: datetime) -> None:
        await self._connection.execute(insert(answers).values(key=key, answer=answer, at=at))

    async def delete_of(self, prefix: str) -> int:
        these = answers.c.key.startswith(prefix, autoescape=True)
        return (await self._connection.execute(delete(answers).where(these))).rowcount

    async def forget_before(self, moment: datetime) -> int:
        return (await self._connection.execute(delete(answers).where(answers.c.at < moment))).rowcount
