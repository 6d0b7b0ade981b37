"""Who waits for a person, who is with one, and what both sides are told about it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from handoff.domain.conversation import Conversation
from handoff.domain.events import DESK, Event
from handoff.domain.handoff import Handoff, State
from handoff.domain.queue import LOOK_BACK, eta_s
from handoff.services.ports import Work
from handoff.services.views import View, handoff_view, queue_item

WAITING = (State.WAITING, State.OFFERED)


async def open_handoff(work: Work, conversation: Conversation) -> Handoff | None:
    return await work.handoffs.get(conversation.handoff_id) if conversation.handoff_id else None


async def item_of(work: Work, handoff: Handoff, conversation: Conversation) -> View:
    unread = await work.messages.count_from_customer(conversation.id, conversation.read_by_agent)
    return queue_item(handoff, conversation, unread)


async def announce_item(work: Work, conversation: Conversation) -> None:
    """What the desk sees of a conversation has changed; nothing is said when nobody waits in it."""
    handoff = await open_handoff(work, conversation)
    if handoff:
        work.record(Event("queue", DESK, {"item": await item_of(work, handoff, conversation)}))


async def announce_end(work: Work, handoff: Handoff) -> None:
    work.record(Event("queue", DESK, {"removed": handoff.id}))
    tell(work, handoff, {})


async def announce_places(work: Work, now: datetime) -> None:
    """Everybody who waits hears where they stand; the queue must be locked."""
    waiting = await work.handoffs.waiting()
    for handoff in waiting:
        tell(work, handoff, await place_of(work, handoff, waiting, now))


async def view_of(work: Work, handoff: Handoff | None, now: datetime) -> View | None:
    if handoff is None or not handoff.is_open:
        return None
    if handoff.state not in WAITING:
        return handoff_view(handoff, {})
    return handoff_view(handoff, await place_of(work, handoff, await work.handoffs.waiting(), now))


async def place_of(work: Work, handoff: Handoff, waiting: Sequence[Handoff], now: datetime) -> Mapping[str, int | None]:
    position = [one.id for one in waiting].index(handoff.id) + 1
    claims = [
        claimed.claimed_at for claimed in await work.handoffs.claimed_since(now - LOOK_BACK) if claimed.claimed_at
    ]
    anyone_online = any(seat.capacity and seat.status(now) == "online" for seat in await work.seats.all())
    return {"position": position, "eta_s": eta_s(position, claims, anyone_online, now)}


def tell(work: Work, handoff: Handoff, place: Mapping[str, int | None]) -> None:
    work.record(Event("handoff", handoff.conversation_id, {"handoff": handoff_view(handoff, place)}))
