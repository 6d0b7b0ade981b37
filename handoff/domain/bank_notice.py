from dataclasses import dataclass, replace
from datetime import datetime, timedelta

FIRST_WAIT = timedelta(seconds=5)  # several bubbles of one answer make one notice
QUIET = timedelta(seconds=60)  # between two notices of one conversation
LONGEST_WAIT = timedelta(hours=1)
GIVE_UP_AFTER = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class BankNotice:
    """One `agent_replied` that the bank is to hear of; it names a conversation, never what was said."""

    id: str
    conversation_id: str
    customer_id: str
    created_at: datetime
    due_at: datetime
    attempts: int = 0
    delivered_at: datetime | None = None

    def delivered(self, now: datetime) -> "BankNotice":
        return replace(self, delivered_at=now, attempts=self.attempts + 1)

    def failed(self, now: datetime) -> "BankNotice":
        wait = min(FIRST_WAIT * 2 ** min(self.attempts, 10), LONGEST_WAIT)
        return replace(self, due_at=now + wait, attempts=self.attempts + 1)

    def is_hopeless(self, now: datetime) -> bool:
        return now - self.created_at > GIVE_UP_AFTER
