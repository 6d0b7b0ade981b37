"""Everything that brings in a person, in each language: at once, or offered and with its cause once taken up."""

import re

import pytest
from fake_actions import Answer
from house import Answered, Talk, case_at

LANGUAGES = ("ko", "fa", "en")
YES = {"ko": "네", "fa": "بله", "en": "yes"}
NO = {"ko": "아니요", "fa": "نه", "en": "no"}
A_PERSON = {"ko": "상담원 연결해 주세요", "fa": "می‌خواهم با کارشناس صحبت کنم", "en": "I want to talk to a person"}
FED_UP = {"ko": "진짜 짜증나네", "fa": "اعصابم خرد شد", "en": "this is so frustrating"}
FED_UP_AGAIN = {"ko": "아 열받아 못 해 먹겠네", "fa": "مسخره‌اش را درآوردید", "en": "this is ridiculous, what a joke"}
THANKS = {"ko": "고마워요", "fa": "ممنون", "en": "thanks"}
NOISE = ("zzgr tpfl mqod", "vbnx rtyq plkj", "wqzt bnmv xplr")

# signal -> what a customer writes; a person is called in the same turn
AT_ONCE = {
    "self_harm": {"ko": "그냥 죽고 싶어요", "fa": "دیگر نمی‌خواهم زنده باشم", "en": "I don't want to live anymore"},
    "phishing": {"ko": "보이스피싱을 당했어요", "fa": "از من کلاهبرداری شده", "en": "I got scammed by a caller"},
    "legal_request": {"ko": "이의 신청을 하겠습니다", "fa": "شکایت رسمی دارم", "en": "I want to file a complaint"},
}
# signal -> what a customer writes; a person is offered, and called after a yes
OFFERED = {
    "coercion": {
        "ko": "전화로 불러주는 대로 입력하고 있어요",
        "fa": "یک نفر مجبورم کرده این کار را بکنم",
        "en": "my boss is forcing me to do this",
    },
    "bereavement": {"ko": "아버지가 돌아가셨어요", "fa": "پدرم فوت کرده است", "en": "my husband passed away"},
    "health": {"ko": "지금 병원에 입원해 있어요", "fa": "در بیمارستان بستری‌ام", "en": "I'm in the hospital"},
    "sight": {"ko": "글씨가 너무 작아요", "fa": "نوشته‌ها خیلی ریز است", "en": "the letters are too small for me"},
    "reading": {"ko": "저는 글을 못 읽어요", "fa": "من سواد ندارم", "en": "I can't read"},
    "hearing": {"ko": "청각장애가 있어요", "fa": "من ناشنوا هستم", "en": "I'm deaf"},
    "minor": {"ko": "저 17살인데요", "fa": "من ۱۶ سالمه", "en": "I'm 16"},
    "slow": {"ko": "나이가 많아서 어려워요", "fa": "من پیرم، آرام‌تر", "en": "I'm old, please slow down"},
    "other_language": {"ko": "你好，我需要帮助", "fa": "你好，我需要帮助", "en": "你好，我需要帮助"},
}
TRIGGERS = {"coercion": "coercion", "other_language": "language"}  # the others are all `vulnerable`


@pytest.fixture(params=LANGUAGES)
def customer(request: pytest.FixtureRequest, talk: Talk) -> Talk:
    """At the selfie."""
    talk.language, talk.case = request.param, case_at("selfie")
    return talk


def says(customer: Talk, words: dict[str, str]) -> Answered:
    return customer.types(words[customer.language])


def triggers(answer: Answered) -> list[str]:
    return [asked["trigger"] for asked in answer.handoffs]


def options(answer: Answered) -> set[str]:
    return {option["id"] for option in answer.bubbles[-1]["body"].get("options", [])}


@pytest.mark.parametrize("trigger", AT_ONCE)
def test_a_person_is_called_at_once(customer: Talk, trigger: str) -> None:
    answer = says(customer, AT_ONCE[trigger])
    assert triggers(answer) == [trigger]
    assert len(answer.keys) == 1
    assert answer.keys[0].startswith("utter_signal_")


