import pytest
from components.clarify import two_meanings
from components.instead import fitting, offering

IN_A_STEP = {"case_status": "started", "step_kind": "selfie"}


def ranking(**confidence: float) -> list[dict[str, object]]:
    return [{"name": name, "confidence": value} for name, value in confidence.items()]


def anywhere(_: str) -> bool:
    return True


def test_the_two_likeliest_wishes_are_asked_about_the_likelier_first() -> None:
    guesses = ranking(nlu_fallback=0.7, ask_steps=0.2, help_selfie=0.22, ask_status=0.1)
    assert two_meanings(guesses, anywhere) == ["help_selfie", "ask_steps"]


def test_a_second_guess_out_of_thin_air_is_not_asked_about() -> None:
    assert two_meanings(ranking(ask_steps=0.3, ask_status=0.05), anywhere) == []
    assert two_meanings(ranking(ask_steps=0.14, ask_status=0.13), anywhere) == []
    assert two_meanings(ranking(ask_steps=0.5, ask_status=0.1), anywhere) == []
    assert two_meanings(ranking(ask_steps=0.2), anywhere) == []


def test_talk_about_other_things_is_no_reason_to_ask() -> None:
    assert two_meanings(ranking(out_of_scope=0.25, ask_steps=0.2, ask_status=0.2), anywhere) == []


@pytest.mark.parametrize("courtesy", ["affirm", "deny", "greet", "thank", "express_frustration"])
def test_nobody_is_asked_whether_they_meant_a_courtesy(courtesy: str) -> None:
    assert two_meanings(ranking(**{"ask_steps": 0.3, courtesy: 0.2, "ask_status": 0.15}), anywhere) == [
        "ask_steps",
        "ask_status",
    ]
    assert two_meanings(ranking(**{courtesy: 0.35, "ask_steps": 0.3, "ask_status": 0.15}), anywhere) == []


def test_a_wish_that_leads_nowhere_now_is_not_asked_about() -> None:
    guesses = ranking(start_verification=0.3, ask_steps=0.2, ask_status=0.2)
    assert two_meanings(guesses, lambda wish: wish != "start_verification") == ["ask_steps", "ask_status"]


def test_only_what_was_meant_is_offered_and_something_else_comes_last() -> None:
    payloads = ("ask_steps", "ask_status", "something_else", "help_selfie")
    message = {"buttons": [{"payload": each} for each in payloads], "metadata": {"clarifies": True}}
    offered = offering(message, {**IN_A_STEP, "guesses": ["help_selfie", "ask_steps"]})
    assert [button["payload"] for button in offered["buttons"]] == ["help_selfie", "ask_steps", "something_else"]


def test_without_two_meanings_the_bot_says_that_it_did_not_understand() -> None:
    assert fitting("utter_fallback", {**IN_A_STEP, "guesses": ["ask_steps", "ask_status"]}) == "utter_clarify"
    assert fitting("utter_fallback", {**IN_A_STEP, "guesses": None}) == "utter_fallback"
