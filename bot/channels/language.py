"""Which of the bank's languages a customer writes; silent where a text would not prove it."""

from __future__ import annotations

import re

_PLACEHOLDER = re.compile(r"\[[a-z_]+\]")
_ADDRESS = re.compile(r"\S+[@/]\S+|\bwww\.\S+")
_HANGUL = re.compile("[가-힣]")
_ARABIC_LETTER = re.compile("[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff]")
_LATIN = re.compile("[A-Za-z]")
_LEAST = 2  # letters of a script; one may be a slip of the keyboard
_SYLLABLE = 3  # letters that a Hangul syllable stands for when it is weighed against an alphabet

# Persian has these letters and Arabic does not, and the other way round.
_PERSIAN_ONLY = re.compile("[پچژگ]|ای[دمن]\\b|می")
_ARABIC_ONLY = re.compile("[ةأإ]|\\bال\\w{3,}.*\\bال\\w{3,}")

# Words that neither Finglish nor romanised Korean nor the name of a thing looks like.
_PROOFS = """the is my your what how why where when which who want need can could would should does have this that these
    those with for and not dont don't doesn't isn't cant can't won't wont i'm it's keep kept long much there
    about into got take took send sent know tell show talk speak person human later again change wrong work
    works working will i'll i've picture store stored save saved safe delete let we they our their because other
    another just like were if"""
# Words of English that could be Finglish too, or that everybody uses: they support others and prove nothing.
_SUPPORTS = """a i to on in at by as an do did me or of it its im are was from any get you please help thank thanks sure
    real stop start back photo data face yes no ok hello sorry"""
_ENGLISH = {**dict.fromkeys(_PROOFS.split(), True), **dict.fromkeys(_SUPPORTS.split(), False)}
_WORD = re.compile(r"[A-Za-z]+(?:['\u2019][A-Za-z]+)?")


def written_in(text: str) -> str | None:
    """ko, fa or en, or None: too short, of equal shares, names and codes, or a language written in foreign letters."""
    words = _ADDRESS.sub(" ", _PLACEHOLDER.sub(" ", text))
    hangul, arabic, latin = (len(script.findall(words)) for script in (_HANGUL, _ARABIC_LETTER, _LATIN))
    shares = {"ko": hangul * _SYLLABLE, "fa": arabic, "en": latin}
    most = max(shares, key=lambda code: shares[code])
    if any(share >= shares[most] for code, share in shares.items() if code != most):
        return None
    proven = {
        "ko": hangul >= _LEAST,
        "fa": arabic >= _LEAST and not _is_arabic(words),
        "en": _is_english(words),
    }
    return most if proven[most] else None


def _is_arabic(text: str) -> bool:
    return bool(_ARABIC_ONLY.search(text)) and not _PERSIAN_ONLY.search(text)


def _is_english(text: str) -> bool:
    words = [word.lower().replace("\u2019", "'") for word in _WORD.findall(text)]
    known = [word for word in words if word in _ENGLISH]
    return any(_ENGLISH[word] for word in known) and len(known) >= 2 and 2 * len(known) >= len(words)
