import asyncio
from dataclasses import replace

import pytest

from actions.services import bot_turns
from actions.services.bot_turns import BotTurn, Said
from actions.services.means import Means
from actions.services.review import StaffCommand, command_case
from actions.verification.case import State
from actions.verification.status import Status
from tests.unit.actions.examples import (
    REVIEWER,
    Bench,
    at_branch,
    fill_in,
    give,
    hand_in,
    to_consent,
    to_details,
    to_document,
    to_review,
    to_selfie,
)


async def do(bench: Bench, what: str, turn_id: str, *args: str) -> str:
    said: Said = await getattr(bot_turns, what)(bench.means, bench.turn(turn_id), *args)
    return said.response


@pytest.mark.parametrize(("language", "journey"), [("ko", "kr"), ("fa", "ir"), ("en", "intl")])
async def test_the_journey_follows_the_language(language: str, journey: str) -> None:
    bench = Bench()
    said = await bot_turns.start_verification(bench.means, bench.turn(language=language))
    assert said.response == "utter_verification_intro"
    assert said.case is not None
    assert (said.case.journey, said.case.status) == (journey, Status.STARTED)


async def test_the_same_turn_again_says_the_same_and_does_nothing_twice() -> None:
    bench = Bench()
    first = await bot_turns.start_verification(bench.means, bench.turn())
    again = await bot_turns.start_verification(bench.means, bench.turn())
    assert (again.response, again.case) == (first.response, first.case)
    assert len(bench.store.memory.cases) == 1


async def test_two_turns_that_start_at_once_make_one_case() -> None:
    bench = Bench()
    turns = [bench.turn(f"c:{number}") for number in range(5)]
    said = await asyncio.gather(*(bot_turns.start_verification(bench.means, turn) for turn in turns))
    assert sorted(each.response for each in said) == ["utter_already_started"] * 4 + ["utter_verification_intro"]


async def begun_anew(bench: Bench, turn: str) -> str:
    await bot_turns.cancel_verification(bench.means, bench.turn(f"{turn}-away"))
    await bot_turns.start_verification(bench.means, bench.turn(f"{turn}-back"))
    case_id = (await bench.case()).case_id
    await give(bench, case_id)
    await fill_in(bench, case_id)
    return case_id


async def test_who_cancels_and_begins_anew_has_no_more_tries_than_before() -> None:
    bench = Bench()
    bench.documents.reason = "DOC_BLUR"
    case_id = await to_document(bench)
    for number, left in enumerate((2, 1)):
        answer = await hand_in(bench, case_id, "document")
        assert answer["attempts_left"] == left
        case_id = await begun_anew(bench, f"c:{number}")
    assert (await hand_in(bench, case_id, "document"))["attempts_left"] == 0
    await begun_anew(bench, "c:3")
    step = (await bench.case()).step("document")
    assert (step.state, step.reason, step.alternative) == (State.FAILED, "ATTEMPTS_EXCEEDED", "branch")


async def test_a_day_later_the_tries_are_fresh() -> None:
    bench = Bench()
    bench.documents.reason = "DOC_BLUR"
    await hand_in(bench, await to_document(bench), "document")
    await bot_turns.cancel_verification(bench.means, bench.turn("c:2"))
    bench.clock.forward(days=1)
    await bot_turns.start_verification(bench.means, bench.turn("c:3"))
    assert (await bench.case()).failures == 0


async def test_a_turn_that_the_bot_caused_says_so_in_its_events() -> None:
    bench = Bench()
    await to_consent(bench)
    bodies = [event.body for event, _ in bench.store.memory.waiting.values()]
    assert all('"turn_id": "c:1"' in body for body in bodies)


async def test_without_a_case_there_is_nothing_to_resume_pause_or_cancel() -> None:
    bench = Bench()
    assert await do(bench, "resume_verification", "c:1") == "utter_no_case"
    assert await do(bench, "pause_verification", "c:2") == "utter_nothing_to_pause"
    assert await do(bench, "cancel_verification", "c:3") == "utter_no_case"
    assert await do(bench, "choose_alternative", "c:4") == "utter_no_case"
    assert await do(bench, "reopen", "c:5", "details") == "utter_no_case"
    assert await do(bench, "case_status", "c:6") == "utter_no_case"


async def test_pausing_and_resuming_are_history_and_no_event_leaves() -> None:
    bench = Bench()
    await to_details(bench)
    waiting = len(bench.store.memory.waiting)
    assert await do(bench, "pause_verification", "c:2") == "utter_pause_verification"
    assert await do(bench, "resume_verification", "c:3") == "utter_resume_verification"
    assert [entry.name for entry in bench.store.memory.history[-2:]] == ["paused", "resumed"]
    assert len(bench.store.memory.waiting) == waiting


