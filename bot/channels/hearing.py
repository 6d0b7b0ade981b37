"""What the customer wants with this turn, as it follows from what was said before and from the step at hand."""

from __future__ import annotations

from dataclasses import replace

from rasa.core.channels.channel import UserMessage
from rasa.core.processor import MessageProcessor
from rasa.shared.core.events import BotUttered
from rasa.shared.core.trackers import DialogueStateTracker

from channels.language import written_in
from channels.state import running_step
from channels.understanding import (
    ParseData,
    answered_offer,
    chosen_in_words,
    given,
    or_nothing,
    said_at,
    understandable,
)
from channels.wire import Text, TurnRequest
from components.repetition import last_turns


def in_its_language(request: TurnRequest) -> TurnRequest:
    """Who simply writes another of the bank's languages is answered in it."""
    written = written_in(request.said.text) if isinstance(request.said, Text) else None
    return replace(request, language=written) if written else request


async def heard(processor: MessageProcessor, tracker: DialogueStateTracker, request: TurnRequest) -> ParseData:
    said = request.said
    parsed = given(said)
    if parsed or not isinstance(said, Text):
        return parsed or {}
    last = _last_bubble(tracker)
    known = chosen_in_words(said, last.data.get("buttons") or []) if last else None
    known = known or said_at(said, running_step(request.case), last_turns(tracker.events)[-1].keys)
    if known:
        return known
    message = UserMessage(understandable(said), sender_id=request.conversation_id, metadata=request.metadata)
    understood = await processor.parse_message(message, tracker)
    return answered_offer(or_nothing(understood), last.metadata if last else {})


def _last_bubble(tracker: DialogueStateTracker) -> BotUttered | None:
    """A response that was left unsaid is in the tracker too, without a text."""
    said = (event for event in reversed(tracker.events) if isinstance(event, BotUttered) and event.text)
    return next(said, None)
