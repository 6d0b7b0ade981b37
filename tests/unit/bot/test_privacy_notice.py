"""What is said unasked before the camera, and the notice as a whole."""

import pytest
from bank_facts import CHANGED, COUNTRIES, LANGUAGES, WORDING, Bank, facts_of, said
from components.privacy_file import QUESTIONS


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("country", COUNTRIES)
async def test_that_faces_are_compared_by_machine_is_said_before_it_is_asked(country: str, language: str) -> None:
    told = {"ko": "얼굴 특징정보는 저장하지 않고", "fa": "الگوی بیومتریکی", "en": "face template"}[language]
    message = await said(WORDING, "utter_step", language, step_kind="selfie", journey=country)
    assert told in message["text"]


@pytest.mark.parametrize(("step", "item"), [("document", "photo"), ("selfie", "selfie")])
async def test_before_the_camera_one_sentence_is_said_unasked(bank: Bank, step: str, item: str) -> None:
    bank.tells("kr", f"kept.{item}", dict.fromkeys(LANGUAGES, CHANGED))
    wording = bank.wording
    for language in LANGUAGES:
        message = await said(wording, "utter_step", language, step_kind=step)
        assert CHANGED in message["text"]
        assert facts_of(message) == [f"kr.before_camera.{item}", f"kr.kept.{item}"]
        assert message["custom"] == {"card": step}


@pytest.mark.parametrize("missing", ["before_camera.selfie", "kept.selfie"])
async def test_it_is_left_unsaid_where_the_bank_does_not_say_it(bank: Bank, missing: str) -> None:
    bank.tells("kr", missing, None)
    message = await said(bank.wording, "utter_step", "en", step_kind="selfie")
    assert (message["text"], facts_of(message)) == ("Whenever you are ready, take a selfie.", [])


NOTICE = ("utter_notice_protection", "utter_notice_storage", "utter_notice_choice", "utter_notice_rights")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("country", COUNTRIES)
async def test_r17_the_whole_notice_tells_every_question_in_the_order_of_trust(country: str, language: str) -> None:
    told = [await said(WORDING, key, language, journey=country, item="selfie") for key in NOTICE]
    questions = list(dict.fromkeys(key.split(".")[1] for message in told for key in facts_of(message)))
    assert questions[:6] == ["shared", "sold", "protection", "technology", "why", "basis"]
    assert set(questions) == set(QUESTIONS) - {"before_camera"}
    assert not any("{" in message["text"] for message in told)


@pytest.mark.parametrize("fact", ["abroad", "complain", "basis", "technology", "kept.photo", "how_it_works"])
async def test_what_is_not_told_is_named_as_unknown_in_the_notice(bank: Bank, fact: str) -> None:
    bank.tells("kr", fact, None)
    told = [(await said(bank.wording, key))["text"] for key in NOTICE]
    assert sum(text.count("I don't know this; a person can tell you.") for text in told) == 1


@pytest.mark.parametrize("topic", ["why", "sharing", "protection", "storage", "rights"])
@pytest.mark.parametrize("language", LANGUAGES)
async def test_more_is_told_of_the_topic_asked_for(topic: str, language: str) -> None:
    message = await said(WORDING, "utter_tell_more", language, topic=topic, item="selfie")
    assert message["id"] == f"utter_more_{topic}.{language}"
    assert [button["payload"] for button in message["buttons"]] == ["whole_notice", "request_human"]
