"""What a customer says through a Rasa widget: a quick reply, a repetition, or words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from handoff.domain.errors import ChoiceSuperseded
from handoff.domain.message import Message
from handoff.domain.people import Customer
from handoff.domain.text import clean
from handoff.realtime.rasa_words import payload_of
from handoff.realtime.shared import Shared
from handoff.services.rasa_widgets import heard_all
from handoff.services.say import choose, say_text

ECHO = timedelta(seconds=5)  # how soon after the confirmation the widgets repeat themselves
LOOK_BACK = 100  # messages among which an offered quick reply, or an earlier copy, is looked for


@dataclass(slots=True)
class Line:
    customer: Customer
    conversation_id: str
    joined_seq: int  # what comes after it is heard live
    confirmed_at: datetime | None = None


async def hear(shared: Shared, line: Line, message: str) -> None:
    shared.writing.spend(line.conversation_id)
    await heard_all(shared.begin, line.conversation_id)
    recent = await _recent(shared, line.conversation_id)
    offered = _offered(line.conversation_id, message, recent)
    if offered:
        seq, option, label = offered
        try:
            await choose(shared.begin, line.conversation_id, shared.new_id(), seq, option, shared.now())
            return
        except ChoiceSuperseded:
            message = label
    if not _is_echo(shared, line, message, recent):
        limit = shared.options.message_characters
        await say_text(shared.begin, line.conversation_id, shared.new_id(), message, shared.now(), limit)


def _offered(conversation_id: str, payload: str, recent: Sequence[Message]) -> tuple[int, str, str] | None:
    for message in recent:
        for option in message.body.get("options", ()):
            if payload_of(conversation_id, message.seq, option["id"]) == payload:
                return message.seq, option["id"], option["label"]
    return None


def _is_echo(shared: Shared, line: Line, message: str, recent: Sequence[Message]) -> bool:
    if line.confirmed_at is None or shared.now() - line.confirmed_at > ECHO:
        return False
    text = clean(message, shared.options.message_characters)
    earlier = [one for one in recent if one.at < line.confirmed_at]
    return any(one.sender.kind == "customer" and one.body.get("text") == text for one in earlier)


async def _recent(shared: Shared, conversation_id: str) -> Sequence[Message]:
    async with shared.begin() as work:
        return await work.messages.before(conversation_id, 2**31 - 1, LOOK_BACK)
