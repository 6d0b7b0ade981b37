from dataclasses import asdict
from datetime import datetime

from sqlalchemy import ColumnElement, delete, false, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.services.ports import Evidence
from actions.storage.tables import case_keys, evidence

KNOWN = [column for column in evidence.c if column.name != "sealed"]


class SqlVault:
    """Sealed evidence and the wrapped keys of the cases; nothing in here can be read without the master key."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def put_key(self, case_id: str, wrapped: bytes) -> None:
        await self._connection.execute(insert(case_keys).values(case_id=case_id, wrapped=wrapped))

    async def change_key(self, case_id: str, before: bytes, after: bytes) -> bool:
        same = (case_keys.c.case_id == case_id) & (case_keys.c.wrapped == before)
        return (await self._connection.execute(update(case_keys).where(same).values(wrapped=after))).rowcount == 1

    async def key_of(self, case_id: str) -> bytes | None:
        query = select(case_keys.c.wrapped).where(case_keys.c.case_id == case_id)
        wrapped: bytes | None = await self._connection.scalar(query)
        return wrapped

    async def keys(self) -> dict[str, bytes]:
        rows = await self._connection.execute(select(case_keys.c.case_id, case_keys.c.wrapped))
        return {row.case_id: row.wrapped for row in rows}

    async def put(self, what: Evidence, sealed: bytes) -> None:
        row = asdict(what) | {"checked": list(what.checked), "sealed": sealed}
        await self._connection.execute(insert(evidence).values(row))

    async def of(self, case_id: str) -> list[Evidence]:
        return await self._listed(evidence.c.case_id == case_id)

    async def sealed(self, evidence_id: str) -> bytes | None:
        query = select(evidence.c.sealed).where(evidence.c.evidence_id == evidence_id)
        sealed: bytes | None = await self._connection.scalar(query)
        return sealed

    async def delete(self, case_id: str, steps: tuple[str, ...]) -> int:
        these = (evidence.c.case_id == case_id) & evidence.c.step.in_(steps)
        return (await self._connection.execute(delete(evidence).where(these))).rowcount

    async def delete_all(self, case_id: str) -> int:
        gone = await self._connection.execute(delete(evidence).where(evidence.c.case_id == case_id))
        await self._connection.execute(delete(case_keys).where(case_keys.c.case_id == case_id))
        return gone.rowcount

    async def erase(self, case_id: str, kept: frozenset[str]) -> int:
        these = (evidence.c.case_id == case_id) & ~_of_kinds(kept)
        gone = await self._connection.execute(delete(evidence).where(these))
        if not await self.of(case_id):
            await self._connection.execute(delete(case_keys).where(case_keys.c.case_id == case_id))
        return gone.rowcount

    async def keep_until(self, case_id: str, kinds: frozenset[str], until: datetime | None) -> None:
        these = (evidence.c.case_id == case_id) & _of_kinds(kinds)
        await self._connection.execute(update(evidence).where(these).values(kept_until=until))

    async def delete_due(self, now: datetime, limit: int) -> list[Evidence]:
        due = await self._listed(evidence.c.kept_until <= now, limit)
        ids = [each.evidence_id for each in due]
        await self._connection.execute(delete(evidence).where(evidence.c.evidence_id.in_(ids)))
        return due

    async def _listed(self, which: ColumnElement[bool], limit: int | None = None) -> list[Evidence]:
        query = select(*KNOWN).where(which).order_by(evidence.c.at, evidence.c.evidence_id).limit(limit)
        rows = (await self._connection.execute(query)).mappings()
        return [Evidence(**{**row, "checked": tuple(row["checked"])}) for row in rows]


def _of_kinds(kinds: frozenset[str]) -> ColumnElement[bool]:
    """`details` for all the details."""
    details = [evidence.c.kind.startswith("details.")] if "details" in kinds else []
    return or_(false(), *(evidence.c.kind == kind for kind in sorted(kinds - {"details"})), *details)
