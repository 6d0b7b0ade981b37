from __future__ import annotations

import pytest
from components.hesitation import CARE, DOUBT, instead_of_step
from components.moves import words_of_move
from components.repetition import Turn
from components.trigger import with_trigger

CALLS = {"text": "called", "custom": {"handoff": {"trigger": "customer_asked"}}}
NOW = Turn(["utter_request_human"])


def asked(*before: str, signal: str = "none") -> dict[str, str]:
    message = with_trigger(CALLS, {"signal": signal}, [Turn(list(before)), NOW])
    handoff: dict[str, str] = message["custom"]["handoff"]
    return handoff


def test_who_simply_asks_has_simply_asked() -> None:
    assert asked("utter_greet", "utter_step_selfie") == {"trigger": "customer_asked"}
    assert with_trigger(CALLS, {}, [NOW])["custom"] == CALLS["custom"]


@pytest.mark.parametrize(
    ("before", "trigger"),
    [
        ("utter_attempts_exceeded", "step_failed"),
        ("utter_declined", "declined"),
        ("utter_report_phishing", "phishing"),
        ("utter_idle_selfie", "hesitation"),
        ("utter_stuck", "stuck"),
        ("utter_same_again", "repetition"),
    ],
)
def test_who_takes_up_an_offer_asks_for_what_it_was_made_for(before: str, trigger: str) -> None:
    assert asked(before) == {"trigger": trigger}


def test_a_signal_is_cause_and_topic_in_its_own_turn_and_in_the_one_after_it() -> None:
    assert asked(signal="health") == {"trigger": "vulnerable", "topic": "health"}
    assert asked("utter_signal_coercion") == {"trigger": "coercion", "topic": "coercion"}
    assert asked("utter_signal_other_language") == {"trigger": "language", "topic": "other_language"}


def test_what_a_response_asks_by_itself_stays() -> None:
    message = {"text": "called", "custom": {"handoff": {"trigger": "fallback"}}}
    assert with_trigger(message, {"signal": "health"}, [Turn(["utter_stuck"]), NOW]) is message
    assert with_trigger({"text": "no"}, {"signal": "health"}, [NOW]) == {"text": "no"}


def talk(*keys: str) -> list[Turn]:
    return [Turn([key]) for key in keys]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (("utter_refuse_biometric", "utter_ask_biometric_purpose"), True),
        (("utter_refuse_biometric", "utter_greet", "utter_ask_data_storage"), True),
        (("utter_ask_biometric_purpose", "utter_ask_biometric_purpose"), True),
        (("utter_ask_biometric_purpose", "utter_ask_data_storage"), False),
        (("utter_refuse_biometric", "utter_greet", "utter_thank", "utter_ask_data_storage"), False),
        (("utter_refuse_biometric", "utter_help_selfie"), False),
        (("utter_doubt", "utter_refuse_biometric", "utter_ask_data_storage"), False),
    ],
)
def test_doubt_is_a_question_after_a_refusal_or_the_same_why_twice(keys: tuple[str, ...], expected: bool) -> None:
    at_selfie = {"step_kind": "selfie", "other_way": "visit"}
    assert instead_of_step(talk(*keys), at_selfie) == (DOUBT if expected else None)
    assert instead_of_step(talk(*keys), {"step_kind": "review"}) is None


def test_a_need_is_met_after_the_answer_and_not_again_at_once() -> None:
    blind = {"step_kind": "selfie", "signal": "sight"}
    assert instead_of_step(talk("utter_help_selfie"), blind) == CARE
    assert instead_of_step(talk("utter_signal_sight", "utter_help_selfie"), blind) is None
    assert instead_of_step(talk("utter_help_selfie"), {**blind, "signal": "fraud"}) is None


@pytest.mark.parametrize(
    ("result", "reason", "left", "response"),
    [
        ("failed", "FACE_BLUR", 2, "utter_case_moved"),
        ("failed", "FACE_BLUR", 1, "utter_step_failed_again"),
        ("attempts_exceeded", "FACE_BLUR", 0, "utter_case_moved"),
        ("attempts_exceeded", "OTHER", 0, "utter_step_person"),
        ("attempts_exceeded", "UNDERAGE", 0, "utter_signal_minor"),
        ("alternative_chosen", None, None, "utter_alternative_later"),
    ],
)
def test_a_move_is_told_as_its_reason_is(result: str, reason: str | None, left: int | None, response: str) -> None:
    slots = {"result": result, "reason": reason, "attempts_left": left, "moved_kind": "selfie"}
    assert words_of_move(slots) == response
