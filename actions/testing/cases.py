"""Twins of what is known of cases, and of whom has been erased."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from actions.services.erasure_ports import ErasedCase
from actions.services.ports import NOBODY, CaseQuery, HistoryEntry, LedgerEntry
from actions.verification.case import Case, Moved
from actions.verification.errors import CaseRefuses, Conflict
from actions.verification.status import Status


class MemoryCases:
    def __init__(self, cases: dict[str, Case]) -> None:
        self._cases = cases

    async def get(self, case_id: str) -> Case | None:
        return self._cases.get(case_id)

    async def latest_of(self, customer_id: str) -> Case | None:
        own = [case for case in self._cases.values() if case.customer_id == customer_id]
        return max(own, key=lambda case: (case.created_at, case.case_id), default=None)

    async def open_as(self, reference: str) -> Case | None:
        named = [case for case in self._cases.values() if case.reference == reference and not case.ended]
        return max(named, key=lambda case: (case.created_at, case.case_id), default=None)

    async def of_customer(self, customer_id: str) -> list[Case]:
        own = [case for case in self._cases.values() if case.customer_id == customer_id]
        return sorted(own, key=lambda case: (case.created_at, case.case_id))

    async def add(self, case: Case) -> None:
        if self._open_beside(case):
            raise Conflict
        self._cases[case.case_id] = case

    def _open_beside(self, case: Case) -> bool:
        others = [each for each in self._cases.values() if each.case_id != case.case_id]
        return any(each.customer_id == case.customer_id and not each.ended for each in others)

    async def save(self, moved: Moved) -> None:
        if self._cases[moved.case.case_id].version != moved.before:
            raise Conflict
        if not moved.case.ended and self._open_beside(moved.case):
            raise CaseRefuses("case_open")
        self._cases[moved.case.case_id] = moved.case

    async def with_status(self, status: Status, limit: int) -> list[Case]:
        found = [case for case in self._cases.values() if case.status is status]
        return sorted(found, key=lambda case: case.updated_at)[:limit]

    async def search(self, query: CaseQuery) -> list[Case]:
        found = [case for case in self._cases.values() if query.customer_id in (None, case.customer_id)]
        found = [case for case in found if query.statuses is None or case.status in query.statuses]
        found = [case for case in found if query.before is None or case.case_id < query.before]
        return sorted(found, key=lambda case: case.case_id, reverse=True)[: query.limit]

    async def journeys(self) -> frozenset[str]:
        return frozenset(case.journey for case in self._cases.values() if case.status is not Status.REDACTED)

    async def untouched_since(self, journey: str, statuses: Collection[Status], moment: datetime) -> list[Case]:
        waiting = [c for c in self._cases.values() if c.journey == journey and c.status in statuses]
        return [case for case in waiting if case.updated_at < moment]


class MemoryHistory:
    def __init__(self, entries: list[HistoryEntry]) -> None:
        self._entries = entries

    async def append(self, entry: HistoryEntry) -> None:
        self._entries.append(entry)

    async def of(self, case_id: str) -> list[HistoryEntry]:
        return [entry for entry in self._entries if entry.case_id == case_id]

    async def count_by(self, actor_id: str, name: str, since: datetime) -> int:
        return sum((e.actor_id, e.name) == (actor_id, name) and e.at >= since for e in self._entries)

    async def forget_words(self, case_id: str, customer_id: str) -> int:
        words = 0
        for place, entry in enumerate(self._entries):
            own = entry.actor_id == customer_id
            if entry.case_id != case_id or not (own or entry.why or entry.turn_id):
                continue
            bare = replace(entry, why=None, turn_id=None)
            self._entries[place] = replace(bare, actor_id=NOBODY, actor_name=None) if own else bare
            words += 1
        return words


class MemoryLedger:
    def __init__(self, entries: list[LedgerEntry]) -> None:
        self._entries = entries

    async def append(self, entry: LedgerEntry) -> None:
        self._entries.append(entry)

    async def delete_of(self, case_id: str) -> int:
        gone = [entry for entry in self._entries if entry.case_id == case_id]
        for entry in gone:
            self._entries.remove(entry)
        return len(gone)

    async def of(self, customer_id: str) -> list[LedgerEntry]:
        return [entry for entry in self._entries if entry.customer_id == customer_id]


class MemoryErasures:
    def __init__(self, erased: dict[str, ErasedCase]) -> None:
        self._erased = erased

    async def add(self, erased: ErasedCase) -> None:
        before = self._erased.get(erased.case_id)
        self._erased[erased.case_id] = erased.and_before(before) if before else erased

    async def of(self, erasure_id: str, case_ids: Collection[str]) -> list[ErasedCase]:
        found = [one for one in self._erased.values() if one.erasure_id == erasure_id or one.case_id in case_ids]
        return sorted(found, key=lambda one: one.case_id)

    async def forget_before(self, moment: datetime) -> int:
        old = [case_id for case_id, erased in self._erased.items() if erased.at < moment]
        for case_id in old:
            del self._erased[case_id]
        return len(old)
