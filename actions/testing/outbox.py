"""The twin of what waits for handoff/."""

from dataclasses import replace
from datetime import datetime

from actions.services.outgoing import OutboxEvent

Queued = tuple[OutboxEvent, datetime]


class MemoryOutbox:
    def __init__(self, waiting: dict[int, Queued], delivered: dict[int, Queued]) -> None:
        self._waiting, self._delivered = waiting, delivered

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
        self._delivered[number] = (replace(self._waiting.pop(number)[0], body=""), at)

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
