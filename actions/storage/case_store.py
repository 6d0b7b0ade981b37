from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Select, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.services.ports import CaseQuery
from actions.storage.case_rows import case_of, row_of
from actions.storage.tables import cases
from actions.verification.case import Case, Moved
from actions.verification.errors import CaseRefuses, Conflict
from actions.verification.status import Status


class SqlCases:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, case_id: str) -> Case | None:
        return await self._one(select(cases).where(cases.c.case_id == case_id))

    async def latest_of(self, customer_id: str) -> Case | None:
        newest = cases.c.created_at.desc(), cases.c.case_id.desc()
        return await self._one(select(cases).where(cases.c.customer_id == customer_id).order_by(*newest).limit(1))

    async def open_as(self, reference: str) -> Case | None:
        named = (cases.c.reference == reference) & cases.c.open
        return await self._one(select(cases).where(named).order_by(cases.c.created_at.desc()).limit(1))

    async def of_customer(self, customer_id: str) -> list[Case]:
        query = select(cases).where(cases.c.customer_id == customer_id)
        return await self._all(query.order_by(cases.c.created_at, cases.c.case_id))

    async def add(self, case: Case) -> None:
        await self._connection.execute(insert(cases).values(row_of(case)))

    async def save(self, moved: Moved) -> None:
        case = moved.case
        same = (cases.c.case_id == case.case_id) & (cases.c.version == moved.before)
        try:
            result = await self._connection.execute(update(cases).where(same).values(row_of(case)))
        except IntegrityError:
            raise CaseRefuses("case_open") from None
        if result.rowcount != 1:
            raise Conflict

    async def with_status(self, status: Status, limit: int) -> list[Case]:
        query = select(cases).where(cases.c.status == str(status)).order_by(cases.c.updated_at).limit(limit)
        return await self._all(query)

    async def search(self, query: CaseQuery) -> list[Case]:
        found = select(cases).order_by(cases.c.case_id.desc()).limit(query.limit)
        if query.customer_id is not None:
            found = found.where(cases.c.customer_id == query.customer_id)
        if query.statuses is not None:
            found = found.where(cases.c.status.in_(sorted(query.statuses)))
        if query.before is not None:
            found = found.where(cases.c.case_id < query.before)
        return await self._all(found)

    async def journeys(self) -> frozenset[str]:
        query = select(cases.c.journey).where(cases.c.status != str(Status.REDACTED)).distinct()
        return frozenset(await self._connection.scalars(query))

    async def untouched_since(self, journey: str, statuses: Collection[Status], moment: datetime) -> list[Case]:
        waiting = cases.c.status.in_([str(status) for status in statuses])
        old = (cases.c.journey == journey) & waiting & (cases.c.updated_at < moment)
        return await self._all(select(cases).where(old))

    async def _one(self, query: Select[Any]) -> Case | None:
        row = (await self._connection.execute(query)).mappings().first()
        return case_of(row) if row else None

    async def _all(self, query: Select[Any]) -> list[Case]:
        return [case_of(row) for row in (await self._connection.execute(query)).mappings()]
