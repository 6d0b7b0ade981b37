"""Each store as a few lines over dictionaries."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from handoff.domain.conversation import Conversation
from handoff.domain.handoff import Handoff, State
from handoff.domain.message import Message, StaffEntry, StepEvent
from handoff.domain.presence import Seat
from handoff.domain.step_count import StepCount
from handoff.domain.turn import Turn

Table = dict[Any, Any]


class MemoryConversations:
    def __init__(self, rows: Table) -> None:
        self._rows = rows

    async def get(self, conversation_id: str) -> Conversation | None:
        return self._rows.get(conversation_id)

    lock = get

    async def of_customer(self, customer_id: str) -> Conversation | None:
        return next((one for one in self._rows.values() if one.customer_id == customer_id), None)

    async def add(self, conversation: Conversation) -> None:
        if await self.of_customer(conversation.customer_id) is None:
            self._rows[conversation.id] = conversation

    async def save(self, conversation: Conversation) -> None:
        self._rows[conversation.id] = conversation

    async def owned_by(self, staff_id: str) -> Sequence[Conversation]:
        return sorted((one for one in self._rows.values() if one.is_owned_by(staff_id)), key=lambda one: str(one.id))

    async def seen(self, conversation_ids: Sequence[str], at: datetime) -> None:
        for conversation_id in set(conversation_ids) & set(self._rows):
            here = replace(self._rows[conversation_id], customer_here=True, customer_seen_at=at)
            self._rows[conversation_id] = here

    async def existing(self, conversation_ids: Collection[str]) -> set[str]:
        return {chat for chat in conversation_ids if chat in self._rows}

    async def absent(self, seen_before: datetime, limit: int) -> Sequence[Conversation]:
        gone = [one for one in self._rows.values() if one.customer_seen_at and one.customer_seen_at < seen_before]
        return [one for one in gone if not one.customer_left][:limit]


class MemoryMessages:
    def __init__(self, rows: Table) -> None:
        self._rows = rows

    async def add(self, message: Message) -> None:
        key = (message.conversation_id, message.seq)
        if key in self._rows or await self.sent(message.conversation_id, message.sender.id, message.client_id):
            raise ValueError("already there")
        self._rows[key] = message

    async def get(self, conversation_id: str, seq: int) -> Message | None:
        return self._rows.get((conversation_id, seq))

    async def sent(self, conversation_id: str, sender_id: str, client_id: str) -> Message | None:
        wanted = (sender_id, client_id)
        return next((one for one in self._of(conversation_id) if (one.sender.id, one.client_id) == wanted), None)

    async def after(self, conversation_id: str, seq: int, limit: int) -> Sequence[Message]:
        return [one for one in self._of(conversation_id) if one.seq > seq][:limit]

    async def before(self, conversation_id: str, seq: int, limit: int) -> Sequence[Message]:
        return [one for one in self._of(conversation_id) if one.seq < seq][-limit:]

    async def count_from_customer(self, conversation_id: str, after_seq: int) -> int:
        return sum(one.seq > after_seq and one.sender.kind == "customer" for one in self._of(conversation_id))

    def _of(self, conversation_id: str) -> list[Message]:
        found = [one for one in self._rows.values() if one.conversation_id == conversation_id]
        return sorted(found, key=lambda one: one.seq)


class MemoryStaffEntries:
    def __init__(self, rows: Table) -> None:
        self._rows = rows

    async def add(self, entry: StaffEntry) -> None:
        self._rows[entry.conversation_id, entry.number] = entry

    async def sent(self, conversation_id: str, author_id: str, client_id: str) -> StaffEntry | None:
        wanted = (author_id, client_id)
        return next((one for one in await self.of(conversation_id) if (one.author_id, one.client_id) == wanted), None)

    async def of(self, conversation_id: str) -> Sequence[StaffEntry]:
        found = [one for one in self._rows.values() if one.conversation_id == conversation_id]
        return sorted(found, key=lambda one: one.number)


class MemoryHandoffs:
    def __init__(self, rows: Table) -> None:
        self._rows = rows

    async def lock(self) -> None:
        """There is one transaction at a time anyway."""

    async def add(self, handoff: Handoff) -> None:
        self._rows[handoff.id] = handoff

    async def get(self, handoff_id: str) -> Handoff | None:
        return self._rows.get(handoff_id)

    async def save(self, handoff: Handoff) -> None:
        self._rows[handoff.id] = handoff

    async def waiting(self) -> Sequence[Handoff]:
        found = [one for one in self._rows.values() if one.state in (State.WAITING, State.OFFERED)]
        return sorted(found, key=lambda one: (-one.priority, one.requested_at, one.id))

    async def active(self) -> Sequence[Handoff]:
        return self._by_claim(lambda one: one.state is State.ACTIVE)

    async def claimed_since(self, moment: datetime) -> Sequence[Handoff]:
        return self._by_claim(lambda one: one.claimed_at is not None and one.claimed_at >= moment)

    def _by_claim(self, wanted: Callable[[Handoff], bool]) -> list[Handoff]:
        return sorted(filter(wanted, self._rows.values()), key=lambda one: (str(one.claimed_at), one.id))


class MemoryTurns:
    def __init__(self, rows: Table) -> None:
        self._rows = rows

    async def add(self, turn: Turn) -> None:
        self._rows[turn.id] = turn

    async def get(self, turn_id: str) -> Turn | None:
        return self._rows.get(turn_id)

    async def save(self, turn: Turn) -> None:
        self._rows[turn.id] = turn

    async def claim(self, now: datetime, holder: str, leased_until: datetime) -> Turn | None:
        free = [one for one in self._firsts() if one.due_at <= now and (one.state == "queued" or _ran_out(one, now))]
        if not free:
            return None
        turn = min(free, key=lambda one: one.due_at)
        taken = replace(turn, state="running", holder=holder, leased_until=leased_until, attempts=turn.attempts + 1)
        self._rows[turn.id] = taken
        return taken

    async def next_due(self) -> datetime | None:
        return min((one.due_at for one in self._firsts() if one.state == "queued"), default=None)

    async def drop(self, conversation_id: str) -> None:
        for turn in [one for one in self._unfinished() if one.conversation_id == conversation_id]:
            self._rows[turn.id] = replace(turn, state="dropped")

    async def silent(self, asked_before: datetime) -> Sequence[Turn]:
        silent = _firsts(one for one in self._unfinished() if not one.bubbled)
        return [one for one in silent if one.asked_at <= asked_before and not one.told_slow]

    def _unfinished(self) -> list[Turn]:
        return [one for one in self._rows.values() if one.is_unfinished]

    def _firsts(self) -> list[Turn]:
        return _firsts(self._unfinished())


class MemorySeats:
    def __init__(self, rows: Table) -> None:
        self._rows = rows

    async def get(self, staff_id: str) -> Seat | None:
        return self._rows.get(staff_id)

    lock = get

    async def put(self, seat: Seat) -> None:
        self._rows[seat.staff_id] = seat

    async def all(self) -> Sequence[Seat]:
        return sorted(self._rows.values(), key=lambda one: (one.name, one.staff_id))


class MemoryStepEvents:
    def __init__(self, rows: Table) -> None:
        self._rows = rows

    async def add(self, event: StepEvent) -> None:
        self._rows[event.id] = event

    async def counts(self) -> Sequence[StepCount]:
        cases: dict[tuple[Any, Any, Any, Any], list[str]] = {}
        for event in self._rows.values():
            cases.setdefault((event.step, event.name, event.language, event.reason), []).append(event.case_id)
        return [StepCount(*cell, len(found), len(set(found))) for cell, found in cases.items()]


class MemoryCaseEvents:
    def __init__(self, rows: Table) -> None:
        self._rows = rows

    async def add(self, event_id: str, at: datetime) -> bool:
        is_new = event_id not in self._rows
        self._rows.setdefault(event_id, at)
        return is_new


def _firsts(unfinished: Iterable[Turn]) -> list[Turn]:
    """The first of each conversation."""
    firsts: dict[str, Turn] = {}
    for turn in sorted(unfinished, key=lambda one: one.seq):
        firsts.setdefault(turn.conversation_id, turn)
    return list(firsts.values())


def _ran_out(turn: Turn, now: datetime) -> bool:
    return turn.state == "running" and turn.leased_until is not None and turn.leased_until <= now
