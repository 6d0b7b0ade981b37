"""A person is asked for, no longer asked for, and judged afterwards."""

from dataclasses import replace
from datetime import datetime

from handoff.domain.conversation import Conversation
from handoff.domain.errors import IllegalTransition, NotFound
from handoff.domain.handoff import Handoff, State, priority_of
from handoff.domain.masking import mask
from handoff.domain.text import clean
from handoff.services.append import append_event, lock
from handoff.services.ports import Begin, NewId, Work
from handoff.services.queue import announce_end, announce_item, announce_places, open_handoff, view_of
from handoff.services.views import View
from handoff.services.watching import note_return


async def request_person(
    begin: Begin, conversation_id: str, trigger: str, topic: str, now: datetime, new_id: NewId
) -> View | None:
    async with begin() as work:
        conversation = await enqueue(work, await lock(work, conversation_id), trigger, topic, now, new_id)
        return await view_of(work, await open_handoff(work, conversation), now)


async def enqueue(
    work: Work, conversation: Conversation, trigger: str, topic: str, now: datetime, new_id: NewId
) -> Conversation:
    """Asking again changes nothing, unless there is now a more urgent reason."""
    waiting = await open_handoff(work, conversation)
    if waiting:
        await _hurry(work, conversation, waiting, trigger, topic, now)
        return conversation
    if conversation.owner.kind == "agent":
        return conversation
    await work.handoffs.lock()
    handoff = Handoff(
        id=new_id(),
        conversation_id=conversation.id,
        state=State.WAITING,
        trigger=trigger,
        topic=topic,
        language=conversation.language,
        priority=priority_of(trigger),
        requested_at=now,
    )
    await work.handoffs.add(handoff)
    asked = await append_event(work, replace(conversation, handoff_id=handoff.id), "handoff_requested", {}, now)
    await announce_places(work, now)
    return asked.conversation


async def leave_queue(begin: Begin, conversation_id: str, now: datetime) -> None:
    async with begin() as work:
        conversation = await lock(work, conversation_id)
        handoff = await open_handoff(work, conversation)
        if handoff is None:
            return
        await work.handoffs.lock()
        withdrawn = handoff.moved(State.WITHDRAWN, ended_at=now)
        await work.handoffs.save(withdrawn)
        await append_event(work, replace(conversation, handoff_id=None), "handoff_withdrawn", {}, now)
        await note_return(work, conversation_id, now)
        await announce_end(work, withdrawn)
        await announce_places(work, now)


async def rate(begin: Begin, conversation_id: str, handoff_id: str, score: int, comment: str | None) -> None:
    """Once for each episode; the first answer stands."""
    async with begin() as work:
        handoff = await work.handoffs.get(handoff_id)
        if handoff is None or handoff.conversation_id != conversation_id:
            raise NotFound
        if handoff.state is not State.ENDED:
            raise IllegalTransition
        if handoff.score is None:
            kept = mask(clean(comment)).text if comment and comment.strip() else None
            await work.handoffs.save(replace(handoff, score=score, comment=kept))


async def _hurry(
    work: Work, conversation: Conversation, waiting: Handoff, trigger: str, topic: str, now: datetime
) -> None:
    if waiting.state is State.ACTIVE or priority_of(trigger) <= waiting.priority:
        return
    await work.handoffs.lock()
    await work.handoffs.save(replace(waiting, trigger=trigger, topic=topic, priority=priority_of(trigger)))
    await announce_item(work, conversation)
    await announce_places(work, now)
