"""What waits to be told to other programs, written in the transaction in which it happened."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class OutboxEvent:
    number: int
    case_id: str
    body: str
    tries: int


class Outbox(Protocol):
    async def append(self, case_id: str, body: str, at: datetime) -> None: ...
    async def take(self, now: datetime, until: datetime, limit: int) -> list[OutboxEvent]:
        """The oldest undelivered event of each case that is due; nobody else gets it before `until`."""

    async def delivered(self, number: int, at: datetime) -> None: ...
    async def postpone(self, number: int, until: datetime) -> None: ...
    async def delete_of(self, case_id: str) -> int: ...
    async def forget_before(self, moment: datetime) -> int: ...
