"""One spelling for letters and digits that are typed in several ways (Korean NFD, Arabic keyboards, Persian digits)."""

import re
import unicodedata

_LETTERS = str.maketrans(
    {
        "ي": "ی",
        "ى": "ی",
        "ك": "ک",
        "ة": "ه",
        "ۀ": "ه",
        "أ": "ا",
        "إ": "ا",
        "ٱ": "ا",
        "ؤ": "و",
        "\u0640": None,  # tatweel only stretches a word
        "\u200c": " ",  # a half-space is typed, forgotten or replaced by a space at will
    }
)
_DIGITS = {ord(sign): str(value) for digits in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹") for value, sign in enumerate(digits)}
# What stands for a word; other pictures are passed over.
_PICTURES = {
    **dict.fromkeys(map(ord, "👍👌🆗✅"), " ok "),
    **dict.fromkeys(map(ord, "👎❌"), " no "),
    **dict.fromkeys(map(ord, "🙏💐"), " thanks "),
    **dict.fromkeys(map(ord, "😡🤬😠🖕"), " this is so annoying "),
    **dict.fromkeys(map(ord, "👋"), " hello "),
}
_ARABIC_VOWEL_SIGNS = re.compile("[\u064b-\u0652\u0670]")


def fold(text: str) -> str:
    """The same words in one spelling, for understanding only; never shown."""
    composed = unicodedata.normalize("NFC", text).lower()
    return _ARABIC_VOWEL_SIGNS.sub("", composed).translate({**_LETTERS, **_DIGITS, **_PICTURES})