async def test_a_canceled_case_keeps_nothing_and_the_customer_may_start_afresh() -> None:
    bench = Bench()
    await to_selfie(bench)
    assert bench.store.memory.evidence
    assert await do(bench, "cancel_verification", "c:2") == "utter_canceled"
    assert not bench.store.memory.evidence
    assert not bench.store.memory.keys
    assert await do(bench, "case_status", "c:3") == "utter_status_canceled"
    bench.clock.forward(minutes=1)
    assert await do(bench, "start_verification", "c:4") == "utter_verification_intro"


async def test_while_a_person_checks_the_bot_says_so() -> None:
    bench = Bench()
    await to_review(bench)
    for what in ("start_verification", "resume_verification"):
        assert await do(bench, what, f"c:{what}") == "utter_in_review"
    assert await do(bench, "case_status", "c:3") == "utter_status_in_review"
    assert await do(bench, "reopen", "c:4", "details") == "utter_cannot_reopen"
    assert await do(bench, "choose_alternative", "c:5") == "utter_alternative_unavailable"


@pytest.mark.parametrize("decision", ["approved", "declined"])
async def test_after_the_decision_the_bot_says_what_a_person_decided(decision: str) -> None:
    bench = Bench()
    case_id = await to_review(bench)
    await command_case(bench.means, REVIEWER, case_id, StaffCommand("decide", decision=decision, reason="seen"), "en")
    for what in ("start_verification", "resume_verification", "cancel_verification", "case_status"):
        assert await do(bench, what, f"c:{what}") == f"utter_status_{decision}"


async def test_the_branch_is_chosen_by_the_bot() -> None:
    bench = Bench()
    await to_selfie(bench)
    assert await do(bench, "choose_alternative", "c:2") == "utter_alternative_chosen"
    assert at_branch(await bench.case())


async def test_a_finished_step_is_reopened_and_a_coming_one_is_not() -> None:
    bench = Bench()
    case_id = await to_selfie(bench)
    assert await do(bench, "reopen", "c:2", "document") == "utter_reopened"
    assert await do(bench, "reopen", "c:3", "document") == "utter_reopened"
    assert await do(bench, "reopen", "c:4", "selfie") == "utter_already_started"
    assert await do(bench, "reopen", "c:5", "video") == "utter_cannot_reopen"
    await hand_in(bench, case_id, "document", "again")
    current = (await bench.case()).current
    assert current is not None
    assert current.id == "selfie"


async def test_r13_who_chose_the_branch_comes_back_without_naming_a_step() -> None:
    bench = Bench()
    await to_selfie(bench)
    await do(bench, "choose_alternative", "c:2")
    assert await do(bench, "reopen", "c:3") == "utter_reopened"
    current = (await bench.case()).current
    assert current is not None
    assert current.id == "selfie"


async def test_who_never_left_cannot_come_back() -> None:
    bench = Bench()
    await to_selfie(bench)
    assert await do(bench, "reopen", "c:2") == "utter_cannot_reopen"


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (Status.CREATED, "utter_status_created"),
        (Status.SUBMITTED, "utter_status_processing"),
        (Status.PROCESSING, "utter_status_processing"),
        (Status.ERROR, "utter_status_error"),
        (Status.APPROVAL_EXPIRED, "utter_status_approval_expired"),
        (Status.EXPIRED, "utter_status_expired"),
        (Status.ABANDONED, "utter_status_abandoned"),
        (Status.REDACTED, "utter_no_case"),
    ],
)
async def test_r07_how_far_am_i_is_answered_at_every_status(status: Status, said: str) -> None:
    bench = Bench()
    case_id = await to_selfie(bench)
    bench.store.memory.cases[case_id] = replace(bench.store.memory.cases[case_id], status=status)
    assert await do(bench, "case_status", "c:2") == said


async def test_r15_the_bot_asks_for_a_persons_review_of_what_a_machine_declined() -> None:
    bench = Bench()
    case_id = await to_review(bench)
    declined = replace(bench.store.memory.cases[case_id], status=Status.DECLINED, automated=True, review_since=None)
    bench.store.memory.cases[case_id] = declined
    assert await do(bench, "ask_for_review", "c:2") == "utter_review_requested"
    assert await do(bench, "ask_for_review", "c:2") == "utter_review_requested"
    assert (await bench.case()).status is Status.IN_REVIEW
    assert await do(bench, "ask_for_review", "c:3") == "utter_in_review"


async def test_r15_what_a_person_declined_is_talked_about_with_a_person() -> None:
    bench = Bench()
    case_id = await to_review(bench)
    await command_case(bench.means, REVIEWER, case_id, StaffCommand("decide", decision="declined", reason="seen"), "en")
    assert await do(bench, "ask_for_review", "c:2") == "utter_status_declined"


async def test_another_customer_sees_nothing_of_it() -> None:
    bench = Bench()
    await to_selfie(bench)
    other = BotTurn("d:1", "customer-2", "en")
    said = await status_of(bench.means, other)
    assert (said.response, said.case) == ("utter_no_case", None)


async def status_of(means: Means, turn: BotTurn) -> Said:
    return await bot_turns.case_status(means, turn)
