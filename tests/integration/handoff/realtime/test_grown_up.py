"""The same on PostgreSQL, and with several processes: each has its own server and jobs, Redis joins them."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from tests.integration.handoff.realtime import test_customer, test_desk, test_snapshots, test_turns
from tests.integration.handoff.realtime.house import House, housed

Story = Callable[[House], Awaitable[None]]
STORIES: list[Story] = [
    test_customer.test_a_message_sent_again_is_one_message_on_every_screen,
    test_customer.test_after_a_reconnection_only_what_was_missed_comes,
    test_desk.test_of_two_agents_who_claim_at_once_one_wins_and_the_other_is_told_who,
    test_desk.test_an_agent_gets_no_more_than_the_capacity_however_fast_they_claim,
    test_snapshots.test_snapshot_and_events_equal_a_fresh_snapshot,
    test_turns.test_nothing_of_a_turn_that_runs_at_take_over_reaches_the_customer,
    test_turns.test_a_turn_that_breaks_is_asked_again_and_shows_nothing_twice,
]


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__.removeprefix("test_"))
async def test_on_postgresql(story: Story, empty_postgres: str) -> None:
    async with housed(empty_postgres) as house:
        await story(house)


async def test_customer_and_agent_meet_though_each_is_with_another_process(empty_postgres: str, redis_url: str) -> None:
    async with (
        housed(empty_postgres, redis_url=redis_url) as here,
        housed(empty_postgres, redis_url=redis_url) as there,
    ):
        phone, chat = await here.waiting()
        console = await there.console()
        await console.do("claim", conversation_id=chat)
        await console.do("watch", conversation_id=chat)
        await console.do("reply", conversation_id=chat, client_id="r1", text="from there")
        await phone.sees("from there")
        await phone.send("from here")
        await console.hears("message", lambda one: one["message"]["body"].get("text") == "from here")
        await console.do("hand_back", conversation_id=chat, outcome="resolved")
        await phone.sees("echo agent_left")
        assert len(here.bot.asked) + len(there.bot.asked) == 2, "opened and agent_left, each asked once"
        assert sorted(phone.log) == list(range(1, len(phone.log) + 1))


async def test_agents_of_two_processes_who_claim_at_once_get_one_owner(empty_postgres: str, redis_url: str) -> None:
    async with (
        housed(empty_postgres, redis_url=redis_url) as here,
        housed(empty_postgres, redis_url=redis_url) as there,
    ):
        phone, chat = await here.waiting()
        consoles = [await here.console("sora"), await there.console("ada"), await there.console("ines")]
        answers = await asyncio.gather(*(one.ask("claim", conversation_id=chat) for one in consoles))
        owner = await phone.hears("owner")
        assert [one["ok"] for one in answers].count(True) == 1
        assert {one["data"]["by"] for one in answers if not one["ok"]} == {owner["name"]}
