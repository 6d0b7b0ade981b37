"""What staff write: to the customer as the owner only, and to one another in the staff thread."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Literal

from handoff.domain.conversation import Conversation
from handoff.domain.errors import Forbidden, NotFound, NotOwner
from handoff.domain.events import Event
from handoff.domain.masking import mask
from handoff.domain.message import Draft, Sender, StaffEntry
from handoff.domain.people import Staff
from handoff.domain.text import LIMIT, clean
from handoff.services.append import append, lock
from handoff.services.bank_webhook import agent_replied
from handoff.services.ports import Begin, NewId, Work
from handoff.services.queue import announce_item
from handoff.services.views import entry_view


async def reply(
    begin: Begin,
    staff: Staff,
    conversation_id: str,
    client_id: str,
    text: str,
    now: datetime,
    new_id: NewId,
    limit: int = LIMIT,
) -> int:
    body = {"text": clean(text, limit)}
    async with begin() as work:
        conversation = await _owned(work, staff, conversation_id)
        return await _tell_customer(work, conversation, staff, client_id, "text", body, now, new_id)


async def push_card(
    begin: Begin, staff: Staff, conversation_id: str, client_id: str, step: str, now: datetime, new_id: NewId
) -> int:
    """Puts a step's card before the customer again; the case alone decides what may be entered in it."""
    async with begin() as work:
        conversation = await _owned(work, staff, conversation_id)
        named = conversation.step_named(step)
        if conversation.journey is None or named is None:
            raise NotFound
        body = {"card": named["kind"], "ref": {"case_id": conversation.journey["case_id"], "step": step}}
        return await _tell_customer(work, conversation, staff, client_id, "card", body, now, new_id)


async def add_entry(
    begin: Begin,
    staff: Staff,
    conversation_id: str,
    client_id: str,
    kind: Literal["note", "whisper"],
    text: str,
    now: datetime,
    limit: int = LIMIT,
) -> int:
    """Masked like a message, and silently: the customer's log does not show that the entry exists."""
    if not (staff.may("desk:reply") or staff.may("case:view")):
        raise Forbidden
    kept = mask(clean(text, limit), phones=False).text
    async with begin() as work:
        conversation = await lock(work, conversation_id)
        sent = await work.staff_entries.sent(conversation_id, staff.id, client_id)
        if sent:
            return sent.number
        entry = StaffEntry(
            conversation_id=conversation_id,
            number=conversation.last_number + 1,
            anchor_seq=conversation.last_seq,
            author_id=staff.id,
            author_name=staff.name,
            client_id=client_id,
            kind=kind,
            text=kept,
            at=now,
        )
        await work.staff_entries.add(entry)
        await work.conversations.save(replace(conversation, last_number=entry.number))
        work.record(Event("staff", conversation_id, {"entry": entry_view(entry)}))
        return entry.number


async def read_by_agent(begin: Begin, staff: Staff, conversation_id: str, seq: int) -> None:
    """Only the owner's reading is a receipt; others just watch."""
    async with begin() as work:
        conversation = await lock(work, conversation_id)
        seen = min(seq, conversation.last_seq)
        if conversation.is_owned_by(staff.id) and seen > conversation.read_by_agent:
            changed = replace(conversation, read_by_agent=seen)
            await work.conversations.save(changed)
            work.record(Event("receipt", conversation_id, {"reader": "agent", "seq": seen}))
            await announce_item(work, changed)


async def _owned(work: Work, staff: Staff, conversation_id: str) -> Conversation:
    conversation = await lock(work, conversation_id)
    if not conversation.is_owned_by(staff.id):
        raise NotOwner
    return conversation


async def _tell_customer(
    work: Work,
    conversation: Conversation,
    staff: Staff,
    client_id: str,
    kind: Literal["text", "card"],
    body: Mapping[str, Any],
    now: datetime,
    new_id: NewId,
) -> int:
    draft = Draft(Sender("agent", staff.id, staff.name), client_id, kind, body)
    said = await append(work, conversation, draft, now)
    if said.is_new and not conversation.customer_is_here(now):
        await agent_replied(work, conversation, now, new_id)
    return said.message.seq
