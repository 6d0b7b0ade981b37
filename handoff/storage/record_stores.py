from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.domain.message import StepEvent
from handoff.domain.step_count import StepCount
from handoff.storage.insert import insert_unless_present
from handoff.storage.rows import row_of
from handoff.storage.tables.records import case_events, step_events


class SqlStepEvents:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, event: StepEvent) -> None:
        await self._connection.execute(insert(step_events), row_of(event))

    async def counts(self) -> Sequence[StepCount]:
        of = step_events.c
        cell = (of.step, of.name, of.language, of.reason)
        query = select(*cell, func.count(), func.count(of.case_id.distinct())).group_by(*cell)
        return [StepCount(*row) for row in await self._connection.execute(query)]


class SqlCaseEvents:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, event_id: str, at: datetime) -> bool:
        return await insert_unless_present(self._connection, case_events, {"event_id": event_id, "at": at})
