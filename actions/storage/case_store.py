from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, Select, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.storage.tables import cases
from actions.verification.case import Case, Consent, Moved, State, Step
from actions.verification.errors import Conflict
from actions.verification.journey import Kind
from actions.verification.status import ENDED, WITH_CUSTOMER, Status


class SqlCases:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, case_id: str) -> Case | None:
        return await self._one(select(cases).where(cases.c.case_id == case_id))

    async def latest_of(self, customer_id: str) -> Case | None:
        newest = cases.c.created_at.desc(), cases.c.case_id.desc()
        return await self._one(select(cases).where(cases.c.customer_id == customer_id).order_by(*newest).limit(1))

    async def add(self, case: Case) -> None:
        await self._connection.execute(insert(cases).values(_row(case)))

    async def save(self, moved: Moved) -> None:
        case = moved.case
        same = (cases.c.case_id == case.case_id) & (cases.c.version == moved.before)
        result = await self._connection.execute(update(cases).where(same).values(_row(case)))
        if result.rowcount != 1:
            raise Conflict

    async def with_status(self, status: Status, limit: int) -> list[Case]:
        query = select(cases).where(cases.c.status == str(status)).order_by(cases.c.updated_at).limit(limit)
        return await self._all(query)

    async def untouched_since(self, journey: str, moment: datetime) -> list[Case]:
        waiting = cases.c.status.in_([str(status) for status in WITH_CUSTOMER])
        old = (cases.c.journey == journey) & waiting & (cases.c.updated_at < moment)
        return await self._all(select(cases).where(old))

    async def _one(self, query: Select[Any]) -> Case | None:
        row = (await self._connection.execute(query)).mappings().first()
        return _case(row) if row else None

    async def _all(self, query: Select[Any]) -> list[Case]:
        return [_case(row) for row in (await self._connection.execute(query)).mappings()]


def _row(case: Case) -> dict[str, Any]:
    return {
        "case_id": case.case_id,
        "customer_id": case.customer_id,
        "journey": case.journey,
        "language": case.language,
        "status": str(case.status),
        "open": case.status not in ENDED,
        "version": case.version,
        "reason": case.reason,
        "steps": [asdict(step) for step in case.steps],
        "consents": [asdict(consent) | {"at": consent.at.isoformat()} for consent in case.consents],
        "created_at": case.created_at,
        "updated_at": case.updated_at,
    }


def _case(row: RowMapping) -> Case:
    return Case(
        case_id=row["case_id"],
        customer_id=row["customer_id"],
        journey=row["journey"],
        language=row["language"],
        status=Status(row["status"]),
        version=row["version"],
        reason=row["reason"],
        steps=tuple(
            Step(**step | {"kind": Kind(step["kind"]), "state": State(step["state"])}) for step in row["steps"]
        ),
        consents=tuple(Consent(**one | {"at": datetime.fromisoformat(one["at"])}) for one in row["consents"]),
        created_at=row["created_at"],
        updated_at=row["updated_at"],
    )
