"""After whole journeys a search through every file finds none of the values and pictures that were handed in."""

from pathlib import Path

from tests.servers import journey, photos
from tests.servers.gildong import Gildong
from tests.servers.people import customer
from tests.servers.traces import found_in, of_picture, of_value

TYPED_INTO_THE_CHAT = {
    "ko": "제 주민번호는 880808-1234567 입니다",
    "fa": "کد ملی من ۰۰۸۴۵۷۵۹۴۸ است",
    "en": "my card is 4111 1111 1111 1111",
}
WHAT_WAS_TYPED = ["880808-1234567", "0084575948", "4111 1111 1111 1111"]


async def test_r25_no_identity_value_and_no_picture_is_left_in_any_file(own_gildong: Gildong) -> None:
    selfie = photos.selfie(22)
    for language, sentence in TYPED_INTO_THE_CHAT.items():
        async with customer(own_gildong.url, language) as person:
            card = await journey.details(person, await journey.consent(person, await journey.begin(person)))
            await person.bot(await person.say(sentence))
            await journey.selfie(person, await journey.document(person, card), selfie)
    own_gildong.stop()

    values = [v for values in journey.VALUES.values() for name, v in values.items() if name != "nationality"]
    for value in [*values, *WHAT_WAS_TYPED]:
        assert not found_in(own_gildong.home, of_value(value)), "an identity value is written somewhere"
    for picture in (selfie, *(photos.document(language) for language in TYPED_INTO_THE_CHAT)):
        assert not found_in(own_gildong.home, of_picture(picture)), "a picture is written somewhere"


def test_the_search_finds_what_is_there(tmp_path: Path) -> None:
    picture = photos.document()
    (tmp_path / "a.log").write_text('{"text": "number ۸۸۰۸۰۸۱۲۳۴۵۶۷"}')
    (tmp_path / "b.db").write_bytes(b"\0\0" + picture.hex().encode())
    assert found_in(tmp_path, of_value("880808-1234567"))
    assert found_in(tmp_path, of_picture(picture))
    assert not found_in(tmp_path, of_value("990909-7654321"))
