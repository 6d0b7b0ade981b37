"""An agent's place at the desk: a moment with a time to live, so that a dead browser or process frees it by itself."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

TIME_TO_LIVE = timedelta(seconds=60)  # sockets of the agent renew it every third of this

Status = Literal["online", "away", "offline"]


@dataclass(frozen=True, slots=True)
class Seat:
    staff_id: str
    name: str
    languages: tuple[str, ...]
    capacity: int
    chosen: Literal["online", "away"]
    seen_at: datetime

    def status(self, now: datetime) -> Status:
        return "offline" if now - self.seen_at > TIME_TO_LIVE else self.chosen
