"""The one way into the log, for every sender: once per client id, gapless, masked before anything keeps it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from handoff.domain.conversation import Conversation
from handoff.domain.errors import NotFound
from handoff.domain.events import MESSAGE_EVENTS, Event
from handoff.domain.masking import mask
from handoff.domain.message import SYSTEM, Draft, Message
from handoff.services.ports import Work
from handoff.services.queue import announce_item
from handoff.services.views import message_view


@dataclass(frozen=True, slots=True)
class Appended:
    conversation: Conversation
    message: Message
    is_new: bool


async def lock(work: Work, conversation_id: str) -> Conversation:
    conversation = await work.conversations.lock(conversation_id)
    if conversation is None:
        raise NotFound
    return conversation


async def append(work: Work, conversation: Conversation, draft: Draft, now: datetime) -> Appended:
    """The conversation must be locked; what it is afterwards is saved and returned."""
    sent = await work.messages.sent(conversation.id, draft.sender.id, draft.client_id)
    if sent:
        return Appended(conversation, sent, is_new=False)
    body, kinds = _masked(conversation, draft)
    conversation, message = await _add(work, conversation, replace(draft, body=body), now)
    if kinds:
        masked = event_draft("masked", {"kinds": list(kinds)}, f"masked:{message.seq}")
        conversation, _ = await _add(work, conversation, masked, now)
    await work.conversations.save(conversation)
    await announce_item(work, conversation)
    return Appended(conversation, message, is_new=True)


async def append_event(
    work: Work,
    conversation: Conversation,
    name: str,
    params: Mapping[str, Any],
    now: datetime,
    client_id: str | None = None,
) -> Appended:
    draft = event_draft(name, params, client_id or f"{name}:{conversation.last_seq + 1}")
    return await append(work, conversation, draft, now)


def event_draft(name: str, params: Mapping[str, Any], client_id: str) -> Draft:
    if set(params) != MESSAGE_EVENTS[name]:
        raise ValueError(f"params of the event {name}")
    return Draft(SYSTEM, client_id, "event", {"name": name, "params": dict(params)})


async def _add(work: Work, conversation: Conversation, draft: Draft, now: datetime) -> tuple[Conversation, Message]:
    message = Message(
        conversation_id=conversation.id,
        seq=conversation.last_seq + 1,
        sender=draft.sender,
        client_id=draft.client_id,
        kind=draft.kind,
        body=draft.body,
        language=conversation.language,
        at=now,
        staff=draft.staff,
    )
    await work.messages.add(message)
    work.record(Event("message", conversation.id, {"message": message_view(message)}))
    return replace(conversation, last_seq=message.seq), message


def _masked(conversation: Conversation, draft: Draft) -> tuple[Mapping[str, Any], tuple[str, ...]]:
    if draft.kind == "event" or draft.sender.kind == "system":
        return draft.body, ()
    by_customer, by_bot = draft.sender.kind == "customer", draft.sender.kind == "bot"
    kinds: list[str] = []

    def hide(text: str) -> str:
        # Bot and agents give the bank's telephone numbers; a code is known to the customer alone.
        masked = mask(
            text,
            code_expected=by_customer and conversation.asks_for_code,
            phones=by_customer,
            codes=not by_bot,
        )
        kinds.extend(masked.kinds)
        return masked.text

    body = dict(draft.body)
    if "text" in body:
        body["text"] = hide(body["text"])
    if "options" in body:
        body["options"] = [{**option, "label": hide(option["label"])} for option in body["options"]]
    return body, tuple(dict.fromkeys(kinds))
