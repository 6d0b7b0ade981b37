from typing import Any

import pytest
from components.nlg import Wording
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

DOMAIN = Domain.load("domain")


@pytest.fixture(scope="module")
def wording() -> Wording:
    return Wording(domain=DOMAIN)


def tracker(**slots: Any) -> DialogueStateTracker:
    events = [SlotSet(name, value) for name, value in slots.items()]
    return DialogueStateTracker.from_events("c", [*events, UserUttered("said")], DOMAIN.slots)


async def said(wording: Wording, key: str, talk: DialogueStateTracker, **given: Any) -> dict[str, Any]:
    message = await wording.generate(key, talk, "gateway", **given)
    assert message is not None
    return message


@pytest.mark.parametrize("language", ["ko", "fa", "en"])
async def test_the_language_of_the_turn_is_spoken(wording: Wording, language: str) -> None:
    assert (await said(wording, "utter_greet", tracker(language=language)))["id"] == f"utter_greet.{language}"


async def test_the_banks_facts_stand_in_the_text(wording: Wording) -> None:
    text = (await said(wording, "utter_bot_challenge", tracker(language="en")))["text"]
    assert "Gildong Bank" in text
    assert "{" not in text


async def test_what_an_action_gives_along_wins(wording: Wording) -> None:
    message = await said(wording, "utter_status_started", tracker(language="fa"), step_number=2, step_count=5)
    assert "۲" in message["text"]
    assert "۵" in message["text"]


async def test_a_text_with_a_hole_is_not_shown(wording: Wording) -> None:
    assert await said(wording, "utter_status_started", tracker(language="en")) == {}


async def test_one_case_of_a_response_can_be_said_by_its_own_key(wording: Wording) -> None:
    assert (await said(wording, "utter_in_review", tracker(language="ko")))["id"] == "utter_in_review.ko"


async def test_a_response_without_words_is_told_as_a_fault(wording: Wording) -> None:
    assert (await said(wording, "utter_nonsense", tracker(language="ko")))["id"] == "utter_technical_problem.ko"


@pytest.mark.parametrize(
    ("key", "status", "instead"),
    [
        ("utter_confirm_cancel", "none", "utter_no_case"),
        ("utter_confirm_cancel", "started", "utter_confirm_cancel"),
        ("utter_correct_answer", "in_review", "utter_cannot_reopen"),
        ("utter_came_back", "none", "utter_greet"),
        ("utter_came_back", "approved", "utter_status_approved"),
        ("utter_no_case", "canceled", "utter_status_canceled"),
        ("utter_refuse_biometric", "none", "utter_without_selfie"),
        ("utter_refuse_biometric", "started", "utter_refuse_biometric"),
        ("utter_refuse_biometric", "approved", "utter_biometric_over"),
        ("utter_ask_alternative", "in_review", "utter_biometric_over"),
        ("utter_ask_duration", "in_review", "utter_duration_review"),
        ("utter_ask_duration", "declined", "utter_status_declined"),
        ("utter_ask_steps", "approved", "utter_status_approved"),
        ("utter_help_selfie", "in_review", "utter_status_in_review"),
        ("utter_nothing_to_pause", "in_review", "utter_status_in_review"),
    ],
)
async def test_what_is_not_true_of_the_case_is_not_said(wording: Wording, key: str, status: str, instead: str) -> None:
    assert (await said(wording, key, tracker(language="en", case_status=status)))["id"] == f"{instead}.en"


@pytest.mark.parametrize(
    ("status", "offered"),
    [
        ("none", ["start_verification", "ask_steps", "request_human"]),
        ("started", ["ask_steps", "request_human"]),
        ("approved", ["request_human"]),
    ],
)
async def test_only_what_leads_somewhere_is_offered(wording: Wording, status: str, offered: list[str]) -> None:
    message = await said(wording, "utter_greet", tracker(language="en", case_status=status))
    assert [button["payload"] for button in message["buttons"]] == offered
    assert message["metadata"] == ({"yes": "start_verification"} if "start_verification" in offered else {})


@pytest.mark.parametrize("key", ["utter_step", "utter_step_brief"])
async def test_a_step_without_tries_is_not_asked_for_again(wording: Wording, key: str) -> None:
    talk = tracker(language="en", case_status="started", step_kind="selfie", attempts_left=0)
    assert (await said(wording, key, talk))["id"] == "utter_step_spent.en"


@pytest.mark.parametrize("status", ["none", "in_review", "approved"])
async def test_nobody_is_reminded_of_a_step_that_does_not_wait(wording: Wording, status: str) -> None:
    assert await said(wording, "utter_step_brief", tracker(language="en", case_status=status)) == {}


async def test_a_decided_case_has_no_step(wording: Wording) -> None:
    assert await said(wording, "utter_step", tracker(language="en", step_kind="decided")) == {}


async def test_a_request_to_the_desk_survives_being_said_differently(wording: Wording) -> None:
    talk = tracker(language="en")
    called = (await said(wording, "utter_fallback_handoff", talk))["text"]
    for _ in range(2):
        talk.update(BotUttered(called, {}, {"id": "utter_fallback_handoff.en"}))
        talk.update(UserUttered("again"))
    message = await said(wording, "utter_fallback_handoff", talk)
    assert message["id"] == "utter_same_again.en"
    assert message["custom"] == {"handoff": {"trigger": "fallback"}}
