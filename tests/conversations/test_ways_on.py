"""At every step there is a way on: help where it is needed, another way, a person, and where one stands."""

import re
from pathlib import Path

import pytest
from fake_actions import Answer
from house import Talk, case_at, started

LANGUAGES = ("ko", "fa", "en")
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("way", ["visit", "video"])
def test_r13_who_takes_another_way_hears_it_once_and_is_asked_for_nothing_here(
    talk: Talk, way: str, language: str
) -> None:
    talk.language, talk.case = language, case_at(way, attempts_left=1)
    chosen = "utter_alternative_chosen" if way == "visit" else "utter_alternative_video"
    told = talk.moved("alternative_chosen", "selfie")
    assert told.keys == [chosen]
    assert told.bubbles[0]["body"]["card"] == way
    talk.house.actions.answers["action_resume_verification"] = Answer(["utter_resume_verification"])
    assert talk.chooses("resume_verification").keys == ["utter_resume_verification", f"utter_step_{way}"]
    assert talk.sees("step_idle", step=way).keys == []


CODE_TROUBLE = {
    "ko": "인증번호가 안 와요",
    "fa": "کد پیامک نشد",
    "en": "the code hasn't arrived",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_r08_a_code_that_did_not_arrive_is_helped_with_where_codes_are_asked_for(talk: Talk, language: str) -> None:
    talk.language, talk.case = language, case_at("code")
    assert talk.types(CODE_TROUBLE[language]).keys == ["utter_help_code_here", "utter_step_code"]
    talk.case = case_at("document")
    assert talk.types(CODE_TROUBLE[language]).keys == ["utter_help_code", "utter_step_document"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["code", "transfer", "signature", "vendor"])
def test_r04_at_the_steps_that_banks_add_the_customer_is_answered_and_the_step_comes_back(
    talk: Talk, kind: str, language: str
) -> None:
    talk.language, talk.case = language, case_at(kind)
    step = f"utter_step_{kind}"
    assert talk.moved("failed", kind, "NETWORK_ERROR", 2).keys == ["utter_step_failed", step]
    assert talk.chooses("ask_why_verification").keys == ["utter_why_this_step", step]
    assert talk.chooses("help_step").keys[0].startswith("utter_help_")
    assert talk.sees("step_idle", step=kind).keys == [f"utter_idle_{kind}"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_customer_can_mistype_can_be_corrected_in_the_words_that_the_tip_gives(
    talk: Talk, language: str
) -> None:
    """The tips of the mismatches quote a sentence to write."""
    said = {
        "ko": "정보 수정할게요",
        "fa": "می‌خواهم مشخصاتم را اصلاح کنم",
        "en": "I want to correct my details",
    }[language]
    talk.language, talk.case = language, case_at("document")
    assert talk.types(said).keys == ["utter_correct_answer"]
    tip = talk.moved("failed", "document", "NAME_MISMATCH", 2).texts[0]
    assert said in tip


@pytest.mark.parametrize("language", LANGUAGES)
def test_r10_every_failure_offers_another_way_and_a_person(talk: Talk, language: str) -> None:
    talk.language, talk.case = language, case_at("document", attempts_left=2)
    failed = talk.moved("failed", "document", "MRZ_CHECK_FAILED", 2)
    assert [option["id"] for option in failed.bubbles[0]["body"]["options"]] == ["ask_alternative", "request_human"]
    assert failed.bubbles[1]["body"]["card"] == "document"


@pytest.mark.parametrize("language", LANGUAGES)
def test_r11_a_sensitive_reason_brings_a_person_and_no_hint(talk: Talk, language: str) -> None:
    talk.language, talk.case = language, case_at("selfie", attempts_left=0)
    answer = talk.moved("attempts_exceeded", "selfie", "OTHER", 0)
    assert answer.keys == ["utter_step_person"]
    (asked,) = talk.types({"ko": "네", "fa": "بله", "en": "yes"}[language]).handoffs
    assert asked["trigger"] == "step_failed"


@pytest.mark.parametrize("language", LANGUAGES)
def test_r07_where_was_i_is_answered_from_the_case(talk: Talk, language: str) -> None:
    talk.language, talk.case = language, case_at("transfer")
    found = {**started("transfer"), "step_number": 5, "step_count": 8}
    talk.house.actions.answers["action_case_status"] = Answer(["utter_status_started"], found)
    asked = {"ko": "제가 어디까지 했죠?", "fa": "تا کجا پیش رفته بودم؟", "en": "where was I?"}[language]
    assert talk.types(asked).keys == ["utter_status_started", "utter_step_transfer"]


def of_widget(language: str) -> dict[str, str]:
    """What its buttons write into the chat."""
    source = (ROOT / "handoff" / "web" / "widget" / "strings" / f"{language}.js").read_text()
    return dict(re.findall(r"^  (\w+): '(.*)',$", source, flags=re.MULTILINE))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("way", ["visit", "video"])
def test_r13_the_button_back_on_the_card_of_another_way_is_understood(talk: Talk, way: str, language: str) -> None:
    talk.language, talk.case = language, case_at(way, attempts_left=1)
    assert talk.types(of_widget(language)["back_here"]).keys == ["utter_way_back"]


OF_ALL = ("consent", "details", "document")  # what they ask for is asked for by verifying as such


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", [*OF_ALL, "selfie", "code", "transfer", "signature", "vendor", "visit", "video"])
def test_r04_why_asked_on_a_card_is_answered_for_that_step(talk: Talk, kind: str, language: str) -> None:
    talk.language, talk.case = language, case_at(kind)
    why = "utter_ask_why_verification" if kind in OF_ALL else "utter_why_this_step"
    expected = "utter_ask_biometric_purpose" if kind == "selfie" else why
    assert talk.types(of_widget(language)[f"why_{kind}"]).keys == [expected, f"utter_step_{kind}"]
