"""Questions about data, put to the trained bot: answered from the bank's files, for the step at hand, in layers."""

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from components.content import read_yaml
from house import Talk, case_at
from settings import PROJECT

LANGUAGES = ("ko", "fa", "en")
IS_IT_KEPT = {"ko": "이거 저장되나요?", "fa": "این ذخیره می‌شه؟", "en": "is it stored?"}
WHY = {
    "ko": "왜 본인확인을 해야 하나요?",
    "fa": "چرا باید احراز هویت کنم؟",
    "en": "why do I have to verify my identity?",
}
NOTICE = ["utter_notice_protection", "utter_notice_storage", "utter_notice_choice", "utter_notice_rights"]
HEADING = "• "


def told(answer: Any, at: int = 0) -> list[str]:
    """The configuration keys that a bubble rests on, without the country."""
    return [key.partition(".")[2] for key in answer.bubbles[at]["staff"]["facts"]]


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    learnt = shutil.ignore_patterns("nlu", "rules", "stories")
    return Path(shutil.copytree(PROJECT / "data", tmp_path / "data", ignore=learnt))


def change(bank: Path, country: str, **facts: Any) -> None:
    """`None` takes the fact out."""
    path = bank / "privacy" / f"{country}.yml"
    content = read_yaml(path)
    content["facts"] = {name: one for name, one in {**content["facts"], **facts}.items() if one is not None}
    path.write_text(yaml.dump(content, Dumper=yaml.CSafeDumper, allow_unicode=True), encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("step", "facts"),
    [
        ("document", ["kept.photo", "where"]),
        ("selfie", ["kept.selfie", "where"]),
        ("details", ["kept.number", "where"]),
        (None, ["kept.photo", "kept.selfie", "kept.number", "kept.chat", "where"]),
    ],
)
def test_is_it_stored_is_about_the_item_of_the_step(
    talk: Talk, language: str, step: str | None, facts: list[str]
) -> None:
    talk.language = language
    talk.case = case_at(step) if step else None
    answer = talk.types(IS_IT_KEPT[language])
    assert answer.keys[0] == "utter_ask_data_storage"
    assert told(answer) == facts


@pytest.mark.parametrize("language", LANGUAGES)
def test_why_at_the_document_step_is_about_the_document_too(talk: Talk, language: str) -> None:
    talk.language, talk.case = language, case_at("document")
    answer = talk.types(WHY[language])
    assert answer.keys == ["utter_ask_why_verification", "utter_step_document"]
    assert told(answer) == ["why", "why.photo"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("step", "item"), [("document", "photo"), ("selfie", "selfie")])
def test_before_the_camera_it_is_said_unasked_why_and_for_how_long(
    talk: Talk, language: str, step: str, item: str
) -> None:
    talk.language, talk.case = language, case_at(step)
    answer = talk.moved("passed", "details")
    assert told(answer, -1) == [f"before_camera.{item}", f"kept.{item}"]
    assert answer.bubbles[-1]["body"]["card"] == step


@pytest.mark.parametrize("language", LANGUAGES)
def test_first_a_sentence_then_more_then_the_whole_notice(talk: Talk, language: str) -> None:
    talk.language, talk.case = language, case_at("selfie")
    first = talk.chooses("ask_third_party_sharing")
    assert [option["id"] for option in first.bubbles[0]["body"]["options"]] == ["tell_more.sharing", "whole_notice"]
    assert HEADING not in first.texts[0]
    more = talk.chooses("tell_more.sharing")
    assert more.keys == ["utter_more_sharing", "utter_step_selfie"]
    assert told(more) == ["sold", "where", "abroad", "controller", "contact"]
    whole = talk.chooses("whole_notice")
    assert whole.keys[:4] == NOTICE
    questions = [fact.partition(".")[0] for at in range(4) for fact in told(whole, at)]
    assert list(dict.fromkeys(questions))[:6] == ["shared", "sold", "protection", "technology", "why", "basis"]
    assert all(len(text) < 1500 for text in whole.texts)


@pytest.mark.parametrize(
    ("language", "typed"),
    [
        ("ko", "개인정보 안내 전체를 보여 주세요"),
        ("fa", "متن کامل توضیحات را نشان بدهید"),
        ("en", "Can I see the full privacy notice?"),
    ],
)
def test_the_whole_notice_may_be_asked_for_in_words(talk: Talk, language: str, typed: str) -> None:
    talk.language, talk.case = language, case_at("selfie")
    assert talk.types(typed).keys == [*NOTICE, "utter_step_selfie"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_fit_on_a_button(talk: Talk, language: str) -> None:
    talk.language = language
    asked = ("ask_third_party_sharing", "ask_data_storage", "ask_data_deletion", "tell_more.rights", "whole_notice")
    bubbles = [bubble for option in asked for bubble in talk.chooses(option).bubbles]
    labels = [option["label"] for bubble in bubbles for option in bubble["body"].get("options", [])]
    assert labels
    assert max(map(len, labels)) <= 24


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("country", ["kr", "ir", "intl"])
def test_the_country_of_the_case_answers_whatever_the_language(talk: Talk, country: str, language: str) -> None:
    talk.language, talk.case = language, case_at("selfie", journey=country)
    facts = talk.chooses("ask_data_deletion").bubbles[0]["staff"]["facts"]
    assert {fact.partition(".")[0] for fact in facts} == {country}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_bank_no_longer_says_the_bot_no_longer_says(talk: Talk, bank: Path, language: str) -> None:
    talk.language, talk.case = language, case_at("selfie", journey="kr")
    change(bank, "kr", shared=None, before_camera=None)
    with talk.house.telling(bank):
        answer = talk.chooses("ask_third_party_sharing")
    assert answer.keys == ["utter_privacy_unknown", "utter_step_selfie"]
    assert [option["id"] for option in answer.bubbles[0]["body"]["options"]] == ["request_human"]
    assert (told(answer, 0), told(answer, 1)) == ([], [])
    assert not answer.bubbles[0]["staff"]["explains"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_bank_says_otherwise_the_bot_says_otherwise(talk: Talk, bank: Path, language: str) -> None:
    talk.language, talk.case = language, case_at("selfie", journey="ir")
    change(bank, "ir", shared=dict.fromkeys(LANGUAGES, "THE AUTHORITY GETS IT."))
    with talk.house.telling(bank):
        assert talk.chooses("ask_third_party_sharing").texts[0].startswith("THE AUTHORITY GETS IT.")
        assert "THE AUTHORITY GETS IT." in talk.chooses("whole_notice").texts[0]


def test_of_a_country_that_nothing_is_told_about_the_bot_says_once_that_it_does_not_know(talk: Talk) -> None:
    talk.case = case_at("selfie", journey="atlantis")
    assert talk.chooses("whole_notice").keys == ["utter_privacy_unknown", "utter_step_selfie"]


def test_every_explanation_names_the_release_of_the_banks_texts(talk: Talk) -> None:
    staff = talk.chooses("ask_data_protection").bubbles[0]["staff"]
    model, _, texts = staff["release"].partition("+")
    assert model
    assert texts == talk.house.agent.nlg.release
