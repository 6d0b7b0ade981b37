"""What matters more than what was asked, and what only looks like it: a false alarm annoys."""

from collections.abc import Iterator

import pytest
from components.content import read_yaml
from components.signal_words import PATTERNS
from components.signals import NEEDS, NONE, comes_first, detect
from settings import PROJECT

ALARMS: dict[str, tuple[str, ...]] = {
    "self_harm": (
        "그냥 죽고 싶어요",
        "더 이상 살고 싶지 않아요",
        "می‌خوام بمیرم دیگه",
        "به خودکشی فکر می‌کنم",
        "I don't want to live anymore",
        "sometimes I think I'll kill myself",
    ),
    "fraud": (
        "보이스피싱 당했어요",
        "사기를 당한 것 같아요",
        "سرم کلاه گذاشتند",
        "از من کلاهبرداری شده",
        "I got scammed by a caller",
        "I think I fell for a scam",
    ),
    "coercion": (
        "옆에서 누가 시키는 대로 하고 있어요",
        "전화로 불러주는 대로 입력하고 있어요",
        "협박받고 있어요",
        "یک نفر مجبورم کرده این کار را بکنم",
        "تهدیدم می‌کنند که حساب باز کنم",
        "he is forcing me to open this account",
        "a man on the phone is telling me what to enter",
        "I'm being threatened",
    ),
    "legal": (
        "금감원에 신고할 거예요",
        "결과에 이의를 제기합니다",
        "AI가 거절했는데 이유를 설명해 주세요",
        "شکایت رسمی دارم",
        "به نتیجه اعتراض دارم",
        "I want to file a complaint",
        "the algorithm rejected me, explain why",
        "I object to this processing",
    ),
    "bereavement": (
        "아버지가 돌아가셨는데 통장은 어떻게 하나요",
        "고인 명의 계좌를 정리하고 싶어요",
        "پدرم فوت کرده حسابش چی می‌شود",
        "همسر مرحومم این‌جا حساب داشت",
        "my husband passed away last month",
        "this is the account of my late mother",
    ),
    "health": (
        "지금 병원에 입원해 있어요",
        "손이 떨려서 사진을 못 찍겠어요",
        "تازه جراحی کرده‌ام و سخت است",
        "دستم می‌لرزد",
        "I'm in the hospital right now",
        "my hands shake because of Parkinson's",
    ),
    "sight": (
        "글씨가 너무 작아요",
        "제가 시각장애가 있어요",
        "نوشته‌ها خیلی ریز است",
        "نابینا هستم",
        "the letters are too small for me",
        "I'm blind",
    ),
    "reading": (
        "저는 한글을 못 읽어요",
        "글을 읽을 줄 몰라요",
        "سواد ندارم",
        "خواندن و نوشتن بلد نیستم",
        "I can't read",
        "I never learned to read and write",
    ),
    "hearing": (
        "귀가 잘 안 들려요",
        "청각장애가 있어서 통화를 못 해요",
        "ناشنوا هستم",
        "گوشم سنگین است",
        "I'm deaf",
        "I am hard of hearing",
    ),
    "minor": (
        "저 17살인데 되나요",
        "미성년자예요",
        "من ۱۶ سالمه",
        "هنوز به سن قانونی نرسیدم",
        "I'm 16, can I do this?",
        "I'm under 18",
    ),
    "slow": (
        "나이가 많아서 잘 못 따라가겠어요",
        "천천히 좀 해 주세요",
        "من پیرم، آرام‌تر توضیح بده",
        "۷۵ سالم است و گوشی بلد نیستم",
        "I'm old, please slow down",
        "I'm not good with phones",
    ),
    "other_language": (
        "你好，我需要帮助",
        "すみません、わかりません",
        "Я не понимаю",
        "أريد أن أفتح حسابا، هل يمكن ذلك",
        "Xin chào, tôi cần giúp đỡ",
        "ช่วยด้วยครับ",
        "hola, necesito ayuda",
        "중국어로 해 주세요",
        "عربی حرف می‌زنید؟ به عربی بگو",
        "do you speak Russian?",
    ),
}
NEAR_MISSES = (
    "답답해 죽겠네요",
    "배고파 죽겠어요",
    "동생 집에 돌아가서 할게요",
    "이거 광고인가요",
    "휴대폰이 죽었어요",
    "사진 글씨가 안 보인대요",
    "화면이 안 보여요",
    "서비스 장애가 있나요",
    "동의를 강요하는 건가요?",
    "남편이 옆에서 도와주고 있어요",
    "최고소득이 얼마죠",
    "중국 여권도 되나요?",
    "本人 확인 해야 하나요",
    "14세 이상만 되나요?",
    "고3 때 찍은 사진이에요",
    "안 눌렀어요",
    "금감원 직원이라는 전화를 받았어요",
    "소송 중인데 계좌 개설이 되나요",
    "가까운 병원이 어디예요",
    "할머니 계좌를 대신 만들 수 있나요",
    "천천히 해도 되나요?",
    "눈을 감고 찍었어요",
    "고소한 커피 마시고 싶다",
    "수술비 대출 되나요",
    "시스템이 마비됐나요",
    "بیمارستان نزدیک کجاست؟",
    "چشمم را نمی‌بیند دوربین",
    "چشم‌هایم بسته افتاده",
    "وکیل‌ها هم می‌توانند؟",
    "salamat bashid",
    "پول فرستادن چقدر کارمزد دارد؟",
    "تهدید امنیتی دارد این برنامه؟",
    "سریع باشید",
    "نمی‌توانم متن را بخوانم چون تار است",
    "صفحهٔ گوشی‌ام شکسته",
    "사진에 소리가 안 나요",
    "수집에 동의합니다",
    "친구가 추천해서 가입해요",
    "از خستگی مُردم",
    "مجبورم عکس بدهم؟",
    "چرا مجبورم می‌کنید عکس بدهم؟",
    "طبق راهنما عمل کردم",
    "عینکم را بردارم؟",
    "کلاه سرم باشد؟",
    "مرد هستم",
    "گوشی‌ام کند است",
    "سلام علیکم",
    "پاسپورت چینی قبول است؟",
    "مرسی، merci",
    "this is killing me",
    "my phone died",
    "I'm sick of this",
    "I'm sick and tired of waiting",
    "the camera is disabled",
    "my phone is too old for this",
    "am I old enough?",
    "it's a minor problem",
    "I'm 15 minutes late",
    "it says it can't read my passport",
    "why are you forcing me to take a selfie?",
    "the app is telling me to retake the photo",
    "my wife is helping me with this",
    "I was born in China and have a Chinese passport",
    "I didn't click anything",
    "cancel it",
    "my wife passed the check already",
    "they are making me wait",
    "I can't see the button well",
    "café crème",
    "my eyes are closed in the photo",
    "I'm going to die of boredom",
    "I hurt my finger a bit, but ok",
    "is there a hospital nearby",
    "a slow connection",
    "it takes too long",
    "can I open an account for my daughter",
    "make it bigger",
    "I forced the app to close",
    "he told me about your bank",
    "한국어 please",
    "salam, mikham ehraz hoviat konam",
    "annyeong, bonin hwagin hago sipeoyo",
)
FILES = sorted((PROJECT / "data/nlu").glob("*/*/*.yml"))
LEARNT = [(item["intent"], item["examples"]) for file in FILES for item in read_yaml(file)["nlu"]]
EXAMPLES = [(intent, line.removeprefix("- ").strip()) for intent, lines in LEARNT for line in lines.splitlines()]
CALL_A_PERSON = ("self_harm", "fraud", "legal")  # with an answer of their own
# Wishes that hold a signal by what they are; for every other one an example that alarms is a false alarm.
MAY_ALARM = {"report_phishing", "request_human", "ask_data_deletion", "express_frustration", "out_of_scope"}


