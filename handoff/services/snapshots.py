"""Everything at one moment: what a client is given first, and what all events after it add up to."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from handoff.domain.conversation import Conversation
from handoff.domain.errors import Forbidden, NotFound
from handoff.domain.handoff import Handoff
from handoff.domain.people import Staff
from handoff.services.ports import Begin, Work
from handoff.services.queue import item_of, open_handoff, view_of
from handoff.services.seats import presence
from handoff.services.views import (
    VERSION,
    View,
    entry_view,
    explained_view,
    for_customer,
    message_view,
    owner_view,
    staff_view,
)

PAGE = 100  # messages shown before more are asked for
LONGEST_REPLAY = 500


async def customer_snapshot(work: Work, conversation: Conversation, now: datetime) -> View:
    handoff = await view_of(work, await open_handoff(work, conversation), now)
    return {
        "v": VERSION,
        "conversation_id": conversation.id,
        "owner": for_customer("owner", owner_view(conversation.owner)),
        "handoff": for_customer("handoff", handoff) if handoff else None,
        "journey": conversation.journey,
        "last_seq": conversation.last_seq,
        "read_by_agent": conversation.read_by_agent,
        "read_by_customer": conversation.read_by_customer,
        "language": conversation.language,
    }


async def messages_after(begin: Begin, conversation_id: str, seq: int) -> list[View]:
    """As customers see them; a longer gap is asked for again."""
    async with begin() as work:
        messages = await work.messages.after(conversation_id, seq, LONGEST_REPLAY)
    return [for_customer("message", message_view(message)) for message in messages]


async def desk_snapshot(begin: Begin, staff: Staff, now: datetime) -> View:
    async with begin() as work:
        seat = await work.seats.get(staff.id)
        active = await work.handoffs.active()
        others = [handoff for handoff in active if handoff.agent_id != staff.id]
        return {
            "v": VERSION,
            "me": staff_view(staff) | {"status": seat.status(now) if seat else "offline"},
            "queue": [await _item(work, handoff) for handoff in (*await work.handoffs.waiting(), *others)],
            "mine": [await _item(work, handoff) for handoff in active if handoff.agent_id == staff.id],
            "presence": await presence(work, now),
        }


async def watch(begin: Begin, staff: Staff, conversation_id: str, now: datetime) -> View:
    """Everything staff may see of a conversation; missing and forbidden look the same. Explanations are those of the
    last LONGEST_REPLAY entries.
    """
    if not may_watch(staff):
        raise Forbidden
    async with begin() as work:
        conversation = await work.conversations.get(conversation_id)
        if conversation is None:
            raise NotFound
        messages = await work.messages.before(conversation_id, conversation.last_seq + 1, LONGEST_REPLAY)
        return {
            "v": VERSION,
            "conversation_id": conversation.id,
            "customer_name": conversation.customer_name,
            "language": conversation.language,
            "owner": owner_view(conversation.owner),
            "epoch": conversation.epoch,
            "handoff": await view_of(work, await open_handoff(work, conversation), now),
            "journey": conversation.journey,
            "messages": [message_view(message) for message in messages[-PAGE:]],
            "explained": [explained_view(message) for message in messages if message.explains],
            "staff": [entry_view(entry) for entry in await work.staff_entries.of(conversation_id)],
            "read_by_customer": conversation.read_by_customer,
            "read_by_agent": conversation.read_by_agent,
        }


async def history(begin: Begin, staff: Staff, conversation_id: str, before_seq: int) -> list[View]:
    if not may_watch(staff):
        raise Forbidden
    async with begin() as work:
        return [message_view(message) for message in await work.messages.before(conversation_id, before_seq, PAGE)]


def may_watch(staff: Staff) -> bool:
    return staff.may("desk:claim") or staff.may("case:view")


async def _item(work: Work, handoff: Handoff) -> Mapping[str, Any]:
    conversation = await work.conversations.get(handoff.conversation_id)
    assert conversation is not None, "handoffs refer to it"  # noqa: S101
    return await item_of(work, handoff, conversation)
