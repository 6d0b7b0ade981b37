"""Widgets made for Rasa cannot say what they have heard: what may have been missed is told again, twice if need be."""

from collections.abc import Sequence
from dataclasses import replace

from handoff.domain.message import Message
from handoff.services.append import lock
from handoff.services.ports import Begin


async def missed(begin: Begin, conversation_id: str, until: int) -> Sequence[Message]:
    """Up to `until`, since when the widget hears by itself; a widget that is new here is told nothing of before."""
    async with begin() as work:
        conversation = await lock(work, conversation_id)
        since = until if conversation.rasa_seq is None else conversation.rasa_seq
        await work.conversations.save(replace(conversation, rasa_seq=conversation.last_seq))
        return await work.messages.after(conversation_id, since, until - since) if since < until else ()


async def heard_all(begin: Begin, conversation_id: str) -> None:
    """It has just spoken or said goodbye, so the line was good."""
    async with begin() as work:
        conversation = await lock(work, conversation_id)
        await work.conversations.save(replace(conversation, rasa_seq=conversation.last_seq))
