"""In-memory twins of the ports, held to the same contract as the SQL stores; a clock and ids that tests can read."""

import asyncio
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from actions.services.erasure_ports import ErasedCase
from actions.services.outgoing import OutboxEvent
from actions.services.ports import (
    NOBODY,
    Begin,
    CaseQuery,
    Evidence,
    HistoryEntry,
    Json,
    LedgerEntry,
    OpenChallenge,
    Work,
)
from actions.services.tokens import ServiceToken
from actions.services.vendor_sessions import VendorSession
from actions.testing.bank import BankEvent, MemoryBankOutbox, MemoryServiceTokens
from actions.testing.short_lived import MemoryChallenges, MemoryCodes
from actions.testing.vendors import MemoryVendorInbox, MemoryVendorSessions, Received
from actions.verification.case import Case, Moved
from actions.verification.codes import SentCode
from actions.verification.errors import CaseRefuses, Conflict
from actions.verification.status import Status

MORNING = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


class Clock:
    """Stands still until a test moves it."""

    def __init__(self, moment: datetime = MORNING) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment

    def forward(self, **amount: float) -> None:
        self.moment += timedelta(**amount)


class Ids:
    """id-001, id-002, …"""

    def __init__(self) -> None:
        self._last = 0

    def __call__(self) -> str:
        self._last += 1
        return f"id-{self._last:03}"


@dataclass
class Memory:
    """Everything that is kept; one work sees a copy until it is committed."""

    cases: dict[str, Case] = field(default_factory=dict)
    history: list[HistoryEntry] = field(default_factory=list)
    ledger: list[LedgerEntry] = field(default_factory=list)
    keys: dict[str, bytes] = field(default_factory=dict)
    evidence: dict[str, tuple[Evidence, bytes]] = field(default_factory=dict)
    challenges: dict[str, OpenChallenge] = field(default_factory=dict)
    seen: dict[str, bytes | None] = field(default_factory=dict)
    codes: dict[tuple[str, str], SentCode] = field(default_factory=dict)
    answers: dict[str, tuple[Json, datetime]] = field(default_factory=dict)
    erased: dict[str, ErasedCase] = field(default_factory=dict)
    waiting: dict[int, tuple[OutboxEvent, datetime]] = field(default_factory=dict)
    delivered: dict[int, tuple[OutboxEvent, datetime]] = field(default_factory=dict)
    tokens: dict[str, ServiceToken] = field(default_factory=dict)
    bank_events: dict[int, BankEvent] = field(default_factory=dict)
    vendor_sessions: dict[tuple[str, str], VendorSession] = field(default_factory=dict)
    vendor_inbox: dict[int, Received] = field(default_factory=dict)

    def copy(self) -> "Memory":
        return Memory(**{name: type(kept)(kept) for name, kept in vars(self).items()})


class MemoryCases:
    def __init__(self, memory: Memory) -> None:
        self._cases = memory.cases

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

    async def untouched_since(self, journey: str, statuses: Collection[Status], moment: datetime) -> list[Case]:
        waiting = [c for c in self._cases.values() if c.journey == journey and c.status in statuses]
        return [case for case in waiting if case.updated_at < moment]


class MemoryHistory:
    def __init__(self, memory: Memory) -> None:
        self._entries = memory.history

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
    def __init__(self, memory: Memory) -> None:
        self._entries = memory.ledger

    async def append(self, entry: LedgerEntry) -> None:
        self._entries.append(entry)

    async def delete_of(self, case_id: str) -> int:
        gone = [entry for entry in self._entries if entry.case_id == case_id]
        for entry in gone:
            self._entries.remove(entry)
        return len(gone)

    async def of(self, customer_id: str) -> list[LedgerEntry]:
        return [entry for entry in self._entries if entry.customer_id == customer_id]


