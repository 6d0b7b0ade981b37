import pytest
from channels.language import written_in


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("셀카는 왜 찍어야 해요?", "ko"),
        ("왜요", "ko"),
        ("passport 안돼요", "ko"),
        ("KB 국민은행 app 안열려", "ko"),
        ("چرا باید سلفی بگیرم؟", "fa"),
        ("ID card نیاز دارم؟", "fa"),
        ("می‌خواهم با کارشناس صحبت کنم", "fa"),
        ("How long does it take?", "en"),
        ("can I talk to a person", "en"),
        ("I don’t want this", "en"),
        ("is my face data safe?", "en"),
        ("my number is [phone]", "en"),
    ],
)
def test_whole_words_of_a_language_prove_it(text: str, language: str) -> None:
    assert written_in(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "salam mikham ehraz hoviat konam",
        "chera bayad selfi begiram",
        "man in ro nemidam be to",
        "annyeonghaseyo selka wae jjigeoyo",
        "ok",
        "OK thanks",
        "thank you",
        "yes please",
        "sorry, help me",
        "hello",
        "Face ID",
        "KakaoBank OTP",
        "M123A4567",
        "[phone]",
        "[id_number] [code]",
        "https://bank.example.com/please/read/this/and/that",
        "네",
        "ㅋㅋㅋㅋ",
        "?!",
        "🙏🙏",
        "123456",
        "",
    ],
)
def test_what_proves_nothing_leaves_the_language_as_it_is(text: str) -> None:
    assert written_in(text) is None


def test_arabic_is_not_taken_for_persian() -> None:
    assert written_in("أريد التحدث مع موظف") is None
    assert written_in("مرحبا، ما هي الوثائق المطلوبة؟") is None


def test_persian_from_an_arabic_keyboard_is_persian() -> None:
    assert written_in("چرا بايد سلفي بگيرم") == "fa"


def test_a_sentence_of_two_languages_is_of_the_one_with_more_letters() -> None:
    assert written_in("본인확인 how long does it usually take please") == "en"
    assert written_in("selfie 단계에서 자꾸 실패해요") == "ko"
    assert written_in("سلفی رو گرفتم ولی error میده") == "fa"
