"""What a waiting customer may be promised: their place, and a time only when there is ground for one."""

from collections.abc import Sequence
from datetime import datetime, timedelta

LOOK_BACK = timedelta(minutes=30)
GROUND = 3  # claims within LOOK_BACK; fewer say nothing about the next one
ROUNDING_S = 30  # finer would be a promise that nobody can keep

PRIORITY_NAMES = ("normal", "high", "urgent")


def eta_s(position: int, claims: Sequence[datetime], anyone_online: bool, now: datetime) -> int | None:
    """Seconds until a person is there, as fast as people have been claimed lately; None when unknown."""
    recent = [moment for moment in claims if now - moment <= LOOK_BACK]
    if not anyone_online or len(recent) < GROUND:
        return None
    between = (now - min(recent)).total_seconds() / len(recent)
    return max(1, -(-int(position * between) // ROUNDING_S)) * ROUNDING_S
