from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.domain.message import Message, Sender
from handoff.storage.tables.conversations import messages


class SqlMessages:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, message: Message) -> None:
        await self._connection.execute(insert(messages).values(**_row(message)))

    async def get(self, conversation_id: str, seq: int) -> Message | None:
        return await self._one(messages.c.conversation_id == conversation_id, messages.c.seq == seq)

    async def sent(self, conversation_id: str, sender_id: str, client_id: str) -> Message | None:
        return await self._one(
            messages.c.conversation_id == conversation_id,
            messages.c.sender_id == sender_id,
            messages.c.client_id == client_id,
        )

    async def after(self, conversation_id: str, seq: int, limit: int) -> Sequence[Message]:
        query = select(messages).where(messages.c.conversation_id == conversation_id, messages.c.seq > seq)
        rows = await self._connection.execute(query.order_by(messages.c.seq).limit(limit))
        return [_message(row) for row in rows.mappings()]

    async def before(self, conversation_id: str, seq: int, limit: int) -> Sequence[Message]:
        query = select(messages).where(messages.c.conversation_id == conversation_id, messages.c.seq < seq)
        rows = await self._connection.execute(query.order_by(messages.c.seq.desc()).limit(limit))
        return [_message(row) for row in rows.mappings()][::-1]

    async def count_from_customer(self, conversation_id: str, after_seq: int) -> int:
        query = select(func.count()).where(
            messages.c.conversation_id == conversation_id,
            messages.c.seq > after_seq,
            messages.c.sender_kind == "customer",
        )
        return int((await self._connection.execute(query)).scalar_one())

    async def _one(self, *conditions: ColumnElement[bool]) -> Message | None:
        row = (await self._connection.execute(select(messages).where(*conditions))).mappings().one_or_none()
        return _message(row) if row else None


def _row(message: Message) -> Mapping[str, Any]:
    return {
        "conversation_id": message.conversation_id,
        "seq": message.seq,
        "sender_kind": message.sender.kind,
        "sender_id": message.sender.id,
        "sender_name": message.sender.name,
        "client_id": message.client_id,
        "kind": message.kind,
        "body": message.body,
        "language": message.language,
        "at": message.at,
        "staff": message.staff,
    }


def _message(row: RowMapping) -> Message:
    values = dict(row)
    sender = Sender(values.pop("sender_kind"), values.pop("sender_id"), values.pop("sender_name"))
    return Message(**values, sender=sender)
