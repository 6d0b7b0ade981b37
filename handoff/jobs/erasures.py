"""Carries on what an erasure had to leave undone, whatever was down meanwhile; and forgets what is no longer kept."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from handoff.domain.retention import Times
from handoff.services.erasing import Eraser, carry_on_due
from handoff.services.retention import forget

PAUSE = 5  # seconds between looks for erasures
FORGET_EVERY = 3600  # seconds

log = structlog.get_logger(__name__)


async def run_erasures(eraser: Eraser, times: Times) -> None:
    """Until cancelled."""

    async def carry_on() -> None:
        await carry_on_due(eraser)

    async def forget_old() -> None:
        log.info("forgotten", **await forget(eraser.begin, times, eraser.now, eraser.new_id))

    async with asyncio.TaskGroup() as jobs:
        jobs.create_task(_every(PAUSE, "erasures", carry_on))
        jobs.create_task(_every(FORGET_EVERY, "retention", forget_old))


async def _every(seconds: float, name: str, do: Callable[[], Awaitable[None]]) -> None:
    while True:
        try:
            await do()
        except Exception as error:  # the database is away; tried again after the pause
            log.warning("erasing_failed", job=name, error=type(error).__name__)
        await asyncio.sleep(seconds)
