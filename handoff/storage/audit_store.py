from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.domain.audit import AuditEntry
from handoff.storage.tables.people import audit_entries


class SqlAudit:
    """Only ever adds. Of an erased customer words are taken out (trace_store.py), and the old goes by time."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, entry: AuditEntry) -> None:
        await self._connection.execute(audit_entries.insert().values(**asdict(entry)))

    async def latest(self, limit: int) -> Sequence[AuditEntry]:
        query = select(audit_entries).order_by(audit_entries.c.at.desc(), audit_entries.c.id.desc()).limit(limit)
        return [AuditEntry(**row) for row in (await self._connection.execute(query)).mappings()]
