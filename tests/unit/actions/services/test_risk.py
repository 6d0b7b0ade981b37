"""The bank calls an application one of high risk: its people see that, the conversation only hears of a person."""

import json
from typing import Any

import pytest

from actions.services import bank_cases, bot_turns
from actions.services.actor import Actor
from actions.services.bank_cases import NewCase, Told
from actions.services.bot_turns import BotTurn
from tests.unit.actions.examples import Bench, to_selfie

BANK = Told(Actor("bank", "core"))


def told(bench: Bench) -> list[dict[str, Any]]:
    """What handoff/ hears."""
    return [json.loads(one.body) for one, _ in bench.store.memory.waiting.values()]


def calls(bench: Bench) -> list[str]:
    return [event["name"] for event in told(bench) if event["name"] in ("person_wanted", "person_not_wanted")]


async def test_of_a_running_case_a_person_is_wanted_once_and_nothing_says_why() -> None:
    bench = Bench()
    case_id = await to_selfie(bench)
    for risk in ("high", "high"):
        await bank_cases.mark_risk(bench.means, BANK, case_id, risk)
    assert calls(bench) == ["person_wanted"]
    assert not [word for word in ("risk", "high") if word in json.dumps(told(bench))]
    noted = [entry.name for entry in bench.store.memory.history][-2:]
    assert noted == ["risk_changed", "person_wanted"]


@pytest.mark.parametrize("other", [None, "low"])
async def test_a_word_of_high_risk_that_is_taken_back_takes_the_person_back(other: str | None) -> None:
    bench = Bench()
    case_id = await to_selfie(bench)
    for risk in ("high", other, None):
        await bank_cases.mark_risk(bench.means, BANK, case_id, risk)
    assert calls(bench) == ["person_wanted", "person_not_wanted"]


async def test_of_a_case_that_the_bank_has_made_a_person_is_wanted_when_the_customer_begins() -> None:
    bench = Bench()
    made = await bank_cases.create_case(bench.means, BANK, NewCase("customer-1", "en", risk="high"))
    await bank_cases.mark_risk(bench.means, BANK, made["case_id"], None)
    await bank_cases.mark_risk(bench.means, BANK, made["case_id"], "high")
    assert calls(bench) == []
    await bot_turns.start_verification(bench.means, BotTurn("c:1", "customer-1", "en"))
    assert calls(bench) == ["person_wanted"]


async def test_without_a_word_of_risk_nobody_is_called() -> None:
    bench = Bench()
    await to_selfie(bench)
    assert calls(bench) == []
