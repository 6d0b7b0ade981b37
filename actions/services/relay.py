"""Deliver what happened to cases: at least once, in order for each case."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from actions.services.outgoing import OutboxEvent, Waiting
from actions.services.ports import Begin, Work

TAKEN = timedelta(seconds=30)  # longer than one delivery may take; then another process may try
BATCH = 20
LONGEST = timedelta(days=1)
TRIES = 19  # three to six days: longer than a weekend on which nobody looks

Send = Callable[[str], Awaitable[str | None]]
"""Nothing when it has arrived, or what went wrong, in a word for the operator."""


@dataclass(frozen=True, slots=True)
class Line:
    """One receiver: where its events wait, and what becomes of one that has not arrived."""

    waiting: Callable[[Work], Waiting]
    failed: Callable[[Work, OutboxEvent, str, datetime], Awaitable[None]]


def back_off(tries: int) -> timedelta:
    return timedelta(seconds=min(60.0, 0.5 * 2 ** min(tries, 10)))  # after days the power is no number any more


async def _again(work: Work, event: OutboxEvent, _failure: str, now: datetime) -> None:
    await work.outbox.postpone(event.number, now + back_off(event.tries))


TO_HANDOFF = Line(lambda work: work.outbox, _again)


def patience(tries: int, chance: float) -> timedelta:
    """From ten seconds to a day, up to half of it left to `chance` (0 to 1), so that not all come back at once."""
    longest = min(LONGEST.total_seconds(), 10.0 * 2 ** (tries - 1))
    return timedelta(seconds=longest * (1 - chance / 2))


def to_bank(chance: Callable[[], float]) -> Line:
    """The bank's programs may be down for long, and may refuse for ever: then it is a dead letter."""

    async def failed(work: Work, event: OutboxEvent, failure: str, now: datetime) -> None:
        if event.tries >= TRIES:
            await work.bank_outbox.give_up(event.number, failure, now)
        else:
            await work.bank_outbox.postpone(event.number, now + patience(event.tries, chance()))

    return Line(lambda work: work.bank_outbox, failed)


async def relay(begin: Begin, send: Send, now: Callable[[], datetime], line: Line = TO_HANDOFF) -> int:
    """Try every event that is due once, those of different cases side by side; the number of those delivered."""
    async with begin() as work:
        taken = await line.waiting(work).take(now(), now() + TAKEN, BATCH)
    return sum(await asyncio.gather(*(_deliver(begin, send, now, line, event) for event in taken)))


async def _deliver(begin: Begin, send: Send, now: Callable[[], datetime], line: Line, event: OutboxEvent) -> bool:
    failure = await send(event.body)
    async with begin() as work:
        if failure is None:
            await line.waiting(work).delivered(event.number, now())
        else:
            await line.failed(work, event, failure, now())
    return failure is None
