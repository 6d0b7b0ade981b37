"""Asks the bot for an answer, as durable work."""

from datetime import datetime

from handoff.domain.conversation import Conversation
from handoff.domain.message import Message
from handoff.domain.turn import Turn
from handoff.services.ports import Work


async def ask_bot(work: Work, conversation: Conversation, message: Message, now: datetime) -> None:
    """Nothing is asked while an agent owns the conversation."""
    if conversation.owner.kind == "bot":
        turn = Turn(conversation.id, message.seq, conversation.epoch, asked_at=now, due_at=now)
        await work.turns.add(turn)
