from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.domain.turn import Turn
from handoff.storage.rows import row_of, update_by
from handoff.storage.tables.conversations import turns

UNFINISHED = ("queued", "running")


def _is_first(*, of_silent: bool = False) -> ColumnElement[bool]:
    """No unfinished turn of the same conversation lies before it; or, of the silent ones, none without a bubble."""
    earlier = turns.alias("earlier")
    before = exists().where(
        earlier.c.conversation_id == turns.c.conversation_id,
        earlier.c.seq < turns.c.seq,
        earlier.c.state.in_(UNFINISHED),
    )
    return ~before.where(earlier.c.bubbled.is_(False)) if of_silent else ~before


ADD = insert(turns)
SAVE = update_by(turns, "conversation_id", "seq")
# Locked: who saves what they read must not undo a claim that came between, since claims do not wait for a conversation.
GET = (
    select(turns).where(turns.c.conversation_id == bindparam("chat"), turns.c.seq == bindparam("seq")).with_for_update()
)
RAN_OUT = and_(turns.c.state == "running", turns.c.leased_until <= bindparam("now"))
CLAIM = (
    select(turns)
    .where(or_(turns.c.state == "queued", RAN_OUT), turns.c.due_at <= bindparam("now"), _is_first())
    .order_by(turns.c.due_at)
    .limit(1)
    .with_for_update(skip_locked=True)
)
NEXT_DUE = select(func.min(turns.c.due_at)).where(turns.c.state == "queued", _is_first())


class SqlTurns:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, turn: Turn) -> None:
        await self._connection.execute(ADD, row_of(turn))

    async def get(self, turn_id: str) -> Turn | None:
        conversation_id, _, seq = turn_id.rpartition(":")
        found = await self._all(GET, {"chat": conversation_id, "seq": int(seq)})
        return found[0] if found else None

    async def save(self, turn: Turn) -> None:
        keys = {"old_conversation_id": turn.conversation_id, "old_seq": turn.seq}
        await self._connection.execute(SAVE, row_of(turn) | keys)

    async def claim(self, now: datetime, holder: str, leased_until: datetime) -> Turn | None:
        found = await self._all(CLAIM, {"now": now})
        if not found:
            return None
        attempts = found[0].attempts + 1
        turn = replace(found[0], state="running", holder=holder, leased_until=leased_until, attempts=attempts)
        await self.save(turn)
        return turn

    async def next_due(self) -> datetime | None:
        due: datetime | None = (await self._connection.execute(NEXT_DUE)).scalar_one()
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
            _is_first(of_silent=True),
        )
        return await self._all(query)

    async def _all(self, query: Select[Any], given: Mapping[str, object] | None = None) -> Sequence[Turn]:
        return [Turn(**row) for row in (await self._connection.execute(query, given)).mappings()]
