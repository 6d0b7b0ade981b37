"""Delivers what was committed: woken in this process, and looking by itself for what others or a crash left behind."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import structlog

from handoff.domain.events import Event
from handoff.jobs.bell import Listener
from handoff.services.ports import Outbox

LOOK = timedelta(seconds=1)

log = structlog.get_logger()


async def run_relay(outbox: Outbox, send: Callable[[Event], Awaitable[None]], listener: Listener) -> None:
    while True:
        await listener.wait(LOOK)
        try:
            while await outbox.deliver(send):
                pass
        except Exception as error:  # the database is away; what is pending stays pending
            log.warning("relay_failed", error=type(error).__name__)
