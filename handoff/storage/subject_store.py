from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Row, Select, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.domain.subject import Subject, SubjectKind
from handoff.storage.insert import insert_unless_present
from handoff.storage.tables.people import subjects


class SqlSubjects:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def find(self, kind: SubjectKind, external_id: str) -> Subject | None:
        row = (await self._connection.execute(_by_name(kind, external_id))).one_or_none()
        return _subject(row) if row else None

    async def add(self, subject: Subject) -> Subject:
        values = {
            "kind": subject.kind,
            "external_id": subject.external_id,
            "customer_id": subject.customer_id,
            "created_at": subject.created_at,
            "linked_to": subject.linked_to,
        }
        await insert_unless_present(self._connection, subjects, values)
        return _subject((await self._connection.execute(_by_name(subject.kind, subject.external_id))).one())

    async def link(self, installation: str, customer: str, at: datetime) -> bool:
        free = (
            (subjects.c.kind == "installation")
            & (subjects.c.external_id == installation)
            & subjects.c.linked_to.is_(None)
        )
        linked = await self._connection.execute(update(subjects).where(free).values(linked_to=customer, linked_at=at))
        return linked.rowcount == 1

    async def of_customer(self, customer_id: str) -> Sequence[Subject]:
        return await self.of_customers([customer_id])

    async def of_customers(self, customer_ids: Collection[str]) -> Sequence[Subject]:
        query = select(subjects).where(subjects.c.customer_id.in_(customer_ids)).order_by(subjects.c.created_at)
        return [_subject(row) for row in await self._connection.execute(query)]

    async def linked_to(self, customer: str) -> Sequence[Subject]:
        query = select(subjects).where(subjects.c.linked_to == customer).order_by(subjects.c.external_id)
        return [_subject(row) for row in await self._connection.execute(query)]


def _by_name(kind: SubjectKind, external_id: str) -> Select[*tuple[object, ...]]:
    return select(subjects).where(subjects.c.kind == kind, subjects.c.external_id == external_id)


def _subject(row: Row[*tuple[object, ...]]) -> Subject:
    return Subject(row.kind, row.external_id, row.customer_id, row.created_at, row.linked_to)
