"""What vendors have of a customer is deleted there too: asked for until the vendor says that it is done.

Asking comes first and cancelling never: Stripe deletes what is open, and may refuse what was only cancelled."""

from datetime import timedelta

import structlog

from actions.services.means import Means, in_work
from actions.services.ports import Json, Work
from actions.services.vendor_hearing import note_redacted
from actions.services.vendor_sessions import VendorSession
from actions.services.vendors import Vendor, VendorFailed
from actions.services.views import stamp
from actions.verification.status import Status

log = structlog.get_logger(__name__)

BATCH = 20
PAUSE = timedelta(hours=1)  # vendors take up to days; what they still look at they delete afterwards


async def redact_due(means: Means) -> int:
    """Ask for each deletion that is due, or whether it is done; the number of those confirmed."""
    async with means.begin() as work:
        taken = await work.vendor_sessions.take_redactions(means.now(), means.now() + PAUSE, BATCH)
    return sum([await _redact(means, session) for session in taken])


async def redact_at_vendors(means: Means, case_id: str) -> bool:
    """Now, whatever else keeps it; whether every vendor has confirmed. May be asked again."""

    async def use(work: Work) -> list[VendorSession]:
        await work.vendor_sessions.close(case_id, None, means.now())
        return [each for each in await work.vendor_sessions.of_case(case_id) if each.redacted_at is None]

    return all([await _redact(means, session) for session in await in_work(means, use)])


async def redaction_rows(work: Work, case_id: str) -> list[Json]:
    """How far the deletion at vendors is, for the proof of an erasure."""
    return [_row(each) for each in await work.vendor_sessions.of_case(case_id) if each.closed_at or each.redacted_at]


def _row(session: VendorSession) -> Json:
    state = "done" if session.redacted_at else "asked" if session.redact_asked_at else "waiting"
    return {
        "vendor": session.vendor,
        "state": state,
        "asked_at": stamp(session.redact_asked_at) if session.redact_asked_at else None,
        "done_at": stamp(session.redacted_at) if session.redacted_at else None,
    }


async def _redact(means: Means, session: VendorSession) -> bool:
    connected = means.vendors.connected.get(session.vendor)
    if connected is None:
        log.error("vendor_not_connected", vendor=session.vendor)
        return False
    try:
        if not await _is_gone(means, connected.vendor, session):
            return False
    except VendorFailed as failed:
        log.warning("vendor_redaction_waits", vendor=session.vendor, code=failed.code, tries=session.redact_tries)
        return False
    await in_work(means, lambda work: note_redacted(means, work, session))
    return True


async def _is_gone(means: Means, vendor: Vendor, session: VendorSession) -> bool:
    if session.redact_asked_at is None:
        await vendor.redact(session.provider_ref)
        await in_work(means, lambda work: work.vendor_sessions.redaction_asked(session, means.now()))
    return (await vendor.get_status(session.provider_ref)).status is Status.REDACTED
