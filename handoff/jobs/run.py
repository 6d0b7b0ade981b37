"""All jobs of one process; any number of processes may run them, on PostgreSQL."""

import asyncio
from collections.abc import Awaitable, Callable

from handoff.domain.events import Event
from handoff.domain.turn import Patience
from handoff.domain.watch import Limits
from handoff.jobs.bell import Bell, may_be_answered
from handoff.jobs.housekeeping import run_desk, run_help, run_leavers, run_patience, run_visits
from handoff.jobs.relay import run_relay
from handoff.jobs.turns import FetchJourney, TurnRunner
from handoff.services.bot_port import Bot
from handoff.services.ports import Begin, NewId, Now, Outbox


async def run(
    begin: Begin,
    outbox: Outbox,
    deliver: Callable[[Event], Awaitable[None]],
    bot: Bot,
    bell: Bell,
    *,
    now: Now,
    new_id: NewId,
    patience: Patience | None = None,
    limits: Limits | None = None,
    fetch_journey: FetchJourney | None = None,
) -> None:
    """Until cancelled; `bell.ring` belongs to `create_begin` as what hears of commits."""
    patient = patience or Patience()
    runner = TurnRunner(begin, bot, new_id(), now, new_id, patient, fetch_journey)
    async with asyncio.TaskGroup() as jobs:
        jobs.create_task(run_relay(outbox, deliver, bell.listener()))
        jobs.create_task(runner.run(bell.listener(may_be_answered)))
        jobs.create_task(run_patience(begin, patient, now))
        jobs.create_task(run_desk(begin, now))
        jobs.create_task(run_help(begin, now, limits or Limits()))
        jobs.create_task(run_leavers(begin, now, new_id))
        jobs.create_task(run_visits(begin, now))
