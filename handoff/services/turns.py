"""Asks the bot for an answer, as durable work."""

from datetime import datetime

from handoff.domain.conversation import Conversation
from handoff.domain.message import Message
from handoff.domain.turn import Turn
from handoff.services.ports import Work

UNASKED = frozenset({"step_idle", "step_stuck", "person_wanted"})  # nobody misses an answer that does not come


async def ask_bot(work: Work, conversation: Conversation, message: Message, now: datetime) -> None:
    """Nothing is asked while an agent owns the conversation."""
    if conversation.owner.kind == "bot":
        missed = message.event_name not in UNASKED
        turn = Turn(conversation.id, message.seq, conversation.epoch, asked_at=now, due_at=now, bubbled=not missed)
        await work.turns.add(turn)
