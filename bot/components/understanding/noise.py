"""Sentences as hurried fingers type them, for training: people misspell more than those who write examples."""

import random
import re

_HANGUL = re.compile("[가-힣]")
_NEIGHBOURS = {  # letters that replace or join another by mistake; the most frequent ones of each script
    "ko": "가나다라마바사아자하이기지을는고",
    "fa": "ابپتجدرسشعفقکگلمنوهی",
    "en": "abcdefghijklmnopqrstuvwxyz",
}
_SLIP = 0.1  # of the letters
_LOST_SPACE, _NEW_SPACE = 0.5, 0.15  # of the spaces, of the letters
_BROKEN_SPACING = {"ko": 0.8, "fa": 0.15, "en": 0.15}  # of the sentences; the others get slips


def noisy(text: str, rnd: random.Random) -> str:
    script = _script(text)
    if " " in text and rnd.random() < _BROKEN_SPACING[script]:
        return with_broken_spacing(text, rnd)
    return with_slips(text, rnd)


def with_slips(text: str, rnd: random.Random, share: float = _SLIP) -> str:
    """A letter left out, added, replaced, or exchanged with the next."""
    letters = _NEIGHBOURS[_script(text)]
    typed: list[str] = []
    left = list(text)
    while left:
        sign = left.pop(0)
        if sign == " " or rnd.random() >= share:
            typed.append(sign)
            continue
        slip = rnd.choice(("lost", "added", "replaced", "exchanged"))
        other = rnd.choice(letters) if slip in ("added", "replaced") else ""
        if slip == "exchanged" and left:
            other = left.pop(0)
        typed += {"lost": [], "added": [sign, other], "replaced": [other], "exchanged": [other, sign]}[slip]
    return "".join(typed)


def with_broken_spacing(text: str, rnd: random.Random) -> str:
    spaced = (_spaced(sign, rnd) for sign in text)
    return "".join(spaced).strip()


def _spaced(sign: str, rnd: random.Random) -> str:
    if sign == " ":
        return "" if rnd.random() < _LOST_SPACE else sign
    return f"{sign} " if rnd.random() < _NEW_SPACE else sign


def _script(text: str) -> str:
    if _HANGUL.search(text):
        return "ko"
    return "fa" if re.search("[\u0600-\u06ff]", text) else "en"
