from components.repetition import last_turns, rung, step_goes_without_saying, substitute
from rasa.shared.core.events import BotUttered, Event, UserUttered


def bot(key: str, text: str = "", offers: bool = False) -> BotUttered:
    return BotUttered(text or key, {"buttons": [{"title": "a"}] if offers else None}, {"id": f"{key}.en"})


def talk(*turns: list[Event]) -> list[Event]:
    return [event for turn in turns for event in (UserUttered("said"), *turn)]


def test_what_was_said_in_both_turns_before_is_not_said_again() -> None:
    events = talk([bot("utter_x")], [bot("utter_x")], [])
    assert substitute("utter_x", "utter_x", last_turns(events)) == "utter_same_again"
    assert substitute("utter_step_selfie", "utter_x", last_turns(events)) == "utter_step_brief"


def test_a_step_at_which_nothing_waits_is_left_out_the_third_time() -> None:
    for key in ("utter_step_none", "utter_step_review", "utter_step_spent"):
        assert substitute(key, key, last_turns(talk([bot(key)], [bot(key)], []))) == ""


def test_the_second_time_is_fine() -> None:
    assert substitute("utter_x", "utter_x", last_turns(talk([bot("utter_x")], []))) is None


def test_something_else_in_between_breaks_the_row() -> None:
    events = talk([bot("utter_x")], [bot("utter_y")], [bot("utter_x")], [])
    assert substitute("utter_x", "utter_x", last_turns(events)) is None


def test_the_same_response_with_news_is_not_the_same_text() -> None:
    events = talk([bot("utter_step_failed", "2 left")], [bot("utter_step_failed", "2 left")], [])
    assert substitute("utter_step_failed", "1 left", last_turns(events)) is None


def test_not_being_understood_climbs_to_a_person() -> None:
    events = talk([])
    said = []
    for _ in range(4):
        key = rung("utter_fallback", last_turns(events))
        said.append(key)
        events += [bot(key), UserUttered("again")]
    assert said == ["utter_fallback", "utter_fallback_person", "utter_fallback_handoff", "utter_already_waiting"]


def test_whoever_keeps_asking_for_a_person_hears_by_turns_that_one_is_called() -> None:
    events, said = talk([]), []
    for _ in range(5):
        key = rung("utter_request_human", last_turns(events))
        said.append(key.removeprefix("utter_"))
        events += [bot(key), UserUttered("a person")]
    assert said == ["request_human", "already_waiting", "still_waiting", "already_waiting", "still_waiting"]


def test_a_clarifying_question_is_the_first_time_of_not_being_understood() -> None:
    asked = talk([bot("utter_clarify")], [])
    assert rung("utter_fallback", last_turns(asked)) == "utter_fallback_person"
    assert rung("utter_clarify", last_turns(asked)) == "utter_fallback_person"
    assert rung("utter_fallback", last_turns([*asked, bot("utter_something_else"), UserUttered("")])) == (
        "utter_fallback_person"
    )


def test_being_understood_starts_below_again() -> None:
    events = talk([bot("utter_fallback")], [bot("utter_greet")], [])
    assert rung("utter_fallback", last_turns(events)) == "utter_fallback"


def test_who_goes_to_a_branch_is_not_told_of_it_twice() -> None:
    assert step_goes_without_saying("utter_step_visit", last_turns(talk([bot("utter_alternative_chosen")])))


def test_the_step_is_said_once_a_turn() -> None:
    events = talk([bot("utter_step_selfie")])
    assert step_goes_without_saying("utter_step_selfie", last_turns(events))


def test_an_answer_that_offers_something_is_not_followed_by_an_invitation() -> None:
    assert step_goes_without_saying("utter_step_none", last_turns(talk([bot("utter_x", offers=True)])))
    assert not step_goes_without_saying("utter_step_none", last_turns(talk([bot("utter_x")])))
    assert not step_goes_without_saying("utter_step_selfie", last_turns(talk([bot("utter_x", offers=True)])))


def test_nobody_is_invited_twice_running() -> None:
    events = talk([bot("utter_x"), bot("utter_step_none", offers=True)], [bot("utter_y")])
    assert step_goes_without_saying("utter_step_none", last_turns(events))


def test_a_bubble_without_text_was_not_said() -> None:
    assert last_turns(talk([BotUttered(None, {}, {"id": "utter_step_none.en"})]))[-1].keys == []
