from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.services.vendor_sessions import VendorSession
from actions.storage.vendor_rows import heard_of, heard_row
from actions.storage.vendor_tables import vendor_sessions as table
from actions.verification.errors import Conflict
from actions.verification.vendor_events import Heard


class SqlVendorSessions:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, session: VendorSession) -> None:
        row = {name: value for name, value in asdict(session).items() if name != "heard"}
        await self._connection.execute(insert(table).values(row | {"heard": heard_row(session.heard)}))

    async def find(self, vendor: str, provider_ref: str) -> VendorSession | None:
        query = select(table).where(table.c.vendor == vendor, table.c.provider_ref == provider_ref)
        row = (await self._connection.execute(query)).mappings().first()
        return _session(row) if row else None

    async def of_case(self, case_id: str) -> list[VendorSession]:
        query = select(table).where(table.c.case_id == case_id).order_by(table.c.opened_at, table.c.attempt)
        return [_session(row) for row in (await self._connection.execute(query)).mappings()]

    async def hear(
        self, before: VendorSession, heard: Heard, heard_at: datetime | None, ask_at: datetime | None
    ) -> None:
        said = {"heard": heard_row(heard), "heard_at": heard_at, "ask_at": ask_at, "words": before.words + 1}
        same = _this(before) & (table.c.words == before.words)
        if (await self._connection.execute(update(table).where(same).values(said))).rowcount != 1:
            raise Conflict

    async def close(self, case_id: str, steps: Collection[str] | None, now: datetime) -> None:
        these = (table.c.case_id == case_id) & table.c.closed_at.is_(None) & table.c.redacted_at.is_(None)
        if steps is not None:
            these &= table.c.step.in_(list(steps))
        closed = {"closed_at": now, "ask_at": None, "redact_at": now}
        await self._connection.execute(update(table).where(these).values(closed))

    async def keep_until(self, case_id: str, moment: datetime | None) -> None:
        free = table.c.closed_at.is_(None) & (table.c.redact_tries == 0) & table.c.redacted_at.is_(None)
        await self._connection.execute(update(table).where(table.c.case_id == case_id, free).values(redact_at=moment))

    async def take_silent(self, now: datetime, until: datetime, limit: int) -> list[VendorSession]:
        return await self._take(table.c.ask_at <= now, limit, ask_at=until)

    async def take_redactions(self, now: datetime, until: datetime, limit: int) -> list[VendorSession]:
        due = (table.c.redact_at <= now) & table.c.redacted_at.is_(None)
        return await self._take(due, limit, redact_at=until, redact_tries=table.c.redact_tries + 1)

    async def redaction_asked(self, session: VendorSession, now: datetime) -> None:
        await self._connection.execute(update(table).where(_this(session)).values(redact_asked_at=now))

    async def redacted(self, session: VendorSession, now: datetime) -> None:
        done = {"redacted_at": now, "redact_at": None, "ask_at": None}
        await self._connection.execute(update(table).where(_this(session)).values(done))

    async def forget_before(self, moment: datetime) -> int:
        return (await self._connection.execute(delete(table).where(table.c.redacted_at < moment))).rowcount

    async def _take(self, due: ColumnElement[bool], limit: int, **taken: Any) -> list[VendorSession]:
        query = select(table).where(due).order_by(table.c.opened_at).limit(limit).with_for_update(skip_locked=True)
        sessions = [_session(row) for row in (await self._connection.execute(query)).mappings()]
        for session in sessions:
            await self._connection.execute(update(table).where(_this(session)).values(taken))
        return sessions


def _this(session: VendorSession) -> ColumnElement[bool]:
    return (table.c.vendor == session.vendor) & (table.c.provider_ref == session.provider_ref)


def _session(row: RowMapping) -> VendorSession:
    return VendorSession(**dict(row) | {"heard": heard_of(row["heard"])})
