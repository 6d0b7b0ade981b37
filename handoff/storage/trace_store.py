from collections.abc import Callable, Collection, Mapping, Sequence

from sqlalchemy import ColumnElement, Table, Text, cast, delete, false, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.domain.events import DESK
from handoff.storage.tables.conversations import conversations, messages, turns
from handoff.storage.tables.desk import handoffs
from handoff.storage.tables.people import audit_entries, bank_notices, subjects
from handoff.storage.tables.records import outbox, step_events, watches
from handoff.storage.tables.staff_entries import staff_entries
from handoff.storage.tables.visits import pairings, visits

# In the order in which they may go: all of them refer to conversations.
OF_CONVERSATIONS: tuple[Table, ...] = (messages, staff_entries, handoffs, turns, watches, bank_notices)
NOBODY = "erased"


class SqlTraces:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def conversations_of(self, customer_ids: Collection[str]) -> Sequence[str]:
        query = select(conversations.c.id).where(conversations.c.customer_id.in_(customer_ids))
        return list((await self._connection.execute(query.order_by(conversations.c.id))).scalars())

    async def erase(self, conversation_ids: Collection[str]) -> Mapping[str, int]:
        deleted = {}
        for table in OF_CONVERSATIONS:
            deleted[table.name] = await self._delete(table, table.c.conversation_id.in_(conversation_ids))
        deleted["queued"] = await self._delete(outbox, _speaks_of(conversation_ids))
        deleted["conversations"] = await self._delete(conversations, conversations.c.id.in_(conversation_ids))
        return deleted

    async def end_visits(self, customer_ids: Collection[str]) -> int:
        await self._delete(pairings, pairings.c.customer_id.in_(customer_ids))
        return await self._delete(visits, visits.c.customer_id.in_(customer_ids))

    async def forget_subjects(self, references: Collection[str]) -> int:
        named = [reference.partition(":") for reference in references]
        these = [(subjects.c.kind == kind) & (subjects.c.external_id == name) for kind, _, name in named]
        return await self._delete(subjects, or_(false(), *these))

    async def forget_words(self, about: Collection[str]) -> int:
        written = audit_entries.c.reason.is_not(None) & (audit_entries.c.action != "customer_erased")
        change = update(audit_entries).where(audit_entries.c.subject.in_(about) & written).values(reason=None)
        return (await self._connection.execute(change)).rowcount

    async def make_anonymous(self, case_ids: Collection[str], new_id: Callable[[], str]) -> int:
        query = select(step_events).where(step_events.c.case_id.in_(case_ids))
        rows = (await self._connection.execute(query)).mappings().all()
        nobody = {case_id: new_id() for case_id in case_ids}
        for row in rows:
            day = row["at"].replace(hour=0, minute=0, second=0, microsecond=0)
            bare = {"id": new_id(), "case_id": nobody[row["case_id"]], "at": day}
            await self._connection.execute(update(step_events).where(step_events.c.id == row["id"]).values(bare))
        return len(rows)

    async def _delete(self, table: Table, these: ColumnElement[bool]) -> int:
        return (await self._connection.execute(delete(table).where(these))).rowcount


def _speaks_of(conversation_ids: Collection[str]) -> ColumnElement[bool]:
    """Their own streams, and what waits to be told to the desk about them."""
    body = cast(outbox.c.body, Text)
    told = [body.contains(chat, autoescape=True) for chat in conversation_ids]
    return or_(outbox.c.stream.in_(conversation_ids), (outbox.c.stream == DESK) & or_(false(), *told))
