import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handoff.domain.masking import mask

KOREAN = [
    "900101-1000006",
    "9001011000006",
    "900101-1000007",  # wrong check digit
    "971013-9019902",
    "000229-3000001",
    "991301-1000000",  # no such month
    "201005-3999999",  # issued since October 2020, no check digit
    "850803-1056741",
    "900101 1000006",
    "900101 - 1000006",
    "900101.1000006",
    "900101,1000006",
    "900101–1000006",
    "9 0 0 1 0 1 1 0 0 0 0 0 6",
    "90 01 01 10 00 00 6",
    "900101\n1000006",
    "９００１０１－１００００06",
    "۹۰۰۱۰۱-۱۰۰۰۰۰۶",
    "٩٠٠١٠١١٠٠٠٠٠٦",
    "900101-1******",
    "900101-*******",
    "900101-1●●●●●●",
    "980912-1234567",  # could be a telephone number of Iran
    "8201010000000",  # could be one of Korea
    "850101-5100062",  # alien number
    "910515-6220078",
    "11-22-333333-44",  # driving licence
    "서울 22-333333-44",
]
IRANIAN = [
    "0499370899",
    "0790419904",
    "0084575948",
    "0012345679",
    "0010001001",
    "0499370898",  # wrong check digit
    "1234567890",
    "1111111111",
    "۰۴۹۹۳۷۰۸۹۹",
    "٠٤٩٩٣٧٠٨٩٩",
    "۰۴۹-۹۳۷۰۸۹-۹",
    "049 937089 9",
    "0 4 9 9 3 7 0 8 9 9",
    "049937****",
    "کد ملی من 68415941 است",  # without its leading zeros
    "my ID number is 499370899",
]
CARDS = [
    "4111111111111111",
    "4111 1111 1111 1111",
    "4111-1111-1111-1111",
    "4111.1111.1111.1111",
    "4111 1111 1111 1112",  # wrong check digit
    "۶۰۳۷ ۹۹۱۸ ۱۲۳۴ ۵۶۷۸",
    "６０３７９９１８１２３４５６７８",
    "0000-9890-0000-0000",  # has a telephone number in its middle
    "378282246310005",
    "3782 822463 10005",
    "4222222222222",
    "6304000000000000000",
    "4111-****-****-1111",
    "**** **** **** 1111",
    "4111 11XX XXXX 1111",
]
PASSPORTS = [
    "M12345678",
    "m12345678",
    "M123A4567",
    "M 1234 5678",
    "Ｍ１２３４５６７８",
    "M۱۲۳۴۵۶۷۸",
    "L898902C3",
    "AB1234567",
    "M1234****",
    "my passport: 123456789",
    "여권 123456789",
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
    "M123A45674KOR9001011M3201015<<<<<<<<<<<<<<<8",
    "I<UTOD231458907<<<<<<<<<<<<<<<",
]
PHONES = [
    "010-1234-5678",
    "01012345678",
    "010 1234 5678",
    "+82 10-1234-5678",
    "+82-010-1234-5678",
    "82-010-1234-5678",
    "821012345678",
    "011-123-4567",
    "02-123-4567",
    "09123456789",
    "۰۹۱۲۳۴۵۶۷۸۹",
    "+989123456789",
    "00989123456789",
    "989123456789",
    "+1 202 555 0123",
    "(202) 555-0123",
]
NORMAL = [
    "1,000,000원",
    "10,000,000,000,000원",
    "1500000000 ریال",
    "۱۰٬۰۰۰٬۰۰۰ تومان",
    "$1,234,567.89",
    "1500000 won",
    "10000 20000 30000",
    "5,000 10,000 15,000",
    "100 200 300",
    "2026-03-21",
    "2026-03-21 2026-03-25",
    "2026-03-21 10:30",
    "2026. 3. 21.",
    "1/2/2026",
    "1404/12/29",
    "۱۴۰۴/۱۲/۲۹",
    "2026년 3월 21일 오후 3시",
    "20260321",
    "12345",
    "482913",
    "3층 502호",
    "1588-1234",
    "192.168.100.200",
    "iPhone 15 x 2",
    "서울시 강남구 테헤란로 123-45",
    "I waited 45 minutes, tried 3 times",
]


@pytest.mark.parametrize(
    ("kind", "text"),
    [(kind, text) for kind, texts in [("id_number", [*KOREAN, *IRANIAN]), ("card_number", CARDS)] for text in texts],
)
def test_an_identity_or_card_number_is_hidden_however_it_is_typed(kind: str, text: str) -> None:
    masked = mask(text)
    assert masked.kinds == (kind,)
    assert not any(character.isdigit() for character in masked.text)


@pytest.mark.parametrize("text", PASSPORTS)
def test_a_passport_number_is_hidden(text: str) -> None:
    masked = mask(text)
    assert masked.kinds == ("passport",)
    assert not any(character.isdigit() for character in masked.text)


@pytest.mark.parametrize("text", PHONES)
def test_a_telephone_number_is_hidden_from_customers_and_left_to_staff(text: str) -> None:
    assert mask(text).text == "[phone]"
    assert mask(text, phones=False).text == text


def test_ten_bare_digits_that_may_be_a_person_are_hidden_from_everybody() -> None:
    assert mask("9123456789").text == "[phone]"
    assert mask("9123456789", phones=False).text == "[phone]"


@pytest.mark.parametrize("text", NORMAL)
def test_amounts_dates_and_everyday_numbers_stay(text: str) -> None:
    assert mask(text).text == text


