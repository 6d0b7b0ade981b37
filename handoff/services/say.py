"""What the customer does: writes, chooses, reads, changes the language."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from handoff.domain.conversation import Conversation
from handoff.domain.errors import ChoiceSuperseded, ChoiceUnknown
from handoff.domain.events import Event
from handoff.domain.message import Draft, Message, Sender
from handoff.domain.text import LIMIT, clean
from handoff.services.append import append, append_event, lock
from handoff.services.ports import Begin, Work
from handoff.services.queue import announce_item
from handoff.services.turns import ask_bot
from handoff.services.watching import note_activity

OFFERS = ("choices", "card")  # what replaces an offer made before


@dataclass(frozen=True, slots=True)
class Said:
    seq: int
    bot_answers: bool


async def say_text(
    begin: Begin, conversation_id: str, client_id: str, text: str, now: datetime, limit: int = LIMIT
) -> Said:
    body = {"text": clean(text, limit)}
    async with begin() as work:
        return await _say(work, await lock(work, conversation_id), client_id, body, now)


async def choose(begin: Begin, conversation_id: str, client_id: str, seq: int, option: str, now: datetime) -> Said:
    """The option's label becomes what the customer said; only what the bot offered last can be chosen."""
    async with begin() as work:
        conversation = await lock(work, conversation_id)
        sent = await work.messages.sent(conversation.id, conversation.customer_id, client_id)
        if sent:
            return Said(sent.seq, bot_answers=False)
        label = await _label(work, conversation, seq, option)
        body = {"text": label, "choice": {"seq": seq, "option": option}}
        return await _say(work, conversation, client_id, body, now)


async def read_by_customer(begin: Begin, conversation_id: str, seq: int) -> None:
    async with begin() as work:
        conversation = await lock(work, conversation_id)
        seen = min(seq, conversation.last_seq)
        if seen > conversation.read_by_customer:
            await work.conversations.save(replace(conversation, read_by_customer=seen))
            work.record(Event("receipt", conversation.id, {"reader": "customer", "seq": seen}))


async def set_language(begin: Begin, conversation_id: str, language: str, now: datetime) -> None:
    async with begin() as work:
        await change_language(work, await lock(work, conversation_id), language, now)
        await note_activity(work, conversation_id, now)


async def change_language(work: Work, conversation: Conversation, language: str, now: datetime) -> Conversation:
    if language == conversation.language:
        return conversation
    changed = replace(conversation, language=language)
    changed = (await append_event(work, changed, "language_changed", {"language": language}, now)).conversation
    await announce_item(work, changed)
    return changed


async def _say(work: Work, conversation: Conversation, client_id: str, body: dict[str, Any], now: datetime) -> Said:
    sender = Sender("customer", conversation.customer_id, conversation.customer_name)
    said = await append(work, conversation, Draft(sender, client_id, "text", body), now)
    if said.is_new:
        await note_activity(work, conversation.id, now)
        await ask_bot(work, said.conversation, said.message, now)
    return Said(said.message.seq, said.is_new and said.conversation.owner.kind == "bot")


async def _label(work: Work, conversation: Conversation, seq: int, option: str) -> str:
    offer = await work.messages.get(conversation.id, seq)
    if offer is None or offer.sender.kind != "bot" or offer.kind != "choices":
        raise ChoiceUnknown
    label: str | None = next((one["label"] for one in offer.body["options"] if one["id"] == option), None)
    if label is None:
        raise ChoiceUnknown
    later = await work.messages.after(conversation.id, seq, conversation.last_seq)
    if any(_supersedes(message, offer) for message in later):
        raise ChoiceSuperseded
    return label


def _supersedes(message: Message, offer: Message) -> bool:
    """A step's card that the bot shows in the same turn goes with what it offers there."""
    if message.sender.kind == "customer":
        return bool(message.body.get("choice", {}).get("seq") == offer.seq)
    is_same_turn = _turn_of(message) == _turn_of(offer)
    return message.sender.kind == "bot" and message.kind in OFFERS and not (message.kind == "card" and is_same_turn)


def _turn_of(message: Message) -> str:
    """The client id of what a bot says is its turn's id and a number."""
    return message.client_id.rpartition(":")[0]
