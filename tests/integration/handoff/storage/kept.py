"""Things as the stores keep them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from handoff.domain.conversation import Conversation
from handoff.domain.events import Event
from handoff.domain.ids import new_id
from handoff.domain.message import Message, Sender

NOW = datetime(2026, 3, 1, 9, 0, 0, 123_000, tzinfo=UTC)


def minutes(count: int) -> datetime:
    return NOW + timedelta(minutes=count)


def conversation(**changes: Any) -> Conversation:
    return replace(Conversation(new_id(), new_id(), "김하나", "ko", NOW), **changes)


def message(chat: str, seq: int, **changes: Any) -> Message:
    plain = Message(chat, seq, Sender("customer", "kim", "김"), f"m{seq}", "text", {"text": "سلام"}, "fa", NOW)
    return replace(plain, **changes)


async def add(store: Any, **changes: Any) -> Conversation:
    chat = conversation(**changes)
    async with store.begin() as work:
        await work.conversations.add(chat)
    return chat


async def delivered(store: Any) -> list[Event]:
    seen: list[Event] = []

    async def send(event: Event) -> None:
        seen.append(event)

    while await store.outbox.deliver(send):
        pass
    return seen
