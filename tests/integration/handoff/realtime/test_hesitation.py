"""Who hesitates at a step, over real sockets and with the real jobs."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

from handoff.services.case_events import take_journey
from tests.integration.handoff.realtime.clients import Phone
from tests.integration.handoff.realtime.fake_bot import bubble, done, echo
from tests.integration.handoff.realtime.house import House
from tests.unit.handoff.services.town import journey

IDLE = timedelta(seconds=91)


async def at_selfie(house: House, customer: str = "kim") -> tuple[Phone, str]:
    phone = await house.phone(customer)
    chat = (await phone.hears("snapshot"))["conversation_id"]
    await phone.sees("echo opened")
    await take_journey(house.begin, chat, journey(), house.clock.now())
    return phone, chat


async def test_an_idle_customer_is_offered_help_once_and_never_after_declining_it(house: House) -> None:
    async def offers(question: dict[str, Any]) -> AsyncIterator[dict[str, Any]]:
        if question.get("text") != "no":
            async for line in echo(question):
                yield line
            return
        yield bubble(0, "as you like")
        yield {"declined": "help"}
        yield done(1)

    house.bot.script = offers
    phone, chat = await at_selfie(house)
    house.clock.ahead += IDLE
    await phone.sees("echo step_idle")
    await phone.send("no")
    await phone.sees("as you like")
    await take_journey(house.begin, chat, journey(2, current="document"), house.clock.now())
    house.clock.ahead += IDLE
    other, _ = await at_selfie(house, "lee")
    house.clock.ahead += IDLE
    await other.sees("echo step_idle")
    assert phone.said.count("step_idle") == 1


async def test_typing_and_being_busy_with_a_card_are_signs_of_life(house: House) -> None:
    phone, chat = await at_selfie(house)
    for command in ({"typing": {"on": True}}, {"active": {}}):
        house.clock.ahead += timedelta(seconds=60)
        for name, payload in command.items():
            await phone.do(name, **payload)
    async with house.begin() as work:
        watch = await work.watches.get(chat)
    assert watch is not None
    assert house.clock.now() - watch.active_at < timedelta(seconds=30)
    assert watch.idle_at is None
