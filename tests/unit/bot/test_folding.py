import unicodedata

import pytest
from components.folding import fold


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("كارت ملي", "کارت ملی"),
        ("۱۲۳ ٤٥٦", "123 456"),
        ("می\u200cخواهم", "می خواهم"),
        ("مُحَمَّد", "محمد"),
        ("کـــارت", "کارت"),
        ("SELFIE", "selfie"),
        (unicodedata.normalize("NFD", "셀카"), "셀카"),
    ],
)
def test_spellings_of_one_word_are_one(typed: str, folded: str) -> None:
    assert fold(typed) == folded
