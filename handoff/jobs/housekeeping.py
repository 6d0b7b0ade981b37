"""What happens by the passing of time alone."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import structlog

from handoff.domain.events import DESK, Event
from handoff.domain.turn import Patience
from handoff.domain.watch import Limits
from handoff.services.answer import tell_slow
from handoff.services.arrive import count_leavers
from handoff.services.branch import forget_visits
from handoff.services.ports import Begin, NewId, Now
from handoff.services.seats import release_absent
from handoff.services.watching import offer_help

PATIENCE_LOOK = timedelta(milliseconds=500)
DESK_LOOK = timedelta(seconds=10)
HELP_LOOK = timedelta(seconds=3)
LEAVERS_LOOK = timedelta(minutes=1)
VISITS_LOOK = timedelta(minutes=10)

log = structlog.get_logger()


async def run_patience(begin: Begin, patience: Patience, now: Now) -> None:
    await _every(min(PATIENCE_LOOK, patience.slow / 4), "patience", lambda: tell_slow(begin, patience, now()))


async def run_desk(begin: Begin, now: Now) -> None:
    offline: set[str] = set()

    async def look() -> None:
        """A seat can empty by time alone, when its process died; that is news too."""
        nonlocal offline
        async with begin() as work:
            gone = {seat.staff_id for seat in await work.seats.all() if seat.status(now()) == "offline"}
            if gone != offline:
                work.record(Event("presence", DESK, {}))
        offline = gone
        await release_absent(begin, now())

    await _every(DESK_LOOK, "desk", look)


async def run_leavers(begin: Begin, now: Now, new_id: NewId) -> None:
    await _every(LEAVERS_LOOK, "leavers", lambda: count_leavers(begin, now(), new_id))


async def run_visits(begin: Begin, now: Now) -> None:
    await _every(VISITS_LOOK, "visits", lambda: forget_visits(begin, now()))


async def run_help(begin: Begin, now: Now, limits: Limits) -> None:
    await _every(min(HELP_LOOK, limits.idle / 4), "help", lambda: offer_help(begin, now(), limits))


async def _every(pause: timedelta, name: str, do: Callable[[], Awaitable[None]]) -> None:
    while True:
        try:
            await do()
        except Exception as error:  # tried again after the pause
            log.warning("housekeeping_failed", job=name, error=type(error).__name__)
        await asyncio.sleep(pause.total_seconds())