@pytest.mark.parametrize("signal", OFFERED)
def test_a_person_is_offered_and_knows_why_when_called(customer: Talk, signal: str) -> None:
    answer = says(customer, OFFERED[signal])
    assert answer.keys == [f"utter_signal_{signal}"]
    assert answer.handoffs == []
    assert "request_human" in options(answer)
    (asked,) = says(customer, YES).handoffs
    assert asked == {"trigger": TRIGGERS.get(signal, "vulnerable"), "topic": signal}


@pytest.mark.parametrize("signal", ["health", "coercion"])
def test_who_asks_for_a_person_is_not_first_told_something_else(customer: Talk, signal: str) -> None:
    words = {code: f"{OFFERED[signal][code]}. {A_PERSON[code]}" for code in LANGUAGES}
    answer = says(customer, words)
    assert answer.keys == ["utter_request_human"]
    assert triggers(answer) == [TRIGGERS.get(signal, "vulnerable")]


def test_who_may_be_watched_is_told_nothing_that_betrays_them(customer: Talk) -> None:
    (text,) = says(customer, OFFERED["coercion"]).texts
    assert not any(word in text for word in ("강요", "협박", "안전", "مجبور", "تهدید", "امن", "forc", "safe", "threat"))


def test_an_illness_is_not_asked_about(customer: Talk) -> None:
    (text,) = says(customer, OFFERED["health"]).texts
    assert "?" not in text
    assert "؟" not in text


def test_an_age_is_the_one_of_the_journey(customer: Talk) -> None:
    (text,) = says(customer, OFFERED["minor"]).texts
    assert {"ko": "18", "fa": "۱۸", "en": "18"}[customer.language] in text


def test_the_first_frustration_is_met_calmly_and_the_second_by_a_person(customer: Talk) -> None:
    first = says(customer, FED_UP)
    assert first.keys == ["utter_express_frustration"]
    assert first.handoffs == []
    says(customer, THANKS)
    again = says(customer, FED_UP_AGAIN)
    assert again.keys == ["utter_frustration_handoff"]
    assert triggers(again) == ["frustration"]


def test_not_understood_twice_a_person_is_offered_and_the_third_time_called(customer: Talk) -> None:
    answers = [customer.types(noise) for noise in NOISE]
    assert answers[1].keys == ["utter_fallback_person"]
    assert "request_human" in options(answers[1])
    assert triggers(answers[2]) == ["fallback"]


def test_the_same_question_three_times_offers_a_person(customer: Talk) -> None:
    answers = [customer.chooses("help_selfie") for _ in range(3)]
    assert "utter_same_again" in answers[2].keys
    assert triggers(customer.chooses("request_human")) == ["repetition"]


def test_a_decline_offers_a_person_who_knows(customer: Talk) -> None:
    customer.case = case_at("selfie", "declined", attempts_left=0)
    assert "request_human" in options(customer.moved("declined", "selfie", "OTHER", 0))
    assert triggers(says(customer, YES)) == ["declined"]


def test_who_declines_a_consent_hears_of_other_ways_and_of_a_person(customer: Talk) -> None:
    customer.case = case_at("consent")
    told = customer.moved("failed", "consent", "CONSENT_DECLINED", 3).bubbles[0]
    assert {option["id"] for option in told["body"]["options"]} == {"ask_alternative", "request_human"}
    customer.chooses("ask_alternative")
    assert triggers(says(customer, A_PERSON)) == ["alternative"]


def test_who_wants_data_deleted_is_offered_a_person_for_it(customer: Talk) -> None:
    customer.chooses("ask_data_deletion")
    assert triggers(customer.chooses("request_human")) == ["legal_request"]


def test_doubt_after_a_refusal_is_given_room_instead_of_the_step_again(customer: Talk) -> None:
    customer.chooses("refuse_biometric")
    answer = customer.chooses("ask_biometric_purpose")
    assert answer.keys[-1] == "utter_doubt"
    assert {"resume_verification", "request_human", "choose_alternative", "pause_verification"} <= options(answer)
    assert "utter_doubt" not in customer.chooses("ask_data_storage").keys


