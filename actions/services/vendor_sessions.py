"""Verifications at vendors, and the inbox in which their webhooks wait.

What opens the vendor's page for a customer is no part of either: it is never kept."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from actions.verification.vendor_events import Heard, VendorEvent


@dataclass(frozen=True, slots=True)
class VendorSession:
    """One verification of one step. The inbox knows which events have come; `heard` keeps what they came to."""

    vendor: str
    provider_ref: str
    case_id: str
    step: str
    flow: str
    attempt: int  # of this step's sessions
    opened_at: datetime
    heard: Heard = field(default_factory=Heard)
    words: int = 0  # how often `heard` has been written: of two who write at once, the second is told
    heard_at: datetime | None = None  # when it last said something new
    ask_at: datetime | None = None  # when to ask, if nothing is heard until then; none once it has ended
    closed_at: datetime | None = None  # from then on its words move the case no more
    redact_at: datetime | None = None  # when to ask for deletion, or to see whether it is done
    redact_asked_at: datetime | None = None  # the vendor has taken the request
    redact_tries: int = 0
    redacted_at: datetime | None = None  # the vendor says that it is done


class VendorSessions(Protocol):
    async def add(self, session: VendorSession) -> None:
        """Raises Conflict when it is there already."""

    async def find(self, vendor: str, provider_ref: str) -> VendorSession | None: ...
    async def of_case(self, case_id: str) -> list[VendorSession]:
        """In the order in which they were opened."""

    async def hear(
        self, before: VendorSession, heard: Heard, heard_at: datetime | None, ask_at: datetime | None
    ) -> None:
        """Raises Conflict when something else has been heard meanwhile."""

    async def close(self, case_id: str, steps: Collection[str] | None, now: datetime) -> None:
        """What these steps (or all) have at vendors is to be deleted now."""

    async def keep_until(self, case_id: str, moment: datetime | None) -> None:
        """As with evidence; what is closed, or whose deletion has begun, is not kept longer."""

    async def take_silent(self, now: datetime, until: datetime, limit: int) -> list[VendorSession]:
        """Those to be asked; nobody else gets them before `until`."""

    async def take_redactions(self, now: datetime, until: datetime, limit: int) -> list[VendorSession]:
        """Those whose deletion is due; nobody else gets them before `until`."""

    async def redaction_asked(self, session: VendorSession, now: datetime) -> None: ...
    async def redacted(self, session: VendorSession, now: datetime) -> None: ...
    async def forget_before(self, moment: datetime) -> int:
        """Of what the vendor had deleted by then."""


@dataclass(frozen=True, slots=True)
class WaitingEvent:
    number: int
    vendor: str
    event: VendorEvent
    tries: int


class VendorInbox(Protocol):
    async def add(self, vendor: str, event: VendorEvent, now: datetime) -> bool:
        """False for one that has come before."""

    async def take(self, now: datetime, until: datetime, limit: int) -> list[WaitingEvent]:
        """The oldest that are due; nobody else gets them before `until`."""

    async def done(self, number: int, now: datetime) -> None: ...
    async def postpone(self, number: int, until: datetime) -> None: ...
    async def set_aside(self, number: int, now: datetime) -> None:
        """It is not tried again by itself."""

    async def again(self, now: datetime) -> int:
        """All that were set aside are due once more."""

    async def forget_before(self, moment: datetime) -> int:
        """Of what is done or was set aside."""
