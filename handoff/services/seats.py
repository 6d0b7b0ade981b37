"""Who sits at the desk: told by their sockets, forgotten by time."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Literal

from handoff.domain.events import DESK, Event
from handoff.domain.people import Staff
from handoff.domain.presence import TIME_TO_LIVE, Seat
from handoff.services.desk import release
from handoff.services.ports import Begin, Work
from handoff.services.queue import announce_places
from handoff.services.views import View

Chosen = Literal["online", "away"]
GRACE = TIME_TO_LIVE  # after which an absent agent's customers are given to others


async def sit_down(begin: Begin, staff: Staff, now: datetime) -> Seat:
    """Connected; whoever had chosen to be away stays away."""
    async with begin() as work:
        await work.handoffs.lock()
        seat = await work.seats.lock(staff.id)
        chosen: Chosen = seat.chosen if seat and seat.status(now) != "offline" else "online"
        return await _put(work, Seat(staff.id, staff.name, staff.languages, staff.capacity, chosen, now), now)


async def set_status(begin: Begin, staff: Staff, status: Chosen, now: datetime) -> Seat:
    async with begin() as work:
        await work.handoffs.lock()
        await work.seats.lock(staff.id)
        return await _put(work, Seat(staff.id, staff.name, staff.languages, staff.capacity, status, now), now)


async def stay(begin: Begin, staff_id: str, now: datetime) -> None:
    async with begin() as work:
        await work.handoffs.lock()
        seat = await work.seats.lock(staff_id)
        if seat and seat.status(now) == "offline":
            await _put(work, replace(seat, seen_at=now), now)
        elif seat:
            await work.seats.put(replace(seat, seen_at=now))


async def stand_up(begin: Begin, staff_id: str, now: datetime) -> None:
    """The last socket has closed: offline at once, customers kept through the grace."""
    async with begin() as work:
        await work.handoffs.lock()
        seat = await work.seats.lock(staff_id)
        if seat:
            await _put(work, replace(seat, seen_at=now - TIME_TO_LIVE - timedelta(seconds=1)), now)


async def release_absent(begin: Begin, now: datetime) -> None:
    async with begin() as work:
        gone = [seat.staff_id for seat in await work.seats.all() if now - seat.seen_at > TIME_TO_LIVE + GRACE]
    for staff_id in gone:
        await release(begin, staff_id, now)


async def presence(work: Work, now: datetime) -> list[View]:
    return [
        {
            "id": seat.staff_id,
            "name": seat.name,
            "status": seat.status(now),
            "languages": list(seat.languages),
            "capacity": seat.capacity,
            "active": len(await work.conversations.owned_by(seat.staff_id)),
        }
        for seat in await work.seats.all()
    ]


async def _put(work: Work, seat: Seat, now: datetime) -> Seat:
    """The queue must be locked: the promise of a time depends on somebody being there."""
    await work.seats.put(seat)
    work.record(Event("presence", DESK, {}))
    await announce_places(work, now)
    return seat
