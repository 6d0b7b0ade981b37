import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handoff.domain.errors import InvalidText
from handoff.domain.text import LIMIT, clean


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\u200b\u200c", "\u202e\u2066", "\ufeff", "\u3164", "\ud800"])
def test_a_text_that_shows_nothing_is_refused(text: str) -> None:
    with pytest.raises(InvalidText) as refusal:
        clean(text)
    assert refusal.value.code == "empty"


def test_a_text_is_refused_only_above_the_limit() -> None:
    assert clean("가" * LIMIT) == "가" * LIMIT
    with pytest.raises(InvalidText) as refusal:
        clean("가" * (LIMIT + 1))
    assert refusal.value.code == "too_long"


def test_what_steers_the_direction_of_writing_goes_and_what_persian_needs_stays() -> None:
    assert clean("\u202eabc\u202c \u2067می\u200cخواهم\u2069\u200f") == "abc می\u200cخواهم"


def test_what_no_encoding_holds_goes() -> None:
    assert clean("a\ud800b\udfffc 🙂") == "abc 🙂"


def test_letters_are_composed() -> None:
    assert clean(unicodedata.normalize("NFD", "안녕하세요")) == "안녕하세요"


def test_a_command_of_the_bot_is_only_text() -> None:
    assert clean("/restart") == "/restart"


@given(st.text(min_size=1, max_size=300))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    try:
        once = clean(text)
    except InvalidText:
        return
    assert clean(once) == once
