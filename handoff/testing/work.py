"""A unit of work in memory: one transaction at a time, undone when it fails."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from handoff.domain.events import Event
from handoff.services.ports import Work
from handoff.testing.erasures import MemoryErasures, MemoryForgetting, MemoryTraces
from handoff.testing.people import MemoryAudit, MemoryBankNotices, MemoryStaffAccounts, MemorySubjects
from handoff.testing.stores import (
    MemoryCaseEvents,
    MemoryConversations,
    MemoryHandoffs,
    MemoryMessages,
    MemorySeats,
    MemoryStaffEntries,
    MemoryStepEvents,
    MemoryTurns,
    Table,
)
from handoff.testing.visits import MemoryVisits
from handoff.testing.watches import MemoryWatches

TABLES = (
    "conversations",
    "messages",
    "staff_entries",
    "handoffs",
    "turns",
    "seats",
    "step_events",
    "case_events",
    "watches",
    "bank_notices",
    "erasures",
    "subjects",
    "staff_accounts",
    "staff_sessions",
    "sign_in_failures",
    "audit",
    "pairings",
    "visits",
)


class Memory:
    """`begin` is a Begin; `outbox` is an Outbox; `events` is all that was ever recorded."""

    def __init__(self) -> None:
        self.tables: dict[str, Table] = {name: {} for name in TABLES}
        self.events: list[Event] = []
        self._pending: deque[Event] = deque()
        self._lock = asyncio.Lock()

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Work]:
        async with self._lock:
            before = {name: dict(rows) for name, rows in self.tables.items()}
            work = MemoryWork(self.tables, self._pending)
            try:
                yield work
            except BaseException:
                for name, rows in before.items():
                    self.tables[name].clear()
                    self.tables[name].update(rows)
                raise
            self.events += work.recorded
            self._pending += work.recorded

    async def deliver(self, send: Callable[[Event], Awaitable[None]]) -> bool:
        while self._pending:
            await send(self._pending.popleft())
        return False


class MemoryWork:
    def __init__(self, tables: dict[str, Table], pending: deque[Event]) -> None:
        self.recorded: list[Event] = []
        self.conversations = MemoryConversations(tables["conversations"])
        self.messages = MemoryMessages(tables["messages"])
        self.staff_entries = MemoryStaffEntries(tables["staff_entries"])
        self.handoffs = MemoryHandoffs(tables["handoffs"])
        self.turns = MemoryTurns(tables["turns"])
        self.seats = MemorySeats(tables["seats"])
        self.step_events = MemoryStepEvents(tables["step_events"])
        self.case_events = MemoryCaseEvents(tables["case_events"])
        self.watches = MemoryWatches(tables["watches"], tables["conversations"])
        self.bank_notices = MemoryBankNotices(tables["bank_notices"])
        self.subjects = MemorySubjects(tables["subjects"])
        self.staff_accounts = MemoryStaffAccounts(
            tables["staff_accounts"], tables["staff_sessions"], tables["sign_in_failures"]
        )
        self.audit = MemoryAudit(tables["audit"])
        self.erasures = MemoryErasures(tables["erasures"])
        self.traces = MemoryTraces(tables, pending)
        self.forgetting = MemoryForgetting(tables)
        self.visits = MemoryVisits(tables["pairings"], tables["visits"])

    def record(self, event: Event) -> None:
        self.recorded.append(event)
