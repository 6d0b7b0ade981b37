"""A customer at a branch, the member of staff who receives them, and the tablet that changes hands between the two."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

How = Literal["code", "document"]  # by which the staff knows the customer: the code of their app, or their ID


@dataclass(frozen=True, slots=True)
class Pairing:
    """A code that the customer's app shows for a few minutes; it opens one visit. Only its hash is kept."""

    code_hash: str
    customer_id: str
    case_id: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Visit:
    id: str
    case_id: str
    customer_id: str
    staff_id: str
    staff_name: str
    how: How
    opened_at: datetime
    expires_at: datetime
    ended_at: datetime | None = None
    tablet_hash: str | None = None  # while the customer holds the tablet
    tablet_until: datetime | None = None

    def is_open(self, now: datetime) -> bool:
        return self.ended_at is None and now < self.expires_at

    def is_with_customer(self, now: datetime) -> bool:
        return self.is_open(now) and self.tablet_until is not None and now < self.tablet_until

    def handed_over(self, tablet_hash: str, now: datetime, lasts: timedelta) -> "Visit":
        """Never for longer than the visit itself."""
        return replace(self, tablet_hash=tablet_hash, tablet_until=min(now + lasts, self.expires_at))

    def given_back(self) -> "Visit":
        return replace(self, tablet_hash=None, tablet_until=None)

    def ended(self, now: datetime) -> "Visit":
        return replace(self.given_back(), ended_at=now)
