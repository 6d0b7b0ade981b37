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


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """What the bank has not taken however often it was sent; `failure`: how the last try ended."""

    event_id: str
    case_id: str
    name: str
    at: datetime
    tries: int
    failure: str
    given_up_at: datetime


class Waiting(Protocol):
    async def take(self, now: datetime, until: datetime, limit: int) -> list[OutboxEvent]:
        """The oldest undelivered event of each case that is due; nobody else gets it before `until`."""

    async def delivered(self, number: int, at: datetime) -> None: ...
    async def postpone(self, number: int, until: datetime) -> None: ...


class Outbox(Waiting, Protocol):
    async def append(self, case_id: str, body: str, at: datetime) -> None: ...
    async def delete_of(self, case_id: str) -> int: ...
    async def forget_before(self, moment: datetime) -> int: ...


class BankOutbox(Waiting, Protocol):
    """A dead letter holds nothing back: what happened later to its case goes on being told."""

    async def append(self, event_id: str, case_id: str, name: str, body: str, at: datetime) -> None: ...
    async def give_up(self, number: int, failure: str, at: datetime) -> None: ...
    async def dead(self, before: str | None, limit: int) -> list[DeadLetter]:
        """The newest first, by their ids, which sort by time."""

    async def revive(self, event_id: str, at: datetime) -> DeadLetter | None:
        """It is sent as if for the first time; nothing when there is no such dead letter."""

    async def delete_settled_of(self, case_id: str) -> int:
        """What the bank has heard or will not hear; what still waits is told."""

    async def forget_before(self, moment: datetime) -> int: ...
