from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.domain.turn import Turn
from handoff.storage.tables.conversations import turns

UNFINISHED = ("queued", "running")


class SqlTurns:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, turn: Turn) -> None:
        await self._connection.execute(insert(turns).values(**asdict(turn)))

    async def get(self, turn_id: str) -> Turn | None:
        found = await self._all(select(turns).where(_is(turn_id)))
        return found[0] if found else None

    async def save(self, turn: Turn) -> None:
        await self._connection.execute(update(turns).where(_is(turn.id)).values(**asdict(turn)))

    async def claim(self, now: datetime, holder: str, leased_until: datetime) -> Turn | None:
        free = or_(turns.c.state == "queued", and_(turns.c.state == "running", turns.c.leased_until <= now))
        query = select(turns).where(free, turns.c.due_at <= now, _is_first()).order_by(turns.c.due_at).limit(1)
        found = await self._all(query.with_for_update(skip_locked=True))
        if not found:
            return None
        claim = {"state": "running", "holder": holder, "leased_until": leased_until, "attempts": found[0].attempts + 1}
        await self._connection.execute(update(turns).where(_is(found[0].id)).values(**claim))
        return await self.get(found[0].id)

    async def next_due(self) -> datetime | None:
        query = select(func.min(turns.c.due_at)).where(turns.c.state == "queued", _is_first())
        due: datetime | None = (await self._connection.execute(query)).scalar_one()
        return due

    async def drop(self, conversation_id: str) -> None:
        unfinished = and_(turns.c.conversation_id == conversation_id, turns.c.state.in_(UNFINISHED))
        await self._connection.execute(update(turns).where(unfinished).values(state="dropped"))

    async def silent(self, asked_before: datetime) -> Sequence[Turn]:
        query = select(turns).where(
            turns.c.state.in_(UNFINISHED),
            turns.c.bubbled.is_(False),
            turns.c.told_slow.is_(False),
            turns.c.asked_at <= asked_before,
            _is_first(),
        )
        return await self._all(query)

    async def _all(self, query: Select[Any]) -> Sequence[Turn]:
        return [Turn(**row) for row in (await self._connection.execute(query)).mappings()]


def _is(turn_id: str) -> ColumnElement[bool]:
    conversation_id, _, seq = turn_id.rpartition(":")
    return and_(turns.c.conversation_id == conversation_id, turns.c.seq == int(seq))


def _is_first() -> ColumnElement[bool]:
    """No unfinished turn of the same conversation lies before it."""
    earlier = turns.alias("earlier")
    return ~exists().where(
        earlier.c.conversation_id == turns.c.conversation_id,
        earlier.c.seq < turns.c.seq,
        earlier.c.state.in_(UNFINISHED),
    )
