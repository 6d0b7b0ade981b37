from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, Select, bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.domain.conversation import Conversation, Owner
from handoff.storage.insert import insert_unless_present
from handoff.storage.rows import row_of, update_by
from handoff.storage.tables.conversations import conversations

GET = select(conversations).where(conversations.c.id == bindparam("id"))
LOCK = GET.with_for_update()
SAVE = update_by(conversations, "id")


class SqlConversations:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, conversation_id: str) -> Conversation | None:
        return await self._one(GET, id=conversation_id)

    async def lock(self, conversation_id: str) -> Conversation | None:
        return await self._one(LOCK, id=conversation_id)

    async def of_customer(self, customer_id: str) -> Conversation | None:
        return await self._one(select(conversations).where(conversations.c.customer_id == customer_id))

    async def add(self, conversation: Conversation) -> None:
        await insert_unless_present(self._connection, conversations, _row(conversation))

    async def save(self, conversation: Conversation) -> None:
        await self._connection.execute(SAVE, _row(conversation) | {"old_id": conversation.id})

    async def owned_by(self, staff_id: str) -> Sequence[Conversation]:
        owned = (conversations.c.owner_kind == "agent") & (conversations.c.owner_id == staff_id)
        rows = await self._connection.execute(select(conversations).where(owned).order_by(conversations.c.id))
        return [_conversation(row) for row in rows.mappings()]

    async def seen(self, conversation_ids: Sequence[str], at: datetime) -> None:
        change = update(conversations).where(conversations.c.id.in_(conversation_ids))
        await self._connection.execute(change.values(customer_here=True, customer_seen_at=at))

    async def existing(self, conversation_ids: Collection[str]) -> set[str]:
        query = select(conversations.c.id).where(conversations.c.id.in_(conversation_ids))
        return set((await self._connection.execute(query)).scalars())

    async def absent(self, seen_before: datetime, limit: int) -> Sequence[Conversation]:
        gone = (conversations.c.customer_seen_at < seen_before) & conversations.c.customer_left.is_(False)
        query = select(conversations).where(gone).limit(limit).with_for_update(skip_locked=True)
        return [_conversation(row) for row in (await self._connection.execute(query)).mappings()]

    async def _one(self, query: Select[Any], **given: str) -> Conversation | None:
        row = (await self._connection.execute(query, given)).mappings().one_or_none()
        return _conversation(row) if row else None


def _row(conversation: Conversation) -> dict[str, Any]:
    values = row_of(conversation)
    owner = values.pop("owner")
    return values | {"owner_kind": owner.kind, "owner_id": owner.id, "owner_name": owner.name}


def _conversation(row: RowMapping) -> Conversation:
    values = dict(row)
    owner = Owner(values.pop("owner_kind"), values.pop("owner_id"), values.pop("owner_name"))
    return Conversation(**values, owner=owner)
