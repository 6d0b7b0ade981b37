"""Webhooks of vendors: checked and written down at once, and heard afterwards. A restart in between loses nothing."""

from collections.abc import Mapping
from datetime import timedelta

import structlog

from actions.services.means import Means, in_work
from actions.services.ports import Work
from actions.services.vendor_comparing import compare
from actions.services.vendor_hearing import hear_event
from actions.services.vendor_sessions import WaitingEvent
from actions.services.vendors import VendorUnavailable
from actions.verification.errors import CaseRefuses, NotFound

log = structlog.get_logger(__name__)

BATCH = 20
TAKEN = timedelta(seconds=30)  # longer than hearing one event takes; then another process may
MOST_TRIES = 12  # more than two hours: an event may come before the verification that it is about is written down
LONGEST_WAIT = 3600  # seconds


async def receive(means: Means, vendor: str, headers: Mapping[str, str], body: bytes) -> None:
    """Raises WebhookRefused for what the vendor has not signed. The vendor may be answered when this returns."""
    listen = means.vendors.heard.get(vendor)
    if listen is None:
        raise NotFound
    events = listen(headers, body, means.now())

    async def use(work: Work) -> None:
        for event in events:
            if not await work.vendor_inbox.add(vendor, event, means.now()):
                log.info("vendor_event_repeated", vendor=vendor)

    await in_work(means, use)


async def hear_inbox(means: Means) -> int:
    """Hear every event that is due once; the number of those taken."""
    async with means.begin() as work:
        taken = await work.vendor_inbox.take(means.now(), means.now() + TAKEN, BATCH)
    for waiting in taken:
        await _hear(means, waiting)
    return len(taken)


async def _hear(means: Means, waiting: WaitingEvent) -> None:
    vendor, event = waiting.vendor, waiting.event

    async def use(work: Work) -> bool:
        heard = await hear_event(means, work, vendor, event, compared)
        if heard:
            await work.vendor_inbox.done(waiting.number, means.now())
        return heard

    try:
        compared = await compare(means, vendor, event.provider_ref, event.status)
        is_heard = await in_work(means, use)
    except (VendorUnavailable, CaseRefuses) as failed:
        log.warning("vendor_event_waits", vendor=vendor, code=failed.code)
        is_heard = False
    except Exception as error:
        log.error("vendor_event_failed", vendor=waiting.vendor, tries=waiting.tries, exc_info=error)
        is_heard = False
    if not is_heard:
        await _later(means, waiting)


async def _later(means: Means, waiting: WaitingEvent) -> None:
    async with means.begin() as work:
        if waiting.tries < MOST_TRIES:
            wait = timedelta(seconds=min(LONGEST_WAIT, 2**waiting.tries))
            await work.vendor_inbox.postpone(waiting.number, means.now() + wait)
            return
        await work.vendor_inbox.set_aside(waiting.number, means.now())
    log.error("vendor_event_set_aside", vendor=waiting.vendor, number=waiting.number, name=waiting.event.name)


async def hear_again(means: Means) -> int:
    """The operator has mended what was wrong: all that was set aside is tried once more."""

    async def use(work: Work) -> int:
        return await work.vendor_inbox.again(means.now())

    return await in_work(means, use)
