from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Delete, Update, and_, delete, exists, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.domain.retention import Forgotten
from handoff.storage.tables.conversations import conversations, messages, turns
from handoff.storage.tables.desk import handoffs
from handoff.storage.tables.erasures import erasures
from handoff.storage.tables.people import audit_entries, bank_notices
from handoff.storage.tables.records import case_events, step_events
from handoff.storage.tables.staff_entries import staff_entries

BLANK = {"kind": "event", "body": {"name": "forgotten", "params": {}}, "sender_name": None, "staff": None}
Forget = Callable[[datetime], Delete | Update]


def _old_messages(moment: datetime) -> Update:
    """Their places stay: clients count on a log without gaps."""
    return update(messages).where(messages.c.at < moment, messages.c.kind != "event").values(BLANK)


FORGET: Mapping[Forgotten, Forget] = {
    "messages": _old_messages,
    "staff_entries": lambda moment: delete(staff_entries).where(staff_entries.c.at < moment),
    "handoffs": lambda moment: delete(handoffs).where(handoffs.c.ended_at < moment),
    "turns": lambda moment: delete(turns).where(
        turns.c.asked_at < moment, turns.c.state.in_(("done", "dropped", "failed"))
    ),
    "notices": lambda moment: delete(bank_notices).where(bank_notices.c.created_at < moment),
    "case_events": lambda moment: delete(case_events).where(case_events.c.at < moment),
    "step_events": lambda moment: delete(step_events).where(step_events.c.at < moment),
    "audit": lambda moment: delete(audit_entries).where(audit_entries.c.at < moment),
    "erasures": lambda moment: delete(erasures).where(erasures.c.asked_at < moment, erasures.c.state == "closed"),
}


class SqlForgetting:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def silent_conversations(self, since: datetime, limit: int) -> Sequence[str]:
        query = select(conversations.c.id).where(_is_silent(since)).order_by(conversations.c.id).limit(limit)
        return list((await self._connection.execute(query.with_for_update(skip_locked=True))).scalars())

    async def forget(self, what: Forgotten, before: datetime) -> int:
        return (await self._connection.execute(FORGET[what](before))).rowcount


def _is_silent(since: datetime) -> ColumnElement[bool]:
    said = exists().where(messages.c.conversation_id == conversations.c.id, messages.c.at >= since)
    seen = func.coalesce(conversations.c.customer_seen_at, conversations.c.created_at)
    return and_(seen < since, conversations.c.handoff_id.is_(None), ~said)
