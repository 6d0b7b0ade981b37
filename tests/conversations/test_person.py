"""A person can be asked for at any time, in any words, in every step, whatever else is down."""

from pathlib import Path

import pytest
import yaml
from house import Answered, Talk, case_at

HELD_OUT = yaml.safe_load(Path(__file__).with_name("asking_for_a_person.yml").read_text(encoding="utf-8"))

ASKED = {
    "ko": ("상담원 연결해 주세요", "사람이랑 얘기하고 싶어요", "직원 바꿔줘"),
    "fa": ("می‌خواهم با یک کارشناس صحبت کنم", "وصلم کنید به اپراتور", "با یک آدم واقعی حرف بزنم"),
    "en": ("I want to talk to a person", "get me a human please", "can I speak to an agent"),
}
NONSENSE = ("ξψ ζθ", "φχ ωπ", "δδ σσ", "ψψ ζζ")  # letters that no example has


@pytest.mark.parametrize("kind", [None, "consent", "details", "document", "selfie", "review"])
@pytest.mark.parametrize("language", ASKED)
def test_a_person_is_called_in_every_step(talk: Talk, language: str, kind: str) -> None:
    talk.language, talk.case = language, _case(kind)
    for typed in ASKED[language][:2]:
        answer = talk.types(typed)
        assert answer.keys in (["utter_request_human"], ["utter_already_waiting"])
        assert answer.handoffs == [{"trigger": "customer_asked", "topic": talk.case["step"] if kind else "general"}]
        assert answer.is_done


@pytest.mark.parametrize(("language", "typed"), [(language, typed) for language in ASKED for typed in ASKED[language]])
def test_a_person_is_called_in_other_words_too(talk: Talk, language: str, typed: str) -> None:
    talk.language = language
    assert talk.types(typed).keys == ["utter_request_human"]


def person_is_near(answer: Answered) -> bool:
    options = [option["id"] for option in answer.bubbles[0]["body"].get("options", [])]
    return bool(answer.handoffs) or "request_human" in options


@pytest.mark.parametrize("language", HELD_OUT)
def test_who_asks_in_words_never_taught_gets_a_person(talk: Talk, language: str) -> None:
    asked = HELD_OUT[language]["person"]
    answers = {typed: Talk(talk.house, language).types(typed) for typed in asked}
    assert sum(bool(answer.handoffs) for answer in answers.values()) >= 0.9 * len(asked)
    assert sum(person_is_near(answer) for answer in answers.values()) >= 0.95 * len(asked)


@pytest.mark.parametrize("language", HELD_OUT)
def test_who_only_speaks_of_people_is_not_handed_over(talk: Talk, language: str) -> None:
    near = HELD_OUT[language]["other"]
    handed_over = [typed for typed in near if Talk(talk.house, language).types(typed).handoffs]
    assert len(handed_over) <= 0.1 * len(near), handed_over


def test_the_request_stands_after_the_last_bubble(talk: Talk) -> None:
    answer = talk.chooses("request_human")
    assert [next(iter(line)) for line in answer.lines] == ["bubble", "handoff", "done"]


def test_who_asks_again_hears_that_a_colleague_has_been_called(talk: Talk) -> None:
    assert talk.chooses("request_human").keys == ["utter_request_human"]
    again = talk.chooses("request_human")
    assert again.keys == ["utter_already_waiting"]
    assert again.handoffs


def test_a_person_is_asked_for_however_often_it_is_said(talk: Talk) -> None:
    answers = [talk.chooses("request_human") for _ in range(5)]
    assert all(answer.handoffs for answer in answers)


def test_not_understood_twice_offers_a_person_and_thrice_calls_one(talk: Talk) -> None:
    answers = [talk.types(text) for text in NONSENSE[:3]]
    assert [answer.keys for answer in answers] == [
        ["utter_fallback"],
        ["utter_fallback_person"],
        ["utter_fallback_handoff"],
    ]
    assert [answer.handoffs for answer in answers] == [[], [], [{"trigger": "fallback", "topic": "general"}]]


def test_understood_in_between_the_count_starts_anew(talk: Talk) -> None:
    talk.types(NONSENSE[0])
    talk.types("hello")
    assert talk.types(NONSENSE[1]).keys == ["utter_fallback"]


def test_a_person_is_called_while_the_action_server_is_dead(talk: Talk) -> None:
    talk.house.stop_actions()
    try:
        answer = talk.types("I want to talk to a person")
    finally:
        talk.house.start_actions()
    assert answer.keys == ["utter_request_human"]
    assert answer.handoffs


def _case(kind: str) -> dict[str, object] | None:
    if kind == "review":
        return case_at("review", "in_review")
    return case_at(kind) if kind else None
