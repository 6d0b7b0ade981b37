import pytest
from channels.at_step import is_only_numbers, meant_here
from components.bare_question import bare_question


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("왜?", "why"),
        ("근데 왜요??", "why"),
        ("이걸 왜 해야 하나요", "why"),
        ("이유가 뭐예요?", "why"),
        ("چرا؟", "why"),
        ("خب برای چی", "why"),
        ("دلیلش چیه؟", "why"),
        ("why?", "why"),
        ("But why though", "why"),
        ("what's this for?", "why"),
        ("저장돼요?", "stored"),
        ("이거 보관하나요?", "stored"),
        ("ذخیره می‌شود؟", "stored"),
        ("نگهش می‌دارید؟", "stored"),
        ("is it stored?", "stored"),
        ("do you keep this", "stored"),
        ("그럼 언제 지워요?", "stored"),
        ("کی پاکش می‌کنید؟", "stored"),
        ("when do you delete it?", "stored"),
        ("꼭 해야 하나요?", "must"),
        ("안 하면 안 돼요?", "must"),
        ("اجباریه؟", "must"),
        ("حتماً باید بدم؟", "must"),
        ("do I have to?", "must"),
        ("is this required", "must"),
        ("얼마나요?", "how_long"),
        ("تا کی؟", "how_long"),
        ("how long?", "how_long"),
        ("언제쯤 와요?", "when"),
        ("کی میاد؟", "when"),
        ("How long do I have to wait?", "when"),
        ("전체 안내 보여 주세요", "notice"),
        ("개인정보 처리방침 전문을 볼 수 있나요?", "notice"),
        ("처리방침이요", "notice"),
        ("전문을 보고 싶어요", "notice"),
        ("همهٔ توضیحات را نشان بدهید", "notice"),
        ("متن کامل اطلاعیهٔ حریم خصوصی رو می‌خوام ببینم", "notice"),
        ("بیانیهٔ حریم خصوصی", "notice"),
        ("متن کامل را نشان بدهید", "notice"),
        ("show me the full notice", "notice"),
        ("can I read the full text", "notice"),
        ("Can I read the privacy policy, please?", "notice"),
        ("privacy notice", "notice"),
    ],
)
def test_a_bare_question_is_known_in_any_spacing(text: str, question: str) -> None:
    assert bare_question(text) == question
    assert bare_question(text.replace(" ", "")) == question


@pytest.mark.parametrize(
    "text",
    [
        "셀카는 왜 찍어요?",
        "왜 자꾸 실패해요",
        "꼭",
        "چرا سلفی لازم است؟",
        "چرا کد نیامد",
        "واقعاً",
        "why do you need my selfie",
        "why did it fail",
        "why not",
        "is my passport stored",
        "안내",
        "안내 문자 그만 보내 주세요",
        "حریم خصوصی",
        "توضیحات بیشتر",
        "I got a notice about a policy",
        "안내 주세요",
        "can I get a full statement",
        "show me the notice",
        "how long does it take",
        "",
        "?",
        "🙏",
    ],
)
def test_who_names_a_thing_or_asks_something_else_is_read_as_usual(text: str) -> None:
    assert bare_question(text) is None


@pytest.mark.parametrize(
    ("question", "step", "wish"),
    [
        ("why", "selfie", "ask_biometric_purpose"),
        ("why", "document", "ask_why_verification"),
        ("why", "none", "ask_why_verification"),
        ("must", "selfie", "ask_alternative"),
        ("must", "details", "ask_why_verification"),
        ("stored", "document", "ask_data_storage"),
        ("how_long", "selfie", "ask_duration"),
        ("notice", "selfie", "whole_notice"),
        ("notice", "none", "whole_notice"),
    ],
)
def test_a_bare_question_is_about_the_step_at_hand(question: str, step: str, wish: str) -> None:
    assert meant_here(question, step, ["utter_greet"]) == wish


def test_how_long_after_an_answer_about_keeping_is_about_keeping() -> None:
    assert meant_here("how_long", "selfie", ["utter_ask_data_storage", "utter_step_selfie"]) == "ask_data_storage"


def test_when_is_understood_from_whoever_waits_for_a_person() -> None:
    assert meant_here("when", "selfie", ["utter_request_human"]) == "request_human"
    assert meant_here("how_long", "selfie", ["utter_already_waiting"]) == "request_human"
    assert meant_here("when", "selfie", ["utter_in_review"]) is None


def test_marks_of_hidden_numbers_alone_are_numbers() -> None:
    assert is_only_numbers("[phone]")
    assert is_only_numbers(" [id_number], [code]. ")
    assert not is_only_numbers("my number is [phone]")
    assert not is_only_numbers("[done]")
    assert not is_only_numbers("")
