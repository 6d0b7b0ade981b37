from typing import Any

import pytest

from handoff.domain.watch import Limits
from handoff.services.answer import decline, finish
from handoff.services.arrive import arrive, leave
from handoff.services.case_events import take_journey
from handoff.services.desk import claim, hand_back
from handoff.services.request_person import leave_queue, request_person
from handoff.services.say import read_by_customer
from handoff.services.watching import is_active, offer_help
from tests.unit.handoff.services.town import Town, journey, staff

LIMITS = Limits()
IDLE = LIMITS.idle.total_seconds()
STUCK = LIMITS.stuck.total_seconds()


@pytest.fixture
async def chat(town: Town) -> str:
    """A customer at the selfie step."""
    opened = await town.opened()
    await take_journey(town.begin, opened, journey(), town.now)
    return opened


async def helped(town: Town, chat: str, after: float = 0) -> list[str]:
    town.later(after)
    await stay(town, chat)
    await offer_help(town.begin, town.now, LIMITS)
    return [name for name in await town.said(chat) if name.startswith("step_")]


async def stay(town: Town, chat: str) -> None:
    async with town.begin() as work:
        await work.conversations.seen([chat], town.now)


async def moves_to(town: Town, chat: str, version: int, **changes: Any) -> None:
    await take_journey(town.begin, chat, journey(version, **changes), town.now)


async def test_who_does_nothing_at_a_step_is_offered_help_once(town: Town, chat: str) -> None:
    assert await helped(town, chat, IDLE - 1) == []
    assert await helped(town, chat, 1) == ["step_idle"]
    assert await helped(town, chat, STUCK) == ["step_idle"]
    taken = await town.take()
    assert taken is not None
    assert taken.question["event"] == {"name": "step_idle", "params": {"step": "selfie"}}


async def test_every_sign_of_life_begins_the_wait_anew(town: Town, chat: str) -> None:
    town.later(IDLE - 1)
    await town.say(chat, "hm")
    assert await helped(town, chat, IDLE - 1) == []
    await is_active(town.begin, chat, town.now)
    assert await helped(town, chat, IDLE - 1) == []
    assert await helped(town, chat, 1) == ["step_idle"]


async def test_that_something_was_on_the_screen_is_no_sign_of_life(town: Town, chat: str) -> None:
    town.later(IDLE - 1)
    await read_by_customer(town.begin, chat, 1)
    assert await helped(town, chat, 1) == ["step_idle"]


async def test_another_step_has_its_own_offer_and_so_has_the_same_one_entered_again(town: Town, chat: str) -> None:
    await helped(town, chat, IDLE)
    await moves_to(town, chat, 2, current="document")
    assert await helped(town, chat, IDLE) == ["step_idle"] * 2
    await moves_to(town, chat, 3)
    assert await helped(town, chat, IDLE) == ["step_idle"] * 3


async def test_news_of_the_same_step_are_no_new_entry(town: Town, chat: str) -> None:
    await helped(town, chat, IDLE)
    await moves_to(town, chat, 2)
    assert await helped(town, chat, IDLE) == ["step_idle"]


async def test_after_a_refusal_of_help_none_is_offered_in_this_case(town: Town, chat: str) -> None:
    await helped(town, chat, IDLE)
    turn = await town.taken()
    await decline(town.begin, turn)
    await finish(town.begin, turn, 0, [], town.now, town.new_id)
    await moves_to(town, chat, 2, current="document")
    assert await helped(town, chat, STUCK) == ["step_idle"]
    await moves_to(town, chat, 3, case_id="case-2", updated_at="2026-03-02T09:00:00Z")
    assert await helped(town, chat, IDLE) == ["step_idle"] * 2


@pytest.mark.parametrize("changes", [{"status": "in_review"}, {"status": "approved"}, {"current": None}])
async def test_nothing_is_offered_when_no_step_waits_for_the_customer(
    town: Town, chat: str, changes: dict[str, Any]
) -> None:
    await moves_to(town, chat, 2, **changes)
    assert await helped(town, chat, STUCK) == []


async def test_nothing_is_offered_at_a_step_without_tries(town: Town, chat: str) -> None:
    spent = journey(2)
    spent["steps"] = [{**step, "attempts_left": 0} for step in spent["steps"]]
    await moves_to(town, chat, 2, steps=spent["steps"], current="document")
    assert await helped(town, chat, IDLE) == []


async def test_who_is_away_is_left_alone_and_has_time_after_coming_back(town: Town, chat: str) -> None:
    await leave(town.begin, chat, town.now)
    await offer_help(town.begin, town.later(STUCK), LIMITS)
    assert "step_idle" not in await town.said(chat)
    await arrive(town.begin, town.customer(), None, town.now, town.new_id)
    assert await helped(town, chat, IDLE - 1) == []
    assert await helped(town, chat, 1) == ["step_idle"]


async def test_nobody_is_helped_by_the_bot_while_a_person_is_called_or_there(town: Town, chat: str) -> None:
    sora = staff("sora")
    await town.at_desk(sora)
    await request_person(town.begin, chat, "customer_asked", "general", town.now, town.new_id)
    assert await helped(town, chat, IDLE) == []
    await town.at_desk(sora)
    await claim(town.begin, sora, chat, town.now)
    assert await helped(town, chat, STUCK) == []
    await hand_back(town.begin, sora, chat, "resolved", None, town.now)
    assert await helped(town, chat, IDLE - 1) == []
    assert await helped(town, chat, 1) == ["step_idle"]


async def test_who_leaves_the_queue_has_time_as_well(town: Town, chat: str) -> None:
    await request_person(town.begin, chat, "customer_asked", "general", town.now, town.new_id)
    await leave_queue(town.begin, chat, town.later(IDLE))
    assert await helped(town, chat, IDLE - 1) == []


async def test_who_is_long_busy_with_one_step_is_offered_a_person_once(town: Town, chat: str) -> None:
    for _ in range(int(STUCK // 60)):
        await is_active(town.begin, chat, town.now)
        assert await helped(town, chat, 59) == []
    await is_active(town.begin, chat, town.later(STUCK / 60))
    assert await helped(town, chat, 5) == []  # in the middle of something
    assert await helped(town, chat, 15) == ["step_stuck"]
    await is_active(town.begin, chat, town.now)
    assert await helped(town, chat, STUCK) == ["step_stuck"]


async def test_who_did_not_react_to_one_offer_gets_no_second_one(town: Town, chat: str) -> None:
    await helped(town, chat, IDLE)
    assert await helped(town, chat, STUCK) == ["step_idle"]
    await is_active(town.begin, chat, town.now)
    assert await helped(town, chat, IDLE) == ["step_idle", "step_stuck"]


async def test_an_offer_that_fails_is_nothing_that_the_customer_hears_of(town: Town, chat: str) -> None:
    await helped(town, chat, IDLE)
    turn = await town.taken()
    await finish(town.begin, turn, 0, [], town.now, town.new_id)
    assert (await town.said(chat))[-1] == "step_idle"
