from typing import Any

import pytest
from channels.understanding import answered_offer, chosen_in_words, given, or_nothing, said_at, wanted_language
from channels.wire import Choice, Event, Text

YES = {"text": "yes", "intent": {"name": "affirm", "confidence": 0.9}, "entities": []}
NO = {"text": "no", "intent": {"name": "deny", "confidence": 0.9}, "entities": []}
OFFER = {"metadata": {"yes": "confirm_cancel", "no": "resume_verification"}}


def test_a_choice_needs_no_understanding() -> None:
    parsed = given(Choice("reopen", "details"))
    assert parsed is not None
    assert parsed["intent"] == {"name": "reopen", "confidence": 1.0}
    assert [(entity["entity"], entity["value"]) for entity in parsed["entities"]] == [("value", "details")]


def test_an_event_is_an_intent_of_its_own() -> None:
    parsed = given(Event("case_moved", {}))
    assert parsed is not None
    assert parsed["intent"]["name"] == "event_case_moved"


def test_a_typed_command_is_out_of_scope() -> None:
    parsed = given(Text("/request_human"))
    assert parsed is not None
    assert parsed["intent"]["name"] == "out_of_scope"


def test_other_text_has_to_be_understood() -> None:
    assert given(Text("hello")) is None


def test_yes_and_no_mean_what_was_offered_last() -> None:
    assert answered_offer(YES, OFFER)["intent"]["name"] == "confirm_cancel"
    assert answered_offer(NO, OFFER)["intent"]["name"] == "resume_verification"


@pytest.mark.parametrize("last", [{}, {"metadata": None}, {"metadata": {"explains": True}}])
def test_yes_to_nothing_is_only_yes(last: dict[str, object]) -> None:
    assert answered_offer(YES, last) == YES


def test_another_wish_is_not_taken_for_an_answer() -> None:
    wish = {"text": "a person", "intent": {"name": "request_human", "confidence": 0.9}, "entities": []}
    assert answered_offer(wish, OFFER) == wish


@pytest.mark.parametrize(
    ("typed", "language"),
    [
        ("English please", "en"),
        ("영어로 해주세요", "en"),
        ("انگلیسی لطفاً", "en"),
        ("한국어로", "ko"),
        ("korean", "ko"),
        ("کره‌ای", "ko"),
        ("페르시아어", "fa"),
        ("فارسی صحبت کن", "fa"),
        ("another language", None),
        ("English or Korean?", None),
    ],
)
def test_the_language_that_is_named_is_the_wanted_one(typed: str, language: str) -> None:
    parsed = {"text": typed, "intent": {"name": "change_language", "confidence": 0.9}}
    assert wanted_language(Text(typed), parsed) == language


def test_a_language_named_in_passing_is_not_asked_for() -> None:
    parsed = {"text": "my passport is in English", "intent": {"name": "ask_accepted_documents", "confidence": 0.9}}
    assert wanted_language(Text("my passport is in English"), parsed) is None


@pytest.mark.parametrize(
    ("typed", "wish"), [("[phone]", "typed_number"), ("[code]", "help_code"), ("[code].", "help_code")]
)
def test_a_number_alone_is_told_where_numbers_belong(typed: str, wish: str) -> None:
    parsed = given(Text(typed))
    assert parsed is not None
    assert parsed["intent"]["name"] == wish


def test_a_text_that_repeats_a_button_is_that_choice() -> None:
    buttons = [
        {"title": "My selfie", "payload": "reopen.selfie"},
        {"title": "Talk to a person", "payload": "request_human"},
    ]
    parsed = chosen_in_words(Text("my selfie."), buttons)
    assert parsed is not None
    assert parsed["intent"]["name"] == "reopen"
    assert [entity["value"] for entity in parsed["entities"]] == ["selfie"]
    assert chosen_in_words(Text("selfie"), buttons) is None
    assert chosen_in_words(Text("?"), buttons) is None


def test_a_bare_why_at_the_selfie_is_about_the_face() -> None:
    parsed = said_at(Text("why?"), "selfie", [])
    assert parsed is not None
    assert parsed["intent"]["name"] == "ask_biometric_purpose"
    assert said_at(Text("why does it fail?"), "selfie", []) is None


def test_another_matter_that_is_only_guessed_at_is_not_understood() -> None:
    def parsed(name: str, confidence: float) -> dict[str, Any]:
        return {"text": "", "intent": {"name": name, "confidence": confidence}, "entities": []}

    assert or_nothing(parsed("out_of_scope", 0.5))["intent"] == {"name": "nlu_fallback", "confidence": 0.5}
    assert or_nothing(parsed("out_of_scope", 0.8))["intent"]["name"] == "out_of_scope"
    assert or_nothing(parsed("greet", 0.4))["intent"]["name"] == "greet"