def alarms() -> Iterator[tuple[str, str]]:
    return ((signal, text) for signal, texts in ALARMS.items() for text in texts)


@pytest.mark.parametrize(("signal", "text"), alarms())
def test_a_signal_is_seen(signal: str, text: str) -> None:
    assert detect(text, "nlu_fallback") == signal


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_what_only_looks_like_a_signal_is_none(text: str) -> None:
    assert detect(text, "nlu_fallback") == NONE


def test_each_signal_is_tried_in_each_language_and_with_what_only_looks_like_it() -> None:
    assert set(ALARMS) == {"fraud", "other_language", *PATTERNS} - {"defrauded", "harmed"}
    assert all(len(texts) >= 6 for texts in ALARMS.values())


def test_no_wish_that_is_surely_understood_is_pushed_aside_without_cause() -> None:
    false = {
        text: detect(text, intent)
        for intent, text in EXAMPLES
        if intent not in MAY_ALARM and comes_first(detect(text, intent), intent, 1.0)
    }
    assert false == {}


@pytest.mark.parametrize(
    "text",
    ["링크를 눌렀어요", "인증번호를 알려줬어요", "روی لینک زدم", "کد را دادم", "I clicked it, I clicked the link"],
)
def test_harm_is_what_was_done_after_a_suspicious_message(text: str) -> None:
    assert detect(text, "report_phishing") == "fraud"
    assert detect(text, "help_code") == NONE


@pytest.mark.parametrize(
    "text",
    [
        "링크는 안 눌렀어요",
        "이상한 링크를 보냈어요",
        "they sent it to me",
        "لینک را نزدم",
        "I have not clicked the link",
    ],
)
def test_what_was_not_done_or_done_by_others_is_no_harm(text: str) -> None:
    assert detect(text, "report_phishing") == NONE


def test_danger_and_claiming_a_right_come_before_everything() -> None:
    assert all(comes_first(signal, intent, 1.0) for signal in ("self_harm", "legal") for intent, _ in LEARNT)
    assert comes_first("fraud", "report_phishing", 1.0)
    assert comes_first("fraud", "ask_status", 1.0)


def test_who_was_deceived_once_and_asks_how_it_is_safe_now_is_answered() -> None:
    assert not comes_first("fraud", "ask_data_protection", 0.9)
    assert comes_first("fraud", "ask_data_protection", 0.4)


@pytest.mark.parametrize("signal", NEEDS)
def test_a_need_comes_after_the_answer_to_a_question_that_was_understood(signal: str) -> None:
    assert not comes_first(signal, "help_selfie", 0.9)
    assert comes_first(signal, "help_selfie", 0.4)


@pytest.mark.parametrize("signal", [name for name in ALARMS if name not in CALL_A_PERSON])
def test_who_surely_asks_for_a_person_gets_one(signal: str) -> None:
    assert not comes_first(signal, "request_human", 0.9)
    assert comes_first(signal, "request_human", 0.4)
    assert comes_first(signal, "nlu_fallback", 1.0)
    assert not comes_first(NONE, "nlu_fallback", 0.0)