@pytest.mark.parametrize("text", ["482913", "４８２９１３", "۴۸۲۹۱۳", "482 913", "1234", "12345678"])
def test_bare_digits_are_a_code_only_while_one_is_asked_for(text: str) -> None:
    assert mask(text, code_expected=True).text == "[code]"
    assert mask(text).text == text


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("my code is 482913", "my code is [code]"),
        ("인증번호 482913 안 돼요", "인증번호 [code] 안 돼요"),
        ("코드는 482913입니다", "코드는 [code]입니다"),
        ("کد ۴۸۲۹۱۳ نیامد", "کد [code] نیامد"),
        ("the code never came, I paid 12,000", "the code never came, I paid 12,000"),
        ("코드가 2026년 3월에 왔어요", "코드가 2026년 3월에 왔어요"),
        ("no code at 10:30", "no code at 10:30"),
    ],
)
def test_a_code_is_hidden_where_the_text_speaks_of_one(text: str, masked: str) -> None:
    assert mask(text).text == masked


def test_several_numbers_in_one_text_are_told_apart() -> None:
    masked = mask("카드 4111111111111111, 주민번호 900101-1000006 전화 010-1234-5678")
    assert masked.text == "카드 [card_number], 주민번호 [id_number] 전화 [phone]"
    assert masked.kinds == ("card_number", "id_number", "phone")


def test_a_telephone_number_beside_a_card_number_does_not_shift_it() -> None:
    assert mask("010-1234-5678 4111 1111 1111 1111").text == "[phone] [card_number]"
    assert mask("4111 1111 1111 1111 010-1234-5678").text == "[card_number] [phone]"
    assert mask("900101-1000006 010-1234-5678 900101-1000006").text == "[id_number] [phone] [id_number]"


def test_words_around_a_number_stay() -> None:
    assert mask("제 번호는 900101-1000006 이고요").text == "제 번호는 [id_number] 이고요"
    assert mask("9001011000006 원래 그래요").text == "[id_number] 원래 그래요"


DIGITS = {
    "ascii": "0123456789",
    "persian": "۰۱۲۳۴۵۶۷۸۹",
    "arabic": "٠١٢٣٤٥٦٧٨٩",
    "full_width": "０１２３４５６７８９",
}
WORDS = st.text(alphabet="가나다라 خوب سلام" + string.ascii_lowercase + " .!?", max_size=20)
DATED = st.tuples(
    st.integers(0, 99), st.integers(1, 12), st.integers(1, 28), st.integers(0, 9), st.integers(0, 999_999)
).map(lambda d: f"{d[0]:02}{d[1]:02}{d[2]:02}{d[3]}{d[4]:06}")


@given(DATED, st.sampled_from(list(DIGITS.values())), st.sampled_from(["", "-", " ", ".", " - ", "‐", "\u200c"]))
def test_no_resident_number_survives_in_any_digits(number: str, digits: str, gap: str) -> None:
    written = "".join(digits[int(one)] for one in number)
    text = f"번호 {written[:6]}{gap}{written[6:]} 입니다"
    assert mask(text).text == "번호 [id_number] 입니다"


@given(
    st.text(alphabet="0123456789", min_size=16, max_size=16),
    st.sampled_from(list(DIGITS.values())),
    st.sampled_from(["", "-", " ", "."]),
)
def test_no_grouped_card_number_survives(number: str, digits: str, gap: str) -> None:
    written = gap.join("".join(digits[int(one)] for one in number[at : at + 4]) for at in range(0, 16, 4))
    assert mask(f"card: {written} ok").text == "card: [card_number] ok"


@given(st.text(alphabet="0123456789-. *xAM+/,:코드 원", max_size=60), st.booleans())
def test_masking_what_is_masked_changes_nothing(text: str, expected: bool) -> None:
    once = mask(text, code_expected=expected)
    assert mask(once.text, code_expected=expected).text == once.text


@given(WORDS)
def test_a_text_without_digits_stays_as_it_is(text: str) -> None:
    assert mask(text, code_expected=True).text == text


@given(st.text(max_size=200))
def test_any_text_can_be_masked(text: str) -> None:
    mask(text, code_expected=True)


@pytest.mark.parametrize("number", ["9001011000006", "0499370899", "6037991812345678"])
@pytest.mark.parametrize(
    "between",
    [
        *("\u2062", "\u034f", "\ufe0f", "\u3164", "\u2800", "\u115f", "\u2028"),
        *("\ufff9", "\U000e0020", "\ufe0f\u20e3", "\u0332", "\u200b", "\u00a0", "\u2007"),
    ],
)
def test_what_cannot_be_seen_between_digits_hides_none(number: str, between: str) -> None:
    assert not any(digit.isdigit() for digit in mask(f"it is {between.join(number)}{between}").text)


@pytest.mark.parametrize("between", [",", "،", "|", ":", "\\"])
def test_other_signs_between_the_groups_of_a_card_hide_none(between: str) -> None:
    assert mask(between.join(["6037", "9918", "1234", "5678"])).text == "[card_number]"


@pytest.mark.parametrize(
    "text", ["otp:482913", "코드:482913", "کد:۴۸۲۹۱۳", "code=482913", "my code is G-482913", "code...482913"]
)
def test_a_code_may_follow_its_name_at_once(text: str) -> None:
    assert mask(text).kinds == ("code",)


@pytest.mark.parametrize(
    "text", ["50,000,000원", "1,234,567 won", "09:00~16:00", "a 16:9 screen", "1,2,3,4", "کُد مرا نفرستادید"]
)
def test_what_is_no_number_of_anyone_stays(text: str) -> None:
    assert mask(text).text == text
