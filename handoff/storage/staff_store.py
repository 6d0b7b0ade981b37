from dataclasses import asdict
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.domain.staff_account import Session, StaffAccount
from handoff.storage.insert import insert_unless_present
from handoff.storage.tables.people import sign_in_failures, staff_accounts, staff_sessions


class SqlStaffAccounts:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, account: StaffAccount) -> bool:
        values = asdict(account) | {"languages": list(account.languages)}
        return await insert_unless_present(self._connection, staff_accounts, values)

    async def find(self, username: str) -> StaffAccount | None:
        return await self._one(staff_accounts.c.username == username)

    async def get(self, staff_id: str) -> StaffAccount | None:
        return await self._one(staff_accounts.c.id == staff_id)

    async def _one(self, condition: ColumnElement[bool]) -> StaffAccount | None:
        row = (await self._connection.execute(select(staff_accounts).where(condition))).mappings().one_or_none()
        return StaffAccount(**{**row, "languages": tuple(row["languages"])}) if row else None

    async def replace_password(self, staff_id: str, password_hash: str) -> None:
        change = update(staff_accounts).where(staff_accounts.c.id == staff_id)
        await self._connection.execute(change.values(password_hash=password_hash))

    async def open_session(self, session: Session) -> None:
        await self._connection.execute(staff_sessions.insert().values(**asdict(session)))

    async def find_session(self, token_hash: str) -> Session | None:
        query = select(staff_sessions).where(staff_sessions.c.token_hash == token_hash)
        row = (await self._connection.execute(query)).mappings().one_or_none()
        return Session(**row) if row else None

    async def close_session(self, token_hash: str) -> None:
        await self._connection.execute(delete(staff_sessions).where(staff_sessions.c.token_hash == token_hash))

    async def close_sessions(self, staff_id: str) -> None:
        await self._connection.execute(delete(staff_sessions).where(staff_sessions.c.staff_id == staff_id))

    async def note_failure(self, name_key: str, address: str, at: datetime) -> None:
        await self._connection.execute(sign_in_failures.insert().values(name_key=name_key, address=address, at=at))

    async def count_failures(self, since: datetime, name_key: str | None, address: str) -> int:
        failures = sign_in_failures.c
        query = select(func.count()).where(failures.at >= since, failures.address == address)
        if name_key is not None:
            query = query.where(failures.name_key == name_key)
        return (await self._connection.execute(query)).scalar_one()

    async def forget(self, before: datetime) -> None:
        await self._connection.execute(delete(staff_sessions).where(staff_sessions.c.expires_at < before))
        await self._connection.execute(delete(sign_in_failures).where(sign_in_failures.c.at < before))
