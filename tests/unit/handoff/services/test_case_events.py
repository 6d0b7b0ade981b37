from typing import Any

from handoff.domain.watch import Limits
from handoff.services.arrive import arrive, count_leavers, leave
from handoff.services.case_events import apply_case_event
from handoff.services.desk import claim, hand_back
from handoff.services.request_person import request_person
from handoff.services.say import say_text
from handoff.services.watching import offer_help
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
        "other_way": "visit",
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


async def test_what_rests_on_a_law_is_told_and_not_logged_as_given(town: Town) -> None:
    chat = await town.opened()
    told = {"item": "id_number", "given": True, "basis": "statute"}
    asked = {"item": "personal_data", "given": True, "basis": "consent"}
    change = event("consent_changed", journey=journey(2, consents=[asked, told]))
    await apply_case_event(town.begin, change, town.now, town.new_id)
    given = [one for one in await town.log(chat) if one.event_name == "consent_given"]
    assert [one.body["params"]["item"] for one in given] == ["personal_data"]


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


async def wanted(town: Town, number: int = 1, **changes: Any) -> None:
    at = event("person_wanted", number, number + 1, **changes)
    await apply_case_event(town.begin, at, town.now, town.new_id)


async def test_a_person_whom_the_bank_wants_is_called_once_by_the_bot(town: Town) -> None:
    chat = await town.opened()
    await wanted(town, turn_id="a turn in which the bot itself speaks of what it did")
    for _ in range(2):
        await offer_help(town.begin, town.now, Limits())
    assert (await town.said(chat)).count("person_wanted") == 1
    taken = await town.take()
    assert taken is not None
    assert taken.question["event"] == {"name": "person_wanted", "params": {"step": "selfie"}}


async def test_who_is_away_or_has_handed_everything_in_is_not_spoken_to_until_later(town: Town) -> None:
    chat = await town.opened()
    await wanted(town, journey=journey(2, "in_review", "review"))
    await offer_help(town.begin, town.now, Limits())
    assert "person_wanted" not in await town.said(chat)
    back = event("status_changed", 9, 9, journey=journey(9, "resubmission_requested"))
    await apply_case_event(town.begin, back, town.now, town.new_id)
    await leave(town.begin, chat, town.now)
    await offer_help(town.begin, town.now, Limits())
    assert "person_wanted" not in await town.said(chat)
    await arrive(town.begin, town.customer(), None, town.now, town.new_id)
    await offer_help(town.begin, town.now, Limits())
    assert (await town.said(chat)).count("person_wanted") == 1


async def test_a_person_whom_the_bank_no_longer_wants_is_not_called(town: Town) -> None:
    chat = await town.opened()
    await wanted(town)
    await apply_case_event(town.begin, event("person_not_wanted", 2, 3), town.now, town.new_id)
    await offer_help(town.begin, town.now, Limits())
    assert "person_wanted" not in await town.said(chat)


async def test_what_the_bank_says_of_an_earlier_case_takes_nobody_back(town: Town) -> None:
    chat = await town.opened()
    await wanted(town)
    earlier = journey(9) | {"case_id": "case-0", "updated_at": "2020-01-01T00:00:00+00:00"}
    late = event("person_not_wanted", 2, 9, case_id="case-0", journey=earlier)
    await apply_case_event(town.begin, late, town.now, town.new_id)
    await offer_help(town.begin, town.now, Limits())
    assert (await town.said(chat)).count("person_wanted") == 1


async def test_who_waits_for_a_person_already_is_only_hurried(town: Town) -> None:
    chat = await town.opened()
    await request_person(town.begin, chat, "customer_asked", "selfie", town.now, town.new_id)
    await wanted(town)
    await offer_help(town.begin, town.now, Limits())
    (handoff,) = town.memory.tables["handoffs"].values()
    assert (handoff.trigger, handoff.priority) == ("high_risk", 1)
    assert "person_wanted" not in await town.said(chat)


async def test_who_has_had_a_person_meanwhile_is_sent_no_second_one(town: Town) -> None:
    chat, sora = await town.opened(), staff("sora")
    await wanted(town)
    await request_person(town.begin, chat, "customer_asked", "selfie", town.now, town.new_id)
    await town.at_desk(sora)
    await claim(town.begin, sora, chat, town.now)
    await hand_back(town.begin, sora, chat, "resolved", None, town.now)
    await offer_help(town.begin, town.now, Limits())
    assert "person_wanted" not in await town.said(chat)


async def test_a_late_word_about_an_earlier_case_calls_nobody(town: Town) -> None:
    chat = await town.opened()
    await apply_case_event(town.begin, event("step_entered"), town.now, town.new_id)
    earlier = journey(5, case_id="case-0", updated_at="2026-02-01T09:00:00Z")
    await wanted(town, 7, case_id="case-0", journey=earlier)
    await offer_help(town.begin, town.now, Limits())
    assert "person_wanted" not in await town.said(chat)
