from dataclasses import replace
from datetime import timedelta

from handoff.domain.erasure import Erasure
from handoff.domain.retention import Times
from handoff.services.request_person import request_person
from handoff.services.retention import forget
from tests.unit.handoff.services.town import Town

TIMES = Times(conversations=365, messages=90)


async def passed(town: Town, days: int) -> dict[str, int]:
    town.now += timedelta(days=days)
    return await forget(town.begin, TIMES, lambda: town.now, town.new_id)


async def test_r25_a_conversation_in_which_nobody_says_anything_is_erased_with_the_bots_memory_of_it() -> None:
    town = Town()
    chat = await town.opened()
    await town.say(chat, "something about me")
    assert (await passed(town, 365))["conversations"] == 0
    assert (await passed(town, 1))["conversations"] == 1
    assert not town.memory.tables["conversations"]
    assert not town.memory.tables["messages"]
    [erasure] = town.memory.tables["erasures"].values()
    assert (erasure.pending, erasure.conversation_ids, erasure.reason) == (("bot",), (chat,), "retention")


async def test_what_is_said_keeps_a_conversation() -> None:
    town = Town()
    chat = await town.opened()
    await passed(town, 300)
    await town.say(chat, "here again")
    assert (await passed(town, 300))["conversations"] == 0


async def test_nobody_who_waits_for_a_person_is_forgotten() -> None:
    town = Town()
    chat = await town.opened()
    await request_person(town.begin, chat, "customer_asked", "general", town.now, town.new_id)
    assert (await passed(town, 1000))["conversations"] == 0


async def test_r25_in_a_conversation_that_goes_on_old_words_go_and_their_places_stay() -> None:
    town = Town()
    chat = await town.opened()
    await town.say(chat, "old words")
    await town.bot_says("an old answer")
    await passed(town, 60)
    await town.say(chat, "new words")
    before = [message.seq for message in await town.log(chat)]
    assert (await passed(town, 31))["messages"] == 3
    assert await town.said(chat) == ["opened", "forgotten", "forgotten", "forgotten", "new words"]
    assert [message.seq for message in await town.log(chat)] == before
    assert "old" not in repr(town.memory.tables["messages"])
    assert (await passed(town, 0))["messages"] == 0


async def test_a_proof_outlives_what_it_proves_and_an_unfinished_erasure_is_never_forgotten() -> None:
    town = Town()
    done = Erasure("done", town.now, town.now, "omid", "ticket-1", state="closed")
    async with town.begin() as work:
        await work.erasures.add(done)
        await work.erasures.add(replace(done, id="waiting", state="open"))
    assert (await passed(town, 1825))["erasures"] == 0
    assert (await passed(town, 1))["erasures"] == 1
    assert set(town.memory.tables["erasures"]) == {"waiting"}
