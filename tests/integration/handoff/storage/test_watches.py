"""The watch over waiting steps: the same on the twin in memory, on SQLite and on PostgreSQL."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from handoff.domain.conversation import Conversation, Owner
from handoff.domain.ids import new_id
from handoff.domain.watch import Limits, Watch
from handoff.services.watching import offer_help

NOW = datetime(2026, 3, 1, 9, 0, 0, tzinfo=UTC)
LIMITS = Limits()


def ago(**before: float) -> datetime:
    return NOW - timedelta(**before)


async def watched(store: Any, chat: dict[str, Any] | None = None, **changes: Any) -> Watch:
    here = {"customer_here": True, "customer_seen_at": ago(seconds=5)}
    conversation = replace(Conversation(new_id(), new_id(), "김하나", "ko", NOW), **here | (chat or {}))
    watch = Watch(conversation.id, new_id(), "selfie", entered_at=ago(minutes=3), active_at=ago(seconds=100))
    async with store.begin() as work:
        await work.conversations.add(conversation)
        await work.watches.put(watch := replace(watch, **changes))
    return watch


async def due(store: Any) -> list[str]:
    async with store.begin() as work:
        return list(await work.watches.due(NOW, LIMITS, seen_after=ago(seconds=60), limit=1000))


async def test_a_watch_comes_back_as_it_was_kept(store: Any) -> None:
    watch = await watched(store, idle_at=NOW)
    changed = replace(watch, step=None, stuck_at=NOW, declined=True, wanted=True)
    async with store.begin() as work:
        assert await work.watches.get(watch.conversation_id) == watch
        await work.watches.put(changed)
        await work.watches.active(watch.conversation_id, NOW)
        await work.watches.active(new_id(), NOW)
    async with store.begin() as work:
        assert await work.watches.get(watch.conversation_id) == replace(changed, active_at=NOW)
        assert await work.watches.get(new_id()) is None


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"active_at": ago(seconds=90)},
        {"active_at": ago(seconds=89)},
        {"idle_at": ago(seconds=1)},
        {"step": None},
        {"declined": True},
        {"wanted": True, "active_at": NOW},
        {"wanted": True, "declined": True},
        {"wanted": True, "step": None},
        {"stuck_at": NOW},
        {"entered_at": ago(minutes=10), "active_at": ago(seconds=20)},
        {"entered_at": ago(minutes=10), "active_at": ago(seconds=14)},
        {"entered_at": ago(minutes=11), "active_at": ago(seconds=20), "idle_at": ago(minutes=5)},
        {"entered_at": ago(minutes=11), "active_at": ago(minutes=6), "idle_at": ago(minutes=5)},
    ],
)
async def test_who_may_be_helped_is_found_as_the_watch_says(store: Any, changes: dict[str, Any]) -> None:
    watch = await watched(store, **changes)
    assert (watch.conversation_id in await due(store)) == (watch.due(NOW, LIMITS) is not None)


@pytest.mark.parametrize(
    "chat",
    [
        {"customer_here": False},
        {"customer_seen_at": ago(seconds=61)},
        {"owner": Owner("agent", "sora", "소라")},
        {"handoff_id": "h1"},
    ],
)
async def test_who_is_away_or_with_a_person_is_not_found(store: Any, chat: dict[str, Any]) -> None:
    watch = await watched(store, chat)
    assert watch.conversation_id not in await due(store)


async def test_two_processes_that_look_at_once_offer_help_once(store: Any) -> None:
    watch = await watched(store)
    await asyncio.gather(*(offer_help(store.begin, NOW, LIMITS) for _ in range(4)))
    async with store.begin() as work:
        log = await work.messages.after(watch.conversation_id, 0, 100)
    assert [one.event_name for one in log] == ["step_idle"]
