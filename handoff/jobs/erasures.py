"""Carries on what an erasure had to leave undone, whether its program or the whole machine was down meanwhile."""

import asyncio

import structlog

from handoff.services.erasing import Eraser, carry_on_due

PAUSE = 5  # seconds between looks

log = structlog.get_logger(__name__)


async def run_erasures(eraser: Eraser) -> None:
    """Until cancelled."""
    while True:
        try:
            await carry_on_due(eraser)
        except Exception as error:
            log.warning("erasures_failed", error=type(error).__name__)
        await asyncio.sleep(PAUSE)
