from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import RowMapping, Select, bindparam, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.domain.message import Message, Sender
from handoff.storage.tables.conversations import messages

ADD = insert(messages)
OF_CHAT = select(messages).where(messages.c.conversation_id == bindparam("chat"))
GET = OF_CHAT.where(messages.c.seq == bindparam("seq"))
SENT = OF_CHAT.where(messages.c.sender_id == bindparam("sender"), messages.c.client_id == bindparam("client"))


class SqlMessages:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, message: Message) -> None:
        await self._connection.execute(ADD, _row(message))

    async def get(self, conversation_id: str, seq: int) -> Message | None:
        return await self._one(GET, chat=conversation_id, seq=seq)

    async def sent(self, conversation_id: str, sender_id: str, client_id: str) -> Message | None:
        return await self._one(SENT, chat=conversation_id, sender=sender_id, client=client_id)

    async def after(self, conversation_id: str, seq: int, limit: int) -> Sequence[Message]:
        query = OF_CHAT.where(messages.c.seq > seq).order_by(messages.c.seq).limit(limit)
        rows = await self._connection.execute(query, {"chat": conversation_id})
        return [_message(row) for row in rows.mappings()]

    async def before(self, conversation_id: str, seq: int, limit: int) -> Sequence[Message]:
        query = OF_CHAT.where(messages.c.seq < seq).order_by(messages.c.seq.desc()).limit(limit)
        rows = await self._connection.execute(query, {"chat": conversation_id})
        return [_message(row) for row in rows.mappings()][::-1]

    async def count_from_customer(self, conversation_id: str, after_seq: int) -> int:
        query = select(func.count()).where(
            messages.c.conversation_id == conversation_id,
            messages.c.seq > after_seq,
            messages.c.sender_kind == "customer",
        )
        return int((await self._connection.execute(query)).scalar_one())

    async def _one(self, query: Select[Any], **given: object) -> Message | None:
        row = (await self._connection.execute(query, given)).mappings().one_or_none()
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
