from typing import Any

from handoff.services.arrive import arrive, count_leavers, leave
from handoff.services.case_events import apply_case_event
from handoff.services.desk import claim
from handoff.services.request_person import request_person
from handoff.services.say import say_text
from tests.unit.handoff.services.town import Town, journey, staff


def event(name: str, number: int = 1, version: int = 2, **changes: Any) -> dict[str, Any]:
    return {
        "v": 1,
        "event_id": f"event-{number}",
        "case_id": "case-1",
        "customer_id": "kim",
        "version": version,
        "name": name,
        "step": "selfie",
        "kind": "selfie",
        "reason": None,
        "attempts_left": 3,
        "language": "ko",
        "at": "2026-03-01T09:00:00Z",
        "journey": journey(version),
    } | changes


async def test_an_event_is_applied_once(town: Town) -> None:
    chat = await town.opened()
    for _ in range(3):
        await apply_case_event(town.begin, event("step_passed"), town.now, town.new_id)
    assert (await town.said(chat)).count("case_moved") == 1
    assert len(town.memory.tables["step_events"]) == 1


async def test_the_newest_copy_stays_in_whatever_order_events_come(town: Town) -> None:
    chat = await town.opened()
    await apply_case_event(town.begin, event("step_entered", 1, version=9), town.now, town.new_id)
    await apply_case_event(town.begin, event("step_passed", 2, version=8), town.now, town.new_id)
    assert (await town.conversation(chat)).version == 9
    assert (await town.said(chat))[-1] == "case_moved"


async def test_the_bot_speaks_of_what_happened_outside_its_turn(town: Town) -> None:
    await town.opened()
    await apply_case_event(town.begin, event("step_failed", reason="DOC_BLUR", attempts_left=2), town.now, town.new_id)
    taken = await town.take()
    assert taken is not None
    question = taken.question
    assert question["event"] == {
        "name": "case_moved",
        "params": {"step": "selfie", "kind": "selfie", "result": "failed", "reason": "DOC_BLUR", "attempts_left": 2},
    }
    assert question["metadata"]["case"] == {
        "case_id": "case-1",
        "status": "started",
        "step": "selfie",
        "step_kind": "selfie",
        "attempts_left": 3,
        "reason": None,
        "minutes_left": 2,
        "result": None,
        "journey": "kr",
        "automated": False,
    }


async def test_inside_a_turn_the_bot_speaks_for_itself(town: Town) -> None:
    chat = await town.opened()
    await apply_case_event(town.begin, event("status_changed", turn_id=f"{chat}:1"), town.now, town.new_id)
    assert await town.said(chat) == ["opened", "hello"]
    assert (await town.conversation(chat)).version == 2


async def test_the_customer_hears_of_it_from_the_log_while_an_agent_owns(town: Town) -> None:
    chat = await town.opened()
    await request_person(town.begin, chat, "customer_asked", "general", town.now, town.new_id)
    await claim(town.begin, staff("sora"), chat, town.now)
    await apply_case_event(
        town.begin, event("status_changed", journey=journey(3, "approved", None)), town.now, town.new_id
    )
    assert (await town.log(chat))[-1].body["params"]["result"] == "approved"
    assert await town.take() is None


async def test_no_attempt_left_is_told_as_such(town: Town) -> None:
    chat = await town.opened()
    await apply_case_event(town.begin, event("step_failed", attempts_left=0), town.now, town.new_id)
    assert (await town.log(chat))[-1].body["params"]["result"] == "attempts_exceeded"


async def test_a_consent_given_and_withdrawn_is_in_the_log(town: Town) -> None:
    chat = await town.opened()
    for number, given in ((2, True), (3, False)):
        consents = [{"item": "biometrics", "given": given, "release": "1", "language": "ko", "at": "…"}]
        change = event("consent_changed", number, number, journey=journey(number, consents=consents))
        await apply_case_event(town.begin, change, town.now, town.new_id)
    assert (await town.said(chat))[-2:] == ["consent_given", "consent_withdrawn"]


async def test_a_code_typed_while_the_case_asks_for_one_is_hidden(town: Town) -> None:
    chat = await town.opened()
    steps = journey()["steps"]
    asks = journey(2, current="code", steps=[*steps, steps[0] | {"id": "code", "kind": "code", "state": "current"}])
    await apply_case_event(town.begin, event("step_entered", journey=asks), town.now, town.new_id)
    await say_text(town.begin, chat, "m1", "482913", town.now)
    assert (await town.said(chat))[-2:] == ["[code]", "masked"]


async def test_who_comes_back_after_long_with_a_case_running_is_picked_up_where_it_stood(town: Town) -> None:
    chat = await town.opened()
    await apply_case_event(town.begin, event("step_entered"), town.now, town.new_id)
    await leave(town.begin, chat, town.now)
    await arrive(town.begin, town.customer(), None, town.later(60), town.new_id)
    assert "came_back" not in await town.said(chat)
    await leave(town.begin, chat, town.now)
    await count_leavers(town.begin, town.later(31 * 60), town.new_id)
    await count_leavers(town.begin, town.now, town.new_id)
    await arrive(town.begin, town.customer(), None, town.later(60), town.new_id)
    assert (await town.said(chat))[-1] == "came_back"
    names = [one.name for one in town.memory.tables["step_events"].values()]
    assert names == ["entered", "left", "resumed"]


async def test_who_comes_back_without_a_case_is_not_greeted_again(town: Town) -> None:
    chat = await town.opened()
    await leave(town.begin, chat, town.now)
    await arrive(town.begin, town.customer(), None, town.later(60 * 60), town.new_id)
    assert await town.said(chat) == ["opened", "hello"]
