"""Twins of what erasing needs."""

from collections import deque
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from handoff.domain.erasure import Erasure
from handoff.domain.events import DESK, Event
from handoff.domain.retention import Forgotten
from handoff.testing.stores import Table

OF_CONVERSATIONS = ("messages", "staff_entries", "handoffs", "turns", "watches", "bank_notices")


class MemoryErasures:
    def __init__(self, rows: Table) -> None:
        self._rows = rows

    async def add(self, erasure: Erasure) -> None:
        self._rows[erasure.id] = erasure

    async def get(self, erasure_id: str) -> Erasure | None:
        return self._rows.get(erasure_id)

    async def save(self, erasure: Erasure) -> None:
        self._rows[erasure.id] = erasure

    async def latest(self, limit: int) -> Sequence[Erasure]:
        return sorted(self._rows.values(), key=lambda one: (one.asked_at, one.id), reverse=True)[:limit]

    async def take_due(self, now: datetime, until: datetime, limit: int) -> Sequence[Erasure]:
        due = [one for one in self._rows.values() if one.state != "closed" and one.due_at <= now]
        taken = [replace(one, due_at=until) for one in sorted(due, key=lambda one: one.due_at)[:limit]]
        self._rows.update({one.id: one for one in taken})
        return taken


class MemoryTraces:
    def __init__(self, tables: Mapping[str, Table], pending: deque[Event]) -> None:
        self._tables = tables
        self._pending = pending

    async def conversations_of(self, customer_ids: Collection[str]) -> Sequence[str]:
        chats = self._tables["conversations"].values()
        return sorted(chat.id for chat in chats if chat.customer_id in customer_ids)

    async def erase(self, conversation_ids: Collection[str]) -> Mapping[str, int]:
        deleted = {}
        for name in OF_CONVERSATIONS:
            deleted[name] = self._delete(name, lambda row: row.conversation_id in conversation_ids)
        queued = [event for event in self._pending if _speaks_of(event, conversation_ids)]
        for event in queued:
            self._pending.remove(event)
        conversations = self._delete("conversations", lambda row: row.id in conversation_ids)
        return {**deleted, "queued": len(queued), "conversations": conversations}

    async def end_visits(self, customer_ids: Collection[str]) -> int:
        self._delete("pairings", lambda row: row.customer_id in customer_ids)
        return self._delete("visits", lambda row: row.customer_id in customer_ids)

    async def forget_subjects(self, references: Collection[str]) -> int:
        return self._delete("subjects", lambda row: f"{row.kind}:{row.external_id}" in references)

    async def forget_words(self, subjects: Collection[str]) -> int:
        entries = self._tables["audit"]
        written = [one for one in entries.values() if one.subject in subjects and one.reason is not None]
        written = [one for one in written if one.action != "customer_erased"]
        entries.update({one.id: replace(one, reason=None) for one in written})
        return len(written)

    async def make_anonymous(self, case_ids: Collection[str], new_id: Callable[[], str]) -> int:
        events = self._tables["step_events"]
        nobody = {case_id: new_id() for case_id in case_ids}
        known = [event for event in events.values() if event.case_id in nobody]
        for event in known:
            del events[event.id]
            day = event.at.replace(hour=0, minute=0, second=0, microsecond=0)
            bare = replace(event, id=new_id(), case_id=nobody[event.case_id], at=day)
            events[bare.id] = bare
        return len(known)

    def _delete(self, name: str, wanted: Callable[..., bool]) -> int:
        table = self._tables[name]
        gone = [key for key, row in table.items() if wanted(row)]
        for key in gone:
            del table[key]
        return len(gone)


def _speaks_of(event: Event, conversation_ids: Collection[str]) -> bool:
    if event.stream == DESK:
        return any(chat in str(event.body) for chat in conversation_ids)
    return event.stream in conversation_ids


class MemoryForgetting:
    def __init__(self, tables: Mapping[str, Table]) -> None:
        self._tables = tables

    async def silent_conversations(self, since: datetime, limit: int) -> Sequence[str]:
        lively = {message.conversation_id for message in self._tables["messages"].values() if message.at >= since}
        chats = [
            chat for chat in self._tables["conversations"].values() if chat.id not in lively and not chat.handoff_id
        ]
        return sorted(chat.id for chat in chats if (chat.customer_seen_at or chat.created_at) < since)[:limit]

    async def forget(self, what: Forgotten, before: datetime) -> int:
        if what == "messages":
            return self._blank(before)
        name, is_old = OLD[what]
        table = self._tables[name]
        gone = [key for key, row in table.items() if is_old(row, before)]
        for key in gone:
            del table[key]
        return len(gone)

    def _blank(self, before: datetime) -> int:
        table = self._tables["messages"]
        old = {key: message for key, message in table.items() if message.at < before and message.kind != "event"}
        for key, message in old.items():
            sender = replace(message.sender, name=None)
            body = {"name": "forgotten", "params": {}}
            table[key] = replace(message, kind="event", body=body, sender=sender, staff=None)
        return len(old)


OLD: Mapping[Forgotten, tuple[str, Callable[[Any, datetime], bool]]] = {
    "staff_entries": ("staff_entries", lambda row, before: row.at < before),
    "handoffs": ("handoffs", lambda row, before: row.ended_at is not None and row.ended_at < before),
    "turns": ("turns", lambda row, before: row.asked_at < before and not row.is_unfinished),
    "notices": ("bank_notices", lambda row, before: row.created_at < before),
    "case_events": ("case_events", lambda row, before: row < before),
    "step_events": ("step_events", lambda row, before: row.at < before),
    "audit": ("audit", lambda row, before: row.at < before),
    "erasures": ("erasures", lambda row, before: row.asked_at < before and row.state == "closed"),
}
