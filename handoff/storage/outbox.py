"""Delivers what was committed: at least once, in order within a stream, by one process at a time for each stream."""

from collections.abc import Awaitable, Callable, Sequence

import structlog
from sqlalchemy import Row, bindparam, delete, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from handoff.domain.events import Event
from handoff.storage.tables.records import outbox
from handoff.storage.transaction import transaction

AT_ONCE = 500
TRIES = 5  # then an event is given up, so that those behind it go on; clients catch up by `sync`

log = structlog.get_logger()
FORGET = delete(outbox).where(outbox.c.id.in_(bindparam("done", expanding=True)))
PENDING = select(outbox).order_by(outbox.c.id).limit(AT_ONCE)
FREE = text("SELECT s FROM unnest(CAST(:names AS text[])) s WHERE pg_try_advisory_xact_lock(hashtextextended(s, 0))")
Send = Callable[[Event], Awaitable[None]]
Tried = tuple[list[int], list[int]]  # ids delivered or given up, ids that failed
Pending = Row[tuple[int, str, str, dict[str, object], int]]


class SqlOutbox:
    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._tried: Tried = ([], [])

    async def deliver(self, send: Send) -> bool:
        """Whether there may be more to deliver at once."""
        if self._engine.dialect.name == "sqlite":
            return await self._deliver_alone(send)
        async with transaction(self._engine) as connection:
            names = (await connection.execute(select(outbox.c.stream).distinct().limit(AT_ONCE))).scalars().all()
            free = (await connection.execute(FREE, {"names": list(names)})).scalars().all()
            rows = (await connection.execute(PENDING.where(outbox.c.stream.in_(free)))).all()
            await _settle(connection, await _send_all(rows, send))
        return len(rows) == AT_ONCE

    async def _deliver_alone(self, send: Send) -> bool:
        """With one process, what was delivered is forgotten at the next look: a transaction less for each event."""
        async with transaction(self._engine) as connection:
            await _settle(connection, self._tried)
            rows = (await connection.execute(PENDING)).all()
        self._tried = ([], [])
        self._tried = await _send_all(rows, send)
        return len(rows) == AT_ONCE


async def _settle(connection: AsyncConnection, tried: Tried) -> None:
    done, failed = tried
    if done:
        await connection.execute(FORGET, {"done": done})
    if failed:
        change = update(outbox).where(outbox.c.id.in_(failed))
        await connection.execute(change.values(attempts=outbox.c.attempts + 1))


async def _send_all(rows: Sequence[Pending], send: Send) -> Tried:
    """Behind a failure its stream waits."""
    done: list[int] = []
    failed: dict[str, int] = {}
    for row in rows:
        if row.stream in failed:
            continue
        try:
            await send(Event(row.name, row.stream, row.body))
            done.append(row.id)
        except Exception as error:
            log.warning("delivery_failed", name=row.name, attempts=row.attempts + 1, error=type(error).__name__)
            if row.attempts + 1 >= TRIES:
                done.append(row.id)
            else:
                failed[row.stream] = row.id
    return done, list(failed.values())
