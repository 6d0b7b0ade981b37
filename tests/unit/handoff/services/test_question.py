import json
from pathlib import Path
from typing import Any

import pytest

from handoff.services.case_events import apply_case_event
from handoff.services.say import choose, say_text
from tests.unit.handoff.services.test_case_events import event
from tests.unit.handoff.services.town import Town

CONTRACTS = Path(__file__).parents[3] / "contracts"


def shape(value: Any) -> Any:
    """Names without values: what both sides agreed on."""
    return {name: shape(one) for name, one in value.items()} if isinstance(value, dict) else None


def agreed(name: str) -> Any:
    return json.loads((CONTRACTS / f"bot_turn_{name}.json").read_text(encoding="utf-8"))["request"]


async def asked(town: Town) -> Any:
    taken = await town.take()
    assert taken is not None
    return taken.question


async def test_a_question_is_put_as_agreed(town: Town) -> None:
    chat = await town.opened()
    await apply_case_event(town.begin, event("step_failed", reason="DOC_GLARE", attempts_left=2), town.now, town.new_id)
    assert shape(await asked(town)) == shape(agreed("case_moved"))
    async with town.begin() as work:
        await work.turns.drop(chat)
    await say_text(town.begin, chat, "m1", "hi", town.now)
    turn = await town.taken()
    await town.offer(turn, 0, "change_language.fa")
    async with town.begin() as work:
        await work.turns.drop(chat)
    seq = (await town.log(chat))[-1].seq
    await choose(town.begin, chat, "m2", seq, "change_language.fa", town.now)
    question = await asked(town)
    assert shape(question | {"metadata": None}) == shape(agreed("choice_value") | {"metadata": None})
    assert question["choice"] == {"id": "change_language.fa"}


@pytest.mark.parametrize("events", [json.loads((CONTRACTS / "case_events.json").read_text(encoding="utf-8"))])
async def test_every_agreed_case_event_is_applied_and_the_last_copy_stays(town: Town, events: list[Any]) -> None:
    customer = events[0]["customer_id"]
    chat = await town.opened(customer)
    for one in events:
        await apply_case_event(town.begin, one, town.now, town.new_id)
    newest = max((one for one in events if one["customer_id"] == customer), key=lambda one: one["version"])
    assert (await town.conversation(chat)).version == newest["version"]
