"""How long conversations are kept, here and at the front door: what the bank says in data/retention.yml."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path

from components.content import read_yaml

LOOK_EVERY = 3600  # seconds
DAY = 24 * 3600

logger = logging.getLogger(__name__)


def days_kept(data: Path, what: str) -> int:
    days = read_yaml(data / "retention.yml")["days"].get(what)
    if type(days) is not int or days < 1:
        raise ValueError(f"retention.yml: days.{what}: must be a number of days")
    return days


def seconds_kept(data: Path) -> float:
    return float(days_kept(data, "trackers") * DAY)


async def forget_regularly(forget: Callable[[], int]) -> None:
    """Until cancelled."""
    while True:
        try:
            if forgotten := forget():
                logger.info("conversations_forgotten %d", forgotten)
        except Exception as error:  # the disk is full, or the file is locked: tried again
            logger.error("forgetting_failed %s", type(error).__name__)
        await asyncio.sleep(LOOK_EVERY)
