"""How long things are kept by the front door, in days; the bank's own choice."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, get_args

Forgotten = Literal[
    "messages",
    "staff_entries",
    "handoffs",
    "turns",
    "notices",
    "case_events",
    "step_events",
    "audit",
    "erasures",
]
FORGOTTEN: tuple[Forgotten, ...] = get_args(Forgotten)
WITH_MESSAGES = ("messages", "staff_entries", "handoffs")  # all that people wrote


@dataclass(frozen=True, slots=True)
class Times:
    conversations: int = 365
    messages: int = 365
    turns: int = 30
    notices: int = 30
    case_events: int = 90
    step_events: int = 730
    audit: int = 1825
    erasures: int = 1825

    def before(self, now: datetime) -> Mapping[Forgotten, datetime]:
        days = {what: getattr(self, "messages" if what in WITH_MESSAGES else what) for what in FORGOTTEN}
        return {what: now - timedelta(days=kept) for what, kept in days.items()}

    def silent_since(self, now: datetime) -> datetime:
        return now - timedelta(days=self.conversations)
