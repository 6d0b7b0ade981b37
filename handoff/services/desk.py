"""Conversations change hands: at most one owner, no agent above capacity, and the second to claim is told who won."""

from dataclasses import replace
from datetime import datetime

from handoff.domain.conversation import BOT, Conversation, Owner
from handoff.domain.errors import AlreadyClaimed, AtCapacity, Forbidden, IllegalTransition, NotFound, NotOwner
from handoff.domain.events import DESK, Event
from handoff.domain.handoff import Handoff, State
from handoff.domain.masking import mask
from handoff.domain.people import Staff
from handoff.domain.presence import Seat
from handoff.domain.text import clean
from handoff.services.append import append_event, lock
from handoff.services.ports import Begin, NewId, Work
from handoff.services.queue import announce_end, announce_item, announce_places, open_handoff, tell
from handoff.services.turns import ask_bot
from handoff.services.views import owner_view
from handoff.services.watching import note_attended


async def claim(begin: Begin, staff: Staff, conversation_id: str, now: datetime) -> None:
    """Take a conversation that waits for a person; claiming one's own again is harmless."""
    _require(staff, "desk:claim")
    async with begin() as work:
        conversation = await lock(work, conversation_id)
        if conversation.is_owned_by(staff.id):
            return
        if conversation.owner.kind == "agent":
            raise AlreadyClaimed(conversation.owner.name or "")
        handoff = await open_handoff(work, conversation)
        if handoff is None:
            raise IllegalTransition
        await work.handoffs.lock()
        await _take(work, conversation, handoff, await _own_seat(work, staff, now), now)
        await announce_places(work, now)


async def barge(begin: Begin, staff: Staff, conversation_id: str, now: datetime, new_id: NewId) -> None:
    """A supervisor becomes the owner, whoever was it before."""
    _require(staff, "desk:barge")
    async with begin() as work:
        conversation = await lock(work, conversation_id)
        if conversation.is_owned_by(staff.id):
            return
        await work.handoffs.lock()
        handoff = await open_handoff(work, conversation) or await _begun(work, conversation, now, new_id)
        await _take(work, conversation, handoff, await _own_seat(work, staff, now), now)
        await announce_places(work, now)


async def transfer(begin: Begin, staff: Staff, conversation_id: str, to: str, now: datetime) -> None:
    async with begin() as work:
        conversation = await lock(work, conversation_id)
        if not conversation.is_owned_by(staff.id):
            _require(staff, "desk:transfer")
        handoff = await open_handoff(work, conversation)
        if handoff is None or conversation.owner.kind != "agent":
            raise IllegalTransition
        if conversation.is_owned_by(to):
            return
        seat = await work.seats.lock(to)
        if seat is None or seat.status(now) != "online":
            raise NotFound
        await _take(work, conversation, handoff, seat, now)


async def hand_back(
    begin: Begin, staff: Staff, conversation_id: str, outcome: str, summary: str | None, now: datetime
) -> None:
    """The bot owns again and answers to the agent's leaving: the journey goes on where it stood."""
    async with begin() as work:
        conversation = await lock(work, conversation_id)
        if not conversation.is_owned_by(staff.id):
            raise NotOwner
        handoff = await open_handoff(work, conversation)
        if handoff is None:
            raise IllegalTransition
        kept = mask(clean(summary), phones=False).text if summary and summary.strip() else None
        ended = handoff.moved(State.ENDED, ended_at=now, outcome=outcome, summary=kept)
        await work.handoffs.save(ended)
        await _give_to_bot(work, replace(conversation, handoff_id=None), outcome, now)
        await announce_end(work, ended)


async def release(begin: Begin, staff_id: str, now: datetime) -> None:
    """An agent has vanished: their customers wait again, in their old places, with the bot in the meantime."""
    async with begin() as work:
        owned = [conversation.id for conversation in await work.conversations.owned_by(staff_id)]
    for conversation_id in owned:
        async with begin() as work:
            conversation = await lock(work, conversation_id)
            handoff = await open_handoff(work, conversation)
            seat = await work.seats.get(staff_id)
            if not conversation.is_owned_by(staff_id) or handoff is None or (seat and seat.status(now) != "offline"):
                continue
            await work.handoffs.lock()
            await work.handoffs.save(handoff.moved(State.WAITING, agent_id=None, agent_name=None, claimed_at=None))
            await _give_to_bot(work, conversation, "lost", now)
            await announce_places(work, now)


def _require(staff: Staff, permission: str) -> None:
    if not staff.may(permission):
        raise Forbidden


async def _own_seat(work: Work, staff: Staff, now: datetime) -> Seat:
    """The seat is locked, so that claims of one agent come one after the other; its capacity is the role's."""
    seat = await work.seats.lock(staff.id)
    if seat is None:
        await work.seats.put(Seat(staff.id, staff.name, staff.languages, staff.capacity, "online", now))
        seat = await work.seats.lock(staff.id)
    assert seat is not None, "just put"  # noqa: S101
    return replace(seat, capacity=staff.capacity)


async def _begun(work: Work, conversation: Conversation, now: datetime, new_id: NewId) -> Handoff:
    handoff = Handoff(
        id=new_id(),
        conversation_id=conversation.id,
        state=State.WAITING,
        trigger="barge",
        topic="general",
        language=conversation.language,
        priority=0,
        requested_at=now,
    )
    await work.handoffs.add(handoff)
    return handoff


async def _take(work: Work, conversation: Conversation, handoff: Handoff, seat: Seat, now: datetime) -> None:
    if len(await work.conversations.owned_by(seat.staff_id)) >= seat.capacity:
        raise AtCapacity
    active = replace(handoff, agent_id=seat.staff_id, agent_name=seat.name)
    if active.state is not State.ACTIVE:
        active = active.moved(State.ACTIVE, claimed_at=now)
    await work.handoffs.save(active)
    await work.turns.drop(conversation.id)
    owned = replace(conversation, handoff_id=active.id).owned_by(Owner("agent", seat.staff_id, seat.name))
    _announce_owner(work, owned)
    await append_event(work, owned, "agent_joined", {"name": seat.name}, now)
    tell(work, active, {})
    work.record(Event("presence", DESK, {}))


async def _give_to_bot(work: Work, conversation: Conversation, outcome: str, now: datetime) -> None:
    name = conversation.owner.name
    owned = conversation.owned_by(BOT)
    _announce_owner(work, owned)
    await note_attended(work, owned.id, now)
    left = await append_event(work, owned, "agent_left", {"name": name, "outcome": outcome}, now)
    await ask_bot(work, left.conversation, left.message, now)
    await announce_item(work, left.conversation)
    work.record(Event("presence", DESK, {}))


def _announce_owner(work: Work, conversation: Conversation) -> None:
    body = {"owner": owner_view(conversation.owner), "epoch": conversation.epoch}
    work.record(Event("owner", conversation.id, body))