@pytest.mark.parametrize("kind", ["consent", "details", "document", "selfie"])
def test_an_idle_step_gets_an_offer_that_fits_it(customer: Talk, kind: str) -> None:
    customer.case = case_at(kind)
    answer = customer.sees("step_idle", step=kind)
    assert answer.keys == [f"utter_idle_{kind}"]
    assert {"request_human", "pause_verification", "dismiss_offer"} <= options(answer)
    assert triggers(customer.chooses("request_human")) == ["hesitation"]


def test_who_is_stuck_is_offered_a_person(customer: Talk) -> None:
    assert customer.sees("step_stuck", step="selfie").keys == ["utter_stuck"]
    assert triggers(says(customer, YES)) == ["stuck"]


def test_a_person_whom_the_bank_wants_is_called_in_words_that_betray_nothing(customer: Talk) -> None:
    answer = customer.sees("person_wanted", step="selfie")
    assert answer.keys == ["utter_person_wanted"]
    assert answer.handoffs == [{"trigger": "high_risk", "topic": "selfie"}]
    assert options(answer) == set()
    (text,) = answer.texts
    assert not re.search("위험|의심|주의|사기|خطر|مشکوک|ریسک|کلاه|risk|suspic|fraud|flag|check", text)
    assert customer.sees("person_wanted", step="selfie").handoffs == answer.handoffs


@pytest.mark.parametrize("status", ["in_review", "approved", "declined", "canceled"])
def test_nobody_is_called_by_the_bank_where_nothing_waits_for_the_customer(customer: Talk, status: str) -> None:
    customer.case = case_at("selfie", status)
    answer = customer.sees("person_wanted", step="selfie")
    assert (answer.keys, answer.handoffs) == ([], [])


@pytest.mark.parametrize("typed", [True, False])
def test_who_declines_help_is_heard(customer: Talk, typed: bool) -> None:
    customer.sees("step_idle", step="selfie")
    answer = says(customer, NO) if typed else customer.chooses("dismiss_offer")
    assert answer.keys == ["utter_dismiss_offer"]
    assert {"declined": "help"} in answer.lines
    assert answer.is_done


@pytest.mark.parametrize("status", ["in_review", "approved", "declined", "canceled"])
def test_an_offer_that_comes_too_late_is_left_unsaid(customer: Talk, status: str) -> None:
    customer.case = case_at("selfie", status)
    assert customer.sees("step_idle", step="selfie").keys == []
    assert customer.sees("step_stuck", step="selfie").keys == []


def test_nobody_can_choose_a_signal(customer: Talk) -> None:
    assert customer.house.post(customer.request(choice={"id": "signal"})).status_code == 400


def test_the_second_failure_names_another_way(customer: Talk) -> None:
    assert customer.moved("failed", "selfie", "FACE_BLUR", 2).keys[0] == "utter_step_failed"
    assert customer.moved("failed", "selfie", "FACE_BLUR", 1).keys[0] == "utter_step_failed_again"


@pytest.mark.parametrize(
    ("reason", "response", "trigger"),
    [
        ("FACE_BLUR", "utter_attempts_exceeded", "step_failed"),
        ("OTHER", "utter_step_person", "step_failed"),
        ("UNDERAGE", "utter_signal_minor", "vulnerable"),
    ],
)
def test_a_step_that_ends_says_what_is_true_of_its_reason_and_offers_a_person(
    customer: Talk, reason: str, response: str, trigger: str
) -> None:
    customer.case = case_at("selfie", attempts_left=0, reason=reason)
    answer = customer.moved("attempts_exceeded", "selfie", reason, 0)
    assert answer.keys == [response]
    assert "request_human" in options(answer)
    assert triggers(says(customer, YES)) == [trigger]


def test_what_it_takes_is_said_before_the_start_as_a_range(customer: Talk) -> None:
    customer.case = None
    customer.house.actions.answers["action_start_verification"] = Answer(
        ["utter_verification_intro"], {"case_status": "started", "step_kind": "consent", "minutes": 5}
    )
    (text, *_) = customer.chooses("start_verification").texts
    assert {"ko": "8~12분", "fa": "۶ تا ۱۰ دقیقه", "en": "5 to 8 minutes"}[customer.language] in text
