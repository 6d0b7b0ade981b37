from collections.abc import Sequence

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.domain.events import Event
from handoff.storage.audit_store import SqlAudit
from handoff.storage.bank_notice_store import SqlBankNotices
from handoff.storage.conversation_store import SqlConversations
from handoff.storage.erasure_store import SqlErasures
from handoff.storage.forgetting_store import SqlForgetting
from handoff.storage.handoff_store import SqlHandoffs
from handoff.storage.message_store import SqlMessages
from handoff.storage.record_stores import SqlCaseEvents, SqlStepEvents
from handoff.storage.seat_store import SqlSeats
from handoff.storage.staff_entry_store import SqlStaffEntries
from handoff.storage.staff_store import SqlStaffAccounts
from handoff.storage.subject_store import SqlSubjects
from handoff.storage.tables.records import outbox
from handoff.storage.trace_store import SqlTraces
from handoff.storage.turn_store import SqlTurns
from handoff.storage.visit_store import SqlVisits
from handoff.storage.watch_store import SqlWatches


class SqlWork:
    """The stores of one transaction; what is recorded is written with them, by `flush`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._recorded: list[Event] = []
        self.conversations = SqlConversations(connection)
        self.messages = SqlMessages(connection)
        self.staff_entries = SqlStaffEntries(connection)
        self.handoffs = SqlHandoffs(connection)
        self.turns = SqlTurns(connection)
        self.seats = SqlSeats(connection)
        self.step_events = SqlStepEvents(connection)
        self.case_events = SqlCaseEvents(connection)
        self.watches = SqlWatches(connection)
        self.subjects = SqlSubjects(connection)
        self.staff_accounts = SqlStaffAccounts(connection)
        self.audit = SqlAudit(connection)
        self.bank_notices = SqlBankNotices(connection)
        self.erasures = SqlErasures(connection)
        self.traces = SqlTraces(connection)
        self.forgetting = SqlForgetting(connection)
        self.visits = SqlVisits(connection)

    def record(self, event: Event) -> None:
        self._recorded.append(event)

    async def flush(self) -> Sequence[Event]:
        rows = [{"stream": e.stream, "name": e.name, "body": e.body, "attempts": 0} for e in self._recorded]
        if rows:
            await self._connection.execute(insert(outbox), rows)
        return self._recorded
