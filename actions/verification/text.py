"""What people type, made comparable: digits of any script, one form of every letter, nothing invisible."""

import re
import unicodedata

ZWNJ = "\u200c"
_PERSIAN = str.maketrans({"\u064a": "\u06cc", "\u0649": "\u06cc", "\u0643": "\u06a9"})
_SEPARATORS = re.compile(r"[\s\u200c\u200d\-\u2010-\u2015\u2212\uff0d.()/]+")


def plain_digits(text: str) -> str:
    """Turn every decimal digit, whatever its script, into ASCII."""
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)


def compact(text: str) -> str:
    """Drop what people put between the signs of a number, and say the rest in plain capitals."""
    return _SEPARATORS.sub("", _visible(plain_digits(unicodedata.normalize("NFKC", text)))).upper()


def tidy(text: str) -> str:
    """A name as it is kept: NFC, Persian letters, single spaces, no invisible signs but the half-space."""
    return " ".join(_visible(unicodedata.normalize("NFC", text).translate(_PERSIAN)).split()).strip(ZWNJ + " ")


def _visible(text: str) -> str:
    return "".join(
        sign
        for sign in text
        if sign == ZWNJ or sign.isspace() or unicodedata.category(sign) not in ("Cf", "Cc", "Cs", "Co")
    )
