"""Customers who hesitate at a step: what they do is noted, and after a while the bot is asked to offer help."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from handoff.domain.conversation import SEEN_FOR, Conversation
from handoff.domain.watch import Limits, Watch
from handoff.services.append import append_event, lock
from handoff.services.ports import Begin, Work
from handoff.services.turns import ask_bot

AT_ONCE = 100


async def follow_case(work: Work, conversation: Conversation, now: datetime) -> None:
    """Another step waits for the customer, or none: the watch begins anew. What holds for the case stays."""
    known = await work.watches.get(conversation.id)
    journey, step = conversation.journey, _waiting_step(conversation)
    if journey is None or (known and (known.case_id, known.step) == (journey["case_id"], step)):
        return
    fresh = Watch(conversation.id, journey["case_id"], step, now, now)
    if known and known.case_id == fresh.case_id:
        fresh = replace(fresh, declined=known.declined, wanted=known.wanted)
    await work.watches.put(fresh)


async def note_activity(work: Work, conversation_id: str, now: datetime) -> None:
    await work.watches.active(conversation_id, now)


async def is_active(begin: Begin, conversation_id: str, now: datetime) -> None:
    """Typing, or busy with a card."""
    async with begin() as work:
        await note_activity(work, conversation_id, now)


async def note_return(work: Work, conversation_id: str, now: datetime) -> None:
    watch = await work.watches.get(conversation_id)
    if watch:
        await work.watches.put(watch.returned(now))


async def want_person(work: Work, conversation_id: str, wanted: bool = True) -> None:
    """Called once a step waits for the customer and the customer is here, unless the bank takes it back before."""
    watch = await work.watches.get(conversation_id)
    if watch:
        await work.watches.put(replace(watch, wanted=wanted))


async def note_attended(work: Work, conversation_id: str, now: datetime) -> None:
    """A person was there: nobody needs to be called on that account any more."""
    watch = await work.watches.get(conversation_id)
    if watch:
        await work.watches.put(replace(watch.returned(now), wanted=False))


async def decline_help(work: Work, conversation_id: str) -> None:
    watch = await work.watches.get(conversation_id)
    if watch:
        await work.watches.put(replace(watch, declined=True))


async def offer_help(begin: Begin, now: datetime, limits: Limits) -> None:
    """Any number of processes may do this at once: who locks a conversation first asks, the others find it done."""
    for conversation_id in await _hesitating(begin, now, limits):
        async with begin() as work:
            conversation = await lock(work, conversation_id)
            watch = await work.watches.get(conversation_id)
            help_due = watch and watch.due(now, limits)
            if not watch or not help_due or not _reachable(conversation, now):
                continue
            await work.watches.put(watch.helped(help_due, now))
            asked = await append_event(work, conversation, help_due, {"step": watch.step}, now)
            await ask_bot(work, asked.conversation, asked.message, now)


async def _hesitating(begin: Begin, now: datetime, limits: Limits) -> Sequence[str]:
    async with begin() as work:
        return await work.watches.due(now, limits, seen_after=now - SEEN_FOR, limit=AT_ONCE)


def _reachable(conversation: Conversation, now: datetime) -> bool:
    """The customer is here, and neither has a person nor waits for one."""
    return conversation.customer_is_here(now) and conversation.owner.kind == "bot" and not conversation.handoff_id


def _waiting_step(conversation: Conversation) -> str | None:
    """One without tries left waits for nobody: the customer has been told so, and offered other ways."""
    step = conversation.step
    if not conversation.case_is_running or step is None or (step["attempts_left"] == 0 and step["kind"] != "consent"):
        return None
    return str(step["id"])
