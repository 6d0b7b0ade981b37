import unicodedata

import pytest
from channels.typed_text import clean, is_command, without_slashes


def test_letters_are_composed() -> None:
    assert clean(unicodedata.normalize("NFD", "본인확인")) == "본인확인"


def test_marks_that_turn_the_writing_direction_are_removed() -> None:
    assert clean("\u202eabc\u2066 \u200fd\u061c") == "abc d"


def test_half_spaces_stay_inside_persian_words() -> None:
    assert clean("می\u200cخواهم") == "می\u200cخواهم"


@pytest.mark.parametrize("typed", ["", "  ", "\u200c", "\u200e \u202e", "\x00\x07", "\ufeff\n"])
def test_a_text_of_nothing_is_empty(typed: str) -> None:
    assert clean(typed) == ""


def test_lines_are_kept_and_other_control_signs_dropped() -> None:
    assert clean("one\ntwo\x1b[31m") == "one\ntwo[31m"


@pytest.mark.parametrize("typed", ["/restart", "/request_human", "/verify_passed{}", "//back", "/ restart", "/", "///"])
def test_what_rasa_would_obey_is_a_command(typed: str) -> None:
    assert is_command(typed)


@pytest.mark.parametrize("typed", ["restart", "1/2", "and/or", "/셀카", "/۱۲", "\\restart"])
def test_other_text_is_no_command(typed: str) -> None:
    assert not is_command(typed)


def test_leading_slashes_are_no_part_of_what_is_understood() -> None:
    assert without_slashes("/ /셀카는 왜?") == "셀카는 왜?"
