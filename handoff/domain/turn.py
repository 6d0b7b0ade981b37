"""What the bot answers to one entry of the log: durable work, one at a time in a conversation, in order of `seq`."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

BACK_OFF = (0.5, 1.0, 2.0, 4.0, 8.0, 15.0)  # seconds; the last is repeated


@dataclass(frozen=True, slots=True)
class Turn:
    conversation_id: str
    seq: int
    epoch: int
    asked_at: datetime
    due_at: datetime
    state: Literal["queued", "running", "done", "dropped", "failed"] = "queued"
    attempts: int = 0
    holder: str | None = None
    leased_until: datetime | None = None
    bubbled: bool = False  # something of the answer has been shown, or nobody waits for one
    told_slow: bool = False

    @property
    def id(self) -> str:
        return f"{self.conversation_id}:{self.seq}"

    @property
    def is_unfinished(self) -> bool:
        return self.state in ("queued", "running")


@dataclass(frozen=True, slots=True)
class Patience:
    slow: timedelta = timedelta(seconds=8)  # without a bubble the customer is told that it takes longer
    give_up: timedelta = timedelta(seconds=90)  # Rasa restarts in about a minute
    lease: timedelta = timedelta(seconds=10)  # a dead process's turn is carried on after this
    back_off: tuple[float, ...] = BACK_OFF

    def next_try(self, turn: Turn, now: datetime) -> datetime:
        return now + timedelta(seconds=self.back_off[min(turn.attempts, len(self.back_off)) - 1])

    def is_spent(self, turn: Turn, now: datetime) -> bool:
        """Tried at least once and asked too long ago; after a long outage each turn still gets its one try."""
        return turn.attempts > 0 and self.next_try(turn, now) >= turn.asked_at + self.give_up
