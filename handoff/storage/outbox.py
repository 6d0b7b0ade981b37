"""Delivers what was committed: at least once, in order within a stream, by one process at a time for each stream."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager

import structlog
from sqlalchemy import Row, delete, select, text, update
from sqlalchemy.ext.asyncio import AsyncEngine

from handoff.domain.events import Event
from handoff.storage.tables.records import outbox
from handoff.storage.transaction import transaction

AT_ONCE = 500
TRIES = 5  # then an event is given up, so that those behind it go on; clients catch up by `sync`

log = structlog.get_logger()
HELD = text("SELECT s FROM unnest(CAST(:names AS text[])) s WHERE pg_try_advisory_xact_lock(hashtextextended(s, 0))")
Send = Callable[[Event], Awaitable[None]]
Pending = Row[tuple[int, str, str, dict[str, object], int]]


class SqlOutbox:
    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def deliver(self, send: Send) -> int:
        """How many events left the outbox; 0 means that there is nothing to do now."""
        async with self._alone() as streams:
            rows = await self._pending(streams)
            done, failed = await _send_all(rows, send)
            if rows:
                await self._settle(done, failed)
        return len(done)

    @asynccontextmanager
    async def _alone(self) -> AsyncIterator[Sequence[str] | None]:
        """The streams that no other process delivers now; None means all, on SQLite, which one process writes."""
        if self._engine.dialect.name == "sqlite":
            yield None
            return
        async with transaction(self._engine) as connection:
            names = (await connection.execute(select(outbox.c.stream).distinct().limit(AT_ONCE))).scalars().all()
            held = await connection.execute(HELD, {"names": list(names)})
            yield held.scalars().all()

    async def _pending(self, streams: Sequence[str] | None) -> Sequence[Pending]:
        query = select(outbox).order_by(outbox.c.id).limit(AT_ONCE)
        if streams is not None:
            query = query.where(outbox.c.stream.in_(streams))
        async with transaction(self._engine) as connection:
            return (await connection.execute(query)).all()

    async def _settle(self, done: Sequence[int], failed: Sequence[int]) -> None:
        async with transaction(self._engine) as connection:
            await connection.execute(delete(outbox).where(outbox.c.id.in_(done)))
            tried = update(outbox).where(outbox.c.id.in_(failed))
            await connection.execute(tried.values(attempts=outbox.c.attempts + 1))


async def _send_all(rows: Sequence[Pending], send: Send) -> tuple[list[int], list[int]]:
    """The ids delivered or given up, and the ids that failed; behind a failure its stream waits."""
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
