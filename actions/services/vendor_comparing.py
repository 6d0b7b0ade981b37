"""What a vendor has approved is held against what the customer typed, before the case hears of it."""

from dataclasses import dataclass

import structlog

from actions.services.keeping import evidence_of, must_be_as_seen, values_of
from actions.services.means import Means, get_case, in_work
from actions.services.ports import Work
from actions.services.vendors import VendorRefused
from actions.verification.case import Case
from actions.verification.findings import Finding
from actions.verification.status import Status
from actions.verification.vendor_match import COMPARED, unread

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Compared:
    """`seen`: the evidence at that time. A customer can correct what was typed while the vendor is being asked."""

    findings: tuple[Finding, ...] = ()
    seen: frozenset[str] | None = None

    async def still_holds(self, work: Work, case: Case) -> None:
        """Raises Conflict when it does not."""
        if self.seen is not None:
            await must_be_as_seen(work, case, self.seen)


async def compare(means: Means, vendor: str, provider_ref: str, status: Status | None) -> Compared:
    """Asks the vendor, outside of any transaction. Raises VendorUnavailable: then it is heard later."""
    connected = means.vendors.connected.get(vendor)
    if status is not Status.APPROVED or connected is None:
        return Compared()

    async def use(work: Work) -> tuple[dict[str, str], frozenset[str]] | None:
        session = await work.vendor_sessions.find(vendor, provider_ref)
        if session is None or session.closed_at is not None:
            return None
        case = await get_case(work, session.case_id)
        return await values_of(means, work, case), await evidence_of(work, case)

    known = await in_work(means, use)
    if known is None:
        return Compared()
    values, seen = known
    typed = {field: values[field] for field in COMPARED if field in values}
    try:
        return Compared(await connected.vendor.compare(provider_ref, typed) if typed else (), seen)
    except VendorRefused as refused:
        log.error("vendor_result_not_shown", vendor=vendor, code=refused.code)
        return Compared(unread(typed, vendor), seen)
