"""In-memory twins of the ports, held to the same contract as the SQL stores; a clock and ids that tests can read."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from actions.services.erasure_ports import ErasedCase
from actions.services.ports import Begin, Evidence, HistoryEntry, Json, LedgerEntry, OpenChallenge, Work
from actions.services.tokens import ServiceToken
from actions.services.vendor_sessions import VendorSession
from actions.testing.bank import BankEvent, MemoryBankOutbox, MemoryServiceTokens
from actions.testing.cases import MemoryCases, MemoryErasures, MemoryHistory, MemoryLedger
from actions.testing.outbox import MemoryOutbox, Queued
from actions.testing.short_lived import MemoryAnswers, MemoryChallenges, MemoryCodes
from actions.testing.vault import MemoryVault
from actions.testing.vendors import MemoryVendorInbox, MemoryVendorSessions, Received
from actions.verification.case import Case
from actions.verification.codes import SentCode

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
    waiting: dict[int, Queued] = field(default_factory=dict)
    delivered: dict[int, Queued] = field(default_factory=dict)
    tokens: dict[str, ServiceToken] = field(default_factory=dict)
    bank_events: dict[int, BankEvent] = field(default_factory=dict)
    vendor_sessions: dict[tuple[str, str], VendorSession] = field(default_factory=dict)
    vendor_inbox: dict[int, Received] = field(default_factory=dict)

    def copy(self) -> "Memory":
        return Memory(**{name: type(kept)(kept) for name, kept in vars(self).items()})


class MemoryWork:
    def __init__(self, memory: Memory) -> None:
        self.cases = MemoryCases(memory.cases)
        self.history = MemoryHistory(memory.history)
        self.ledger = MemoryLedger(memory.ledger)
        self.vault = MemoryVault(memory.keys, memory.evidence)
        self.challenges = MemoryChallenges(memory.challenges, memory.seen)
        self.codes = MemoryCodes(memory.codes)
        self.answers = MemoryAnswers(memory.answers)
        self.outbox = MemoryOutbox(memory.waiting, memory.delivered)
        self.erasures = MemoryErasures(memory.erased)
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
