"""What the bot offers can be chosen until it offers something else."""

import pytest

from handoff.domain.errors import ChoiceSuperseded
from handoff.domain.turn import Turn
from handoff.services.answer import finish, show
from handoff.services.bot_port import Bubble
from handoff.services.case_events import apply_case_event
from handoff.services.say import choose, say_text
from tests.unit.handoff.services.test_case_events import event
from tests.unit.handoff.services.town import Town


async def asked(town: Town, text: str) -> Turn:
    (chat,) = town.memory.tables["conversations"]
    await say_text(town.begin, chat, text, text, town.now)
    return await town.taken()


async def card(town: Town, turn: Turn, n: int) -> None:
    await show(town.begin, turn, Bubble(n, "card", {"card": "selfie", "text": "a selfie"}, {}), town.now, town.new_id)


async def at_the_selfie(town: Town) -> tuple[str, int]:
    """A question is answered with an offer, and the step's card stands under it."""
    chat = await town.opened()
    await apply_case_event(town.begin, event("step_entered"), town.now, town.new_id)
    turn = await asked(town, "who else gets it?")
    await town.offer(turn, 0, "tell_more.sharing")
    await card(town, turn, 1)
    await finish(town.begin, turn, 2, [], town.now, town.new_id)
    return chat, (await town.log(chat))[-2].seq


async def test_the_steps_card_in_the_same_turn_leaves_the_offer_open(town: Town) -> None:
    chat, offer = await at_the_selfie(town)
    await choose(town.begin, chat, "c", offer, "tell_more.sharing", town.now)
    assert (await town.log(chat))[-1].body["choice"] == {"seq": offer, "option": "tell_more.sharing"}


async def test_the_card_of_a_later_turn_replaces_it(town: Town) -> None:
    chat, offer = await at_the_selfie(town)
    turn = await asked(town, "how long does it take?")
    await card(town, turn, 0)
    with pytest.raises(ChoiceSuperseded):
        await choose(town.begin, chat, "c", offer, "tell_more.sharing", town.now)


async def test_a_later_offer_in_the_same_turn_replaces_it(town: Town) -> None:
    chat, offer = await at_the_selfie(town)
    turn = await asked(town, "and?")
    await town.offer(turn, 0, "ask_steps")
    await town.offer(turn, 1, "request_human")
    first = (await town.log(chat))[-2].seq
    for seq, option in ((offer, "tell_more.sharing"), (first, "ask_steps")):
        with pytest.raises(ChoiceSuperseded):
            await choose(town.begin, chat, f"c{seq}", seq, option, town.now)