class MemoryVault:
    def __init__(self, memory: Memory) -> None:
        self._keys, self._evidence = memory.keys, memory.evidence

    async def put_key(self, case_id: str, wrapped: bytes) -> None:
        self._keys[case_id] = wrapped

    async def change_key(self, case_id: str, before: bytes, after: bytes) -> bool:
        if self._keys.get(case_id) != before:
            return False
        self._keys[case_id] = after
        return True

    async def key_of(self, case_id: str) -> bytes | None:
        return self._keys.get(case_id)

    async def keys(self) -> dict[str, bytes]:
        return dict(self._keys)

    async def put(self, evidence: Evidence, sealed: bytes) -> None:
        self._evidence[evidence.evidence_id] = (evidence, sealed)

    async def of(self, case_id: str) -> list[Evidence]:
        found = [evidence for evidence, _ in self._evidence.values() if evidence.case_id == case_id]
        return sorted(found, key=lambda evidence: (evidence.at, evidence.evidence_id))

    async def sealed(self, evidence_id: str) -> bytes | None:
        return self._evidence[evidence_id][1] if evidence_id in self._evidence else None

    async def delete(self, case_id: str, steps: tuple[str, ...]) -> int:
        return self._drop([each for each in await self.of(case_id) if each.step in steps])

    async def delete_all(self, case_id: str) -> int:
        self._keys.pop(case_id, None)
        return self._drop(await self.of(case_id))

    async def erase(self, case_id: str, kept: frozenset[str]) -> int:
        gone = self._drop([each for each in await self.of(case_id) if each.kind.partition(".")[0] not in kept])
        if not await self.of(case_id):
            self._keys.pop(case_id, None)
        return gone

    async def keep_until(self, case_id: str, kinds: frozenset[str], until: datetime | None) -> None:
        for each in await self.of(case_id):
            if each.kind.partition(".")[0] in kinds:
                sealed = self._evidence[each.evidence_id][1]
                self._evidence[each.evidence_id] = (replace(each, kept_until=until), sealed)

    async def delete_due(self, now: datetime, limit: int) -> list[Evidence]:
        due = [each for each, _ in self._evidence.values() if each.kept_until and each.kept_until <= now]
        due = sorted(due, key=lambda evidence: (evidence.at, evidence.evidence_id))[:limit]
        self._drop(due)
        return due

    def _drop(self, gone: list[Evidence]) -> int:
        for each in gone:
            del self._evidence[each.evidence_id]
        return len(gone)


class MemoryAnswers:
    def __init__(self, memory: Memory) -> None:
        self._answers = memory.answers

    async def get(self, key: str) -> Json | None:
        return self._answers[key][0] if key in self._answers else None

    async def put(self, key: str, answer: Json, at: datetime) -> None:
        if key in self._answers:
            raise Conflict
        self._answers[key] = (answer, at)

    async def delete_of(self, prefix: str) -> int:
        gone = [key for key in self._answers if key.startswith(prefix)]
        for key in gone:
            del self._answers[key]
        return len(gone)

    async def forget_before(self, moment: datetime) -> int:
        old = [key for key, (_, at) in self._answers.items() if at < moment]
        for key in old:
            del self._answers[key]
        return len(old)


class MemoryErasures:
    def __init__(self, memory: Memory) -> None:
        self._erased = memory.erased

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


class MemoryOutbox:
    def __init__(self, memory: Memory) -> None:
        self._waiting, self._delivered = memory.waiting, memory.delivered

    async def append(self, case_id: str, body: str, at: datetime) -> None:
        number = 1 + max([*self._waiting, *self._delivered], default=0)
        self._waiting[number] = (OutboxEvent(number, case_id, body, 0), at)

    async def take(self, now: datetime, until: datetime, limit: int) -> list[OutboxEvent]:
        heads: dict[str, int] = {}
        for number in sorted(self._waiting):
            heads.setdefault(self._waiting[number][0].case_id, number)
        due = [number for number in sorted(heads.values()) if self._waiting[number][1] <= now][:limit]
        taken = [replace(self._waiting[number][0], tries=self._waiting[number][0].tries + 1) for number in due]
        self._waiting.update({event.number: (event, until) for event in taken})
        return taken

    async def delivered(self, number: int, at: datetime) -> None:
        self._delivered[number] = (self._waiting.pop(number)[0], at)

    async def postpone(self, number: int, until: datetime) -> None:
        self._waiting[number] = (self._waiting[number][0], until)

    async def delete_of(self, case_id: str) -> int:
        kept = (self._waiting, self._delivered)
        gone = [(table, number) for table in kept for number, (event, _) in table.items() if event.case_id == case_id]
        for table, number in gone:
            del table[number]
        return len(gone)

    async def forget_before(self, moment: datetime) -> int:
        old = [number for number, (_, at) in self._delivered.items() if at < moment]
        for number in old:
            del self._delivered[number]
        return len(old)


class MemoryWork:
    def __init__(self, memory: Memory) -> None:
        self.cases = MemoryCases(memory)
        self.history = MemoryHistory(memory)
        self.ledger = MemoryLedger(memory)
        self.vault = MemoryVault(memory)
        self.challenges = MemoryChallenges(memory.challenges, memory.seen)
        self.codes = MemoryCodes(memory.codes)
        self.answers = MemoryAnswers(memory)
        self.outbox = MemoryOutbox(memory)
        self.erasures = MemoryErasures(memory)
        self.service_tokens = MemoryServiceTokens(memory.tokens)
        self.bank_outbox = MemoryBankOutbox(memory.bank_events)
        self.vendor_sessions = MemoryVendorSessions(memory.vendor_sessions)
        self.vendor_inbox = MemoryVendorInbox(memory.vendor_inbox)


class Store:
    """Transactions in memory: one at a time, and an exception leaves everything as it was."""

    def __init__(self) -> None:
        self.memory = Memory()
        self._turn = asyncio.Lock()

    @property
    def begin(self) -> Begin:
        return self._begin

    @asynccontextmanager
    async def _begin(self) -> AsyncIterator[Work]:
        async with self._turn:
            draft = self.memory.copy()
            yield MemoryWork(draft)
            self.memory = draft
