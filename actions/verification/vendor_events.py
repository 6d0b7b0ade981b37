"""What a vendor has said of a case, whatever the order in which it arrives.

Vendors deliver at least once and in no order, and some take a decision back. So what counts is when something was said
there, not when it was heard here: the latest word holds, and what has ended is changed only by a later decision."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from actions.verification.status import ENDED, Status

DECISIONS = ENDED | {Status.IN_REVIEW, Status.RESUBMISSION_REQUESTED}

# Of two words of the same moment (some vendors count in seconds) the later of this list holds: an approval that was
# contradicted at once is none.
_BY_CAUTION = (
    Status.CREATED,
    Status.STARTED,
    Status.SUBMITTED,
    Status.PROCESSING,
    Status.ERROR,
    Status.APPROVED,
    Status.ABANDONED,
    Status.EXPIRED,
    Status.CANCELED,
    Status.RESUBMISSION_REQUESTED,
    Status.IN_REVIEW,
    Status.DECLINED,
    Status.APPROVAL_EXPIRED,
    Status.REDACTED,
)


@dataclass(frozen=True, slots=True)
class VendorEvent:
    """In our words; nothing that a customer gave and no sentence of the vendor's."""

    event_id: str
    name: str  # the vendor's name for this kind of event
    provider_ref: str
    at: datetime
    status: Status | None = None  # none: a kind of event that says nothing of the case, or that we do not know
    decided: bool = False
    reasons: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()  # labels that no table has: to be logged, by name only

    @property
    def order(self) -> tuple[bool, datetime, int, str]:
        """Redaction cannot be undone, so nothing comes after it."""
        rank = _BY_CAUTION.index(self.status) if self.status else -1
        return self.status is Status.REDACTED, self.at, rank, self.event_id


class Verdict(StrEnum):
    NEWS = "news"  # the case stands otherwise than before
    NOTHING_NEW = "nothing_new"  # older than what is known, or the same again
    DUPLICATE = "duplicate"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Heard:
    """All that must be kept of a vendor's events to judge the next one."""

    seen: frozenset[str] = frozenset()
    decision: VendorEvent | None = None
    latest: VendorEvent | None = None

    @property
    def standing(self) -> VendorEvent | None:
        """The event that says how the case stands at the vendor."""
        if self.decision and self.decision.status in ENDED:
            return self.decision
        return self.latest


def hear(heard: Heard, event: VendorEvent) -> tuple[Heard, Verdict]:
    if event.event_id in heard.seen:
        return heard, Verdict.DUPLICATE
    after = replace(heard, seen=heard.seen | {event.event_id})
    if event.status is None:
        return after, Verdict.UNKNOWN
    after = replace(after, latest=_later(heard.latest, event))
    if event.decided:
        after = replace(after, decision=_later(heard.decision, event))
    return after, Verdict.NOTHING_NEW if after.standing == heard.standing else Verdict.NEWS


def _later(known: VendorEvent | None, event: VendorEvent) -> VendorEvent:
    return event if known is None or event.order > known.order else known
