"""Asking vendors of whom nothing has been heard for long: webhooks count, and may stay away."""

from datetime import timedelta

import structlog

from actions.services.means import Means, in_work
from actions.services.ports import Work
from actions.services.vendor_comparing import compare
from actions.services.vendor_hearing import hear_status
from actions.services.vendor_sessions import VendorSession
from actions.services.vendors import VendorFailed

log = structlog.get_logger(__name__)

BATCH = 20
TAKEN = timedelta(minutes=15)  # also how long a vendor that does not answer is left alone


async def ask_silent(means: Means) -> int:
    """The number of verifications that were asked about."""
    async with means.begin() as work:
        taken = await work.vendor_sessions.take_silent(means.now(), means.now() + TAKEN, BATCH)
    for session in taken:
        await _ask(means, session)
    return len(taken)


async def _ask(means: Means, session: VendorSession) -> None:
    connected = means.vendors.connected.get(session.vendor)
    if connected is None:
        log.error("vendor_not_connected", vendor=session.vendor)
        return
    try:
        said = await connected.vendor.get_status(session.provider_ref)
        compared = await compare(means, session.vendor, session.provider_ref, said.status)
    except VendorFailed as failed:
        log.warning("vendor_not_asked", vendor=session.vendor, code=failed.code)
        return

    async def use(work: Work) -> None:
        await hear_status(means, work, session.vendor, session.provider_ref, said, compared)

    try:
        await in_work(means, use)
    except Exception as error:
        log.error("vendor_word_failed", vendor=session.vendor, exc_info=error)
