"""A turn happens once, whoever listens, and never ends in silence."""

import threading
import time

import pytest
from fake_actions import Answer
from house import Answered, Talk, case_at, lines_of


def test_the_same_turn_is_answered_again_and_not_taken_again(talk: Talk) -> None:
    request = talk.request(text="hello")
    first = talk.house.post(request)
    events = talk.house.events(talk.id)
    again = talk.house.post(request)
    assert again.content == first.content
    assert len(talk.house.events(talk.id)) == len(events)


def test_a_turn_asked_for_twice_at_once_runs_once(talk: Talk) -> None:
    talk.house.actions.answers["action_start_verification"] = Answer(["utter_verification_intro"], seconds=0.5)
    request = talk.request(choice={"id": "start_verification"})
    answers: list[bytes] = []
    threads = [threading.Thread(target=lambda: answers.append(talk.house.post(request).content)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(answers)) == 1
    assert len(talk.house.actions.calls) == 1


def test_the_first_bubble_is_out_before_the_last_action_has_run(talk: Talk) -> None:
    talk.case = case_at("selfie")
    with talk.house.holding_back("utter_step") as release:
        lines = lines_of(talk.house.post(talk.request(choice={"id": "ask_steps"}), stream=True))
        assert next(lines)["bubble"]["staff"]["response"] == "utter_ask_steps"
        release()
        assert next(lines)["bubble"]["staff"]["response"] == "utter_step_selfie"


def test_who_hangs_up_does_not_stop_the_turn(talk: Talk) -> None:
    talk.house.actions.answers["action_start_verification"] = Answer(["utter_verification_intro"], seconds=0.5)
    request = talk.request(choice={"id": "start_verification"})
    talk.house.post(request, stream=True).close()
    assert Answered(list(lines_of(talk.house.post(request)))).is_done
    assert len(talk.house.actions.calls) == 1


def test_two_turns_of_one_conversation_do_not_overlap(talk: Talk) -> None:
    talk.house.actions.answers["action_start_verification"] = Answer(["utter_verification_intro"], seconds=0.3)
    slow = talk.request(choice={"id": "start_verification"})
    thread = threading.Thread(target=talk.house.post, args=(slow,))
    thread.start()
    while not talk.house.actions.calls:
        time.sleep(0.01)
    talk.types("hello")
    thread.join()
    said = [
        event["metadata"]["id"] for event in talk.house.events(talk.id) if event["event"] == "bot" and event["text"]
    ]
    assert said.index("utter_verification_intro.en") < said.index("utter_greet.en")


@pytest.mark.parametrize("language", ["ko", "fa", "en"])
def test_a_dead_action_server_is_told_as_what_it_is(talk: Talk, language: str) -> None:
    talk.language = language
    talk.house.stop_actions()
    try:
        answer = talk.chooses("start_verification")
    finally:
        talk.house.start_actions()
    assert answer.keys == ["utter_technical_problem"]
    assert answer.is_done
    assert talk.chooses("ask_steps").keys[0] == "utter_ask_steps"


@pytest.mark.parametrize("status", [400, 401, 404, 500])
def test_an_action_that_fails_is_told_as_what_it_is(talk: Talk, status: int) -> None:
    talk.house.actions.answers["action_start_verification"] = Answer(status=status)
    assert talk.chooses("start_verification").keys == ["utter_technical_problem"]


def test_an_action_that_says_nothing_leaves_no_silence(talk: Talk) -> None:
    talk.house.actions.answers["action_pause_verification"] = Answer()
    assert talk.chooses("pause_verification").keys == ["utter_technical_problem"]


def test_a_long_conversation_leaves_a_small_tracker(talk: Talk) -> None:
    for _ in range(15):
        talk.chooses("ask_steps")
    size = len(talk.house.events(talk.id))
    for _ in range(30):
        talk.chooses("ask_steps")
    assert len(talk.house.events(talk.id)) <= size + 5


def test_an_erased_conversation_is_gone_with_its_answers(talk: Talk) -> None:
    request = talk.request(text="hello")
    talk.house.post(request)
    assert talk.house.erase(talk.id).json()["deleted"] == {"trackers": 1, "turns": 1}
    assert talk.house.events(talk.id) == []
    assert talk.house.erase(talk.id).json()["deleted"] == {"trackers": 1, "turns": 1}  # asked again, said again


def test_an_erased_conversation_takes_no_more_turns(talk: Talk) -> None:
    talk.house.erase(talk.id)
    late = talk.house.post(talk.request(text="this was on its way"))
    assert (late.status_code, late.json()) == (410, {"error": "erased"})
    assert talk.house.events(talk.id) == []


def test_the_door_is_shut_without_the_secret(talk: Talk) -> None:
    assert talk.house.post(talk.request(text="hello"), secret="wrong").status_code == 401
    assert talk.house.erase(talk.id, secret="wrong").status_code == 401
    assert talk.house.events(talk.id) == []


@pytest.mark.parametrize("body", [b"", b"[]", b"\xff", b'{"v":1}'])
def test_a_malformed_request_is_refused_as_json(talk: Talk, body: bytes) -> None:
    refused = talk.house.post(body)
    assert refused.status_code == 400
    assert refused.json()["error"] == "malformed"


def test_a_huge_request_is_refused(talk: Talk) -> None:
    assert talk.house.post(b" " * 100_000).status_code == 413


@pytest.mark.parametrize("text", ["", "   ", "\u200e\u202e", "\u200c", "\u0000"])
def test_a_text_of_nothing_is_refused(talk: Talk, text: str) -> None:
    refused = talk.house.post(talk.request(text=text))
    assert refused.status_code == 400
    assert refused.json() == {"error": "malformed", "field": "text"}


@pytest.mark.parametrize("language", ["ko", "fa", "en"])
def test_an_answer_whose_words_are_missing_is_told_as_a_fault(
    talk: Talk, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk.language, talk.case = language, case_at("selfie")
    monkeypatch.delitem(talk.house.agent.processor.nlg.responses, "utter_ask_steps")
    assert talk.chooses("ask_steps").keys == ["utter_technical_problem", "utter_step_selfie"]
