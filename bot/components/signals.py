"""What matters more than what was asked: danger, a need for more care, a right, a language that is not spoken here.

Conservative, by words: a false alarm annoys, and whoever is missed still has the person's button.
"""

from __future__ import annotations

from components.foreign import is_foreign
from components.signal_words import matches, spelt

NONE = "none"
SELF_HARM, FRAUD, COERCION, LEGAL = "self_harm", "fraud", "coercion", "legal"
OTHER_LANGUAGE = "other_language"
NEEDS = ("bereavement", "health", "sight", "reading", "hearing", "minor", "slow")
_AT_ONCE = (SELF_HARM, FRAUD)  # said whatever else was asked for
_ASKS_FOR_SOMETHING = (
    "request_human",
    "pause_verification",
    "cancel_verification",
    "change_language",
    "report_phishing",
)
_SURE = 0.6  # below it a wish is a guess, and the words of the signal are not
_ASKS_FOR_A_WAY = ("ask_alternative", "ask_branch")


def detect(text: str, intent: str) -> str:
    """The gravest signal in what a customer wrote, or `none`; `intent` is what it was understood as."""
    spellings = spelt(text)
    found = (signal for signal in (SELF_HARM, FRAUD, COERCION, LEGAL, *NEEDS) if _is_in(spellings, signal, intent))
    return next(found, OTHER_LANGUAGE if is_foreign(text) else NONE)


def comes_first(signal: str, intent: str, confidence: float) -> bool:
    """Whether the answer is the signal's: who asks for a person, a pause or another way gets just that."""
    if signal in (NONE, *_AT_ONCE):
        return signal != NONE
    if confidence < _SURE:
        return True
    if signal == OTHER_LANGUAGE:
        return intent != "request_human"
    return intent not in _ASKS_FOR_SOMETHING and not (signal in NEEDS and intent in _ASKS_FOR_A_WAY)


def _is_in(spellings: dict[str, str], signal: str, intent: str) -> bool:
    if signal == FRAUD:  # only harm in these words, or any in what was understood as a report
        return matches(spellings, "defrauded") or (intent == "report_phishing" and matches(spellings, "harmed"))
    return matches(spellings, signal)
