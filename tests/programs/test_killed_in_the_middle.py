"""Any one program is killed in the middle of a turn: nothing lost, nothing twice, the customer told."""

import asyncio

from tests.servers import journey
from tests.servers.gildong import Gildong
from tests.servers.people import Customer, Message, customer


def nothing_lost_nothing_twice(messages: list[Message]) -> None:
    seqs = [m["seq"] for m in messages]
    assert sorted(set(seqs)) == list(range(1, max(seqs) + 1))
    keys = [(m["sender"]["id"], m["client_id"]) for m in {m["seq"]: m for m in messages}.values()]
    assert len(keys) == len(set(keys))


async def test_the_bot_is_killed_while_it_answers(own_gildong: Gildong) -> None:
    async with customer(own_gildong.url) as person:
        await person.bot(0)
        own_gildong.freeze("bot")
        first = await person.say("why do you need my selfie?")
        second = await person.say("how long do you keep my photo?")
        await told_that_the_bot_is_silent(person, first)
        own_gildong.kill("bot")
        await answered(person, first)
        await answered(person, second)
        nothing_lost_nothing_twice(person.messages)


async def test_the_front_door_is_killed_while_the_bot_answers(own_gildong: Gildong) -> None:
    first = await Customer(own_gildong.url).connect()
    await first.bot(0)
    own_gildong.freeze("bot")
    seq = await first.say("why do you need my selfie?")
    own_gildong.kill("handoff")
    own_gildong.thaw("bot")
    await asyncio.sleep(0.5)
    await asyncio.to_thread(own_gildong.wait_ready)
    again = await Customer(own_gildong.url, sub=first.sub).connect(last_seq=0)
    try:
        await answered(again, seq)
        nothing_lost_nothing_twice(again.messages)
        asked = next(m for m in again.messages if m["seq"] == seq)
        assert asked["body"]["text"] == "why do you need my selfie?"
    finally:
        await again.leave()


async def test_actions_is_killed_while_a_step_is_begun(own_gildong: Gildong) -> None:
    async with customer(own_gildong.url) as person:
        greeting = await person.message(lambda m: m["kind"] == "choices")
        own_gildong.freeze("actions")
        seq = await person.choose(greeting, "start_verification")
        await asyncio.sleep(0.5)
        own_gildong.kill("actions")
        told = await person.bot(seq)
        assert told["body"]["text"]
        await asyncio.to_thread(own_gildong.wait_ready)
        again = await person.say("let us start the verification")
        card = await person.card("consent", again)
        await journey.consent(person, card)
        nothing_lost_nothing_twice(person.messages)


async def told_that_the_bot_is_silent(person: Customer, seq: int) -> None:
    await person.message(lambda m: m["body"].get("name") == "bot_unavailable", seq)


async def answered(person: Customer, seq: int) -> None:
    await person.message(lambda m: m["sender"]["kind"] == "bot" and f":{seq}:" in m["client_id"], seq)
