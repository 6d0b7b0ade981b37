from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, bindparam, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.domain.watch import QUIET, Limits, Watch
from handoff.storage.insert import insert_unless_present
from handoff.storage.rows import row_of, update_by
from handoff.storage.tables.conversations import conversations
from handoff.storage.tables.records import watches

GET = select(watches).where(watches.c.conversation_id == bindparam("chat"))
SAVE = update_by(watches, "conversation_id")
ACTIVE = update(watches).where(watches.c.conversation_id == bindparam("chat")).values(active_at=bindparam("at"))


def _may_be_helped(now: datetime, limits: Limits) -> ColumnElement[bool]:
    """As `Watch.due` says it."""
    idle = and_(watches.c.idle_at.is_(None), watches.c.active_at <= now - limits.idle)
    reacted = or_(watches.c.idle_at.is_(None), watches.c.active_at > watches.c.idle_at)
    quiet = watches.c.active_at <= now - min(QUIET, limits.idle)
    stuck = and_(watches.c.entered_at <= now - limits.stuck, reacted, quiet)
    hesitating = and_(watches.c.declined.is_(False), watches.c.stuck_at.is_(None), or_(idle, stuck))
    return and_(watches.c.step.is_not(None), or_(watches.c.wanted.is_(True), hesitating))


class SqlWatches:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, conversation_id: str) -> Watch | None:
        row = (await self._connection.execute(GET, {"chat": conversation_id})).mappings().one_or_none()
        return Watch(**row) if row else None

    async def put(self, watch: Watch) -> None:
        row = row_of(watch)
        if not await insert_unless_present(self._connection, watches, row):
            await self._connection.execute(SAVE, row | {"old_conversation_id": watch.conversation_id})

    async def active(self, conversation_id: str, at: datetime) -> None:
        await self._connection.execute(ACTIVE, {"chat": conversation_id, "at": at})

    async def due(self, now: datetime, limits: Limits, seen_after: datetime, limit: int) -> Sequence[str]:
        reachable = and_(
            conversations.c.customer_here.is_(True),
            conversations.c.customer_seen_at > seen_after,
            conversations.c.owner_kind == "bot",
            conversations.c.handoff_id.is_(None),
        )
        query = (
            select(watches.c.conversation_id)
            .join(conversations, conversations.c.id == watches.c.conversation_id)
            .where(reachable, _may_be_helped(now, limits))
            .order_by(watches.c.active_at)
            .limit(limit)
        )
        return list((await self._connection.execute(query)).scalars())
