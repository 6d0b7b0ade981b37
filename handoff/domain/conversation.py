"""Everything between one customer and the bank: one per customer, never closed, with at most one owner."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Literal, Self

CODE_STEPS = frozenset({"code", "transfer", "phone"})  # steps in which the customer is asked for digits of a code
RUNNING = frozenset(
    {"created", "started", "resubmission_requested"}
)  # statuses in which the customer has something to do
SEEN_FOR = timedelta(seconds=150)  # open sockets are counted every 60 s; a dead process stops counting
AWAY_AFTER = timedelta(minutes=30)  # shorter absences are a glance at another app


@dataclass(frozen=True, slots=True)
class Owner:
    kind: Literal["bot", "agent"]
    id: str = "bot"
    name: str | None = None


BOT = Owner("bot")


@dataclass(frozen=True, slots=True)
class Conversation:
    id: str
    customer_id: str
    customer_name: str
    language: str
    created_at: datetime
    owner: Owner = BOT
    epoch: int = 1
    last_seq: int = 0
    last_number: int = 0  # of the staff thread
    read_by_customer: int = 0
    read_by_agent: int = 0
    handoff_id: str | None = None  # the open one
    journey: Mapping[str, Any] | None = None  # handoff's own copy of the case
    customer_here: bool = False  # has a socket open, as far as its process has told
    customer_seen_at: datetime | None = None
    rasa_seq: int | None = None  # up to where a widget made for Rasa has surely heard; it cannot say itself
    customer_left: bool = False  # long enough gone that it was counted as leaving

    def owned_by(self, owner: Owner) -> Self:
        """Each change of owner raises the epoch, so that what was begun before it can be refused."""
        return replace(self, owner=owner, epoch=self.epoch + 1)

    def is_owned_by(self, staff_id: str) -> bool:
        return self.owner.kind == "agent" and self.owner.id == staff_id

    def customer_is_here(self, now: datetime) -> bool:
        seen = self.customer_seen_at
        return self.customer_here and seen is not None and now - seen < SEEN_FOR

    def customer_was_away(self, now: datetime) -> bool:
        return self.customer_left or (self.customer_seen_at is not None and now - self.customer_seen_at > AWAY_AFTER)

    @property
    def version(self) -> int:
        """Of the copy of the case; 0 when there is none."""
        return int(self.journey["version"]) if self.journey else 0

    @property
    def step(self) -> Mapping[str, Any] | None:
        """The current step of the case."""
        if not self.journey or not self.journey.get("current"):
            return None
        return self.step_named(self.journey["current"])

    def step_named(self, step_id: str) -> Mapping[str, Any] | None:
        steps = self.journey["steps"] if self.journey else ()
        return next((step for step in steps if step["id"] == step_id), None)

    @property
    def case_status(self) -> str | None:
        return self.journey["status"] if self.journey else None

    @property
    def case_is_running(self) -> bool:
        return self.case_status in RUNNING

    @property
    def asks_for_code(self) -> bool:
        return self.step is not None and self.step["kind"] in CODE_STEPS
