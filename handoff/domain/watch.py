"""A step that waits for its customer, and when a word of help is due: once each, and never after they declined one."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal, Self

QUIET = timedelta(seconds=15)  # who has just done something is not interrupted
AWAY = timedelta(minutes=5)  # after a longer absence the time on the step counts anew

Help = Literal["step_idle", "step_stuck", "person_wanted"]


@dataclass(frozen=True, slots=True)
class Limits:
    idle: timedelta = timedelta(seconds=90)  # without a sign of life
    stuck: timedelta = timedelta(minutes=10)  # on one step, however busy


@dataclass(frozen=True, slots=True)
class Watch:
    conversation_id: str
    case_id: str
    step: str | None  # none waits for the customer now
    entered_at: datetime
    active_at: datetime  # the customer's last sign of life
    idle_at: datetime | None = None  # help was offered
    stuck_at: datetime | None = None
    declined: bool = False  # help for the rest of this case
    wanted: bool = False  # the bank wants a person with this customer, and none has been called yet

    def active(self, now: datetime) -> Self:
        return replace(self, active_at=now)

    def returned(self, now: datetime) -> Self:
        entered = now if now - self.active_at > AWAY else self.entered_at
        return replace(self, entered_at=entered, active_at=now)

    def due(self, now: datetime, limits: Limits) -> Help | None:
        if self.step is None:
            return None
        if self.wanted:
            return "person_wanted"
        return None if self.declined or self.stuck_at else self._hesitating(now, limits)

    def _hesitating(self, now: datetime, limits: Limits) -> Help | None:
        silent = now - self.active_at
        if self.idle_at is None and silent >= limits.idle:
            return "step_idle"
        # Who did not react to the first offer is not offered another.
        reacted = self.idle_at is None or self.active_at > self.idle_at
        is_long = now - self.entered_at >= limits.stuck
        return "step_stuck" if is_long and reacted and silent >= min(QUIET, limits.idle) else None

    def helped(self, how: Help, now: datetime) -> Self:
        if how == "person_wanted":
            return replace(self, wanted=False)
        return replace(self, idle_at=now) if how == "step_idle" else replace(self, stuck_at=now)
