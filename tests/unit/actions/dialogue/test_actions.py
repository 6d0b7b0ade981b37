import asyncio
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.dialogue.bounded import BoundedAction
from actions.dialogue.catalogue import create_actions
from actions.services.bot_turns import BotTurn, Said
from tests.unit.actions.examples import Bench, to_review, to_selfie

METADATA = {"customer_id": "customer-1", "turn_id": "c:9", "language": "en", "case": None}


def tracker(*, entities: tuple[dict[str, str], ...] = (), **slots: str) -> Tracker:
    latest = {"metadata": METADATA, "entities": list(entities), "text": "a secret that was typed"}
    return Tracker("conversation-1", slots, latest, [], False, None, {}, "action_listen")


async def run(action: BoundedAction, given: Tracker) -> tuple[str, dict[str, Any]]:
    dispatcher = CollectingDispatcher()
    events = await action.run(dispatcher, given, {})
    assert [message["text"] for message in dispatcher.messages] == [None]
    return dispatcher.messages[0]["response"], {event["name"]: event["value"] for event in events}


def actions(bench: Bench) -> dict[str, BoundedAction]:
    return {action.name(): action for action in create_actions(bench.means)}


def test_every_action_that_the_bot_names_is_there() -> None:
    assert sorted(actions(Bench())) == [
        "action_ask_for_review",
        "action_cancel_verification",
        "action_case_status",
        "action_choose_alternative",
        "action_pause_verification",
        "action_reopen",
        "action_resume_verification",
        "action_start_verification",
    ]


async def test_starting_tells_the_bot_where_the_case_stands() -> None:
    response, slots = await run(actions(Bench())["action_start_verification"], tracker())
    assert response == "utter_verification_intro"
    assert slots == {
        "case_status": "started",
        "step": "consent",
        "step_kind": "consent",
        "attempts_left": 1,
        "reason": None,
        "step_number": 1,
        "step_count": 5,
        "minutes": 5,
        "other_way": "visit",
    }


async def test_the_language_that_was_asked_for_decides_the_journey() -> None:
    bench = Bench()
    await run(actions(bench)["action_start_verification"], tracker(language="ko"))
    assert (await bench.case()).journey == "kr"


async def test_what_another_way_has_replaced_is_no_step_any_more() -> None:
    bench = Bench()
    await to_selfie(bench)
    _, before = await run(actions(bench)["action_case_status"], tracker())
    _, after = await run(actions(bench)["action_choose_alternative"], tracker())
    assert after["step_kind"] == "visit"
    assert (after["step_number"], after["step_count"]) == (before["step_number"], before["step_count"])


async def test_without_a_case_the_slots_say_so() -> None:
    response, slots = await run(actions(Bench())["action_case_status"], tracker())
    assert (response, slots["case_status"], slots["step_kind"]) == ("utter_no_case", "none", "none")


async def test_in_review_the_step_is_the_banks() -> None:
    bench = Bench()
    await to_review(bench)
    response, slots = await run(actions(bench)["action_case_status"], tracker())
    assert (response, slots["step_kind"], slots["step"]) == ("utter_status_in_review", "review", "review")


async def test_the_chosen_step_is_reopened() -> None:
    bench = Bench()
    await to_selfie(bench)
    given = tracker(entities=({"entity": "value", "value": "document"},))
    response, slots = await run(actions(bench)["action_reopen"], given)
    assert (response, slots["step"]) == ("utter_reopened", "document")


async def test_an_action_that_takes_too_long_says_the_truth() -> None:
    async def never(turn: BotTurn, given: Tracker) -> Said:
        await asyncio.Event().wait()
        raise AssertionError

    response, slots = await run(BoundedAction("action_slow", never, ("en",), seconds=0.01), tracker())
    assert (response, slots) == ("utter_technical_problem", {})


async def test_an_action_that_breaks_says_the_truth_and_logs_nothing_that_was_typed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    async def broken(turn: BotTurn, given: Tracker) -> Said:
        raise RuntimeError(given.latest_message["text"])

    response, _ = await run(BoundedAction("action_broken", broken, ("en",)), tracker())
    assert response == "utter_technical_problem"


async def test_a_turn_of_nobody_changes_nothing() -> None:
    bench = Bench()
    nobody = Tracker("conversation-1", {}, {"metadata": {}}, [], False, None, {}, "action_listen")
    response, _ = await run(actions(bench)["action_start_verification"], nobody)
    assert response == "utter_technical_problem"
    assert not bench.store.memory.cases


async def test_metadata_is_found_with_the_last_message_of_the_customer_too() -> None:
    bench = Bench()
    events = [{"event": "user", "metadata": METADATA}, {"event": "bot"}]
    given = Tracker("conversation-1", {}, {}, events, False, None, {}, "action_listen")
    response, _ = await run(actions(bench)["action_start_verification"], given)
    assert response == "utter_verification_intro"
