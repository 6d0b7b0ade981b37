"""What goes on for as long as the program runs; each is safe beside another process that does the same."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from actions.services.means import Means
from actions.services.vendor_asking import ask_silent
from actions.services.vendor_inbox import hear_inbox
from actions.services.vendor_redaction import redact_due

log = structlog.get_logger(__name__)

LISTEN = 1.0  # seconds; a customer may be waiting for what a webhook says
TEND = 60.0  # seconds


async def keep_hearing(means: Means) -> None:
    while True:
        if not await _tried(hear_inbox, means):
            await asyncio.sleep(LISTEN)


async def keep_tending(means: Means) -> None:
    while True:
        await _tried(ask_silent, means)
        await _tried(redact_due, means)
        await asyncio.sleep(TEND)


async def _tried(job: Callable[[Means], Awaitable[int]], means: Means) -> int:
    try:
        return await job(means)
    except Exception as error:
        log.error("vendor_job_failed", job=job.__name__, exc_info=error)
        return 0


def tell_operator(means: Means) -> None:
    """One line a vendor: what it can be asked for, or that it is only heard."""
    for name in sorted(means.vendors.heard):
        connected = means.vendors.connected.get(name)
        if connected is None:
            log.warning("vendor_only_heard", vendor=name)
            continue
        can = connected.vendor.capabilities()
        log.info(
            "vendor_connected",
            vendor=name,
            is_test=connected.is_test,
            flows={name: sorted(taken) for name, taken in can.flows.items()},
            documents=sorted(can.documents),
            methods=sorted(can.methods),
            locales=sorted(can.locales),
            max_attempts=can.max_attempts,
            can_redact=can.has_redact,
        )
