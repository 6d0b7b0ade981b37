"""Typed in three languages, the wish is understood and answered by its own response."""

import unicodedata

import pytest
from house import Talk, case_at

WISHES = {
    "greet": {"ko": "안녕하세요", "fa": "سلام", "en": "hello"},
    "thank": {"ko": "정말 고마워요", "fa": "خیلی ممنون", "en": "thank you so much"},
    "ask_capabilities": {
        "ko": "뭘 도와줄 수 있어요?",
        "fa": "چه کارهایی می‌توانی انجام بدهی؟",
        "en": "what can you do for me?",
    },
    "bot_challenge": {"ko": "혹시 로봇이에요?", "fa": "تو رباتی یا آدم؟", "en": "are you a robot?"},
    "ask_why_verification": {
        "ko": "본인확인을 왜 해야 하나요?",
        "fa": "چرا باید احراز هویت کنم؟",
        "en": "why do I have to verify my identity?",
    },
    "ask_steps": {"ko": "어떤 절차로 진행돼요?", "fa": "مراحل کار چیست؟", "en": "what are the steps?"},
    "ask_duration": {"ko": "시간이 얼마나 걸려요?", "fa": "چقدر طول می‌کشد؟", "en": "how long does it take?"},
    "ask_accepted_documents": {
        "ko": "어떤 신분증을 쓸 수 있어요?",
        "fa": "چه مدارکی قبول است؟",
        "en": "which documents do you accept?",
    },
    "ask_biometric_purpose": {
        "ko": "셀카는 왜 찍어야 해요?",
        "fa": "چرا باید سلفی بگیرم؟",
        "en": "why do you need my selfie?",
    },
    "ask_third_party_sharing": {
        "ko": "제 정보를 다른 회사에 넘기나요?",
        "fa": "اطلاعاتم را به کسی دیگر می‌دهید؟",
        "en": "do you share my data with other companies?",
    },
    "ask_data_storage": {
        "ko": "제 사진을 얼마나 보관해요?",
        "fa": "عکسم را تا کی نگه می‌دارید؟",
        "en": "how long do you keep my photo?",
    },
    "ask_data_deletion": {"ko": "제 정보를 삭제해 주세요", "fa": "اطلاعاتم را پاک کنید", "en": "please delete my data"},
    "refuse_biometric": {
        "ko": "얼굴 사진은 안 줄 거예요",
        "fa": "عکس صورتم را نمی‌دهم",
        "en": "I won't give you my face",
    },
    "ask_alternative": {
        "ko": "셀카 말고 다른 방법 있어요?",
        "fa": "راه دیگری بدون سلفی هست؟",
        "en": "is there another way without a selfie?",
    },
    "ask_branch": {"ko": "영업점은 어디에 있어요?", "fa": "شعبه کجاست؟", "en": "where is the nearest branch?"},
    "help_code": {"ko": "인증번호가 안 와요", "fa": "کد تأیید نیامد", "en": "the code did not arrive"},
    "help_step": {"ko": "무슨 말인지 모르겠어요", "fa": "متوجه نشدم", "en": "I don't understand"},
    "report_phishing": {
        "ko": "은행이라면서 이상한 문자가 왔어요",
        "fa": "یک پیامک مشکوک به اسم بانک آمده",
        "en": "I got a suspicious message with a link",
    },
    "express_frustration": {"ko": "진짜 짜증나", "fa": "دیگه خسته شدم", "en": "this is so frustrating"},
    "out_of_scope": {"ko": "오늘 날씨 어때?", "fa": "هوا امروز چطور است؟", "en": "what's the weather today?"},
}


@pytest.mark.parametrize("language", ["ko", "fa", "en"])
@pytest.mark.parametrize("intent", WISHES)
def test_a_typed_wish_gets_its_own_answer_in_its_language(talk: Talk, intent: str, language: str) -> None:
    talk.language, talk.case = language, case_at("details")
    answer = talk.types(WISHES[intent][language])
    assert answer.keys[0] == f"utter_{intent}"
    assert answer.bubbles[0]["staff"]["intent"] == intent
    assert answer.is_done


@pytest.mark.parametrize("typed", ["오류가 나요", "خطا میده", "it doesn't work"])
@pytest.mark.parametrize(("kind", "key"), [("document", "utter_help_document_photo"), ("selfie", "utter_help_selfie")])
def test_who_is_stuck_gets_the_help_of_the_step_at_hand(talk: Talk, typed: str, kind: str, key: str) -> None:
    talk.case = case_at(kind)
    assert talk.types(typed).keys == [key, f"utter_step_{kind}"]


@pytest.mark.parametrize(("typed", "key"), [("👍", "utter_affirm"), ("🙏", "utter_thank"), ("😀😀", "utter_fallback")])
def test_a_picture_that_stands_for_a_word_is_understood(talk: Talk, typed: str, key: str) -> None:
    assert talk.types(typed).keys[0] == key


@pytest.mark.parametrize(
    ("typed", "language"),
    [("English please", "en"), ("한국어로 말해줘", "ko"), ("فارسی صحبت کن", "fa")],
)
def test_a_language_asked_for_by_name_is_spoken_at_once(talk: Talk, typed: str, language: str) -> None:
    talk.language = "ko" if language != "ko" else "en"
    answer = talk.types(typed)
    assert answer.keys == ["utter_language_changed", "utter_step_none"]
    assert answer.languages == [language]


def test_a_language_chosen_from_a_button_is_spoken_at_once(talk: Talk) -> None:
    assert talk.types("can we change the language?").keys[0] == "utter_change_language"
    answer = talk.chooses("change_language.fa")
    assert answer.languages == ["fa"]
    assert answer.texts[0] != talk.chooses("change_language.ko").texts[0]


def test_a_korean_text_in_decomposed_letters_reads_the_same(talk: Talk) -> None:
    assert talk.types(unicodedata.normalize("NFD", "셀카는 왜 찍어야 해요?")).keys[0] == "utter_ask_biometric_purpose"


def test_a_persian_text_from_an_arabic_keyboard_reads_the_same(talk: Talk) -> None:
    talk.language = "fa"
    assert talk.types("چرا بايد سلفي بگيرم؟").keys[0] == "utter_ask_biometric_purpose"


def test_numbers_in_persian_answers_are_persian(talk: Talk) -> None:
    talk.language = "fa"
    talk.case = {"case_id": "c", "status": "started", "step": "selfie", "step_kind": "selfie", "attempts_left": 2}
    answer = talk.moved("failed", "selfie", "FACE_BLUR", 2)
    assert "۲" in answer.texts[0]
    assert not any(sign in answer.texts[0] for sign in "0123456789")
