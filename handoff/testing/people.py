"""Twins of the stores of people."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from handoff.domain.audit import AuditEntry
from handoff.domain.bank_notice import BankNotice
from handoff.domain.staff_account import Session, StaffAccount
from handoff.domain.subject import Subject, SubjectKind

Table = dict[Any, Any]


class MemorySubjects:
    def __init__(self, rows: Table) -> None:
        self._rows = rows

    async def find(self, kind: SubjectKind, external_id: str) -> Subject | None:
        return self._rows.get((kind, external_id))

    async def add(self, subject: Subject) -> Subject:
        stands: Subject = self._rows.setdefault((subject.kind, subject.external_id), subject)
        return stands

    async def link(self, installation: str, customer: str, at: datetime) -> bool:
        known = self._rows.get(("installation", installation))
        if known is None or known.linked_to is not None:
            return False
        self._rows["installation", installation] = replace(known, linked_to=customer)
        return True

    async def of_customer(self, customer_id: str) -> Sequence[Subject]:
        return await self.of_customers([customer_id])

    async def linked_to(self, customer: str) -> Sequence[Subject]:
        of = [subject for subject in self._rows.values() if subject.linked_to == customer]
        return sorted(of, key=lambda subject: subject.external_id)

    async def of_customers(self, customer_ids: Collection[str]) -> Sequence[Subject]:
        of = [subject for subject in self._rows.values() if subject.customer_id in customer_ids]
        return sorted(of, key=lambda subject: subject.created_at)


class MemoryStaffAccounts:
    def __init__(self, accounts: Table, sessions: Table, failures: Table) -> None:
        self._accounts, self._sessions, self._failures = accounts, sessions, failures

    async def add(self, account: StaffAccount) -> bool:
        if await self.find(account.username):
            return False
        self._accounts[account.id] = account
        return True

    async def find(self, username: str) -> StaffAccount | None:
        return next((account for account in self._accounts.values() if account.username == username), None)

    async def get(self, staff_id: str) -> StaffAccount | None:
        return self._accounts.get(staff_id)

    async def replace_password(self, staff_id: str, password_hash: str) -> None:
        self._accounts[staff_id] = replace(self._accounts[staff_id], password_hash=password_hash)

    async def open_session(self, session: Session) -> None:
        self._sessions[session.token_hash] = session

    async def find_session(self, token_hash: str) -> Session | None:
        return self._sessions.get(token_hash)

    async def close_session(self, token_hash: str) -> None:
        self._sessions.pop(token_hash, None)

    async def close_sessions(self, staff_id: str) -> None:
        for session in [each for each in self._sessions.values() if each.staff_id == staff_id]:
            del self._sessions[session.token_hash]

    async def note_failure(self, name_key: str, address: str, at: datetime) -> None:
        self._failures[len(self._failures), at] = (name_key, address, at)

    async def count_failures(self, since: datetime, name_key: str | None, address: str) -> int:
        return sum(
            at >= since and where == address and name_key in (None, key) for key, where, at in self._failures.values()
        )

    async def forget(self, before: datetime) -> None:
        for key in [key for key, session in self._sessions.items() if session.expires_at < before]:
            del self._sessions[key]
        for key in [key for key, (_, _, at) in self._failures.items() if at < before]:
            del self._failures[key]


class MemoryAudit:
    def __init__(self, rows: Table) -> None:
        self._rows = rows

    async def add(self, entry: AuditEntry) -> None:
        self._rows[entry.id] = entry

    async def latest(self, limit: int) -> Sequence[AuditEntry]:
        newest = sorted(self._rows.values(), key=lambda entry: (entry.at, entry.id), reverse=True)
        return newest[:limit]


class MemoryBankNotices:
    def __init__(self, rows: Table) -> None:
        self._rows = rows

    async def add(self, notice: BankNotice) -> None:
        self._rows[notice.id] = notice

    async def latest_of(self, conversation_id: str) -> BankNotice | None:
        found = [notice for notice in self._rows.values() if notice.conversation_id == conversation_id]
        return max(found, key=lambda notice: notice.created_at, default=None)

    async def take_due(self, now: datetime, until: datetime, limit: int) -> Sequence[BankNotice]:
        waiting = [each for each in self._rows.values() if each.delivered_at is None and each.due_at <= now]
        taken = [replace(each, due_at=until) for each in sorted(waiting, key=lambda each: each.due_at)[:limit]]
        self._rows.update({notice.id: notice for notice in taken})
        return taken

    async def save(self, notice: BankNotice) -> None:
        self._rows[notice.id] = notice

    async def drop(self, notice_id: str) -> None:
        self._rows.pop(notice_id, None)
