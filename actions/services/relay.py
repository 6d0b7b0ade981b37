"""Deliver what happened to cases to handoff/: at least once, in order for each case."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from actions.services.outgoing import OutboxEvent
from actions.services.ports import Begin

TAKEN = timedelta(seconds=30)  # longer than one delivery may take; then another process may try
BATCH = 20

Send = Callable[[str], Awaitable[bool]]


def back_off(tries: int) -> timedelta:
    return timedelta(seconds=min(60.0, 0.5 * 2**tries))


async def relay(begin: Begin, send: Send, now: Callable[[], datetime]) -> int:
    """Try every event that is due once; the number of those delivered."""
    async with begin() as work:
        taken = await work.outbox.take(now(), now() + TAKEN, BATCH)
    return sum([await _deliver(begin, send, now, event) for event in taken])


async def _deliver(begin: Begin, send: Send, now: Callable[[], datetime], event: OutboxEvent) -> bool:
    arrived = await send(event.body)
    async with begin() as work:
        if arrived:
            await work.outbox.delivered(event.number, now())
        else:
            await work.outbox.postpone(event.number, now() + back_off(event.tries))
    return arrived
