"""A message that may mean two things is asked about, in the words of the customer."""

from typing import Any

import pytest
from house import Talk, case_at

LANGUAGES = ("ko", "fa", "en")


@pytest.fixture
def torn(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> Talk:
    """Whatever is typed may be about the keeping or about the deleting of data."""
    guesses = {"ask_data_storage": 0.34, "ask_data_deletion": 0.31, "ask_steps": 0.1}
    ranking = [{"name": name, "confidence": confidence} for name, confidence in guesses.items()]
    unclear = {"name": "nlu_fallback", "confidence": 0.4}

    async def parse_message(message: Any, _: Any = None) -> dict[str, Any]:
        return {"text": message.text, "intent": unclear, "entities": [], "intent_ranking": [unclear, *ranking]}

    monkeypatch.setattr(talk.house.agent.processor, "parse_message", parse_message)
    return talk


def options(answer: Any) -> dict[str, str]:
    return {option["id"]: option["label"] for option in answer.bubbles[0]["body"]["options"]}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_two_likeliest_meanings_are_offered_and_something_else(torn: Talk, language: str) -> None:
    torn.language = language
    answer = torn.types("&")
    assert answer.keys == ["utter_clarify"]
    assert list(options(answer)) == ["ask_data_storage", "ask_data_deletion", "something_else"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_picked_is_answered_at_once_and_the_step_goes_on(torn: Talk, language: str) -> None:
    torn.language, torn.case = language, case_at("document")
    torn.types("&")
    assert torn.chooses("ask_data_deletion").keys == ["utter_ask_data_deletion", "utter_step_document"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_a_choice_may_be_typed(torn: Talk, language: str) -> None:
    torn.language = language
    label = options(torn.types("&"))["ask_data_storage"]
    assert torn.types(label).keys[0] == "utter_ask_data_storage"


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_meant_something_else_is_asked_for_other_words_and_then_offered_a_person(torn: Talk, language: str) -> None:
    torn.language = language
    assert torn.types("&").keys == ["utter_clarify"]
    assert torn.chooses("something_else").keys == ["utter_something_else"]
    assert torn.types("&").keys == ["utter_fallback_person"]
    assert torn.types("&").keys == ["utter_fallback_handoff"]


def test_a_wish_that_the_case_does_not_allow_is_no_meaning(torn: Talk) -> None:
    torn.case = case_at("selfie", "in_review")
    offered = options(torn.types("&"))
    assert list(offered) == ["ask_data_storage", "ask_data_deletion", "something_else"]
    assert not {"start_verification", "pause_verification", "refuse_biometric"} & set(offered)
