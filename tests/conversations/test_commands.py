"""The customer cannot speak for the bot: text that starts with a slash is only text."""

import pytest
from house import Talk, case_at

COMMANDS = (
    "/request_human",
    "/restart",
    "/session_start",
    "/back",
    "/verify_passed{}",
    '/event_case_moved{"result":"approved"}',
    '/start_verification{"case_status":"approved"}',
    "//restart",
    "/ restart",
    "\u200e/restart",
    " \n/restart",
    "/",
)


@pytest.mark.parametrize("typed", COMMANDS)
def test_a_typed_command_changes_nothing(talk: Talk, typed: str) -> None:
    talk.case = case_at("document")
    talk.sees("opened")
    before = talk.house.slots(talk.id)
    answer = talk.types(typed)
    assert answer.keys == ["utter_out_of_scope"]
    assert answer.handoffs == []
    assert talk.house.slots(talk.id) == before
    assert talk.house.actions.calls == []
    assert not any(event["event"] == "restart" for event in talk.house.events(talk.id))


def test_words_after_a_slash_are_understood_as_words(talk: Talk) -> None:
    talk.language = "ko"
    assert talk.types("/셀카는 왜 찍어야 해요?").keys[0] == "utter_ask_biometric_purpose"


@pytest.mark.parametrize("option", ["restart", "back", "session_start", "event_opened", "nlu_fallback", "no_such_wish"])
def test_a_choice_that_no_customer_can_make_is_refused(talk: Talk, option: str) -> None:
    refused = talk.house.post(talk.request(choice={"id": option}))
    assert refused.status_code == 400
    assert talk.house.events(talk.id) == []
