"""The bot never says the same thing three times running."""

import pytest
from house import Talk, case_at


@pytest.mark.parametrize("language", ["ko", "fa", "en"])
def test_the_third_same_answer_becomes_an_offer_of_help(talk: Talk, language: str) -> None:
    talk.language = language
    keys = [talk.chooses("ask_data_storage").keys[0] for _ in range(3)]
    assert keys == ["utter_ask_data_storage", "utter_ask_data_storage", "utter_same_again"]


def test_the_step_is_put_briefly_the_third_time(talk: Talk) -> None:
    talk.case = case_at("selfie")
    keys = [talk.chooses(option).keys[-1] for option in ("ask_steps", "ask_duration", "ask_data_storage")]
    assert keys == ["utter_step_selfie", "utter_step_selfie", "utter_step_brief"]


def test_failures_with_news_in_them_are_all_told(talk: Talk) -> None:
    talk.case = case_at("document")
    for left in (3, 2, 1):
        assert talk.moved("failed", "document", "DOC_BLUR", left).keys[0].startswith("utter_step_failed")


def test_no_text_comes_three_times_running_in_a_long_talk_about_one_thing(talk: Talk) -> None:
    talk.case = case_at("document")
    turns = [set(talk.chooses("help_document_photo").texts) for _ in range(9)]
    assert all(turns[at] & turns[at + 1] & turns[at + 2] == set() for at in range(len(turns) - 2))
