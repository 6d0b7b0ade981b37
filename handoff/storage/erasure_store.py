from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, Select, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.domain.erasure import Erasure
from handoff.storage.rows import row_of
from handoff.storage.tables.erasures import erasures

LISTS = ("customer_ids", "conversation_ids", "case_ids", "references")


class SqlErasures:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, erasure: Erasure) -> None:
        await self._connection.execute(insert(erasures).values(_row(erasure)))

    async def get(self, erasure_id: str) -> Erasure | None:
        found = await self._all(select(erasures).where(erasures.c.id == erasure_id))
        return found[0] if found else None

    async def save(self, erasure: Erasure) -> None:
        await self._connection.execute(update(erasures).where(erasures.c.id == erasure.id).values(_row(erasure)))

    async def latest(self, limit: int) -> Sequence[Erasure]:
        return await self._all(select(erasures).order_by(erasures.c.asked_at.desc(), erasures.c.id.desc()).limit(limit))

    async def take_due(self, now: datetime, until: datetime, limit: int) -> Sequence[Erasure]:
        due = (erasures.c.state != "closed") & (erasures.c.due_at <= now)
        query = select(erasures).where(due).order_by(erasures.c.due_at).limit(limit)
        found = await self._all(query.with_for_update(skip_locked=True))
        ids = [erasure.id for erasure in found]
        await self._connection.execute(update(erasures).where(erasures.c.id.in_(ids)).values(due_at=until))
        return [replace(erasure, due_at=until) for erasure in found]

    async def _all(self, query: Select[Any]) -> Sequence[Erasure]:
        return [_erasure(row) for row in (await self._connection.execute(query)).mappings()]


def _row(erasure: Erasure) -> dict[str, Any]:
    return row_of(erasure) | {name: list(getattr(erasure, name)) for name in LISTS}


def _erasure(row: RowMapping) -> Erasure:
    return Erasure(**dict(row) | {name: tuple(row[name]) for name in LISTS})
