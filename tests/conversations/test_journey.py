"""The journey as the case tells it: begun, interrupted, gone wrong, decided."""

import pytest
from fake_actions import Answer
from house import Talk, case_at, started

STEPS = ("consent", "details", "document", "selfie")
LANGUAGES = ("ko", "fa", "en")
QUESTIONS = {
    "ko": ("셀카는 왜 찍어야 해요?", "제 사진을 얼마나 보관해요?"),
    "fa": ("چرا باید سلفی بگیرم؟", "عکسم را تا کی نگه می‌دارید؟"),
    "en": ("why do you need my selfie?", "how long do you keep my photo?"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_words_say_who_speaks_and_offer_a_person(talk: Talk, language: str) -> None:
    talk.language = language
    answer = talk.sees("opened")
    assert answer.keys == ["utter_opened"]
    assert "request_human" in [option["id"] for option in answer.bubbles[0]["body"]["options"]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_starting_shows_the_first_card_as_soon_as_the_case_exists(talk: Talk, language: str) -> None:
    talk.language = language
    talk.house.actions.answers["action_start_verification"] = Answer(["utter_verification_intro"], started("consent"))
    answer = talk.chooses("start_verification")
    assert answer.keys == ["utter_verification_intro", "utter_step_consent"]
    assert answer.bubbles[1]["body"]["card"] == "consent"


def test_an_action_sees_who_asks_and_for_which_turn(talk: Talk) -> None:
    talk.chooses("start_verification")
    (call,) = talk.house.actions.calls
    metadata = call["tracker"]["latest_message"]["metadata"]
    assert metadata == {"customer_id": "customer-1", "turn_id": f"{talk.id}:1", "language": "en", "case": None}


def test_a_chosen_value_reaches_the_action(talk: Talk) -> None:
    talk.case = case_at("selfie")
    talk.chooses("reopen.details")
    (entity,) = talk.house.actions.calls[0]["tracker"]["latest_message"]["entities"]
    assert (entity["entity"], entity["value"]) == ("value", "details")


def test_what_an_action_finds_is_in_the_words_it_answers_with(talk: Talk) -> None:
    talk.case = case_at("document")
    found = {**started("document"), "step_number": 3, "step_count": 5}
    talk.house.actions.answers["action_case_status"] = Answer(["utter_status_started"], found)
    answer = talk.types("how far am I?")
    assert answer.keys == ["utter_status_started", "utter_step_document"]
    assert "3" in answer.texts[0]
    assert "5" in answer.texts[0]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", STEPS)
def test_a_question_inside_a_step_is_answered_and_the_step_comes_back(talk: Talk, kind: str, language: str) -> None:
    talk.language, talk.case = language, case_at(kind)
    for typed, key in zip(QUESTIONS[language], ("utter_ask_biometric_purpose", "utter_ask_data_storage"), strict=True):
        answer = talk.types(typed)
        assert answer.keys == [key, f"utter_step_{kind}"]
        assert answer.bubbles[1]["kind"] == "card"
        assert answer.bubbles[0]["staff"]["explains"]
        assert not answer.bubbles[1]["staff"]["explains"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("kind", "following"), zip(STEPS, (*STEPS[1:], None), strict=True))
def test_a_passed_step_is_acknowledged_and_the_next_one_asked(
    talk: Talk, kind: str, following: str, language: str
) -> None:
    talk.language, talk.case = language, case_at(following) if following else case_at("selfie", "in_review", step=None)
    after = [f"utter_step_{following}"] if following else []
    assert talk.moved("passed", kind).keys == [f"utter_passed_{kind}", *after]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_failed_step_says_why_what_to_do_and_asks_again(talk: Talk, language: str) -> None:
    talk.language, talk.case = language, case_at("document", attempts_left=2)
    answer = talk.moved("failed", "document", "DOC_GLARE", 2)
    assert answer.keys == ["utter_step_failed", "utter_step_document"]
    assert "{" not in answer.texts[0]


def test_an_unknown_reason_is_explained_all_the_same(talk: Talk) -> None:
    talk.case = case_at("document", attempts_left=2)
    assert talk.moved("failed", "document", "NEVER_SEEN", 2).keys[0] == "utter_step_failed"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("result", "status", "keys"),
    [
        ("in_review", "in_review", ["utter_in_review"]),
        ("approved", "approved", ["utter_approved"]),
        ("declined", "declined", ["utter_declined"]),
        ("canceled", "canceled", ["utter_case_canceled"]),
        ("resubmission_requested", "resubmission_requested", ["utter_resubmission_requested", "utter_step_selfie"]),
        ("abandoned", "abandoned", ["utter_case_abandoned"]),
        ("expired", "expired", ["utter_case_expired"]),
    ],
)
def test_what_became_of_the_case_is_told(talk: Talk, result: str, status: str, keys: list[str], language: str) -> None:
    talk.language, talk.case = language, case_at("selfie", status)
    assert talk.moved(result, "selfie").keys == keys


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_step_without_tries_is_not_asked_for_again(talk: Talk, language: str) -> None:
    talk.language, talk.case = language, case_at("selfie", attempts_left=0)
    assert talk.moved("attempts_exceeded", "selfie", "FACE_BLUR", 0).keys == ["utter_attempts_exceeded"]
    answer = talk.types(QUESTIONS[language][1])
    assert answer.keys == ["utter_ask_data_storage", "utter_step_spent"]
    assert [option["id"] for option in answer.bubbles[1]["body"]["options"]] == ["request_human", "choose_alternative"]


@pytest.mark.parametrize(("passed", "following"), [("consent", "details"), ("document", "selfie")])
def test_the_last_try_of_one_step_is_not_taken_for_that_of_the_next(talk: Talk, passed: str, following: str) -> None:
    talk.case = case_at(following)
    assert talk.moved("passed", passed, None, 0).keys == [f"utter_passed_{passed}", f"utter_step_{following}"]


def test_a_consent_can_be_asked_for_however_often_it_was_declined(talk: Talk) -> None:
    talk.case = case_at("consent", attempts_left=0)
    assert talk.chooses("ask_steps").keys == ["utter_ask_steps", "utter_step_consent"]


@pytest.mark.parametrize("status", ["in_review", "approved", "declined"])
def test_no_selfie_is_talked_about_as_if_it_still_could_be_refused(talk: Talk, status: str) -> None:
    talk.case = case_at("selfie", status)
    assert talk.types("I won't give you my face").keys == ["utter_biometric_over"]
    purpose = talk.types("why do you need my selfie?")
    offered = [option["id"] for bubble in purpose.bubbles for option in bubble["body"].get("options", [])]
    assert "refuse_biometric" not in offered


def test_who_refuses_before_the_beginning_may_begin_without(talk: Talk) -> None:
    talk.house.actions.answers["action_start_verification"] = Answer(["utter_verification_intro"], started("consent"))
    assert talk.types("I won't give you my face").keys == ["utter_without_selfie"]
    assert talk.types("yes").keys == ["utter_verification_intro", "utter_step_consent"]


@pytest.mark.parametrize("kind", STEPS)
def test_nobody_in_a_step_is_offered_to_start(talk: Talk, kind: str) -> None:
    talk.case = case_at(kind)
    for answer in (talk.types("hello"), talk.types("ok"), talk.types("what can you do for me?"), talk.sees("opened")):
        offered = [option["id"] for bubble in answer.bubbles for option in bubble["body"].get("options", [])]
        assert "start_verification" not in offered


def test_a_declined_consent_is_respected_and_not_called_a_failure(talk: Talk) -> None:
    talk.case = case_at("consent")
    assert talk.moved("failed", "consent", "CONSENT_DECLINED", 2).keys[0] == "utter_consent_declined"


def test_the_step_is_not_pushed_at_someone_who_refuses_or_is_upset(talk: Talk) -> None:
    talk.case = case_at("selfie")
    assert talk.types("I won't give you my face").keys == ["utter_refuse_biometric"]
    assert talk.types("this is so frustrating").keys == ["utter_express_frustration"]


def test_giving_up_is_asked_about_once_more_and_yes_means_it(talk: Talk) -> None:
    talk.case = case_at("details")
    talk.house.actions.answers["action_cancel_verification"] = Answer(["utter_canceled"], {"case_status": "canceled"})
    assert talk.types("cancel my application for good").keys == ["utter_confirm_cancel"]
    assert talk.types("yes").keys == ["utter_canceled"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_yes_to_what_was_offered_means_it_though_the_step_was_left_unsaid(talk: Talk, language: str) -> None:
    talk.language = language
    talk.house.actions.answers["action_start_verification"] = Answer(["utter_verification_intro"], started("consent"))
    assert talk.types({"ko": "안녕하세요", "fa": "سلام", "en": "hello"}[language]).keys == ["utter_greet"]
    yes = talk.types({"ko": "네", "fa": "بله", "en": "yes"}[language])
    assert yes.keys == ["utter_verification_intro", "utter_step_consent"]


def test_no_to_giving_up_goes_on(talk: Talk) -> None:
    talk.case = case_at("details")
    talk.house.actions.answers["action_resume_verification"] = Answer(["utter_resume_verification"])
    talk.types("cancel my application for good")
    assert talk.types("no").keys == ["utter_resume_verification", "utter_step_details"]


def test_a_yes_with_nothing_pending_starts_nothing(talk: Talk) -> None:
    talk.types("thank you so much")
    assert talk.types("yes").keys == ["utter_affirm"]
    assert talk.house.actions.calls == []


def test_what_is_being_checked_cannot_be_corrected(talk: Talk) -> None:
    talk.case = case_at("selfie", "in_review", step=None, step_kind=None)
    assert talk.chooses("correct_answer").keys == ["utter_cannot_reopen"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_after_the_agent_the_journey_goes_on_where_it_stood(talk: Talk, language: str) -> None:
    talk.language, talk.case = language, case_at("document")
    answer = talk.sees("agent_left", name="Sora", outcome="resolved")
    assert answer.keys == ["utter_agent_left", "utter_step_document"]


def test_who_comes_back_is_shown_the_step_that_waits(talk: Talk) -> None:
    talk.case = case_at("document")
    assert talk.sees("came_back").keys == ["utter_came_back", "utter_step_document"]
    assert talk.sees("step_idle", step="document").keys == ["utter_idle_document"]


def test_a_move_without_words_for_the_customer_is_passed_over(talk: Talk) -> None:
    talk.case = case_at("review", "approved", step=None, step_kind=None)
    answer = talk.moved("passed", "review")
    assert answer.keys == []
    assert answer.is_done


def test_a_decided_case_asks_for_no_step(talk: Talk) -> None:
    talk.case = case_at("selfie", "approved", step=None, step_kind=None)
    assert talk.types("why do you need my selfie?").keys == ["utter_ask_biometric_purpose"]
