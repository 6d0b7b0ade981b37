"""Sends what the bank is to hear of; what could not be sent waits in the database."""

import asyncio
from collections.abc import Callable
from datetime import datetime

import structlog

from handoff.services.bank_webhook import Send, deliver_due
from handoff.services.ports import Begin

PAUSE = 3  # seconds between looks; a notice is in no hurry

log = structlog.get_logger(__name__)


async def run_bank_notices(begin: Begin, send: Send, now: Callable[[], datetime]) -> None:
    """Until cancelled."""
    while True:
        try:
            await deliver_due(begin, send, now)
        except Exception:
            log.exception("bank_notices_failed")
        await asyncio.sleep(PAUSE)
