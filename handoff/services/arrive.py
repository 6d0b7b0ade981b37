"""A customer opens the chat: for the first time, again, or again after having been away; and leaves it."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Literal

from handoff.domain.conversation import AWAY_AFTER, Conversation
from handoff.domain.language import language_of
from handoff.domain.message import StepEvent
from handoff.domain.people import Customer
from handoff.services.append import append_event, lock
from handoff.services.ports import Begin, NewId, Work
from handoff.services.turns import ask_bot
from handoff.services.watching import note_return

AT_ONCE = 100


async def arrive(begin: Begin, customer: Customer, locale: str | None, now: datetime, new_id: NewId) -> Conversation:
    """Their conversation, made when there is none; the bot greets in an empty one and picks up after an absence."""
    async with begin() as work:
        conversation = await _conversation_of(work, customer, locale, now, new_id)
        was_away = conversation.customer_was_away(now)
        if was_away:
            await _record_absence(work, conversation, now, new_id)
        here = replace(
            conversation,
            customer_name=customer.name,
            customer_here=True,
            customer_seen_at=now,
            customer_left=False,
        )
        await work.conversations.save(here)
        await note_return(work, here.id, now)
        if here.last_seq == 0:
            return await _happen(work, here, "opened", now)
        if was_away and here.case_is_running and here.owner.kind == "bot":
            return await _happen(work, here, "came_back", now)
        return here


async def leave(begin: Begin, conversation_id: str, now: datetime) -> None:
    """Their last socket here has closed; another process may have one and will say so."""
    async with begin() as work:
        conversation = await work.conversations.lock(conversation_id)
        if conversation:  # else it was erased while they were here
            await work.conversations.save(replace(conversation, customer_here=False, customer_seen_at=now))


async def keep_seen(begin: Begin, conversation_ids: Sequence[str], now: datetime) -> None:
    if conversation_ids:
        async with begin() as work:
            await work.conversations.seen(conversation_ids, now)


async def erased_among(begin: Begin, conversation_ids: Collection[str]) -> set[str]:
    """Whose sockets are to be closed: what their customers know is no more."""
    if not conversation_ids:
        return set()
    async with begin() as work:
        return set(conversation_ids) - await work.conversations.existing(conversation_ids)


async def count_leavers(begin: Begin, now: datetime, new_id: NewId) -> None:
    """Those gone for long have left the step they were at."""
    async with begin() as work:
        for conversation in await work.conversations.absent(now - AWAY_AFTER, AT_ONCE):
            left_at = conversation.customer_seen_at or now
            await record_step(work, conversation, "left", left_at, new_id)
            await work.conversations.save(replace(conversation, customer_left=True))


async def record_step(
    work: Work,
    conversation: Conversation,
    name: Literal["left", "resumed", "explained"],
    at: datetime,
    new_id: NewId,
) -> None:
    """Of the step the customer is at; nothing when no case runs."""
    if not conversation.journey or not conversation.case_is_running:
        return
    step = conversation.step
    await work.step_events.add(
        StepEvent(
            id=new_id(),
            case_id=conversation.journey["case_id"],
            step=step["id"] if step else None,
            kind=step["kind"] if step else None,
            name=name,
            reason=None,
            language=conversation.language,
            at=at,
        )
    )


async def _conversation_of(
    work: Work, customer: Customer, locale: str | None, now: datetime, new_id: NewId
) -> Conversation:
    known = await work.conversations.of_customer(customer.customer_id)
    if known is None:
        language = language_of(locale or customer.locale)
        await work.conversations.add(Conversation(new_id(), customer.customer_id, customer.name, language, now))
        known = await work.conversations.of_customer(customer.customer_id)
    assert known is not None, "added or there before"  # noqa: S101
    return await lock(work, known.id)


async def _record_absence(work: Work, conversation: Conversation, now: datetime, new_id: NewId) -> None:
    if not conversation.customer_left:
        await record_step(work, conversation, "left", conversation.customer_seen_at or now, new_id)
    await record_step(work, conversation, "resumed", now, new_id)


async def _happen(work: Work, conversation: Conversation, name: str, now: datetime) -> Conversation:
    happened = await append_event(work, conversation, name, {}, now)
    await ask_bot(work, happened.conversation, happened.message, now)
    return happened.conversation
